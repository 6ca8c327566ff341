"""After a package: aliases that came or died, and late edits of people who are gone, so that order does not matter."""

from sqlalchemy import Connection

from laomo_desktop.db import codec
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.merging import aliases, moving, parting
from laomo_desktop.services.merging.asking import ask
from laomo_desktop.services.merging.uniting import QUIET

GONE = parting.GONE.replace("deleted", "t.deleted")
LATE = "合并以后，原来那份资料在别处又改过"


def touched(write: Write) -> bool:
    """Whether there is anything to do: most stores have no aliases."""
    return bool(write.connection.exec_driver_sql("SELECT 1 FROM aliases LIMIT 1").scalar())


def arrange(write: Write, *, city: bool, origin: str) -> None:
    """Bring everything that came within ``write`` into line. The city alone passes late edits on to the survivor."""
    if not touched(write):
        return
    final = aliases.final(write.connection)
    for gone, kept in _died(write):
        if gone not in final:
            parting.follow(write, gone, kept)
    _revive_unmerged(write, final)
    if city:
        for register in [name for name in _moving() if name in write.touched]:
            _pass_on(write, REGISTERS[register], final, origin)
    moving.settle(write)


def _moving() -> list[str]:
    """Registers whose rows get tombstones by merging: people, pairs with people, and pairs of those (attendance)."""
    found = ["people"]
    for reg in REGISTERS.values():
        if reg.name not in aliases.APART and any(reg[name].target in found for name in reg.pair):
            found.append(reg.name)
    return found


def _died(write: Write) -> list[tuple[RowId, RowId]]:
    keys = list(write.touched.get("aliases", ()))
    rows = write.states("aliases", keys).values()
    return [(_key(r.values["gone"]), _key(r.values["kept"])) for r in rows if r.deleted is not None]


def _key(value: Value) -> RowId:
    return value if isinstance(value, bytes) else b""


def stands(connection: Connection, reg: Register, values: Row, key: RowId) -> bool:
    """Whether a tombstone 合并到… of that row is right: the alias that made it lives."""
    return _stands(connection, reg, values, key, aliases.final(connection))


def _stands(connection: Connection, reg: Register, values: Row, key: RowId, final: dict[RowId, RowId]) -> bool:
    if reg.name == "people":
        return key in final
    for name in reg.pair:
        target, link = reg[name].target, _key(values.get(name))
        if target == "people" and link in final:
            return True
        if target != "people" and REGISTERS[target].pair:
            asked = f"SELECT {', '.join(REGISTERS[target].pair)} FROM {target} WHERE id = ?"
            row = connection.exec_driver_sql(asked, (link,)).mappings().first()
            if row is not None and _stands(connection, REGISTERS[target], dict(row), link, final):
                return True
    return False


def _revive_unmerged(write: Write, final: dict[RowId, RowId]) -> None:
    """Another store moved rows for an alias that had died here meanwhile."""
    for name in [name for name in _moving() if name in write.touched]:
        asked = (
            f"SELECT DISTINCT t.id FROM changes c JOIN {name} t ON t.id = c.row "
            f"WHERE c.operation = ? AND c.register = ? AND {GONE}"
        )
        keys = [key for (key,) in write.connection.exec_driver_sql(asked, (write.number, name))]
        for key, row in write.states(name, keys).items():
            if not _stands(write.connection, REGISTERS[name], row.values, key, final):
                write.set_back(name, key, {"deleted": None})


def _pass_on(write: Write, reg: Register, final: dict[RowId, RowId], origin: str) -> None:
    """An edit that came for a row that is gone: the survivor takes it where she still has the value of before."""
    asked = (
        f"SELECT c.row, c.before FROM changes c JOIN {reg.name} t ON t.id = c.row "
        f"WHERE c.operation = ? AND c.register = ? AND c.before IS NOT NULL AND {GONE} ORDER BY c.rowid DESC"
    )
    before: dict[RowId, Row] = {}
    for key, text in write.connection.exec_driver_sql(asked, (write.number, reg.name)):
        before.setdefault(key, {}).update(codec.unpack(reg, text))
    for key, row in write.states(reg.name, list(before)).items():
        twin = _twin(write, reg, key, row.values, final)
        if twin is not None and "deleted" not in before[key]:
            _pass_one(write, reg, twin, before[key], row.values, origin)


def _twin(write: Write, reg: Register, key: RowId, values: Row, final: dict[RowId, RowId]) -> RowId | None:
    """The survivor's row for one that is gone."""
    if reg.name == "people":
        return final.get(key)
    parts = []
    for name in reg.pair:
        target, link = reg[name].target, _key(values[name])
        row = write.states(target, [link]).get(link) if REGISTERS[target].pair else None
        other = final.get(link) if target == "people" else None
        if row is not None and aliases.is_merged(row.deleted):
            other = _twin(write, REGISTERS[target], link, row.values, final)
        parts.append(other or link)
    return pair_id(reg.name, *parts)


def _pass_one(write: Write, reg: Register, twin: RowId, before: Row, now: Row, origin: str) -> None:
    there = write.states(reg.name, [twin]).get(twin)
    if there is None or there.deleted is not None:
        return
    asked: Row = {}
    for name in set(before) - QUIET - set(reg.pair):
        value, mine = now.get(name), there.values.get(name)
        if name not in reg.by_name or value == mine:
            continue
        if mine is None or mine == before[name]:
            write.update(reg.name, twin, {name: value})
        elif value is not None:
            asked[name] = value
    if asked:
        ask(write, reg, twin, asked, LATE, origin)
