"""The pages of a list that are kept: the newest used, so many and no more."""

from collections import OrderedDict
from collections.abc import Callable

from laomo_desktop.db.records import Record

SIZE = 100
"""Rows a page."""
KEPT = 12
"""Pages kept: what a tall window shows and what lies around it."""


class Pages:
    """Rows by number, read a page at a time through ``read(offset, limit)``."""

    def __init__(self, read: Callable[[int, int], list[Record]]) -> None:
        self._read = read
        self._pages: OrderedDict[int, list[Record]] = OrderedDict()

    def row(self, number: int) -> Record | None:
        """The row, or None if it is gone since it was counted."""
        at, inside = divmod(number, SIZE)
        page = self._pages.get(at)
        if page is None:
            page = self._pages[at] = self._read(at * SIZE, SIZE)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(at)
        return page[inside] if inside < len(page) else None

    def forget(self) -> None:
        """Read everything anew."""
        self._pages.clear()

    def __len__(self) -> int:
        return len(self._pages)
