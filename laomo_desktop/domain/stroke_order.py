"""姓氏笔画: the order of names in public notices, fewest strokes of the surname first."""

from collections.abc import Mapping

UNKNOWN = 999
"""Strokes of a character the table lacks: it stands behind all others."""


def stroke_key(name: str, strokes: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """A sort key: character by character the number of strokes, then the code point; a shorter name first.

    ``strokes`` gives the number of strokes by GB 13000.1 of each character.
    """
    return tuple((strokes.get(char, UNKNOWN), ord(char)) for char in name if not char.isspace())
