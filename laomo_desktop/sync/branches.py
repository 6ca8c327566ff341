"""Bringing rows of a forked or outdated timeline to where they can be compared.

Two clones of a disk go on numbering from the same point, so the dots after that point mean different
writes. The city renames those of the second one (`ledger.branch`). After the city itself was restored,
revisions above the point it went back to mean nothing to it any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from laomo_desktop.sync.model import Dot, Dots, RowState, Writer


def renamed(row: RowState, writer: Writer, above: int, branch: Writer) -> RowState:
    """The row with every dot of ``writer`` after seq ``above`` under the name of its branch."""

    def moved(dot: Dot) -> Dot:
        return Dot(branch, dot.seq) if dot.writer == writer and dot.seq > above else dot

    dots = row.dots
    overrides = {name: moved(dot) for name, dot in dots.overrides.items()}
    return replace(row, dots=Dots(moved(dots.default), overrides))


def restamped(row: RowState, strange: Callable[[Dot], bool], stamp: Dot) -> RowState:
    """The row with ``stamp`` in the place of every strange dot."""
    dots = row.dots
    if not any(map(strange, (dots.default, *dots.overrides.values()))):
        return row

    def known(dot: Dot) -> Dot:
        return stamp if strange(dot) else dot

    overrides = {name: known(dot) for name, dot in dots.overrides.items()}
    return replace(row, dots=Dots(known(dots.default), overrides))


def rebased(row: RowState, limit: int) -> RowState:
    """The row as based on no later revision than ``limit``, the last one both city timelines share."""
    return row if row.base <= limit else replace(row, base=limit)


def lowered(seen: Mapping[Writer, int], writer: Writer, limit: int) -> dict[Writer, int]:
    """``seen`` with no more of ``writer`` than ``limit``, the last operation both of its timelines share.

    Until a fork is healed, what one clone sent must not count as seen from the other.
    """
    return {who: min(seq, limit) if who == writer else seq for who, seq in seen.items()}
