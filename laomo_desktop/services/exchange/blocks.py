"""Rows from the store's own JSON to that of a package, by blocks: nothing is parsed or made anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import orjson

from laomo_desktop.db import codec
from laomo_desktop.services.exchange.books import Bases
from laomo_desktop.services.exchange.convert import Count
from laomo_desktop.sync.lines import ROWS, Block

Margin = tuple[int, int, str | None, str, str | None, bool]
"""What a row has beside key and fields: base, own, deleted, dots, extra, and whether `Bases.unsure` of it."""


def blocks(
    rows: Iterable[Any], number: Callable[[int], int], bases: Bases, count: Count, since: int
) -> Iterator[Block]:
    """Rows as `scope.columns` reads them (id, base, own, deleted, dots, extra, fields) as a package's rows in JSON.

    ``number`` gives a writer's number in the package; ``count`` counts them, those made after ``since`` as new.
    What stands between key and fields is written once for all rows of a block that share it: most do.
    """
    source = iter(rows)
    while some := list(islice(source, ROWS)):
        margins: list[Margin] = [(*row[1:6], bases.unsure(row[0])) for row in some]
        frames: dict[Margin, bytes] = {}
        for margin, times in Counter(margins).items():
            seq, frames[margin] = _frame(margin, number, bases)
            count.add(times, deleted=margin[2] is not None, new=seq > since)
        told = zip(some, margins, strict=True)
        yield Block([b'["%b",%b%b' % (row[0].encode(), frames[margin], row[6][1:]) for row, margin in told])


def _frame(margin: Margin, number: Callable[[int], int], bases: Bases) -> tuple[int, bytes]:
    """The seq of the default dot of such rows, and their cells from ``base`` to ``extra``, each with its comma."""
    based, own, deleted, text, extra, unsure = margin
    base = based if unsure and not bases.is_city else bases.of("", based, own)
    dots = codec.unpack_dots(text)
    who, seq = dots.pop("")
    others = {name: [number(each), at] for name, (each, at) in dots.items()}
    told = [orjson.dumps(value) for value in (base, deleted, number(who), seq, others or None)]
    return seq, b",".join([*told, (extra or "null").encode(), b""])
