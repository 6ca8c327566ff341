"""The order of people on rosters: by the right reading of the surname (曾 under zeng)."""

from laomo_desktop.db import pinyin


def by_reading(name: str) -> str:
    """A sort key for a person's name."""
    return pinyin.sort_key(name, person=True)


def by_word(words: str) -> str:
    """A sort key for anything else: a unit, a place."""
    return pinyin.sort_key(words)
