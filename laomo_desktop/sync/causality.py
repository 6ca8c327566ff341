"""Who had seen what. Dots and city revisions decide; no clock is ever asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from laomo_desktop.sync.model import Dot, RowState, Writer


class Relation(Enum):
    """How an incoming value stands to the local one."""

    SAME = "the same write"
    NEWER = "its writer had seen the local value"
    OLDER = "it was seen when the local value was written"
    CONCURRENT = "neither had seen the other"


def _no_revision(_: Dot) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known when a package is taken in.

    ``stamp`` is the dot of the taking-in itself; in the city its seq is the new city revision.
    ``taken`` tells per writer up to which seq this store contains everything, before this package: its own
    writer, its earlier epochs up to where they were left, the city up to the revision last taken in.
    ``sender_seen`` is the package's ``Draft.seen``.
    ``revisions`` (city only) answers at which city revision a dot was taken in; where it answers None, the
    revision of the row's last change stands in, which can only lead to a conflict too many, never to a loss.
    ``stranger`` (city only): the sender is not told of this row's changes: until decided, what stands here is shown.
    """

    city: bool
    city_store: str
    stamp: Dot
    taken: Mapping[Writer, int] = field(default_factory=dict)
    sender_seen: Mapping[Writer, int] = field(default_factory=dict)
    revisions: Callable[[Dot], int | None] = _no_revision
    stranger: bool = False

    def here_saw(self, dot: Dot) -> bool:
        """Whether this store had taken in that write before."""
        return dot.seq <= self.taken.get(dot.writer, -1)

    def sender_lost(self, dot: Dot) -> bool:
        """District: whether the city wrote that before it was restored to an earlier day, and has it no more."""
        return not self.city and dot.writer.store == self.city_store and dot.seq > self.sender_seen.get(dot.writer, -1)

    def sender_saw(self, dot: Dot, local: RowState, incoming: RowState) -> bool:
        """Whether the sender had seen that local write when it wrote its row."""
        if dot.seq <= self.sender_seen.get(dot.writer, -1):
            return True
        if not self.city:
            return self._told_again(dot, local)
        return incoming.base >= self._revision(dot, local)

    def _told_again(self, dot: Dot, local: RowState) -> bool:
        """District: whether the city has back what it wrote before it was restored to an earlier day.

        It has where the row was brought level with a revision after the one it went back to.
        """
        left = self.sender_seen.get(dot.writer)
        return dot.writer.store == self.city_store and left is not None and local.base > left

    def _revision(self, dot: Dot, local: RowState) -> int:
        if dot.writer.store == self.city_store:
            return dot.seq
        known = self.revisions(dot)
        return local.base if known is None else known


def relation(name: str, local: RowState, incoming: RowState, know: Knowledge) -> Relation:
    """How the incoming value of a field (or the tombstone) stands to the local one."""
    ours, theirs = local.dots.of(name), incoming.dots.of(name)
    if ours == theirs:
        return Relation.SAME
    if ours.writer == theirs.writer:
        return Relation.NEWER if theirs.seq > ours.seq else Relation.OLDER
    if know.here_saw(theirs) if know.city else incoming.base <= local.base:
        return Relation.OLDER
    if know.sender_saw(ours, local, incoming):
        return Relation.NEWER
    return Relation.OLDER if know.here_saw(theirs) else Relation.CONCURRENT
