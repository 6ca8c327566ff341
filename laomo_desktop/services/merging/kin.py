"""Rows that were ever one: people by all their aliases, also those that live no more, and pairs by their people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services.merging import aliases, links, moving
from laomo_desktop.services.merging.aliases import Alive, key_of
from laomo_desktop.services.merging.standing import leads


@dataclass
class Kin:
    """As the store stands now. ``told``: register and two rows that are known to have been one."""

    write: Write
    told: Sequence[tuple[str, RowId, RowId]] = ()
    _groups: dict[str, Mapping[RowId, frozenset[RowId]]] = field(default_factory=dict)
    _living: Alive | None = None
    _rows: dict[tuple[str, RowId], list[StoredRow]] = field(default_factory=dict)
    _having: dict[str, frozenset[RowId]] = field(default_factory=dict)

    def has(self, reg: Register, row: StoredRow) -> bool:
        """Whether it may have any."""
        if reg.name in SAMENESS:
            return row.id in self._group(reg.name)
        return any(key_of(row.values[name]) in self.having(REGISTERS[reg[name].target]) for name in reg.pair)

    def having(self, reg: Register) -> Collection[RowId]:
        """The keys of all rows that may have kin."""
        if reg.name in SAMENESS:
            return self._group(reg.name)
        if reg.name not in self._having:
            found = [
                key
                for name in reg.pair
                for key, _ in links.pointing(
                    self.write.connection, reg, reg[name], [*self.having(REGISTERS[reg[name].target])], "true"
                )
            ]
            self._having[reg.name] = frozenset(found)
        return self._having[reg.name]

    def rows(self, reg: Register, key: RowId) -> list[StoredRow]:
        """The row and its kin, as far as they are here."""
        if (reg.name, key) not in self._rows:
            self._rows[reg.name, key] = list(self.write.states(reg.name, sorted(self.keys(reg, key))).values())
        return self._rows[reg.name, key]

    def keys(self, reg: Register, key: RowId) -> frozenset[RowId]:
        """The same as keys, whether there are such rows or not."""
        if reg.name in SAMENESS:
            return self._group(reg.name).get(key, frozenset({key}))
        row = self.write.states(reg.name, [key]).get(key)
        if row is None or not reg.pair:
            return frozenset({key})
        links = [self._link(reg, name, row.values[name]) for name in reg.pair]
        return frozenset({key, *(pair_id(reg.name, *each) for each in product(*links))})

    def _link(self, reg: Register, name: str, value: Value) -> list[RowId]:
        target, key = REGISTERS[reg[name].target], key_of(value)
        return sorted(self.keys(target, key)) if target.name in SAMENESS or target.pair else [key]

    def leads(self, reg: Register, source: RowId, key: RowId) -> bool:
        """Whether ``source`` went into that row, directly or on, by aliases that live."""
        if reg.name in SAMENESS:
            return key in aliases.way(self._alive()[reg.name], source)[1:]
        row = self.write.states(reg.name, [source]).get(source)
        return row is not None and leads(self.write, reg, row, key, self._alive())

    def end(self, reg: Register, key: RowId) -> RowId:
        """Where the row went in the end; itself if nowhere."""
        row = self.write.states(reg.name, [key]).get(key)
        if row is None or not aliases.is_merged(row.deleted):
            return key
        return [key, *moving.twins(self.write, reg, row, self._alive())][-1]

    def _alive(self) -> Alive:
        if self._living is None:
            self._living = aliases.alive(self.write.connection)
        return self._living

    def _group(self, of: str) -> Mapping[RowId, frozenset[RowId]]:
        if of not in self._groups:
            found: dict[RowId, frozenset[RowId]] = {}
            told = [(one, other) for name, one, other in self.told if name == of]
            for pair in (*aliases.ever(self.write.connection, of).items(), *told):
                group = frozenset(pair).union(*(found.get(key, frozenset()) for key in pair))
                found.update(dict.fromkeys(group, group))
            self._groups[of] = found
        return self._groups[of]
