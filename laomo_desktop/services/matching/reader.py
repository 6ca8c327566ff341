"""Reading Chinese: words cut by jieba with the dictionaries' own words, synonyms folded, each word's craft known.

The crafts stand in resources/tables/crafts.tsv: a family of trades and specialties, and the words by which
workshops speak of it. A need that says 焊缝 and 气孔 speaks of 焊接 without naming it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.resources import resource
from laomo_desktop.services.matching.facts import Topic
from laomo_desktop.services.terms import Terms


@dataclass(frozen=True)
class Craft:
    """A family of trades: its trades, its specialties, the words (and single characters) that speak of it."""

    name: str
    trades: tuple[str, ...]
    specialties: tuple[str, ...]
    clues: tuple[str, ...]


@cache
def crafts() -> tuple[Craft, ...]:
    """The shipped families, in their order."""
    lines = resource("tables", "crafts.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line]
    return tuple(Craft(name, *(tuple(cell.split("、")) for cell in cells)) for name, *cells in parts)


@cache
def dull_words() -> frozenset[str]:
    """Words that tell nothing of what a need is about (resources/tables/dull_words.txt)."""
    return frozenset(resource("tables", "dull_words.txt").read_text(encoding="utf-8").split())


def folded(text: str) -> str:
    """For comparing words: one width, no case; punctuation stays, it parts sentences."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass
class Reader:
    """Understands texts by one state of the dictionaries. Remembers what it has read."""

    terms: Terms
    _seen: dict[str, Topic] = field(default_factory=dict, repr=False)
    _told: dict[tuple[str, str | None, str | None], Topic] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.trades = _meanings(self.terms, "trade")
        self.specialties = _meanings(self.terms, "specialty")
        self.spoken = {**_spoken(self.trades), **self.trades}
        self.clues: dict[str, list[str]] = defaultdict(list)
        self.signs: dict[str, list[str]] = defaultdict(list)
        self.craft_of: dict[str, list[str]] = defaultdict(list)
        for craft in crafts():
            for word in craft.clues:
                (self.clues if len(word) > 1 else self.signs)[folded(word)].append(craft.name)
            for word in chain(craft.trades, craft.specialties):
                self.craft_of[word].append(craft.name)
        self._cutter = self._make_cutter()

    def _make_cutter(self) -> Any:
        cutter = lazy("rjieba").Jieba()
        for word in chain(self.spoken, self.specialties, self.clues):
            if len(word) > 1 and not cutter.has_word(word):
                cutter.add_word(word, None, None)
        return cutter

    def crafts_of(self, words: Iterable[str]) -> frozenset[str]:
        """The families that trades or specialties belong to."""
        return frozenset(name for word in words for name in self.craft_of.get(word, ()))

    def tokens(self, text: str) -> list[str]:
        """The telling words of a text, short ones inside long ones too, in order, each as often as it stands there."""
        cut: list[str] = self._cutter.cut_for_search(folded(text))
        return [word for word in cut if _telling(word)]

    def _meant(self, text: str) -> list[str]:
        """The words of a text that may name something: a word that is known whole hides the shorter ones inside it."""
        found: list[str] = []
        for word in self._cutter.cut(folded(text)):
            found += [word] if self._known(word) else self._inside(word) or [word]
        return found

    def _inside(self, word: str) -> list[str]:
        """The known words a long one begins or ends with: 数控 of 数控机床, but not 电工 of 机电工程."""
        parts = (part for part in self.tokens(word) if word.startswith(part) or word.endswith(part))
        return [part for part in parts if self._known(part)]

    def _known(self, word: str) -> bool:
        return word in self.spoken or word in self.specialties or word in self.clues

    def read(self, text: str) -> Topic:
        """What a text is about."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._read(text)
        return found

    def _read(self, text: str) -> Topic:
        meant = self._meant(text)
        trades = {self.spoken[w]: w for w in reversed(meant) if w in self.spoken}
        specialties = {self.specialties[w]: w for w in reversed(meant) if w in self.specialties}
        return Topic(trades, specialties, self._crafts(meant, trades, specialties), tuple(self.tokens(text)))

    def _crafts(
        self, words: Iterable[str], trades: Mapping[str, str], specialties: Mapping[str, str]
    ) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for word in words:
            for name in self._told_by(word):
                found[name][word] = None
        for term, word in chain(trades.items(), specialties.items()):
            for name in self.craft_of.get(term, ()):
                found[name][word or term] = None
        return {name: _longest(said) for name, said in found.items()}

    def _told_by(self, word: str) -> Iterable[str]:
        """The crafts a word speaks of; one nobody listed, by a telling character in it: 二保焊 by 焊."""
        if word in self.clues or self._known(word):
            return self.clues.get(word, ())
        return dict.fromkeys(name for char in word for name in self.signs.get(char, ()))

    def topic(self, text: str, trades: str | None, specialties: str | None) -> Topic:
        """As `read`, with what fields of the row say beside the text (joined by 、)."""
        asked = (text, trades, specialties)
        found = self._told.get(asked)
        if found is None:
            found = self._told[asked] = self._with_fields(text, trades, specialties)
        return found

    def _with_fields(self, text: str, trades: str | None, specialties: str | None) -> Topic:
        said = self.read(text)
        of_field = dict.fromkeys((self.trades.get(folded(word), word) for word in _parts(trades)), "")
        all_trades = {**of_field, **said.trades, **of_field}
        of_field = dict.fromkeys((self.specialties.get(folded(word), word) for word in _parts(specialties)), "")
        named = {**of_field, **said.specialties, **of_field}
        return Topic(all_trades, named, self._crafts(self._meant(text), all_trades, named), said.words)

    def trades_in(self, *joined: str | None) -> tuple[str, ...]:
        """The trades that fields (joined by 、) name outright: a part of 专长 may be another word for a trade."""
        own = [self.trades.get(folded(part), part) for part in _parts(joined[0])]
        named = [self.trades[folded(p)] for other in joined[1:] for p in _parts(other) if folded(p) in self.trades]
        return tuple(dict.fromkeys([*own, *named]))


def _telling(word: str) -> bool:
    return len(word) > 1 and word[0].isalnum() and not word.isdecimal() and word not in dull_words()


def _parts(joined: str | None) -> list[str]:
    return [part for part in (joined or "").split("、") if part]


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    """Without words that stand inside another of them: 焊接变形 tells more than 焊接 beside it."""
    found = list(words)
    return tuple(w for w in found if not any(w != other and w in other for other in found))


_ENDINGS = re.compile(r"(操作工|安装维修工|装调维修工|维修工|检修工|装配工|制造工|生产工|工|员|师)$")


def _spoken(trades: Mapping[str, str]) -> dict[str, str]:
    """How needs speak of a trade without naming who does it: 数控车床 of 数控车床工; only of three characters on."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, trade in trades.items():
        bare = _ENDINGS.sub("", word)
        if bare != word and len(bare) > 2:
            found[bare].add(trade)
    return {bare: named.pop() for bare, named in found.items() if len(named) == 1}


def _meanings(terms: Terms, dictionary: str) -> dict[str, str]:
    """Every word and synonym of a dictionary -> its own word."""
    pairs = {folded(other): word for (name, other), word in terms.synonyms.items() if name == dictionary}
    return {**pairs, **{folded(word): word for word in terms.words[dictionary]}}
