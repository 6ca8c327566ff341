"""The model: who had seen what. Built from what each clerk had on the screen when she wrote, not from the program's dots.

``over[mark]`` are the marks its writer had before her and replaced. A mark is accounted for where it is shown, waits
for a person, or lies under a mark that is (by any number of steps). Rows of people who were merged somewhere are looked
at together (`kin`): what was written on one of them may stand on another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.proof.kin import Kin
from tests.proof.looking import ALIASES, BY_MERGING, Item, Key, Row, View, cell_marks, tomb

NOTHING = ""
"""Stands for whatever carries no mark."""


@dataclass
class Seen:
    """The graph of what was written over what."""

    over: dict[str, set[str]] = field(default_factory=dict)
    had: dict[str, dict[tuple[Key, str], frozenset[str]]] = field(default_factory=dict)
    """What each PC ever showed in a cell: what its clerks wrote or read there once they had seen later too."""

    chosen: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """The same of what was chosen when a person (hex) was merged into another: it holds while she is."""

    written: dict[str, tuple[str, Key]] = field(default_factory=dict)
    """On which PC a mark was written, in which row; not those of a PC that went back in time since."""

    given_over: dict[Key, frozenset[str]] = field(default_factory=dict)
    """Deletions after which a row went to somebody merged into it, without what it was deleted with."""

    kin: Kin = field(default_factory=Kin)
    last: dict[str, Mapping[Key, Row]] = field(default_factory=dict)
    """What each PC showed last."""

    def showed(self, pc: str, view: View) -> None:
        """The PC's clerks see this."""
        self.kin.learn(view.aliases)
        had, last = self.had.setdefault(pc, {}), self.last.get(pc, {})
        self.last[pc] = view.rows
        for key, row in view.rows.items():
            if last.get(key) is row:
                continue
            if given := row.given_over:
                self.given_over[key] = self.given_over.get(key, frozenset()) | given
            if row.deleted is not None:
                had[key, "†"] = had.get((key, "†"), frozenset()) | tomb(row.deleted)
            for name, value in row.values.items():
                if marks := cell_marks(key[0], name, value):
                    had[key, name] = had.get((key, name), frozenset()) | marks

    def cloned(self, pc: str, other: str) -> None:
        """Who has seen one PC's screen has seen the clone's."""
        self.had[other] = dict(self.had.get(pc, {}))

    def went_back(self, pc: str) -> None:
        """A PC's store is an older one now: what was written there since may be nowhere."""
        self.written = {mark: at for mark, at in self.written.items() if at[0] != pc}

    def wrote(self, new: Iterable[str], old: Iterable[str], merging: str | None = None) -> None:
        """Whoever wrote ``new`` had ``old`` before her eyes. ``merging``: while making that person one with another."""
        gone = frozenset(old)
        over = self.over if merging is None else self.chosen.setdefault(merging, {})
        for mark in new:
            over.setdefault(mark, set()).update(gone - {mark})

    def put(self, new: Iterable[str], old: Iterable[str], merging: str | None = None) -> None:
        """The same of one cell; what carries no mark, or is nothing, lies over it for ever."""
        self.wrote(frozenset(new) or {NOTHING}, old, merging)

    def below(self, marks: Iterable[str], *views: View) -> set[str]:
        """These marks and all that was written over, directly or not, by whom these views know to be one."""
        known = {gone for view in views for gone in view.aliases}
        graphs = [self.over, *(self.chosen[gone] for gone in self.chosen if gone in known)]
        found: set[str] = set()
        todo = list(marks)
        while todo:
            mark = todo.pop()
            if mark not in found:
                found.add(mark)
                for graph in graphs:
                    todo += graph.get(mark, ())
        return found

    def acted(self, pc: str, before: View, after: View) -> None:
        """A clerk did something in her own store: what changed was seen by her."""
        self.showed(pc, before)
        self._acted(pc, before, after)
        self.showed(pc, after)

    def _acted(self, pc: str, before: View, after: View) -> None:
        self.kin.learn(after.aliases)
        merging = next((gone for gone in after.aliases if gone not in before.aliases), None)
        for key, row in after.rows.items():
            old = before.rows.get(key)
            if old is not row:
                for mark in row.marks(key[0]):
                    self.written.setdefault(mark, (pc, key))
            if old is not None and old is not row and old != row:
                if merged(row) and not merged(old):
                    self._merged(key, old, after)
                elif not merged(old):
                    self._changed(pc, key, old, row, after, merging)
                elif merged(row) and before.aliases == after.aliases:
                    self._taken_back(key, old, row)
        for key, item in after.items.items():
            was = before.items.get(key)
            known = item.row in after.rows  # dictionaries are not looked at: their words carry no marks
            if known and was is not None and was.decision is None and item.decision is not None:
                self._decided(after.rows[item.row], was)

    def _merged(self, key: Key, old: Row, after: View) -> None:
        """A person made one with another: both were seen, what the survivor has is what was chosen."""
        if key[0] not in ALIASES:
            return  # what hangs on her moves by itself
        kept = after.rows[key[0], after.survivor(key[1])]
        for name, value in old.values.items():
            self.put(cell_marks(key[0], name, kept.values[name]), cell_marks(key[0], name, value), key[1])

    def _changed(self, pc: str, key: Key, old: Row, new: Row, after: View, merging: str | None) -> None:
        register = key[0]
        if new.deleted is not None:
            once = self.had[pc].get((key, "†"), frozenset()) | self._once(pc, key, old, after)
            self.wrote(tomb(new.deleted), once | old.marks(register) | old.buried(register))
        elif old.deleted is not None:
            once = frozenset().union(*(marks for (row, _), marks in self.had[pc].items() if row == key))
            self.wrote(new.marks(register), once | tomb(old.deleted) | old.buried(register))
            self.put((), {*tomb(old.deleted), *(mark for mark in once if mark[0] == "†")})
        else:
            for name, value in new.values.items():
                if value != old.values[name]:
                    once = self.had[pc].get((key, name), frozenset())
                    gone = once | cell_marks(register, name, old.values[name])
                    gone -= self._of_kin(key, name, after)
                    self.put(cell_marks(register, name, value), gone, merging)

    def _taken_back(self, key: Key, old: Row, new: Row) -> None:
        """An edit of a row that has gone into another since: who takes it back knows it."""
        for name, value in new.values.items():
            if value != old.values[name]:
                self.put(cell_marks(key[0], name, value), cell_marks(key[0], name, old.values[name]))

    def _once(self, pc: str, key: Key, row: Row, view: View) -> frozenset[str]:
        """What her PC ever showed in this row's cells, but for what is her kin's: a merge may have hidden it since."""
        cells = (self.had[pc].get((key, name), frozenset()) - self._of_kin(key, name, view) for name in row.values)
        return frozenset().union(*cells)

    def _of_kin(self, key: Key, name: str, view: View) -> frozenset[str]:
        """What living others who were once one with this row show in that field: parted people get theirs back."""
        others = [other for other in self.kin.others(key, view.rows) if view.rows[other].deleted is None]
        return frozenset().union(*(cell_marks(key[0], name, view.rows[other].values[name]) for other in others))

    def _decided(self, now: Row, item: Item) -> None:
        """What stands now in the cells in question was chosen with both sides in view."""
        register = item.row[0]
        if now.deleted is not None or "deleted" in item.incoming:
            self.put(now.marks(register), item.marks())
            return
        for name in item.incoming:
            chosen = cell_marks(register, name, now.values.get(name))
            self.wrote(chosen, item.marks())
            if not chosen:
                self.put((), cell_marks(register, name, item.incoming[name]))

    def unaccounted(self, key: Key, wanted: frozenset[str], now: View, *waiting: View, buried: bool) -> set[str]:
        """Those of ``wanted`` (marks of row ``key`` shown somewhere) that are nowhere in or under what stands now.

        What was chosen when somebody was merged counts as long as any of the views has that merge: a refused one goes
        back once the store it was made in hears of that.
        ``buried``: what stands under the tombstone of somebody merged counts as shown: it has yet to be sent.
        """
        missing = set(wanted)
        if not missing:
            return missing
        rows = self.kin.all(key, now.rows)
        if len(rows) > 1:  # her twin's row may live on, without what she was deleted with
            deletions = frozenset().union(*(now.rows[each].given_over for each in rows if each in now.rows))
            deletions = deletions.union(*(self.given_over.get(each, frozenset()) for each in rows))
            missing = {mark for mark in missing if mark[0] != "†"} - self.below(deletions, now)
        shown = frozenset().union(*(_shown(each[0], now.rows[each], buried) for each in rows if each in now.rows))
        waits = frozenset().union(*(view.waiting(*rows) for view in (now, *waiting)))
        return missing - self.below(shown | waits | {NOTHING}, now, *waiting)

    def all_deleted(self, marks: frozenset[str], now: Row) -> None:
        """A row is deleted now: the reason of anybody who deleted it, or waited to see it deleted, stands for all."""
        if now.deleted is not None and (one := tomb(now.deleted)):
            reasons = one | {mark for mark in marks if mark[0] == "†"}
            for reason in reasons:
                self.wrote({reason}, reasons)


def merged(row: Row) -> bool:
    """Whether a row went into another, or was parted from it."""
    return row.deleted is not None and row.deleted.startswith(BY_MERGING)


def _shown(register: str, row: Row, buried: bool) -> frozenset[str]:
    return row.marks(register) | (row.buried(register) if buried and merged(row) else frozenset())


def wanted(rows: Mapping[Key, Row], key: Key) -> frozenset[str]:
    """What a row shows, or keeps under its tombstone for when merged people are parted."""
    row = rows.get(key)
    return frozenset() if row is None else row.marks(key[0]) | (row.buried(key[0]) if merged(row) else frozenset())
