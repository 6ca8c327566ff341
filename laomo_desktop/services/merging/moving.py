"""Everything that speaks of somebody gone is brought to the survivor, however late it came."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import query
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.merging.aliases import APART, MERGED
from laomo_desktop.services.merging.asking import ask
from laomo_desktop.services.merging.uniting import united

BATCH = 500
BEFORE = "合并前两份资料写法不同"
ORIGIN = "合并"


def settle(write: Write) -> None:
    """Bring all rows into line with the living aliases; nothing is written where nothing is out of line."""
    known = aliases.living(write.connection)
    _break_rings(write, known)
    final = aliases.resolved(known)
    here = _known(write.connection, {*final.values()})
    final = {gone: kept for gone, kept in final.items() if kept in here}
    if not final:
        return
    names = query.titles(write.connection, "people", list({*final.values()}))
    mover = Mover(write, {gone: f"{MERGED}“{names.get(kept, '')}”" for gone, kept in final.items()})
    for gone in _living(write.connection, final):
        write.set_back("people", gone, {"deleted": mover.reasons[gone]})
    mover.repoint("people", final)


def _break_rings(write: Write, known: Mapping[RowId, RowId]) -> None:
    """Two offices merged the same two the other way round: the one who stays is not gone."""
    final = aliases.resolved(known)
    if staying := [gone for gone in known if gone not in final]:
        write.delete("aliases", [pair_id("aliases", gone) for gone in staying], "两边互相合并，保留先登记的")
        for key, row in write.states("people", staying).items():
            if aliases.is_merged(row.deleted):
                write.set_back("people", key, {"deleted": None})


def _known(connection: Connection, keys: set[RowId]) -> set[RowId]:
    return {key for key, _ in _select(connection, "SELECT id, id FROM people WHERE id IN ({})", list(keys))}


def _living(connection: Connection, keys: Mapping[RowId, RowId]) -> list[RowId]:
    asked = "SELECT id, id FROM people WHERE deleted IS NULL AND id IN ({})"
    return [key for key, _ in _select(connection, asked, list(keys))]


def _select(connection: Connection, asked: str, keys: Sequence[RowId]) -> Iterator[tuple[RowId, RowId]]:
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        yield from connection.exec_driver_sql(asked.format(marks), tuple(part)).tuples().all()


def pointing(
    connection: Connection, other: Register, link: Field, keys: Sequence[RowId], alive: str
) -> list[tuple[RowId, RowId]]:
    """Rows of ``other`` whose ``link`` is one of ``keys``, with that link; ``alive`` is a condition on them."""
    asked = f"SELECT id, {link.name} FROM {other.name} WHERE {alive} AND {link.name} IN ({{}})"
    return list(_select(connection, asked, keys))


def twin_key(reg: Register, link: str, row: StoredRow, new: RowId) -> RowId:
    """The key a pair's row has with ``new`` in the place of its ``link``."""
    return pair_id(reg.name, *(new if name == link else _key(row.values[name]) for name in reg.pair))


def _key(value: Value) -> RowId:
    return value if isinstance(value, bytes) else b""


@dataclass
class Mover:
    """``reasons``: what the tombstones of rows say, by the key that is replaced."""

    write: Write
    reasons: dict[RowId, str]

    def repoint(self, name: str, mapping: Mapping[RowId, RowId]) -> None:
        """Whatever points to a key of ``mapping`` points to its new one."""
        for other, link in hanging_on(REGISTERS[name]):
            if other.name in APART or not mapping:
                continue
            rows = pointing(self.write.connection, other, link, list(mapping), "deleted IS NULL")
            if link.name in other.pair:
                moved = self._move(other, link.name, rows, mapping)
                self.repoint(other.name, {**self._moved_before(other, link, mapping), **moved})
            elif rows:
                self.write.update_many(other.name, [(key, {link.name: mapping[target]}) for key, target in rows])

    def _moved_before(self, reg: Register, link: Field, mapping: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
        """Rows moved long ago: what hangs on them may have come only now."""
        if not hanging_on(reg):
            return {}
        gone = f"deleted >= '{MERGED}' AND deleted < '{MERGED}\U0010ffff'"
        rows = dict(pointing(self.write.connection, reg, link, list(mapping), gone))
        found = {}
        for key, row in self.write.states(reg.name, list(rows)).items():
            found[key] = twin_key(reg, link.name, row, mapping[rows[key]])
            self.reasons[key] = row.deleted or MERGED
        there = self.write.states(reg.name, list(found.values()))
        return {key: twin for key, twin in found.items() if twin in there}

    def _move(
        self, reg: Register, link: str, rows: Sequence[tuple[RowId, RowId]], mapping: Mapping[RowId, RowId]
    ) -> dict[RowId, RowId]:
        """Rows of a pair get another key: a copy with the dots of its values, and a tombstone."""
        moved: dict[RowId, RowId] = {}
        for key, row in self.write.states(reg.name, [key for key, _ in rows]).items():
            old = _key(row.values[link])
            moved[key] = twin_key(reg, link, row, mapping[old])
            self._copy(reg, link, row, moved[key], mapping[old])
            self.reasons[key] = self.reasons[old]
            self.write.set_back(reg.name, key, {"deleted": self.reasons[old]})
        return moved

    def _copy(self, reg: Register, link: str, row: StoredRow, key: RowId, new: RowId) -> None:
        values = {**row.values, link: new}
        twin = self.write.states(reg.name, [key]).get(key)
        if twin is None:
            dots = {**row.dots, link: (self.write.writer, self.write.number)}
            dots.pop("deleted", None)
            self.write.put_copies(reg.name, [StoredRow(key, values, dots, 0, None, row.extra)])
        elif twin.deleted is not None:
            self.write.set_back(reg.name, key, {**values, "deleted": None})
        else:
            takes, doubts = united(reg, twin.values, row.values)
            self.write.update(reg.name, key, takes)
            if doubts:
                ask(self.write, reg, key, doubts, BEFORE, ORIGIN)
