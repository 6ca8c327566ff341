"""Lists: what is asked for (`Query`), and the reading of it."""

from laomo_desktop.db.query.asked import Filters, Query, is_found, is_indexed
from laomo_desktop.db.query.reading import (
    FORMER,
    choices,
    count,
    highest,
    keys,
    keys_of,
    number_of,
    numbers,
    packed,
    page,
    position,
    rows,
)
from laomo_desktop.db.query.titles import BATCH, add_titles, titles

__all__ = [
    "BATCH", "FORMER", "Filters", "Query", "add_titles", "choices", "count", "highest", "is_found", "is_indexed",
    "keys", "keys_of", "number_of", "numbers", "packed", "page", "position", "rows", "titles",
]  # fmt: skip
