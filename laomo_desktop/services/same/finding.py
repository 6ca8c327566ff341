"""How the rows of a register are compared that may be one: what is looked at, and what speaks for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.same import blocks
from laomo_desktop.services.same.blocks import F
from laomo_desktop.services.suspicions import Evidence, Side, Suspicion

ENOUGH = 50
"""From this score on a pair is worth a question."""


@dataclass(frozen=True)
class Finder(Generic[F]):
    """``faces`` all living rows, ``near`` some and whatever resembles them, ``keys`` their blocks, ``weigh`` a pair."""

    of: str
    faces: Callable[[Connection], Iterator[F]]
    near: Callable[[Connection, Sequence[RowId]], list[F]]
    keys: Sequence[Callable[[F], Any]]
    weigh: Callable[[F, F], Evidence]
    side: Callable[[F], Side]

    def find(self, found: Iterable[F], progress: Progress) -> Iterator[Suspicion]:
        """Every suspicion among them."""
        for one, other in blocks.pairs(found, self.keys, progress):
            evidence = self.weigh(one, other)
            if evidence.score >= ENOUGH:
                yield Suspicion(self.of, self.side(one), self.side(other), evidence)
