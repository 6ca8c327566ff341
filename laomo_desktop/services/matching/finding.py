"""Known words in a text, wherever they stand, the longest first: 出酒率 inside 白酒出酒率低.

Cutting alone loses words that nobody told it to keep apart, scanning alone finds 电工 in 机电工程; so a word of two
characters counts only where at least one of its ends is an end of the cutting.
"""

from collections.abc import Iterable, Sequence

SURE = 3
"""Characters from which a word needs no end of the cutting."""


class Finder:
    """The known words, by their first character."""

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._words = frozenset(word for word in words if len(word) > 1)
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def found(self, text: str, cut: Sequence[str]) -> list[str]:
        """The known words of a text in their order, and between them what the cutting ``cut`` of it left."""
        ends = _ends(cut)
        spans: list[tuple[int, int]] = []
        place = 0
        while place < len(text):
            long = self._at(text, place, ends)
            if long:
                spans.append((place, place + long))
            place += long or 1
        return _merged(text, cut, spans)

    def _at(self, text: str, place: int, ends: set[int]) -> int:
        for long in self._lengths.get(text[place], ()):
            stop = place + long
            if text[place:stop] in self._words and (long >= SURE or place in ends or stop in ends):
                return long
        return 0


def _ends(cut: Sequence[str]) -> set[int]:
    ends, place = {0}, 0
    for word in cut:
        place += len(word)
        ends.add(place)
    return ends


def _merged(text: str, cut: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Known words and, outside of them, the cut words none of which overlaps one."""
    found = [(start, text[start:stop]) for start, stop in spans]
    taken = {place for start, stop in spans for place in range(start, stop)}
    place = 0
    for word in cut:
        if taken.isdisjoint(range(place, place + len(word))):
            found.append((place, word))
        place += len(word)
    return [word for _, word in sorted(found)]
