"""How much two short Chinese texts are alike: by the pairs of signs that both have."""

import re
import unicodedata

_NOISE = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


def bare(text: str) -> str:
    """Width and case folded, without spaces and punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def alike(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same) of two `bare` texts: Dice's measure over their pairs of signs.

    Texts that differ in their numbers (第3课, 第4课) tell of two things, however alike.
    """
    numbers = [frozenset(_NUMBER.findall(text)) for text in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return 0.0
    ours, theirs = _pairs(one), _pairs(other)
    if not ours or not theirs:
        return float(bool(one) and one == other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
