"""How near texts are to a question: Okapi BM25 over an inverted index, with the words that made it so.

Texts come and go one by one; a text's length is held against a fixed one, so that what is indexed in whatever order
answers the same.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from math import log
from typing import Generic, TypeVar

K1, B, USUAL = 1.5, 0.6, 20
"""BM25's constants, and how many words a usual text has."""
ENOUGH = 0.5
"""The share of the most a question could reach from which a text counts as wholly near."""
Near = tuple[float, tuple[str, ...]]
Key = TypeVar("Key", bound=Hashable)


class Index(Generic[Key]):
    """Texts by key, each a list of words."""

    def __init__(self) -> None:
        self._words: dict[Key, tuple[str, ...]] = {}
        self._postings: dict[str, dict[Key, float]] = defaultdict(dict)

    def put(self, key: Key, words: Sequence[str]) -> None:
        """Take in a text, instead of what was there under its key."""
        self.drop(key)
        counts = Counter(words)
        self._words[key] = tuple(counts)
        damp = K1 * (1 - B + B * len(words) / USUAL)
        for word, times in counts.items():
            self._postings[word][key] = times * (K1 + 1) / (times + damp)

    def drop(self, key: Key) -> None:
        """Forget a text, if it is there."""
        for word in self._words.pop(key, ()):
            having = self._postings[word]
            del having[key]
            if not having:
                del self._postings[word]

    def rarity(self, word: str) -> float:
        """How telling a word is: the rarer, the more; a word of no text counts as the rarest."""
        having = len(self._postings.get(word, ()))
        return log(1 + (len(self._words) - having + 0.5) / (having + 0.5))

    def near(self, question: Mapping[str, float], most_words: int = 6) -> dict[Key, Near]:
        """key -> (0 to 1, the words that count most) for every text that shares a word with the question.

        ``question``: each word and what it counts for.
        """
        reach = sum(counts * self.rarity(word) for word, counts in question.items()) * (K1 + 1) * ENOUGH
        found: dict[Key, list[tuple[float, str]]] = defaultdict(list)
        for word, counts in question.items():
            rarity = counts * self.rarity(word)
            for key, weight in self._postings.get(word, {}).items():
                found[key].append((rarity * weight, word))
        return {key: _summed(parts, reach, most_words) for key, parts in found.items()}


def _summed(parts: list[tuple[float, str]], reach: float, most_words: int) -> Near:
    parts.sort(reverse=True)
    total = sum(points for points, _ in parts)
    return (min(1.0, total / reach) if reach else 0.0), tuple(word for _, word in parts[:most_words])
