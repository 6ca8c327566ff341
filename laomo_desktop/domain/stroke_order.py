"""姓氏笔画: the order of names in public notices, fewest strokes of the surname first.

The standing of a character comes from 通用规范汉字表 (国务院 2013). Each of its three parts lists its characters by the
number of strokes and, within a number, by the order of strokes of GB 13000.1: tables/tgscc.txt is that list, and
tables/strokes.tsv tells at which character each number begins. Of the same number, the first part stands first.
"""

from collections.abc import Mapping
from functools import cache

from laomo_desktop.domain.resources import resource

Standing = tuple[int, int]
"""Number of strokes, place in 通用规范汉字表."""
UNKNOWN: Standing = (999, 0)
"""A character outside the table: it stands behind all others."""


@cache
def standings() -> Mapping[str, Standing]:
    """Every one of the 8,105 characters."""
    lines = resource("tables", "strokes.tsv").read_text("utf-8").split("\n")
    begins = {char: int(number) for number, char in (line.split("\t") for line in lines if line)}
    found: dict[str, Standing] = {}
    strokes = 0
    for place, char in enumerate(resource("tables", "tgscc.txt").read_text("utf-8").split()):
        strokes = begins.get(char, strokes)
        found[char] = (strokes, place)
    return found


def stroke_key(name: str) -> tuple[tuple[int, int, int], ...]:
    """A sort key: character by character strokes, place in the table, code point; a shorter name first."""
    known = standings()
    return tuple((*known.get(char, UNKNOWN), ord(char)) for char in name if not char.isspace())
