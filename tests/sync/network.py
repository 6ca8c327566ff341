"""Stores without a database and what they send each other: the least that uses `merge_row` as services do."""

from dataclasses import dataclass, field
from typing import Any

from laomo_desktop.domain.field import Merge
from laomo_desktop.sync.causality import Knowledge
from laomo_desktop.sync.merge import merge_row
from laomo_desktop.sync.model import DELETED, Dot, Dots, RowState, Writer
from laomo_desktop.sync.outcome import FieldConflict, Rules, settle

RULES = Rules({"name": Merge.PERSON, "note": Merge.PLAIN, "skills": Merge.UNITE, "opened": Merge.LOCAL})
CITY = Writer("c0" * 16, "00" * 16)
DISTRICTS = tuple(Writer(f"d{number}" * 16, "00" * 16) for number in range(1, 4))


@dataclass
class Sent:
    """A package as the other side sees it."""

    writer: Writer
    seq: int
    rows: list[RowState]
    seen: dict[Writer, int]


@dataclass
class Store:
    """One office's store. ``rebases``: a write rests its row on the newest city revision seen, or leaves it."""

    writer: Writer
    rows: dict[str, RowState] = field(default_factory=dict)
    seq: int = 0
    rebases: bool = True
    taken: dict[Writer, int] = field(default_factory=dict)
    conflicts: list[FieldConflict] = field(default_factory=list)
    history: list[tuple[Writer, int, int]] = field(default_factory=list)
    overwritten: set[tuple[str, str, Dot]] = field(default_factory=set)

    @property
    def is_city(self) -> bool:
        return self.writer == CITY

    @property
    def city_seen(self) -> int:
        return self.seq if self.is_city else self.taken.get(CITY, 0)

    def write(self, row: str, name: str, value: Any) -> Dot:
        self.seq += 1
        dot = Dot(self.writer, self.seq)
        old = self.rows.get(row)
        if old is None:
            values = {} if name == DELETED else {name: value}
            deleted = value if name == DELETED else None
            self.rows[row] = RowState(row, values, Dots(dot), self.city_seen, deleted)
            return dot
        self._remember(old, row, name)
        values = dict(old.values) if name == DELETED else {**old.values, name: value}
        deleted = value if name == DELETED else old.deleted
        self.rows[row] = RowState(row, values, old.dots.having({name: dot}), self._base(old), deleted)
        return dot

    def _remember(self, old: RowState, row: str, name: str) -> None:
        """Who deletes or revives has seen all of the row; who edits a field has seen that field."""
        names = [name] if name != DELETED else [*old.values, DELETED]
        self.overwritten |= {(row, each, old.dots.of(each)) for each in names}

    def _base(self, old: RowState) -> int:
        waits = any(conflict.row == old.id and conflict.open for conflict in self.conflicts)
        return old.base if (waits or not self.rebases) and not self.is_city else self.city_seen

    def send(self) -> Sent:
        return Sent(self.writer, self.seq, list(self.rows.values()), {**self.taken, self.writer: self.seq})

    def take(self, sent: Sent) -> int:
        """How many rows were new or changed."""
        self.seq += 1
        self.taken[self.writer] = self.seq
        know = Knowledge(
            city=self.is_city,
            city_store=CITY.store,
            stamp=Dot(self.writer, self.seq),
            taken=dict(self.taken),
            sender_seen=sent.seen,
            revisions=self._revision,
        )
        touched = 0
        for incoming in sent.rows:
            outcome = merge_row(self.rows.get(incoming.id), incoming, RULES, know)
            touched += bool(outcome.changed_fields)
            self.rows[incoming.id] = outcome.row
            self.conflicts = settle([*self.conflicts, *outcome.conflicts])
        self._note(sent)
        return touched

    def _note(self, sent: Sent) -> None:
        if self.is_city:
            self.history.append((sent.writer, sent.seq, self.seq))
            self.taken[sent.writer] = max(self.taken.get(sent.writer, 0), sent.seq)
            return
        for writer, seq in sent.seen.items():
            self.taken[writer] = max(self.taken.get(writer, 0), seq)

    def _revision(self, dot: Dot) -> int | None:
        reached = [at for writer, seq, at in self.history if writer == dot.writer and seq >= dot.seq]
        return min(reached, default=None)

    def decide(self, number: int) -> None:
        """The clerk sees every side of a conflict and takes one."""
        waiting = [conflict for conflict in self.conflicts if conflict.open]
        if not waiting:
            return
        chosen = waiting[number % len(waiting)]
        place = (chosen.row, chosen.field)
        about = [conflict for conflict in self.conflicts if (conflict.row, conflict.field) == place]
        sides = [side for conflict in about for side in (conflict.kept, conflict.other)]
        self.overwritten |= {(*place, side.dot) for side in sides}
        self.conflicts = [conflict for conflict in self.conflicts if conflict not in about]
        self.write(*place, sides[number % len(sides)].value)

    def state(self) -> dict[str, tuple[dict[str, Any], bool]]:
        return {row.id: (dict(row.values), row.deleted is not None) for row in self.rows.values()}
