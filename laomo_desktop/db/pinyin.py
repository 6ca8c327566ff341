"""Readings of Chinese names: every reading of every character, and the right one of a surname."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.names import surname
from laomo_desktop.domain.pinyin_surnames import SURNAMES

MOST_READINGS = 12
"""So many spellings of one name are indexed at most; further ones are of characters with very rare readings."""


@lru_cache(maxsize=1)
def _table() -> Mapping[int, str]:
    table: Mapping[int, str] = lazy("pypinyin.constants").PINYIN_DICT
    return table


@lru_cache(maxsize=65_536)
def readings(character: str) -> tuple[str, ...]:
    """Toneless readings of one character, commonest first; a Latin letter or digit reads as itself."""
    known = _table().get(ord(character), "")
    if not known:
        return (character.lower(),) if character.isascii() and character.isalnum() else ()
    plain = (_toneless(reading) for reading in known.split(","))
    return tuple(dict.fromkeys(plain))


def _toneless(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("ü", "v")


@lru_cache(maxsize=65_536)
def sort_key(name: str, *, person: bool = False) -> str:
    """Syllables parted by blanks, surnames read rightly (曾 zeng), then the characters themselves."""
    family = surname(name) if person else ""
    return " ".join([*_called(family), *map(_first, name[len(family) :]), name])


@lru_cache(maxsize=4_096)
def _called(family: str) -> tuple[str, ...]:
    spoken = SURNAMES.get(family)
    return tuple(spoken[0]) if spoken else tuple(map(_first, family))


@lru_cache(maxsize=65_536)
def _first(character: str) -> str:
    return next(iter(readings(character)), "~" + character)


def first_readings(words: str) -> list[str]:
    """The commonest reading of every character that has one."""
    return [found[0] for character in words if (found := readings(character))]


def spellings(name: str, *, person: bool = False) -> list[tuple[str, ...]]:
    """The ways ``name`` can be spelled, each a tuple of syllables; a surname's own readings come first."""
    family = surname(name) if person else ""
    spoken = SURNAMES.get(family)
    heads = list(spoken) if spoken else list(product(*(r for c in family if (r := readings(c)))))
    tails = product(*(r for c in name[len(family) :] if (r := readings(c))))
    found: dict[tuple[str, ...], None] = {}
    for tail in tails:
        for head in heads:
            found[(*head, *tail)] = None
            if len(found) >= MOST_READINGS:
                return list(found)
    return list(found)
