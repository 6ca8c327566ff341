"""Reading .xls (BIFF): xlrd, which tells failed formulas from empty cells as calamine does not."""

import io
from collections.abc import Iterable
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any, cast

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.excel.cells import Cell, Row
from laomo_desktop.excel.sheet import Sheet

_NUMBER, _DATE, _YES_NO, _ERROR, _BLANK = 2, 3, 4, 5, 6  # xlrd's cell types; 0 empty, 1 text


def sheets(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of an .xls file. Raises `Refused` when it is locked by a password or damaged."""
    xlrd = lazy("xlrd")
    try:
        book = xlrd.open_workbook(
            file_contents=path.read_bytes(), logfile=io.StringIO(), formatting_info=True, ragged_rows=True
        )
    except Exception as error:  # xlrd meets damage with whatever its parser stumbled on
        if "encrypted" in str(error).lower():
            raise Refused("工作簿有打开密码", todo="请取消密码后另存一份再试") from None
        raise Refused("工作簿已损坏，读不出来", todo="请用 Excel 或 WPS 打开后另存为 .xlsx 再试") from None
    return tuple(_sheet(xlrd, book, sheet) for sheet in book.sheets())


def _sheet(xlrd: Any, book: Any, sheet: Any) -> Sheet:
    return Sheet(
        name=sheet.name,
        source=partial(_rows, xlrd, book, sheet),
        height=sheet.nrows,
        visible=sheet.visibility == 0,
        merged=tuple((top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells),
    )


def _rows(xlrd: Any, book: Any, sheet: Any) -> Iterable[Row]:
    for number in range(sheet.nrows):
        types, values = sheet.row_types(number), sheet.row_values(number)
        yield [_cell(xlrd, book, kind, value) for kind, value in zip(types, values, strict=True)]


def _cell(xlrd: Any, book: Any, kind: int, value: Any) -> Cell:
    if kind == _DATE:
        return _moment(xlrd, book, value)
    if kind == _YES_NO:
        return bool(value)
    if kind == _ERROR:
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    return "" if kind == _BLANK else cast(Cell, value)


def _moment(xlrd: Any, book: Any, value: float) -> Cell:
    try:
        moment: datetime = xlrd.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError):
        return float(value)
    if value < 1:
        return time(moment.hour, moment.minute, moment.second)
    return moment.date() if moment.time() == time() else moment
