"""One sheet as rows of raw cells, with the row numbers a clerk sees."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from laomo_desktop.excel.cells import Row, is_blank

MOST_BLANK_ROWS = 5000
"""So many blank rows in a row end a sheet: spreadsheets format a million of them by accident."""


@dataclass(frozen=True)
class Sheet:
    """``source`` gives the rows anew at each call; row numbers count from 1, column indexes from 0.

    ``left`` is how many empty columns the source leaves out. ``merged`` are (top row, left column, bottom row,
    right column). ``broken`` are cells of failed formulas.
    """

    name: str
    source: Callable[[], Iterable[Row]]
    height: int = 0
    visible: bool = True
    left: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Numbered rows that hold something, in order; ends after `MOST_BLANK_ROWS` blank ones."""
        blank = 0
        for number, row in enumerate(self._whole_rows(), 1):
            if is_blank(row):
                blank += 1
                if blank >= MOST_BLANK_ROWS:
                    return
                continue
            blank = 0
            yield number, row

    def _whole_rows(self) -> Iterator[Row]:
        rows = iter(self.source())
        if self.left:
            pad = [""] * self.left
            rows = ([*pad, *row] for row in rows)
        return self._with_broken(rows) if self.broken else rows

    def _with_broken(self, rows: Iterator[Row]) -> Iterator[Row]:
        columns: dict[int, list[int]] = {}
        for number, column in self.broken:
            columns.setdefault(number, []).append(column)
        for number, row in enumerate(rows, 1):
            yield self._marked(number, row, columns[number]) if number in columns else row

    def _marked(self, number: int, row: Row, columns: list[int]) -> Row:
        marked = [*row, *[""] * (max(columns) + 1 - len(row))]
        for column in columns:
            marked[column] = self.broken[number, column]
        return marked
