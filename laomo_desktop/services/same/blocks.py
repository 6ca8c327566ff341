"""Which pairs are looked at, without comparing everything with everything.

Rows are put into blocks by what they share; only those of one block are compared. A block that grew large (a date
of birth many share, a telephone of an office) is gone through in order, each with its next few neighbours alone, so
that the work stays in proportion to the number of rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol, TypeVar

from laomo_desktop.domain.progress import Progress

SMALL = 12
"""Up to so many rows of one block are all compared with each other."""
PART = 400
"""So many values are asked for at once."""
LOOKING = "查找重复登记"


class Numbered(Protocol):
    """What a row is known by, with its number in the table."""

    @property
    def n(self) -> int: ...


F = TypeVar("F", bound=Numbered)


def pairs(
    found: Iterable[F], keys: Sequence[Callable[[F], Any]], progress: Progress
) -> Iterator[tuple[F, F]]:
    """Every pair worth weighing, each once. ``keys``: by what rows are put into blocks, None for none."""
    everything = list(found)
    seen: set[tuple[int, int]] = set()
    for place, key in enumerate(keys):
        progress(place, len(keys), LOOKING)
        for one, other in _of_blocks(everything, key):
            pair = (min(one.n, other.n), max(one.n, other.n))
            if pair not in seen:
                seen.add(pair)
                yield one, other
    progress(len(keys), len(keys), LOOKING)


def _of_blocks(found: Iterable[F], key: Callable[[F], Any]) -> Iterator[tuple[F, F]]:
    keyed = [(hash(value), face) for face in found if (value := key(face)) is not None]
    keyed.sort(key=lambda each: (each[0], each[1].n))
    for _, group in groupby(keyed, key=lambda each: each[0]):
        yield from _within([face for _, face in group], key)


def _within(block: Sequence[F], key: Callable[[F], Any]) -> Iterator[tuple[F, F]]:
    for place, one in enumerate(block):
        for other in block[place + 1 : place + SMALL]:
            if key(one) == key(other):
                yield one, other
