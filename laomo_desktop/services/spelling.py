"""Finding a word of a short list as people type it: any part of it, its pinyin, its initials."""

from collections.abc import Iterable
from functools import lru_cache

from laomo_desktop.db import pinyin
from laomo_desktop.domain import text


def narrow(words: Iterable[str], typed: str) -> list[str]:
    """The words that ``typed`` may mean: those beginning so first, then those holding it, then by pinyin."""
    wanted = text.fold(typed)
    if not wanted:
        return list(words)
    ranked = [(rank(word, wanted), place, word) for place, word in enumerate(words)]
    return [word for score, _, word in sorted(ranked) if score < MISS]


MISS = 9


def rank(word: str, wanted: str) -> int:
    """0 the word itself, 1 begins so, 2 holds it, 3 initials begin so, 4 pinyin begins so, 5 hold it; 9 not at all."""
    folded = text.fold(word)
    if folded == wanted:
        return 0
    if wanted in folded:
        return 1 if folded.startswith(wanted) else 2
    if not wanted.isascii():
        return MISS
    return min((_spelled(initials, full, wanted) for initials, full in _sounds(word)), default=MISS)


def _spelled(initials: str, full: str, wanted: str) -> int:
    if initials.startswith(wanted):
        return 3
    if full.startswith(wanted):
        return 4
    return 5 if wanted in initials or wanted in full else MISS


@lru_cache(maxsize=8_192)
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    spelled = pinyin.spellings(text.fold(word)[:16])
    return tuple(("".join(s[0] for s in syllables), "".join(syllables)) for syllables in spelled)
