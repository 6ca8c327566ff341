"""How an incoming row and the local one become one; pure, so that every property of it can be proved.

A value whose writer had seen ours replaces it; a value we had seen is old news; where neither had seen the
other, the field's kind (`domain.field.Merge`) says whether they can be made one, or both are kept for a
person. Nothing that this cannot decide is lost: it stands in ``Outcome.conflicts``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from laomo_desktop.domain.field import Merge
from laomo_desktop.domain.register import MARK
from laomo_desktop.sync import combine
from laomo_desktop.sync.causality import Knowledge, Relation, relation
from laomo_desktop.sync.model import DELETED, RowState, Writer
from laomo_desktop.sync.outcome import FieldConflict, Outcome, Rules, Side, Verdict


def _nobody(_: Writer) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Step:
    """One field's result; None as ``side`` leaves the local value."""

    side: Side | None = None
    conflict: FieldConflict | None = None


_KEEP = _Step()


def merge_row(
    local: RowState | None,
    incoming: RowState,
    rules: Rules,
    know: Knowledge,
    home: Callable[[Writer], bool] = _nobody,
) -> Outcome:
    """The row after taking in ``incoming``. ``home`` tells which writers belong to the row's home
    district."""
    sent = {name: value for name, value in incoming.everything.items() if rules.of(name) is not Merge.LOCAL}
    if local is None:
        return _new(incoming, sent, rules, know)
    if local.base >= incoming.base and _identical(local, incoming, sent):
        return Outcome(local, (), (), Verdict.SAME)
    merging = _Merging(local, incoming, rules, know, home)
    steps = {name: merging.field(name) for name in sent}
    steps[DELETED] = merging.tombstone(tuple(sent))
    return merging.outcome(steps)


def _identical(local: RowState, incoming: RowState, sent: Mapping[str, Any]) -> bool:
    """Most rows of a cumulative package: the same writes on both sides."""
    if local.dots != incoming.dots or local.deleted != incoming.deleted:
        return False
    ours = local.everything
    return all(name in ours and ours[name] == value for name, value in sent.items())


def _new(incoming: RowState, sent: Mapping[str, Any], rules: Rules, know: Knowledge) -> Outcome:
    values, extra = _split(sent, rules)
    base = know.stamp.seq if know.city else incoming.base
    row = replace(incoming, values=values, extra=extra, base=base)
    return Outcome(row, tuple(sent), (), Verdict.NEW)


def _split(everything: Mapping[str, Any], rules: Rules) -> tuple[dict[str, Any], dict[str, Any]]:
    values = {name: value for name, value in everything.items() if name in rules.merges}
    return values, {name: value for name, value in everything.items() if name not in rules.merges}


