"""After a package: aliases that came or died, and late edits of what is gone, so that order does not matter."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services.merging import aliases, layers, links, meeting, moving
from laomo_desktop.services.merging.aliases import PARTED, TAKEN, Finals
from laomo_desktop.services.merging.asking import ask, close_agreed
from laomo_desktop.services.merging.giving import Giver
from laomo_desktop.services.merging.meeting import Met
from laomo_desktop.services.merging.parting import Parter

LATE = "合并以后，原来那份资料在别处又改过"


def arrange(write: Write, *, city: bool, origin: str, met: Sequence[Met] = ()) -> None:
    """Bring everything that came within ``write`` into line. The city alone passes late edits on to the survivor, and
    lays over rows what only another store had laid over them (``met``)."""
    if not aliases.any_ever(write.connection):
        return
    parter = Parter(write)
    for of, gone, kept in [*_died(write), *moving.rings(write)]:
        parter.part(of, gone, kept)
    final = aliases.finals(write.connection)
    _put_right(write, final)
    moving.settle(write)
    _hold(write)
    close_agreed(write)
    if city:
        for one in met:
            for source, asked in meeting.lay(write, one).items():
                row = write.states(one.reg.name, [one.row])[one.row]
                _ask(write, one.reg, row, asked, source, moving.BEFORE, origin)
        pass_on(write, origin)


def moved() -> list[Register]:
    """Registers whose rows get tombstones by merging: people, pairs with people, and pairs of those (attendance)."""
    found = [*SAMENESS]
    for reg in REGISTERS.values():
        if reg.name not in SPEAKING and any(reg[name].target in found for name in reg.pair):
            found.append(reg.name)
    return [REGISTERS[name] for name in found]


def _died(write: Write) -> list[tuple[str, RowId, RowId]]:
    """Aliases that this operation ended: register, who was gone, to whom."""
    found = []
    for of, same in SAMENESS.items():
        final = aliases.final(write.connection, of)
        rows = write.states(same.aliases.name, list(write.touched.get(same.aliases.name, ())))
        told = [row.values for row in rows.values() if row.deleted is not None]
        pairs = [(_key(values["gone"]), _key(values["kept"])) for values in told]
        found += [(of, gone, kept) for gone, kept in pairs if gone not in final]
    return found


def _key(value: Value) -> RowId:
    return value if isinstance(value, bytes) else b""


def stands(connection: Connection, reg: Register, values: Row, key: RowId) -> bool:
    """Whether a tombstone 合并到… of that row is right: the alias that made it lives."""
    return _stands(connection, reg, values, key, aliases.finals(connection))


def _stands(connection: Connection, reg: Register, values: Row, key: RowId, final: Finals) -> bool:
    if reg.name in SAMENESS:
        return key in final[reg.name]
    for name in reg.pair:
        target, link = reg[name].target, _key(values.get(name))
        if link in final.get(target, ()):
            return True
        if target not in SAMENESS and REGISTERS[target].pair:
            asked = f"SELECT {', '.join(REGISTERS[target].pair)} FROM {target} WHERE id = ?"
            row = connection.exec_driver_sql(asked, (link,)).mappings().first()
            if row is not None and _stands(connection, REGISTERS[target], dict(row), link, final):
                return True
    return False


def _put_right(write: Write, final: Finals) -> None:
    """Another store moved rows for an alias that had died here meanwhile."""
    taken, extra = TAKEN.replace("deleted", "t.deleted"), "t.extra IS NOT NULL"
    for reg in moved():
        for key, row in _came(write, reg, taken).items():
            if not _stands(write.connection, reg, row.values, key, final):
                write.set_back(reg.name, key, {"deleted": None})
    for reg in REGISTERS.values():
        if reg.name in SPEAKING or not reg.exchanged:
            continue
        turned = [link for link in reg.links if link.target in SAMENESS and link.name not in reg.pair]
        rows = _came(write, reg, extra) if turned or reg in moved() else {}
        for link in turned:
            links.turn_back(write, reg, link, list(rows), final[link.target])
        for row in rows.values():
            _take_off(write, reg, row, final)


def _came(write: Write, reg: Register, condition: str) -> dict[RowId, StoredRow]:
    """Rows under that condition that changed within ``write``."""
    if reg.name not in write.touched:
        return {}
    asked = (
        f"SELECT DISTINCT t.id FROM changes c JOIN {reg.name} t ON t.id = c.row "
        f"WHERE c.operation = ? AND c.register = ? AND {condition}"
    )
    keys = [key for (key,) in write.connection.exec_driver_sql(asked, (write.number, reg.name))]
    return write.states(reg.name, keys)


def _take_off(write: Write, reg: Register, row: StoredRow, final: Finals) -> None:
    """What was laid over it and is a row of its own again."""
    for source in layers.of_row(reg, row).sources if layers.MADE_OF in row.marks else ():
        other = write.states(reg.name, [source]).get(source)
        if other is not None and not _stands(write.connection, reg, other.values, source, final):
            Giver(write).take_off(reg, write.states(reg.name, [row.id])[row.id], other)


def _hold(write: Write) -> None:
    """A row that parting took away, on which somebody has entered something meanwhile, stays."""
    for reg in moved():
        hanging = [(other, link) for other, link in hanging_on(reg) if reg.pair and other.name in write.touched]
        for other, link in hanging:
            asked = (
                f"SELECT id, id FROM {reg.name} WHERE deleted = '{PARTED}' AND EXISTS "
                f"(SELECT 1 FROM {other.name} o WHERE o.{link.name} = {reg.name}.id AND o.deleted IS NULL)"
            )
            for (key, _) in write.connection.exec_driver_sql(asked).all():
                write.set_back(reg.name, key, {"deleted": None})


def pass_on(write: Write, origin: str) -> None:
    """Edits within ``write`` of rows that are gone: the survivors take them, or a person is asked. The city's matter.

    Of those merged one into the other the farthest comes first: what a row passes on, it has got by then.
    """
    left = [_far(write, reg, key) for reg in moved() for key in _survivors(write, reg)]
    heapify(left)
    while left:
        _, name, key = heappop(left)
        reg = REGISTERS[name]
        row = write.states(name, [key]).get(key)
        if row is not None and _pass_one(write, reg, row, origin) and aliases.is_merged(row.deleted):
            for twin in moving.twins(write, reg, row):
                heappush(left, _far(write, reg, twin))


def _far(write: Write, reg: Register, key: RowId) -> tuple[int, str, RowId]:
    """A row to be looked at, by how many lie between it and who stays (as a negative number)."""
    row = write.states(reg.name, [key]).get(key)
    steps = len(moving.twins(write, reg, row)) if row is not None and aliases.is_merged(row.deleted) else 0
    return -steps, reg.name, key


def _pass_one(write: Write, reg: Register, row: StoredRow, origin: str) -> bool:
    """Whether anything came from one of the rows laid over it."""
    news = False
    for source in write.states(reg.name, _sources(write, reg, row)).values():
        if aliases.is_merged(source.deleted):
            target = write.states(reg.name, [row.id])[row.id]
            asked = Giver(write).pass_on(reg, target, source)
            news = news or asked is not None
            _ask(write, reg, target, asked or {}, source.id, LATE, origin)
    return news


def _ask(write: Write, reg: Register, row: StoredRow, asked: Row, source: RowId, why: str, origin: str) -> None:
    """The one who stays in the end; nobody where she has the value already."""
    while aliases.is_merged(row.deleted):
        following = write.states(reg.name, moving.twins(write, reg, row)[-1:])
        if not following or row.id in following:
            return
        row = next(iter(following.values()))
    asked = {name: value for name, value in asked.items() if row.values[name] != value}
    if asked and row.deleted is None:
        ask(write, reg, row.id, asked, source, why, origin)


def _sources(write: Write, reg: Register, row: StoredRow) -> list[RowId]:
    """What was merged into a row, by its mark, or by the aliases alone."""
    found = layers.of_row(reg, row).sources if layers.MADE_OF in row.marks else []
    if reg.name in SAMENESS:
        known = aliases.living(write.connection, reg.name)
        found += [gone for gone, kept in known.items() if kept == row.id and gone not in found]
    return found


def _survivors(write: Write, reg: Register) -> set[RowId]:
    """Rows that may have to hear of something: they, what is laid over them, or its alias came within ``write``."""
    found = set(_came(write, reg, "t.extra IS NOT NULL"))
    for row in _came(write, reg, TAKEN.replace("deleted", "t.deleted")).values():
        found.update(moving.twins(write, reg, row))
    if reg.name in SAMENESS:
        table = SAMENESS[reg.name].aliases.name
        rows = write.states(table, list(write.touched.get(table, ())))
        found.update(_key(row.values["kept"]) for row in rows.values())
    return found
