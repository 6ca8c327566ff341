"""The ladder of craftsmen's honours: 企业工匠 → 区市工匠 → 烟台工匠 → 齐鲁工匠 → 大国工匠, and the 大 ones beside."""

from collections.abc import Collection

LADDER: tuple[tuple[str, ...], ...] = (
    ("校园小工匠", "企业工匠"),
    ("区市工匠",),
    ("烟台工匠", "烟台大工匠"),
    ("齐鲁工匠", "齐鲁大工匠"),
    ("大国工匠",),
)
"""Rung by rung, from below; honours of one rung stand side by side."""


def rung(honours: Collection[str]) -> int:
    """The highest rung held, from 0; -1 for none."""
    held = [place for place, names in enumerate(LADDER) if any(name in honours for name in names)]
    return max(held, default=-1)


def next_honours(honours: Collection[str]) -> tuple[str, ...]:
    """What somebody with these honours may be recommended for; nothing at the top."""
    place = rung(honours) + 1
    return LADDER[place] if place < len(LADDER) else ()
