"""Rows that changed and still need not travel, as SQL over their dots: what is said is what does."""

from collections.abc import Collection, Iterable

from laomo_desktop.services import terms
from laomo_desktop.services.exchange.convert import Writers
from laomo_desktop.sync.model import Writer


def touched(seeding: Collection[int]) -> str:
    """All but the shipped terms nobody here has touched: dictionaries are the city's, and it was shipped them too."""
    return _any(f"dot.key <> '' OR json_extract(dot.value, '$[1]') NOT IN ({_list(seeding)})")


def news_to(writer: Writer, writers: Writers) -> str:
    """All but the rows whose every value comes from ``writer`` itself: it has them."""
    number = writers.numbers.get(writer)
    return "1" if number is None else _any(f"json_extract(dot.value, '$[0]') <> {number}")


def settled(stores: Collection[str], writers: Writers) -> str:
    """All but the words that another office proposed: they are that office's until the city takes them over.

    ``stores``: the city's and the receiver's. Where the city wrote in such a word, another one who proposed it too had
    changed it, or taken it back: the city's word goes to them.
    """
    theirs = [number for number, writer in writers.by_number.items() if writer.store in stores]
    wrote = _any(f"json_extract(dot.value, '$[0]') IN ({_list(theirs)})")
    return f"(state IS NOT '{terms.PROPOSED}' OR {wrote})"


def _any(what: str) -> str:
    """Of one of the row's dots this holds: its ``key`` a field or "" for all others, its ``value`` writer and seq."""
    return f"EXISTS (SELECT 1 FROM json_each(dots) AS dot WHERE {what})"


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)
