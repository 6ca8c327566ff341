"""A wrong cell corrected in the preview: its row is read anew, and what it can change is compared again."""

from dataclasses import replace

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.drafts import Draft, read_row
from laomo_desktop.excel.reading import Workbook
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import judging
from laomo_desktop.services.imports.preview import Preview, judged


def fix_cell(
    desk: Desk, of: Preview, line_number: int, field: str, entry: str, progress: Progress = silent
) -> Preview:
    """The preview after the cell of ``field`` in row ``line_number`` was made ``entry``.

    The clerk's file stays as it is; the correction stands in the preview, the import and the report. Raises
    `Refused` if there is no such cell.
    """
    column = next((index for index, f in of.layout.columns.items() if f.name == field), None)
    place = next((n for n, draft in enumerate(of.drafts) if draft.row_number == line_number), None)
    if column is None or place is None:
        raise Refused("这一格不能改", todo="请在原表里改好后再导入")
    raw = _with_cell(of.drafts[place].raw, column, entry)
    drafts: list[Draft] = list(of.drafts)
    drafts[place] = read_row(line_number, raw, of.layout)
    book = _corrected(of.book, of.layout.sheet, line_number, column, entry)
    if of.problem:
        return judged(desk, book, of.layout, progress, drafts)
    with desk.store.reading() as connection:
        lines = judging.lines_after(connection, of.layout, drafts, of.lines, place)
    return replace(of, book=book, lines=lines, drafts=drafts)


def _with_cell(row: Row, column: int, entry: str) -> Row:
    cells = [*row, *[""] * (column + 1 - len(row))]
    cells[column] = entry
    return cells


def _corrected(book: Workbook, sheet: str, row: int, column: int, entry: str) -> Workbook:
    """The workbook with the cell put right, so that it stays so when the columns are read anew."""
    sheets = [
        replace(s, broken={**s.broken, (row, column): entry}) if s.name == sheet else s for s in book.sheets
    ]
    return replace(book, sheets=tuple(sheets))
