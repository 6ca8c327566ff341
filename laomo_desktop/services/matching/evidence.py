"""How strongly words speak of crafts: every word of a text, every trade and specialty, weighed and added up.

A word of many families of trades tells less of each; a hint (数控, 变形) less than a word of the craft itself, and a
trade that is named by a mere hint is only hinted at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from laomo_desktop.services.matching.crafts import crafts, dull_words

CLUE, HINT, SIGN, ALSO, LONG = 1.0, 0.35, 0.6, 0.4, 1.2
LEARNT, FEW, MOSTLY = 0.45, 3, 0.5
"""What a character tells that mostly one wider trade uses; in how many words at least, and how mostly."""
EVERYDAY = frozenset("看想要讲来去做打用会能说不没有大小多少老新好坏高低上下出入开关人手工件品")
"""Characters of everyday words, which tell of no craft."""
FORM, IN_FORM = "培训", 0.6
"""The wider trade that says how to help, not with what: beside any subject (月嫂培训) it counts for less."""
PLACES = ("车间", "工厂", "厂", "公司", "企业", "行业", "单位", "园区", "工段")
"""What follows a word that only says where: 焊接车间 of 焊接车间烟太大."""
BY_FIELD = 2.0
"""What a field says outright counts as two words."""
TRADE_SURE, ALSO_SURE, SPECIALTY_SURE, WORD_SURE, HINT_SURE = 0.85, 0.4, 0.6, 0.6, 0.25
"""How surely somebody is of a craft for each piece of evidence."""
ONE_WORD, ASIDE = 0.65, 0.6
"""Below what sureness a craft rests on a single word, and what is left of it beside a trade of one's own."""
Told = tuple[str, float]
"""A craft and how strongly a word speaks of it."""


@dataclass
class Crafts:
    """Words, trades and specialties -> the crafts they speak of."""

    of_word: dict[str, list[Told]] = field(default_factory=dict)
    of_sign: dict[str, list[Told]] = field(default_factory=dict)
    of_trade: dict[str, list[Told]] = field(default_factory=dict)
    of_specialty: dict[str, list[Told]] = field(default_factory=dict)
    family: dict[str, str] = field(default_factory=dict)
    hints: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        words, signs, trades, specialties = (defaultdict[str, list[Told]](list) for _ in range(4))
        for craft in crafts():
            self.family[craft.name] = craft.family
            for word in craft.clues:
                (words if len(word) > 1 else signs)[word].append((craft.name, CLUE if len(word) > 1 else SIGN))
            for word in craft.hints:
                (words if len(word) > 1 else signs)[word].append((craft.name, HINT))
            for trade in craft.trades:
                trades[trade].append((craft.name, CLUE))
            for trade in craft.also:
                trades[trade].append((craft.name, ALSO))
            for term in craft.specialties:
                specialties[term].append((craft.name, CLUE))
        self.of_word = {word: self._shared(told, len(word)) for word, told in words.items()}
        self.of_sign = self._learnt() | {sign: self._shared(told, 1) for sign, told in signs.items()}
        self.of_trade = dict(trades)
        self.of_specialty = {term: self._shared(told, 1) for term, told in specialties.items()}
        self.hints = frozenset(w for w, told in words.items() if all(value <= HINT for _, value in told))

    def _shared(self, told: Iterable[Told], length: int) -> list[Told]:
        """A word of many families speaks of each the less; a long one speaks a little clearer."""
        told = list(told)
        share = len({self.family[name] for name, _ in told}) ** -0.5 * (LONG if length > 2 else 1.0)
        return [(name, value * share) for name, value in told]

    def main(self, trade: str) -> frozenset[str]:
        """The crafts that are a trade's own."""
        return frozenset(name for name, value in self.of_trade.get(trade, ()) if value >= CLUE)

    def of(self, words: Iterable[str]) -> dict[str, dict[str, float]]:
        """craft -> {word: how strongly} of the words of a text; unlisted ones by a telling character in them."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        words, unlisted = list(words), []
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            only_where = HINT if after.startswith(PLACES) else 1.0
            for name, value in self.of_word.get(word, ()):
                found[name][word] = value * only_where
            if word not in self.of_word and word not in dull_words():
                unlisted.append(word)
        if max((sum(said.values()) for said in found.values()), default=0.0) < CLUE:
            for word in unlisted:
                for name, value in self._signs(word):
                    found[name][word] = max(value, found[name].get(word, 0.0))
        return self._with_form(found)

    def _with_form(self, found: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        subjects = (sum(said.values()) for name, said in found.items() if self.family[name] != FORM)
        if max(subjects, default=0.0) >= CLUE:
            for name, said in found.items():
                if self.family[name] == FORM:
                    found[name] = {word: value * IN_FORM for word, value in said.items()}
        return found

    def _learnt(self) -> dict[str, list[Told]]:
        """Characters that stand in the words of one wider trade far more than elsewhere: 厨, 炉, 刀."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for craft in crafts():
            for char in chain.from_iterable(map(set, (*craft.trades, *craft.clues))):
                if char not in EVERYDAY:
                    counts[char][craft.name] += 1
        return {char: told for char, of in counts.items() if (told := self._telling(of))}

    def _telling(self, of: Counter[str]) -> list[Told]:
        families: Counter[str] = Counter()
        for name, count in of.items():
            families[self.family[name]] += count
        whole, most = families.total(), max(of.values())
        return [
            (name, LEARNT * share * count / most)
            for name, count in of.items()
            if count >= FEW and (share := families[self.family[name]] / whole) >= MOSTLY
        ]

    def _signs(self, word: str) -> list[Told]:
        return [told for char in dict.fromkeys(word) for told in self.of_sign.get(char, ())]


def shares(found: Mapping[str, Mapping[str, float]], least: float = 0.1) -> dict[str, tuple[float, tuple[str, ...]]]:
    """craft -> (how strongly it is spoken of, 1: most, a mere hint never; its words, the most telling first)."""
    sums = {name: sum(said.values()) for name, said in found.items()}
    most = max(CLUE, *sums.values()) if sums else CLUE
    kept = sorted((name for name in sums if sums[name] >= least * most), key=lambda name: -sums[name])
    return {
        name: (sums[name] / most, longest(sorted(found[name], key=lambda w: -found[name][w]))) for name in kept
    }


def together(chances: Iterable[float]) -> float:
    """How sure several independent pieces of evidence make it together (noisy or)."""
    doubt = 1.0
    for chance in chances:
        doubt *= 1 - chance
    return 1 - doubt


def longest(words: Iterable[str]) -> tuple[str, ...]:
    """Without words that stand inside another of them: 焊接变形 tells more than 焊接 beside it."""
    found = list(words)
    return tuple(w for w in found if not any(w != other and w in other for other in found))