class _Merging:
    """The merge of one pair of rows."""

    def __init__(
        self,
        local: RowState,
        incoming: RowState,
        rules: Rules,
        know: Knowledge,
        home: Callable[[Writer], bool],
    ) -> None:
        self._local, self._incoming = local, incoming
        self._rules, self._know, self._home = rules, know, home
        self._ours, self._theirs = local.everything, incoming.everything
        self._goes = self._which_goes() if rules.whole else None

    def field(self, name: str) -> _Step:
        theirs = Side(self._theirs[name], self._incoming.dots.of(name))
        if name not in self._ours:
            return _Step(theirs)
        ours = Side(self._ours[name], self._local.dots.of(name))
        found = relation(name, self._local, self._incoming, self._know)
        if ours.value == theirs.value and type(ours.value) is type(theirs.value):
            return self._equal(ours, theirs, found)
        if found is Relation.OLDER:
            return _KEEP
        if self._goes is not None:
            return self._whole(ours, theirs)
        unseen = found is Relation.CONCURRENT
        if self._rules.of(name) is Merge.CITY or (self._rules.whole and unseen):
            return self._as_written_anew(ours) if self._know.city else _Step(theirs)
        if found is Relation.NEWER:
            return _Step(theirs)
        return self._concurrent(name, ours, theirs)

    def _which_goes(self) -> RowState | None:
        """Of a row that is one decision, alive here and dead there or the other way round: which one goes whole.

        What a district decided anew comes before the city. Where it had not heard of the city's living row, that
        stands; and what the city has not heard of yet stands in the district till the city has. Of what the city itself
        said, its word of now stands: the other it lost when it was restored.
        """
        lives = self._incoming.deleted is None
        if lives is (self._local.deleted is None):
            return None
        found = relation(DELETED, self._local, self._incoming, self._know)
        if found is Relation.NEWER or (found is Relation.CONCURRENT and (self._carries_ours() or self._said_anew())):
            known = lives or not self._know.city or all(self._seen_by_sender(name) for name in self._shared())
            return self._incoming if known else self._local
        return self._incoming if found is Relation.CONCURRENT and self._know.city and lives else self._local

    def _carries_ours(self) -> bool:
        """District: whether the city's row has our very write in it, whatever it says to have seen."""
        ours = self._local.dots.of(DELETED)
        return not self._know.city and any(self._incoming.dots.of(name) == ours for name in self._theirs)

    def _said_anew(self) -> bool:
        """District: whether both are the city's own, and it has lost ours."""
        ours, theirs = self._local.dots.of(DELETED), self._incoming.dots.of(DELETED)
        return self._know.sender_lost(ours) and theirs.writer.store == self._know.city_store

    def _whole(self, ours: Side, theirs: Side) -> _Step:
        if self._goes is self._incoming:
            return _Step(theirs)
        return self._as_written_anew(ours) if self._know.city else _KEEP

    def _as_written_anew(self, ours: Side) -> _Step:
        """The city's value stands, and so goes back to the district, which shows another."""
        return _Step(Side(ours.value, self._know.stamp))

    def _equal(self, ours: Side, theirs: Side, found: Relation) -> _Step:
        """Two who wrote the same: one dot stands for both, in the city that which also wins a conflict."""
        other = found is Relation.CONCURRENT and (not self._know.city or self._prefers(theirs, ours))
        return _Step(theirs) if found is Relation.NEWER or other else _KEEP

    def _concurrent(self, name: str, ours: Side, theirs: Side) -> _Step:
        mine, others = self._is_settled(name, self._local), self._is_settled(name, self._incoming)
        if mine or others:
            united = replace(ours, value=self._rules.marks(ours.value, theirs.value)) if name[0] == MARK else ours
            return self._settled(united, theirs, mine=mine, others=others)
        match self._rules.of(name):
            case Merge.UNITE:
                return self._stamped(combine.united(ours.value, theirs.value), ours, theirs)
            case Merge.KEEP_BOTH:
                return self._stamped(combine.both_texts(self._named(ours), self._named(theirs)), ours, theirs)
            case Merge.LATTICE:
                top = combine.higher(ours.value, theirs.value, self._rules.orders.get(name, ()))
                return self._conflict(name, ours, theirs) if top is None else self._stamped(top, ours, theirs)
            case Merge.HOME_WINS if self._home(ours.dot.writer) != self._home(theirs.dot.writer):
                if self._home(theirs.dot.writer):
                    return _Step(theirs, FieldConflict(self._local.id, name, theirs, ours, open=False))
                return _Step(None, FieldConflict(self._local.id, name, ours, theirs, open=False))
        return self._conflict(name, ours, theirs)

    def _is_settled(self, name: str, row: RowState) -> bool:
        """Whether it was written by bringing rows into line with merged ones: no edit of anybody's."""
        if name.startswith(MARK) or name in self._rules.key:
            return True
        mark = MARK + name
        return mark in row.extra and row.dots.of(mark) == row.dots.of(name)

    def _settled(self, ours: Side, theirs: Side, *, mine: bool, others: bool) -> _Step:
        """An edit goes before what was settled; of two that were, the city's stands, as written anew."""
        if self._know.city:
            return _Step(theirs) if mine and not others else self._as_written_anew(ours)
        return _KEEP if others and not mine else _Step(theirs)

    def _named(self, side: Side) -> tuple[Any, str]:
        return side.value, self._rules.name_of(side.dot.writer)

    def _stamped(self, value: Any, ours: Side, theirs: Side) -> _Step:
        """A value made of both: under the dot of the side that has it already, else under our own new dot."""
        if value == ours.value:
            return _KEEP
        return _Step(theirs if value == theirs.value else Side(value, self._know.stamp))

    def _conflict(self, name: str, ours: Side, theirs: Side) -> _Step:
        """A district keeps showing its own value until it is decided. The city shows its own, else the home
        district's, else that of the lesser dot: arbitrary, but the same in whatever order the packages come.
        """
        if self._know.city and self._prefers(theirs, ours):
            return _Step(theirs, FieldConflict(self._local.id, name, theirs, ours))
        return _Step(None, FieldConflict(self._local.id, name, ours, theirs))

    def _prefers(self, theirs: Side, ours: Side) -> bool:
        if ours.dot.writer.store == self._know.city_store or self._know.stranger:
            return False
        home = self._home(theirs.dot.writer)
        return theirs.order < ours.order if home == self._home(ours.dot.writer) else home

    def tombstone(self, names: Sequence[str]) -> _Step:
        """What becomes of the row's life. A deletion and an edit that had not seen each other leave it
        alive."""
        ours, theirs = self._life(self._local), self._life(self._incoming)
        found = relation(DELETED, self._local, self._incoming, self._know)
        if ours.value is None and theirs.value is None:
            return _KEEP if self._local.deleted is None else _Step(theirs)
        if self._goes is not None:
            return _KEEP if found is Relation.OLDER else self._whole(ours, theirs)
        if ours.value is None:
            return self._they_deleted(ours, theirs, found)
        if theirs.value is None:
            return self._we_deleted(ours, theirs, found, names)
        if self._rules.stands(self._local) != self._rules.stands(self._incoming):
            return _KEEP if self._rules.stands(self._local) else _Step(theirs)
        newer = found is Relation.NEWER or (found is Relation.CONCURRENT and theirs.order < ours.order)
        return _Step(theirs) if newer else _KEEP

    def _life(self, row: RowState) -> Side:
        """The tombstone; none where merging had left one that stands no more."""
        if self._rules.lapsed(row):
            return Side(None, self._know.stamp)
        return Side(row.deleted, row.dots.of(DELETED))

    def _they_deleted(self, ours: Side, theirs: Side, found: Relation) -> _Step:
        if found is Relation.OLDER:
            return _KEEP
        if self._rules.stands(self._incoming) or all(self._seen_by_sender(name) for name in self._shared()):
            return _Step(theirs)
        return _Step(None, FieldConflict(self._local.id, DELETED, ours, theirs))

    def _shared(self) -> list[str]:
        names = (name for name in self._ours if self._rules.of(name) is not Merge.LOCAL)
        return [name for name in names if not self._is_settled(name, self._local)]

    def _seen_by_sender(self, name: str) -> bool:
        ours, theirs = self._local.dots.of(name), self._incoming.dots.of(name)
        if ours.writer == theirs.writer:
            return ours.seq <= theirs.seq
        return self._know.sender_saw(ours, self._local, self._incoming)

    def _we_deleted(self, ours: Side, theirs: Side, found: Relation, names: Sequence[str]) -> _Step:
        if found is Relation.NEWER:
            return _Step(theirs)
        if self._rules.stands(self._local):
            return _KEEP
        news = (Relation.NEWER, Relation.CONCURRENT)
        told = (name for name in names if not self._is_settled(name, self._incoming))
        edited = [name for name in told if relation(name, self._local, self._incoming, self._know) in news]
        if not edited:
            return _KEEP
        return _Step(theirs, FieldConflict(self._local.id, DELETED, theirs, ours))

    def outcome(self, steps: Mapping[str, _Step]) -> Outcome:
        taken = {name: step.side for name, step in steps.items() if step.side is not None}
        conflicts = tuple(step.conflict for step in steps.values() if step.conflict)
        changed = tuple(name for name, side in taken.items() if self._differs(name, side))
        verdict = Verdict.CHANGED if changed else Verdict.SAME
        if any(conflict.open for conflict in conflicts):
            verdict = Verdict.DOUBTFUL
        return Outcome(self._row(taken), changed, conflicts, verdict)

    def _differs(self, name: str, side: Side) -> bool:
        if name == DELETED:
            return bool(side.value != self._local.deleted)
        return name not in self._ours or bool(side.value != self._ours[name])

    def _row(self, taken: Mapping[str, Side]) -> RowState:
        base = self._base(taken)
        if not taken and base == self._local.base:
            return self._local
        fields = {name: side.value for name, side in taken.items() if name != DELETED}
        values, extra = _split({**self._ours, **fields}, self._rules)
        dots = self._local.dots.having({name: side.dot for name, side in taken.items()})
        deleted = taken[DELETED].value if DELETED in taken else self._local.deleted
        return RowState(self._local.id, values, dots, base, deleted, extra)

    def _base(self, taken: Mapping[str, Side]) -> int:
        """The city counts every new dot, even under an equal value: districts have yet to see it.

        A district's row rests on the city's revision once it has seen all of the city's row: each field is the
        city's, or was written here over what the city has.
        """
        if self._know.city:
            return self._know.stamp.seq if taken else self._local.base
        fields = (name for name in self._theirs if self._rules.of(name) is not Merge.LOCAL)
        covered = all(self._covers(name, taken.get(name)) for name in (*fields, DELETED))
        return max(self._local.base, self._incoming.base) if covered else self._local.base

    def _covers(self, name: str, side: Side | None) -> bool:
        """Whether the value the row will have was written by one who knew the city's (or is the city's)."""
        ours, theirs = side.dot if side else self._local.dots.of(name), self._incoming.dots.of(name)
        if ours.writer == theirs.writer:
            return ours.seq >= theirs.seq
        return theirs.writer.store == self._know.city_store and theirs.seq <= self._local.base
