"""What rows that are gone pass on to their survivors, in the city: late edits, and what was not laid over them yet."""

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services.merging import aliases, layers, meeting, moving
from laomo_desktop.services.merging.aliases import TAKEN, Alive, key_of
from laomo_desktop.services.merging.asking import BEFORE, ask
from laomo_desktop.services.merging.giving import Giver, Hidden
from laomo_desktop.services.merging.meeting import Met

LATE = "合并以后，原来那份资料在别处又改过"
REFUSED = "合并没有生效，合并前原来写的"


def moved() -> list[Register]:
    """Registers whose rows get tombstones by merging: people, pairs with people, and pairs of those (attendance)."""
    found = [*SAMENESS]
    for reg in REGISTERS.values():
        if reg.name not in SPEAKING and any(reg[name].target in found for name in reg.pair):
            found.append(reg.name)
    return [REGISTERS[name] for name in found]


def came(write: Write, reg: Register, condition: str) -> dict[RowId, StoredRow]:
    """Rows under that condition (of SQL, on ``t``) that changed within ``write``."""
    if reg.name not in write.touched:
        return {}
    asked = (
        f"SELECT DISTINCT t.id FROM changes c JOIN {reg.name} t ON t.id = c.row "
        f"WHERE c.operation = ? AND c.register = ? AND {condition}"
    )
    keys = [key for (key,) in write.connection.exec_driver_sql(asked, (write.number, reg.name))]
    return write.states(reg.name, keys)


class _Asked(NamedTuple):
    """Values of ``source`` beside those of a row; ``was``: what its clerk had written them over."""

    reg: Register
    row: RowId
    values: Row
    source: RowId
    why: str
    was: Row


