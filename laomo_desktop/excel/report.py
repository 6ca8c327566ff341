"""The clerk's own workbook comes back: the same sheet, wrong cells coloured, and a column that says why.

A workbook of our own making (for .xls, .csv and very long sheets) takes the same cells in the same places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.excel.cells import Cell, Row, broken
from laomo_desktop.excel.drafts import Draft
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.opening import load
from laomo_desktop.excel.reading import Workbook
from laomo_desktop.excel.saving import replacing
from laomo_desktop.excel.sheet import Sheet
from laomo_desktop.excel.sniff import Format
from laomo_desktop.excel.styles import DOUBTFUL_FILL, WRONG_FILL, fill, head_style, put
from laomo_desktop.excel.words import NOTES_HEAD

LONG_SHEET = 20_000
"""Sheets with more rows are copied by streaming: values and marks, without the clerk's own styles."""

_NOTES_WIDTH = 60
_TELL_EVERY = 1000


@dataclass(frozen=True, slots=True)
class RowNote:
    """What to tell of one row: ``columns`` (from 0) are the cells to colour; a doubtful row is coloured whole."""

    row_number: int
    sentences: tuple[str, ...]
    columns: tuple[int, ...] = ()
    doubtful: bool = False

    @property
    def text(self) -> str:
        """All sentences, one a line."""
        return "\n".join(dict.fromkeys(self.sentences))

    @property
    def colour(self) -> str:
        return DOUBTFUL_FILL if self.doubtful else WRONG_FILL


def note_of(draft: Draft) -> RowNote | None:
    """The note of a draft with errors; None for a good one."""
    if not draft.errors:
        return None
    columns = tuple(sorted({e.column for e in draft.errors if e.column >= 0}))
    return RowNote(draft.row_number, tuple(e.sentence for e in draft.errors), columns)


def report(
    book: Workbook, layout: Layout, notes: Iterable[RowNote], target: Path, progress: Progress = silent
) -> None:
    """Write ``book`` to ``target`` (.xlsx) with the notes. Raises `Refused` when it cannot be written."""
    sheet = book[layout.sheet]
    by_row = {note.row_number: note for note in notes}
    rows, width = _extent(sheet)
    column = layout.notes if layout.notes is not None else max(width, _last_head(layout) + 1)
    own = _clerks_own(book) if book.format is Format.XLSX and rows <= LONG_SHEET else None
    progress(0, rows, "正在写错误说明")
    with replacing(target) as fresh:
        if own is not None and layout.sheet in own.sheetnames:
            _correct(own[layout.sheet], sheet)
            _mark(own[layout.sheet], layout, by_row, column)
            own.active = own[layout.sheet]
            own.save(fresh)
        else:
            _copy(sheet, layout, by_row, column, fresh, _Steps(progress, rows))
    progress(rows, rows, "错误说明已写好")


def _extent(sheet: Sheet) -> tuple[int, int]:
    """How many rows hold something, and how many columns do."""
    count = width = 0
    for _, row in sheet.rows():
        count += 1
        while len(row) > width and any(cell != "" for cell in row[width:]):
            width += 1
    return count, width


def _last_head(layout: Layout) -> int:
    return max((i for i, head in enumerate(layout.heads) if head), default=-1)


def _clerks_own(book: Workbook) -> Any:
    """The workbook with its styles; None when openpyxl cannot bear it (it then is copied)."""
    try:
        with book.path.open("rb") as file:
            return load(file)
    except FileNotFoundError:
        raise Refused("找不到原来的工作簿", where=book.path.name, todo="请放回原处再试") from None
    except Exception:
        return None


def _correct(own: Any, sheet: Sheet) -> None:
    """Cells corrected on the way in are corrected in her workbook too, or they would come back wrong."""
    for (row, column), words in sheet.broken.items():
        if broken(words) is None:
            put(own, row, column + 1, words)


