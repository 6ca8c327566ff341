"""What a list of one office's packages tells: what is missing, what came twice, and whether a timeline
forked.

Pure: the caller brings the entries of one writer (a store in one epoch) and, for a new package, what it says.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from laomo_desktop.sync.model import Writer


@dataclass(frozen=True, slots=True)
class Entry:
    """A package that was taken in, or is about to be; ``ancestors`` as in `model.Draft`."""

    number: int
    hash: str
    ancestors: tuple[str, ...] = ()
    seq_from: int = 0
    seq_to: int = 0


class Place(Enum):
    """Where a package stands to those already here."""

    NEXT = "it follows what is here"
    AGAIN = "this very package is here"
    LATE = "a later one is here that contains it"
    FORK = "its sender does not know the last one here: restored, or a cloned disk"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``missing`` are the numbers between that never came; they heal by themselves, packages are cumulative.

    ``common`` is the last package both sides know (FORK: what came after it is in doubt); None if there is
    none. ``gap`` tells that operations between the last one here and this one are contained in neither.
    """

    place: Place
    missing: tuple[int, ...] = ()
    common: Entry | None = None
    gap: bool = False


class Known(NamedTuple):
    """What is here of one writer: the packages taken in, and the hashes of others they told of (``missing``)."""

    taken: Sequence[Entry]
    missing: Collection[str]

    @property
    def heard(self) -> set[str]:
        return {entry.hash for entry in self.taken}.union(self.missing)


class Fork(NamedTuple):
    """What ``writer`` wrote after its operation ``above`` is another timeline here, called ``branch``."""

    writer: Writer
    above: int
    branch: Writer


def missing(numbers: Iterable[int], ancestors: Sequence[str] = ()) -> tuple[int, ...]:
    """The numbers below the highest that are not there, from the first one its ``ancestors`` tell of."""
    have = set(numbers)
    if not have:
        return ()
    top = max(have)
    first = max(1, top - len(ancestors)) if ancestors else min(have)
    return tuple(number for number in range(first, top) if number not in have)


def sentence(office: str, numbers: Sequence[int]) -> str:
    """"福山区 缺第7包" or "福山区 缺第3、7–9包"; empty when nothing is missing."""
    if not numbers:
        return ""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"{office} 缺第{words}包"


def duplicates(entries: Iterable[Entry]) -> tuple[int, ...]:
    """The numbers under which different packages came: a clone, or a restored store that numbers anew."""
    hashes: dict[int, set[str]] = {}
    for entry in entries:
        hashes.setdefault(entry.number, set()).add(entry.hash)
    return tuple(sorted(number for number, found in hashes.items() if len(found) > 1))


def judge(taken: Sequence[Entry], coming: Entry) -> Judgement:
    """Where ``coming`` stands to the packages ``taken`` from the same writer."""
    known = {entry.hash: entry for entry in taken}
    if coming.hash in known:
        return Judgement(Place.AGAIN)
    if any(coming.hash in entry.ancestors for entry in taken):
        return Judgement(Place.LATE)
    common = _common(known, coming)
    head = max(taken, key=lambda entry: (entry.seq_to, entry.number), default=None)
    if head is not None and head.hash not in coming.ancestors:
        return Judgement(Place.FORK, common=common)
    numbers = [entry.number for entry in taken] + [coming.number]
    gap = coming.seq_from > (head.seq_to if head else 0)
    return Judgement(Place.NEXT, missing(numbers, coming.ancestors), common, gap)


def gone_back(sent: Iterable[str], head: str) -> bool:
    """For a store reading the city's ``Draft.heads``: it never sent that package, as far as it remembers.

    It was restored or is a clone: begin a new epoch, and lower ``seen`` of the old one (`branches.lowered`).
    """
    return bool(head) and head not in set(sent)


def _common(known: dict[str, Entry], coming: Entry) -> Entry | None:
    for ancestor in reversed(coming.ancestors):
        if ancestor in known:
            return known[ancestor]
    return None


def branch(writer: Writer, first: str) -> Writer:
    """The name under which the city keeps a forked timeline: the store, and an epoch made of the fork.

    ``first`` is the hash of the first package after the fork, so every package of that branch gets the
    same name. Without it two different writes of a clone would bear the same dot, and one would be taken
    for the other.
    """
    folded = int(writer.epoch, 16) ^ int(first[:32], 16)
    return Writer(writer.store, f"{folded:032x}")


def forks(writer: Writer, coming: Entry, common: Entry | None, known: Callable[[Writer], Known]) -> list[Fork]:
    """By which names a package goes that forked from ``writer`` after ``common``: several where branches forked again.

    A clone's disk may be cloned too. Every package of a branch tells of the hash the branch is named after, so each
    round goes on in the chain, behind all that the branch of that name has heard of. One that has heard of nothing
    of it bears the name by chance, or by ancestors that somebody made up: then the package itself begins the branch,
    for its own hash is the one nobody can choose.
    """
    chain, found = [*coming.ancestors, coming.hash], []
    at, last = chain.index(common.hash) + 1 if common else 0, len(chain) - 1
    shared = common.seq_to if common else 0
    while True:
        name = branch(writer, chain[at])
        found.append(Fork(writer, shared, name))
        here = known(name)
        judged = judge(here.taken, coming)
        if judged.place is not Place.FORK or at == last:
            return found
        heard = here.heard
        at = max((place for place in range(at, last) if chain[place] in heard), default=last - 1) + 1
        writer, shared = name, max(shared, judged.common.seq_to if judged.common else 0)