@dataclass
class Passer:
    """Within one operation. ``origin``: whose package it is, for the questions."""

    write: Write
    origin: str
    _known: Alive = field(init=False)
    _led: dict[str, dict[RowId, list[RowId]]] = field(init=False)
    """Register -> row -> all that was merged into it, directly or not."""

    _asked: list[_Asked] = field(default_factory=list)
    """What may have to be asked: who stays may get the value yet, or lose it."""

    def __post_init__(self) -> None:
        self._known = aliases.alive(self.write.connection)
        self._led = {of: {} for of in SAMENESS}
        for of, known in self._known.items():
            for gone in known:
                for step in aliases.way(known, gone)[1:]:
                    self._led[of].setdefault(step, []).append(gone)

    def meet(self, one: Met) -> None:
        """What another store alone had laid over a row."""
        for source, asked in meeting.lay(self.write, one).items():
            self._asked.append(_Asked(one.reg, one.row, asked, source, BEFORE, {}))

    def hid(self, before: Hidden) -> None:
        """What a row had before a merge that was refused, where another value stands by now."""
        self._asked.append(_Asked(REGISTERS[before.register], before.row, before.values, before.row, REFUSED, {}))

    def all(self) -> None:
        """Edits within the operation of rows that are gone: the survivors take them, or a person is asked.

        Of those merged one into the other the farthest comes first: what a row passes on, it has got by then.
        """
        left = [self._far(reg, key) for reg in moved() for key in self._survivors(reg)]
        heapify(left)
        while left:
            _, name, key = heappop(left)
            reg = REGISTERS[name]
            row = self.write.states(name, [key]).get(key)
            if row is not None and self._one(reg, row) and aliases.is_merged(row.deleted):
                for twin in moving.twins(self.write, reg, row, self._known):
                    heappush(left, self._far(reg, twin))
        for asked in self._asked:
            self._ask(asked)

    def _far(self, reg: Register, key: RowId) -> tuple[int, str, RowId]:
        """A row to be looked at, by how many lie between it and who stays (as a negative number)."""
        row = self.write.states(reg.name, [key]).get(key)
        gone = row is not None and aliases.is_merged(row.deleted)
        return -len(moving.twins(self.write, reg, row, self._known)) if row and gone else 0, reg.name, key

    def _one(self, reg: Register, row: StoredRow) -> bool:
        """Whether anything came from one of the rows laid over it."""
        news = False
        for source in self.write.states(reg.name, self._sources(reg, row)).values():
            if aliases.is_merged(source.deleted) and not self._lies_before(reg, row, source):
                target = self.write.states(reg.name, [row.id])[row.id]
                was = self._written_over(reg, target, source)
                asked = Giver(self.write).pass_on(reg, target, source)
                news = news or asked is not None
                self._asked.append(_Asked(reg, row.id, asked or {}, source.id, LATE, was))
        return news

    def _written_over(self, reg: Register, target: StoredRow, source: StoredRow) -> Row:
        """What ``source`` had given, where a clerk has written since: not what arranging put there."""
        layer = layers.of_row(reg, target).given(source.id)
        arranged = {name for name, dot in source.dots.items() if dot == (self.write.writer, self.write.number)}
        return {name: value for name, value in ((layer and layer.gave) or {}).items() if name not in arranged}

    def _ask(self, asked: _Asked) -> None:
        """The one who stays in the end; nobody where she has the value already."""
        row = self.write.states(asked.reg.name, [asked.row])[asked.row]
        while aliases.is_merged(row.deleted):
            following = self.write.states(asked.reg.name, moving.twins(self.write, asked.reg, row, self._known)[-1:])
            if not following or row.id in following:
                return
            row = next(iter(following.values()))
        values = {name: value for name, value in asked.values.items() if row.values[name] != value}
        if values:
            ask(self.write, asked.reg, row.id, values, asked.source, asked.why, self.origin, asked.was)

    def _sources(self, reg: Register, row: StoredRow) -> list[RowId]:
        """What was merged into a row, by its mark, or by the aliases alone: another store's mark may not know of it."""
        found = layers.of_row(reg, row).sources if layers.MADE_OF in row.marks else []
        if reg.name in SAMENESS:
            known = self._known[reg.name]
            led = [gone for gone in self._led[reg.name].get(row.id, ()) if known[gone] == row.id]
        else:
            led = self._led_to(reg, row)
        return list(dict.fromkeys([*found, *led]))

    def _led_to(self, reg: Register, row: StoredRow) -> list[RowId]:
        """The keys of all rows that the aliases bring to this one."""
        if reg.name in SAMENESS:
            return self._led[reg.name].get(row.id, [])
        found = []
        for name in reg.pair:
            target, key = REGISTERS[reg[name].target], key_of(row.values[name])
            if target.name in SAMENESS:
                led = self._led[target.name].get(key, [])
            else:
                there = self.write.states(target.name, [key]).get(key) if target.pair else None
                led = self._led_to(target, there) if there is not None else []
            found += [moving.twin_key(reg, name, row, old) for old in led]
        return found

    def _lies_before(self, reg: Register, row: StoredRow, source: StoredRow) -> bool:
        """Whether it lies over another row on its way, which passes it on."""
        if source.id in layers.of_row(reg, row).sources:
            return False
        way = self.write.states(reg.name, moving.twins(self.write, reg, source, self._known))
        return any(source.id in layers.of_row(reg, step).sources for step in way.values())

    def _survivors(self, reg: Register) -> set[RowId]:
        """Rows that may have to hear of something: they, what is laid over them, or its alias came in the operation."""
        found = set(came(self.write, reg, "t.extra IS NOT NULL"))
        for row in came(self.write, reg, TAKEN.replace("deleted", "t.deleted")).values():
            found.update(moving.twins(self.write, reg, row, self._known))
        if reg.name in SAMENESS:
            table = SAMENESS[reg.name].aliases.name
            rows = self.write.states(table, list(self.write.touched.get(table, ())))
            found.update(key_of(row.values["kept"]) for row in rows.values())
        return found