def _mark(sheet: Any, layout: Layout, notes: Mapping[int, RowNote], column: int) -> None:
    if layout.notes is not None:
        _unmark(sheet, layout, column)
    styles = lazy("openpyxl.styles")
    head_style(put(sheet, layout.head_row, column + 1, NOTES_HEAD))
    for number, note in notes.items():
        for index in note.columns or (range(column) if note.doubtful else ()):
            sheet.cell(number, index + 1).fill = fill(note.colour)
        cell = put(sheet, number, column + 1, note.text)
        cell.fill = fill(note.colour)
        cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
    letter = lazy("openpyxl.utils").get_column_letter(column + 1)
    sheet.column_dimensions[letter].width = _NOTES_WIDTH


def _unmark(sheet: Any, layout: Layout, column: int) -> None:
    """Take away the notes and colours of an earlier report; other colours are the clerk's."""
    plain = lazy("openpyxl.styles").PatternFill()
    for row in sheet.iter_rows(min_row=layout.head_row + 1):
        for cell in row:
            if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in (WRONG_FILL, DOUBTFUL_FILL):
                cell.fill = plain
            if cell.column == column + 1:
                cell.value = None


class _Steps:
    """Progress told now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def step(self) -> None:
        self._done += 1
        if self._done % _TELL_EVERY == 0:
            self._progress(self._done, self._total, f"已写出{self._done}行")


def _copy(
    sheet: Sheet, layout: Layout, notes: Mapping[int, RowNote], column: int, target: Path, steps: _Steps
) -> None:
    """The same cells in the same places, row after row, with the notes."""
    book = lazy("openpyxl").Workbook(write_only=True)
    copy = book.create_sheet(sheet.name[:31])
    letter = lazy("openpyxl.utils").get_column_letter
    for index, field in layout.columns.items():
        copy.column_dimensions[letter(index + 1)].width = field.width * 2 + 3
    copy.column_dimensions[letter(column + 1)].width = _NOTES_WIDTH
    copy.freeze_panes = f"A{layout.head_row + 1}"
    try:
        for row in _rows(copy, sheet, layout, notes, column):
            copy.append(row)
            steps.step()
    finally:
        copy.close()  # closes the writer also when the clerk cancels
    book.save(target)


def _rows(
    copy: Any, sheet: Sheet, layout: Layout, notes: Mapping[int, RowNote], column: int
) -> Iterator[list[Any]]:
    reached = 0
    for number, row in sheet.rows():
        yield from ([] for _ in range(number - reached - 1))
        reached = number
        cells: list[Any] = [_plain(copy, cell) for cell in row[:column]]
        if number == layout.head_row:
            cells += [None] * (column - len(cells))
            cells.append(NOTES_HEAD)
            yield [_headed(copy, cell) for cell in cells]
        else:
            yield _noted(copy, row, cells, notes[number], column) if number in notes else cells


def _noted(copy: Any, row: Row, cells: list[Any], note: RowNote, column: int) -> list[Any]:
    cells += [None] * (column - len(cells))
    for index in note.columns or (range(column) if note.doubtful else ()):
        cells[index] = _cell(copy, row[index] if index < len(row) else "")
        cells[index].fill = fill(note.colour)
    told = _cell(copy, note.text)
    told.fill = fill(note.colour)
    return [*cells, told]


def _headed(copy: Any, value: Any) -> Any:
    if value is None:
        return None
    cell = _cell(copy, getattr(value, "value", value))
    head_style(cell)
    return cell


def _plain(copy: Any, cell: Cell) -> Any:
    """A bare value where that is safe: a text beginning with = would be taken for a formula."""
    if cell == "":
        return None
    if isinstance(cell, str):
        return _cell(copy, cell) if cell.startswith("=") else cell
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _cell(copy: Any, value: Cell) -> Any:
    made = lazy("openpyxl.cell").WriteOnlyCell(copy, value=None if value == "" else value)
    if isinstance(value, str) and value:
        made.data_type = "s"
    return made
