"""The crafts: families of trades, and the words by which workshops speak of each (resources/tables/crafts.tsv).

A need that says 焊缝 and 气孔 speaks of 焊接 without naming it. The columns of the table: the craft; the wider trade
it belongs to (工种大类, after 国家职业分类大典); its trades; trades that can often do it too; its specialties; its
words (what is done, what it is done with, what goes wrong); words that only hint at it, because many crafts use them
(数控, 变形, 安全). A single character among the words tells of words nobody listed: 二保焊 by 焊.
"""

from dataclasses import dataclass
from functools import cache

from laomo_desktop.domain.resources import resource


@dataclass(frozen=True, slots=True)
class Craft:
    """One line of the table."""

    name: str
    family: str
    trades: tuple[str, ...]
    also: tuple[str, ...]
    specialties: tuple[str, ...]
    clues: tuple[str, ...]
    hints: tuple[str, ...]


@cache
def crafts() -> tuple[Craft, ...]:
    """The shipped crafts, in their order."""
    lines = resource("tables", "crafts.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line]
    return tuple(Craft(name, family, *map(_words, cells)) for name, family, *cells in parts)


@cache
def dull_words() -> frozenset[str]:
    """Words that tell nothing of what a need is about (resources/tables/dull_words.txt)."""
    return frozenset(resource("tables", "dull_words.txt").read_text(encoding="utf-8").split())


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("、") if word)
