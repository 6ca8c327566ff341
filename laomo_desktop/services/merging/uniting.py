"""Two rows of one thing made one: what can be decided by rule, and what a person has to look at."""

from collections.abc import Iterator, Mapping

from laomo_desktop.domain.field import Field, Merge, Value
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.register import Register
from laomo_desktop.sync import combine

QUIET = frozenset({"office", "number", "walk_in", "place", "role", "since", "topic", "consent", "photo"})
"""Fields in which the survivor's own value stands without a question."""
_RANK = {mark.label: rank for rank, mark in enumerate((Mark.ABSENT, Mark.LEAVE, Mark.EARLY, Mark.LATE, Mark.PRESENT))}


def united(
    reg: Register, ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """What our row takes of theirs, and their values that a person has to compare with ours."""
    takes: dict[str, Value] = {}
    doubts: dict[str, Value] = {}
    for of in compared(reg):
        mine, other = ours[of.name], theirs[of.name]
        if other is None or other == mine:
            continue
        made = other if mine is None else _by_rule(reg, of, mine, other)
        if made is None:
            doubts[of.name] = other
        elif made != mine:
            takes[of.name] = made
    return takes, doubts


def compared(reg: Register) -> Iterator[Field]:
    """The fields that come together: not those of the key, nor what is a computer's own matter."""
    return (of for of in reg.fields if of.name not in reg.pair and of.merge is not Merge.LOCAL)


def _by_rule(reg: Register, of: Field, mine: Value, other: Value) -> Value:
    """The one value of two; None where a person has to say. Present beats absent, whoever marked it."""
    if reg.name == "attendance" and of.name == "mark":
        return max(mine, other, key=lambda mark: _RANK.get(str(mark), -1))
    if of.merge is Merge.LATTICE and reg.flow is not None:
        return reg.flow.merged(str(mine), str(other)).label
    if of.merge is Merge.UNITE:
        value: Value = combine.united(mine, other)
        return value
    if of.merge is Merge.KEEP_BOTH:
        return combine.joined(str(mine), str(other))
    return mine if of.name in QUIET else None
