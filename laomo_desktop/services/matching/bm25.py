"""How near texts are to a question: Okapi BM25 over an inverted index, with the words that made it so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

K1, B = 1.5, 0.6
ENOUGH = 0.5
"""The share of the most a question could reach from which a text counts as wholly near."""
Near = tuple[float, tuple[str, ...]]


class Index:
    """Texts by place, each a list of words."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._count = len(texts)
        average = sum(map(len, texts)) / self._count if self._count else 1.0
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, words in enumerate(texts):
            damp = K1 * (1 - B + B * len(words) / (average or 1.0))
            for word, times in Counter(words).items():
                self._postings[word].append((place, times * (K1 + 1) / (times + damp)))

    def rarity(self, word: str) -> float:
        """How telling a word is: the rarer, the more; a word of no text counts as the rarest."""
        having = len(self._postings.get(word, ()))
        return log(1 + (self._count - having + 0.5) / (having + 0.5))

    def near(self, question: Iterable[str], most_words: int = 3) -> dict[int, Near]:
        """place -> (0 to 1, the words that count most) for every text that shares a word with the question."""
        words = list(dict.fromkeys(question))
        reach = sum(self.rarity(word) for word in words) * (K1 + 1) * ENOUGH
        found: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for word in words:
            rarity = self.rarity(word)
            for place, weight in self._postings.get(word, ()):
                found[place].append((rarity * weight, word))
        return {place: _summed(parts, reach, most_words) for place, parts in found.items()}


def _summed(parts: list[tuple[float, str]], reach: float, most_words: int) -> Near:
    parts.sort(reverse=True)
    total = sum(points for points, _ in parts)
    return (min(1.0, total / reach) if reach else 0.0), tuple(word for _, word in parts[:most_words])
