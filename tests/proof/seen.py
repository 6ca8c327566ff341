"""The model: who had seen what. Built from what each clerk had on the screen when she wrote, not from the program's dots.

``over[mark]`` are the marks its writer had before her and replaced. A mark is accounted for where it is shown, waits
for a person, or lies under a mark that is (by any number of steps).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.proof.looking import Item, Key, Row, View, cell_marks, tomb


@dataclass
class Seen:
    """The graph of what was written over what."""

    over: dict[str, set[str]] = field(default_factory=dict)
    had: dict[str, dict[tuple[Key, str], frozenset[str]]] = field(default_factory=dict)
    """What each PC ever showed in a cell: what its clerks wrote or read there once they had seen later too."""

    emptied: set[str] = field(default_factory=set)
    """What somebody who saw it took back, leaving the cell empty: nothing marks that it did."""

    def showed(self, pc: str, view: View) -> None:
        """The PC's clerks see this."""
        had = self.had.setdefault(pc, {})
        for key, row in view.rows.items():
            if row.deleted is not None:
                had[key, "†"] = had.get((key, "†"), frozenset()) | {tomb(row.deleted)}
            for name, value in row.values.items():
                if marks := cell_marks(key[0], name, value):
                    had[key, name] = had.get((key, name), frozenset()) | marks

    def cloned(self, pc: str, other: str) -> None:
        """Who has seen one PC's screen has seen the clone's."""
        self.had[other] = dict(self.had.get(pc, {}))

    def wrote(self, new: Iterable[str], old: Iterable[str]) -> None:
        """Whoever wrote ``new`` had ``old`` before her eyes."""
        gone = frozenset(old)
        for mark in new:
            self.over.setdefault(mark, set()).update(gone - {mark})

    def below(self, marks: Iterable[str]) -> set[str]:
        """These marks and all that was written over, directly or not."""
        found: set[str] = set()
        todo = list(marks)
        while todo:
            mark = todo.pop()
            if mark not in found:
                found.add(mark)
                todo += self.over.get(mark, ())
        return found

    def acted(self, pc: str, before: View, after: View) -> None:
        """A clerk did something in her own store: what changed was seen by her."""
        self.showed(pc, before)
        self._acted(pc, before, after)
        self.showed(pc, after)

    def _acted(self, pc: str, before: View, after: View) -> None:
        for key, row in after.rows.items():
            old = before.rows.get(key)
            if old is not None and old != row:
                self._changed(pc, key, old, row)
        for key, item in after.items.items():
            was = before.items.get(key)
            if was is not None and was.decision is None and item.decision is not None:
                self._decided(after.rows[item.row], was)

    def _changed(self, pc: str, key: Key, old: Row, new: Row) -> None:
        register = key[0]
        if new.deleted is not None:
            once = self.had[pc].get((key, "†"), frozenset())
            self.wrote([tomb(new.deleted)], once | old.marks(register) | old.buried(register))
        elif old.deleted is not None:
            once = frozenset().union(*(marks for (row, _), marks in self.had[pc].items() if row == key))
            self.wrote(new.marks(register), once | {tomb(old.deleted)} | old.buried(register))
            self.emptied |= {tomb(old.deleted), *(mark for mark in once if mark[0] == "†")}
        else:
            for name, value in new.values.items():
                if value != old.values[name]:
                    once = self.had[pc].get((key, name), frozenset())
                    gone = once | cell_marks(register, name, old.values[name])
                    self.wrote(cell_marks(register, name, value), gone)
                    if not cell_marks(register, name, value):
                        self.emptied |= gone

    def _decided(self, now: Row, item: Item) -> None:
        """What stands now in the cells in question was chosen with both sides in view."""
        register = item.row[0]
        if now.deleted is not None or "deleted" in item.incoming:
            self.wrote(now.marks(register), item.marks())
            return
        for name in item.incoming:
            self.wrote(cell_marks(register, name, now.values.get(name)), item.marks())

    def unaccounted(self, key: Key, wanted: frozenset[str], now: Row | None, waiting: frozenset[str]) -> set[str]:
        """Those of ``wanted`` (marks of row ``key`` shown somewhere) that are nowhere in or under what stands now."""
        shown = now.marks(key[0]) if now is not None else frozenset()
        return set(wanted) - self.below(shown | waiting) - self.emptied

    def both_deleted(self, one: Row, other: Row) -> None:
        """Two tombstones: either reason stands for both."""
        if one.deleted is not None and other.deleted is not None and one.deleted != other.deleted:
            self.wrote([tomb(one.deleted)], [tomb(other.deleted)])
            self.wrote([tomb(other.deleted)], [tomb(one.deleted)])
