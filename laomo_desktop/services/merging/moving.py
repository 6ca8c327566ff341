"""Everything that speaks of something gone is brought to the survivor, however late it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from laomo_desktop.db import query
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services.merging import aliases, links
from laomo_desktop.services.merging.aliases import MERGED, TAKEN, Alive, key_of
from laomo_desktop.services.merging.asking import BEFORE, ORIGIN, ask
from laomo_desktop.services.merging.giving import Giver

ROUND = "两边互相合并，保留先登记的"


def settle(write: Write) -> None:
    """Bring all rows into line with the living aliases; nothing is written where nothing is out of line."""
    for of in SAMENESS:
        final = _here(write.connection, of, aliases.final(write.connection, of))
        if final:
            names = query.titles(write.connection, of, list({*final.values()}))
            mover = Mover(write, {gone: f"{MERGED}“{names.get(kept, '')}”" for gone, kept in final.items()})
            for gone in _elsewhere(write.connection, of, final):
                write.set_back(of, gone, {"deleted": mover.reasons[gone]})
            mover.repoint(of, final)


def rings(write: Write) -> list[tuple[str, RowId, RowId]]:
    """Two offices merged the same two the other way round: the oldest stays. Returns the aliases that fell for it."""
    fallen = []
    for of, same in SAMENESS.items():
        known = aliases.living(write.connection, of)
        final = aliases.resolved(known)
        staying = [gone for gone in known if gone not in final]
        write.delete(same.aliases.name, [pair_id(same.aliases.name, gone) for gone in staying], ROUND)
        fallen += [(of, gone, known[gone]) for gone in staying]
    return fallen


def _here(connection: Connection, of: str, final: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
    """Without those whose survivor this store has not."""
    kept = list({*final.values()})
    here = {key for key, _ in links.select(connection, f"SELECT id, id FROM {of} WHERE id IN ({{}})", kept)}
    return {gone: end for gone, end in final.items() if end in here}


def _elsewhere(connection: Connection, of: str, keys: Mapping[RowId, RowId]) -> list[RowId]:
    """Those who are not gone by merging: they live, or another office deleted them meanwhile."""
    asked = f"SELECT id, id FROM {of} WHERE (deleted IS NULL OR NOT ({TAKEN})) AND id IN ({{}})"
    return [key for key, _ in links.select(connection, asked, list(keys))]


def twin_key(reg: Register, link: str, row: StoredRow, new: RowId) -> RowId:
    """The key a pair's row has with ``new`` in the place of its ``link``."""
    return pair_id(reg.name, *(new if name == link else key_of(row.values[name]) for name in reg.pair))


def twins(write: Write, reg: Register, row: StoredRow, alive: Alive | None = None) -> list[RowId]:
    """Where a row that is gone went, or may have gone: every step on the way. ``alive``: the aliases, if at hand."""
    alive = aliases.alive(write.connection) if alive is None else alive
    if reg.name in SAMENESS:
        return aliases.way(alive[reg.name], row.id)[1:]
    found = []
    for name in reg.pair:
        target, key = REGISTERS[reg[name].target], key_of(row.values[name])
        if target.name in SAMENESS:
            ends = aliases.way(alive[target.name], key)[1:]
        else:
            there = write.states(target.name, [key]).get(key) if target.pair else None
            ends = twins(write, target, there, alive) if there is not None and aliases.is_merged(there.deleted) else []
        found += [twin_key(reg, name, row, end) for end in ends]
    return found


@dataclass
class Mover:
    """``reasons``: what the tombstones of rows say, by the key that is replaced."""

    write: Write
    reasons: dict[RowId, str]
    giver: Giver = field(init=False)

    def __post_init__(self) -> None:
        self.giver = Giver(self.write)

    def repoint(self, name: str, mapping: Mapping[RowId, RowId]) -> None:
        """Whatever points to a key of ``mapping`` points to its new one."""
        for other, link in hanging_on(REGISTERS[name]):
            if other.name in SPEAKING or not mapping:
                continue
            rows = links.pointing(self.write.connection, other, link, list(mapping), "deleted IS NULL")
            if link.name in other.pair:
                moved = self._move(other, link.name, rows, mapping)
                self.repoint(other.name, {**self._moved_before(other, link, mapping), **moved})
            elif rows:
                links.turn(self.write, other, link, [key for key, _ in rows], mapping)

    def _moved_before(self, reg: Register, link: Field, mapping: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
        """Rows moved long ago: what hangs on them may have come only now."""
        if not hanging_on(reg):
            return {}
        rows = dict(links.pointing(self.write.connection, reg, link, list(mapping), TAKEN))
        found = {}
        for key, row in self.write.states(reg.name, list(rows)).items():
            found[key] = twin_key(reg, link.name, row, mapping[rows[key]])
            self.reasons[key] = row.deleted or MERGED
        there = self.write.states(reg.name, list(found.values()))
        return {key: twin for key, twin in found.items() if twin in there}

    def _move(
        self, reg: Register, link: str, rows: Sequence[tuple[RowId, RowId]], mapping: Mapping[RowId, RowId]
    ) -> dict[RowId, RowId]:
        """Rows of a pair get another key: laid over the survivor's, and a tombstone."""
        moved: dict[RowId, RowId] = {}
        for key, row in self.write.states(reg.name, [key for key, _ in rows]).items():
            old = key_of(row.values[link])
            moved[key] = twin_key(reg, link, row, mapping[old])
            self._lay(reg, link, row, moved[key], mapping[old])
            self.reasons[key] = self.reasons[old]
            self.write.set_back(reg.name, key, {"deleted": self.reasons[old]})
        return moved

    def _lay(self, reg: Register, link: str, row: StoredRow, key: RowId, new: RowId) -> None:
        twin = self.write.states(reg.name, [key]).get(key)
        if twin is None:
            self.giver.copy(reg, row, key, {link: new})
        elif doubts := self.giver.lay(reg, twin, row):
            ask(self.write, reg, key, doubts, row.id, BEFORE, ORIGIN)
