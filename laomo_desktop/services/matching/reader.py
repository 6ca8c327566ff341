"""Reading Chinese: words cut by jieba with the dictionaries' own words, synonyms folded, each word's craft known."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Any

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services.matching.crafts import dull_words
from laomo_desktop.services.matching.evidence import (
    ALSO_SURE,
    ASIDE,
    BY_FIELD,
    CLUE,
    HINT,
    HINT_SURE,
    ONE_WORD,
    PLACES,
    SPECIALTY_SURE,
    TRADE_SURE,
    WORD_SURE,
    Crafts,
    shares,
    together,
)
from laomo_desktop.services.matching.facts import Topic
from laomo_desktop.services.matching.finding import SURE, Finder
from laomo_desktop.services.terms import Terms

UNKNOWN = 0.4
"""What a word that belongs to no craft counts for where texts are compared."""
LONG_DULL = frozenset(word for word in dull_words() if len(word) >= SURE)
"""Words that tell nothing, but hold some that would: 高级工程师 holds 高级工."""


def folded(text: str) -> str:
    """For comparing words: one width, no case; punctuation stays, it parts sentences."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass
class Reader:
    """Understands texts by one state of the dictionaries. Remembers what it has read."""

    terms: Terms
    _told: dict[tuple[str, str | None, str | None], Topic] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.crafts = Crafts()
        self.trades = _meanings(self.terms, "trade")
        self.specialties = _meanings(self.terms, "specialty")
        crafted = {word: trade for word, trade in self.trades.items() if self.crafts.of_trade.get(trade)}
        self._bare, spoken = _bare(crafted, 2), _bare(crafted, SURE)
        self.trades = {word: spoken.get(word, trade) for word, trade in self.trades.items()} | crafted
        self.spoken = {**spoken, **self.trades}
        self._opaque = frozenset(word for word in chain(self.spoken, self.specialties) if self._is_opaque(word))
        self._cutter = self._make_cutter()
        self._finder = Finder(chain(self.spoken, self.specialties, self.crafts.of_word, LONG_DULL))
        known = (word for word in chain(self.spoken, self.specialties) if word not in self._opaque)
        self._clues = Finder(chain(known, self.crafts.of_word, LONG_DULL))

    def _is_opaque(self, word: str) -> bool:
        """Whether a long word came into 字典 with somebody's 专长 and belongs to no craft: 勒索病毒处置."""
        trade, term = self.spoken.get(word, ""), self.specialties.get(word, "")
        known = word in self.crafts.of_word or self.crafts.of_trade.get(trade) or self.crafts.of_specialty.get(term)
        return len(word) > SURE and not known

    def _make_cutter(self) -> Any:
        cutter = lazy("rjieba").Jieba()
        for word in chain(self.spoken, self.specialties, self.crafts.of_word, LONG_DULL):
            if len(word) > 1 and word not in self._opaque and not cutter.has_word(word):
                cutter.add_word(word, None, None)
        return cutter

    def tokens(self, text: str) -> list[str]:
        """The telling words of a text, short ones inside long ones too, in order, each as often as it stands there."""
        cut: list[str] = self._cutter.cut_for_search(folded(text))
        return [word for word in cut if _telling(word)]

    def meant(self, text: str) -> list[str]:
        """The words of a text that may name something: a word that is known whole hides the shorter ones inside it,
        unless it belongs to no craft; then they stand before it."""
        found = self._found(self._finder, folded(text))
        return [word for whole in found for word in (*self._inside(whole), whole) if word[0].isalnum()]

    def _inside(self, whole: str) -> list[str]:
        return self._found(self._clues, whole) if whole in self._opaque else []

    def _found(self, finder: Finder, said: str) -> list[str]:
        return finder.found(said, self._cutter.cut(said))

    def topic(self, text: str, trades: str | None = None, specialties: str | None = None) -> Topic:
        """What a text is about, with what fields of the row say beside it (joined by 、)."""
        asked = (text, trades, specialties)
        found = self._told.get(asked)
        if found is None:
            found = self._told[asked] = self._read(text, trades, specialties)
        return found

    def _read(self, text: str, trades: str | None, specialties: str | None) -> Topic:
        meant = self.meant(text)
        by_trade = {self.trades.get(folded(word), word): "" for word in _parts(trades)}
        by_term = {self.specialties.get(folded(word), word): "" for word in _parts(specialties)}
        naming = [w for w, after in zip_longest(meant, meant[1:], fillvalue="") if not after.startswith(PLACES)]
        told_trades = {self.spoken[w]: w for w in reversed(naming) if w in self.spoken}
        told_terms = {self.specialties[w]: w for w in reversed(naming) if w in self.specialties}
        all_trades, all_terms = {**by_trade, **told_trades, **by_trade}, {**by_term, **told_terms, **by_term}
        return Topic(
            all_trades, all_terms, shares(self._evidence(meant, all_trades, all_terms)),
            {word: 1.0 if self._known(word) else UNKNOWN for word in self.tokens(text)},
        )  # fmt: skip

    def _known(self, word: str) -> bool:
        """Whether a word is one of the trade: 三个月 stands in many texts by chance."""
        return word in self.crafts.of_word or (
            word not in self._opaque and (word in self.spoken or word in self.specialties)
        )

    def _evidence(
        self, words: Iterable[str], trades: Mapping[str, str], specialties: Mapping[str, str]
    ) -> dict[str, dict[str, float]]:
        """craft -> {word: how strongly it speaks of it}; a trade or specialty counts by its strongest way of saying."""
        found = defaultdict(dict, self.crafts.of(words))
        named = chain(
            ((term, word, self.crafts.of_trade) for term, word in trades.items()),
            ((term, word, self.crafts.of_specialty) for term, word in specialties.items()),
        )
        for term, word, told in named:
            by_field = HINT if word in self.crafts.hints else CLUE if word else BY_FIELD
            for name, value in told.get(term, ()):
                found[name][word or term] = max(found[name].get(word or term, 0.0), value * by_field)
        return found

    def sureness(self, text: str, trades: Iterable[str], specialties: Iterable[str]) -> dict[str, float]:
        """craft -> how surely (0 to 1) somebody is of it: by trade, by specialty, by the words of their texts."""
        chances: dict[str, list[float]] = defaultdict(list)
        for trade in trades:
            for name, value in self.crafts.of_trade.get(trade, ()):
                chances[name].append(TRADE_SURE if value >= CLUE else ALSO_SURE)
        for term in specialties:
            for name, value in self.crafts.of_specialty.get(term, ()):
                chances[name].append(SPECIALTY_SURE * value)
        meant = self.meant(text)
        for name, value in chain.from_iterable(self.crafts.of_trade.get(self.spoken.get(w, ""), ()) for w in meant):
            chances[name].append(WORD_SURE * value)
        for name, said in self.crafts.of(meant).items():
            chances[name] += [(WORD_SURE if value > HINT else HINT_SURE) * min(1.0, value) for value in said.values()]
        return self._aside({name: together(found) for name, found in chances.items()})

    def _aside(self, sure: Mapping[str, float]) -> dict[str, float]:
        """What one word says of another wider trade than their own counts less: 蒸馏 of who makes brandy."""
        own = {self.family(name) for name, value in sure.items() if value >= TRADE_SURE}
        less = {name for name, value in sure.items() if value < ONE_WORD and own and self.family(name) not in own}
        return {name: value * ASIDE if name in less else value for name, value in sure.items()}

    def crafts_of(self, trade: str) -> frozenset[str]:
        """The crafts that are a trade's own."""
        return self.crafts.main(trade)

    def home_of(self, specialty: str) -> frozenset[str]:
        """The crafts a specialty belongs to."""
        return frozenset(name for name, _ in self.crafts.of_specialty.get(specialty, ()))

    def family(self, craft: str) -> str:
        """The wider trade (工种大类) a craft belongs to."""
        return self.crafts.family.get(craft, "")

    def trades_in(self, *joined: str | None) -> tuple[str, ...]:
        """The trades that fields (joined by 、) name outright: a part of 专长 may be another word for a trade.

        A trade of no craft is one that has, if only their endings differ: 电梯维修工, 电梯安装维修工.
        """
        own = [self._trade(folded(part), part) for part in _parts(joined[0])]
        named = [self.trades[folded(p)] for other in joined[1:] for p in _parts(other) if folded(p) in self.trades]
        return tuple(dict.fromkeys([*own, *named]))

    def _trade(self, said: str, written: str) -> str:
        trade = self.trades.get(said, written)
        return trade if self.crafts.of_trade.get(trade) else self._bare.get(_ENDINGS.sub("", said), trade)


def _telling(word: str) -> bool:
    return len(word) > 1 and word[0].isalnum() and not word.isdecimal() and word not in dull_words()


def _parts(joined: str | None) -> list[str]:
    return [part for part in (joined or "").split("、") if part]


_ENDINGS = re.compile(
    r"(操作工|操作员|运维员|修理工|安装维修工|安装工|加工工|运行工|装调维修工|维修工|检修工|装配工|制造工|生产工|工|员|师)$"
)


def _bare(trades: Mapping[str, str], least: int) -> dict[str, str]:
    """How a trade is spoken of without naming who does it: 数控车床 of 数控车床工; of ``least`` characters on, and
    only of one trade."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, trade in trades.items():
        bare = _ENDINGS.sub("", word)
        if bare != word and len(bare) >= least:
            found[bare].add(trade)
    return {bare: named.pop() for bare, named in found.items() if len(named) == 1}


def _meanings(terms: Terms, dictionary: str) -> dict[str, str]:
    """Every word and synonym of a dictionary -> its own word."""
    pairs = {folded(other): word for (name, other), word in terms.synonyms.items() if name == dictionary}
    return {**pairs, **{folded(word): word for word in terms.words[dictionary]}}
