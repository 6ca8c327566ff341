"""A report's table as a small workbook: title, lines under it, head, rows, foot; ready to print."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.excel.outgoing import DATE_FORMAT, FIRST_DAY
from laomo_desktop.excel.saving import replacing
from laomo_desktop.excel.styles import centred, head_style, put, sheet_name, title_font, width_of

TableCell = str | int | float | date | None
_MOST_MEASURED = 200


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[TableCell]],
    path: Path,
    *,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
) -> None:
    """Write a table under ``title``; ``above`` and ``below`` are single lines (填报单位, 口径 …). Empty is —.

    For reports of some thousand rows at most; registers go through `writing.export`. Raises `Refused`.
    """
    book = lazy("openpyxl").Workbook()
    sheet = book.active
    sheet.title = sheet_name(title)
    _line(sheet, 1, title, len(columns))
    sheet.cell(1, 1).font = title_font()
    sheet.cell(1, 1).alignment = centred()
    for number, text in enumerate(above, 2):
        _line(sheet, number, text, len(columns))
    head = len(above) + 2
    for column, label in enumerate(columns, 1):
        head_style(put(sheet, head, column, label))
    last = _body(sheet, head + 1, rows)
    for number, text in enumerate(below, last + 1):
        _line(sheet, number, text, len(columns))
    _set_up(sheet, head, len(columns))
    with replacing(path) as fresh:
        book.save(fresh)


def _line(sheet: Any, row: int, text: str, width: int) -> None:
    put(sheet, row, 1, text)
    if width > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _body(sheet: Any, first: int, rows: Iterable[Sequence[TableCell]]) -> int:
    """Write the rows; answer the number of the last one."""
    last = first - 1
    for last, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            _put(sheet, last, column, value)
    return last


def _put(sheet: Any, row: int, column: int, value: TableCell) -> None:
    if isinstance(value, date) and value < FIRST_DAY:
        value = value.isoformat()
    cell = put(sheet, row, column, "—" if value is None or value == "" else value)
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT


def _set_up(sheet: Any, head: int, width: int) -> None:
    letter = lazy("openpyxl.utils").get_column_letter
    for column in range(1, width + 1):
        cells = sheet.iter_cols(column, column, head, min(sheet.max_row, head + _MOST_MEASURED), values_only=True)
        longest = max((width_of(str(value)) for value in next(cells) if value is not None), default=8)
        sheet.column_dimensions[letter(column)].width = min(max(longest + 2, 8), 60)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if width > 6 else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
