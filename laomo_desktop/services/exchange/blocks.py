"""Rows from the store's own JSON to that of a package, by blocks: nothing is parsed or made anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import orjson

from laomo_desktop.db import codec
from laomo_desktop.services.exchange.books import Bases
from laomo_desktop.services.exchange.bundles import Bundle
from laomo_desktop.services.exchange.convert import Count
from laomo_desktop.sync.lines import Block

_UNSURE = b"?"

def blocks(
    source: Iterable[Bundle], number: Callable[[int], int], bases: Bases, count: Count, since: int
) -> Iterator[Block]:
    """Bundles as a package's rows in JSON.

    ``number`` gives a writer's number in the package; ``count`` counts them, those made after ``since`` as new.
    What stands between key and fields is written once for all rows of a block that share it: most do.
    """
    for bundle in source:
        margins = _marked(bundle, bases) if bases.may_be_unsure else bundle.margins
        frames: dict[bytes, bytes] = {}
        for margin, times in Counter(margins).items():
            deleted, seq, frames[margin] = _frame(margin, number, bases)
            count.add(times, deleted=deleted, new=seq > since)
        yield Block(len(margins), bundle.line(frames[margin] for margin in margins))


def _marked(bundle: Bundle, bases: Bases) -> list[bytes]:
    """The margins, those of rows unsure of their base with a mark."""
    pairs = zip(bundle.keys, bundle.margins, strict=True)
    return [_UNSURE + margin if bases.unsure(key) else margin for key, margin in pairs]


def _frame(margin: bytes, number: Callable[[int], int], bases: Bases) -> tuple[bool, int, bytes]:
    """Of such rows: whether they are deleted, the seq of the default dot, their cells from ``base`` to ``extra``."""
    based, own, deleted, text, extra = orjson.loads(margin.removeprefix(_UNSURE))
    base = based if margin.startswith(_UNSURE) else bases.of("", based, own)
    dots = codec.unpack_dots(text)
    who, seq = dots.pop("")
    others = {name: [number(each), at] for name, (each, at) in dots.items()}
    told = [orjson.dumps(value) for value in (base, deleted, number(who), seq, others or None)]
    return deleted is not None, seq, b",".join([*told, (extra or "null").encode(), b""])
