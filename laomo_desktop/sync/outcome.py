"""What merging a row answers, and the rules it goes by."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from laomo_desktop.domain.field import Merge
from laomo_desktop.sync import combine
from laomo_desktop.sync.model import Dot, RowState, Writer


class Verdict(StrEnum):
    """What became of an incoming row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Side:
    """A value and the write it comes from."""

    value: Any
    dot: Dot

    @property
    def order(self) -> tuple[Dot, bytes]:
        return self.dot, combine.canonical(self.value)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """Two values of a field (or, under the name ``deleted``, a deletion and an edit) that had not seen
    each other.

    ``kept`` stands in the row. ``open`` waits for a person; otherwise it was decided by rule and is kept
    to know.
    """

    row: str
    field: str
    kept: Side
    other: Side
    open: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """``row`` is what the store should have now; the very ``local`` object if there is nothing to write."""

    row: RowState
    changed_fields: tuple[str, ...]
    conflicts: tuple[FieldConflict, ...]
    verdict: Verdict


def _office(writer: Writer) -> str:
    return writer.store[:8]


def _first(one: Any, _other: Any) -> Any:
    return one


def _no_row(_: RowState) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rules:
    """A register's rules. A field without one is unknown here: kept in ``extra``, merged as PLAIN.

    ``orders`` gives each LATTICE field's values, lowest first; ``name_of`` a writer's office for KEEP_BOTH
    texts. ``stands`` names deletions that an unseen edit does not undo: the row goes on in another (merged people);
    ``lapsed`` those of rows merged once and taken apart since; ``marks`` makes one mark of two. ``key`` are
    the fields a row's key is made of: nobody edits them. ``whole``: a row is one decision (who went into whom):
    it is taken as it is or not at all, and nobody is asked about it here (see `merge`).
    """

    merges: Mapping[str, Merge]
    orders: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    name_of: Callable[[Writer], str] = _office
    stands: Callable[[RowState], bool] = _no_row
    lapsed: Callable[[RowState], bool] = _no_row
    marks: Callable[[Any, Any], Any] = _first
    key: frozenset[str] = frozenset()
    whole: bool = False

    def of(self, name: str) -> Merge:
        return self.merges.get(name, Merge.PLAIN)


def settle(conflicts: Iterable[FieldConflict]) -> list[FieldConflict]:
    """The conflicts still worth a decision: one for each row, field and writer, the writer's latest value."""
    latest: dict[tuple[str, str, Writer], FieldConflict] = {}
    for conflict in conflicts:
        key = (conflict.row, conflict.field, conflict.other.dot.writer)
        if key not in latest or latest[key].other.order < conflict.other.order:
            latest[key] = conflict
    return list(latest.values())
