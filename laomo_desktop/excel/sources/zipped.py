"""Reading .xlsx: calamine, after a survey of the raw XML; else openpyxl, streaming.

calamine gives failed formulas as empty cells, and keeps a sheet as a full rectangle, so that one stray value
in the last cell of a sheet would ask for gigabytes. The survey tells where formulas failed and how far
it goes.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.opening import load
from laomo_desktop.excel.sheet import Sheet
from laomo_desktop.excel.sources.survey import Survey, survey

MOST_CELLS = 20_000_000
"""The largest rectangle held in memory (some 600 MB); a sheet beyond it is streamed."""


def sheets(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of an .xlsx (or .ods) file."""
    found = survey(path)
    if any(sheet.cells > MOST_CELLS for sheet in found.values()):
        return _streamed(path)
    try:
        return _read(path, found)
    except (KeyboardInterrupt, SystemExit, MemoryError, Cancelled):
        raise
    except BaseException as error:  # a panic inside the Rust library is no Exception
        if type(error).__name__ == "PasswordError":
            raise Refused("工作簿有打开密码", todo="请取消密码后另存一份再试") from None
        return _streamed(path)


def _read(path: Path, found: dict[str, Survey]) -> tuple[Sheet, ...]:
    calamine = lazy("python_calamine")
    with path.open("rb") as file, calamine.load_workbook(file) as book:  # by content: a suffix may lie
        return tuple(
            _sheet(book.get_sheet_by_name(about.name), about, found.get(about.name))
            for about in book.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        )


def _sheet(read: Any, about: Any, found: Survey | None) -> Sheet:
    return Sheet(
        name=about.name,
        source=read.iter_rows,  # begins at row 1, but at the first column with a value
        height=read.end[0] + 1 if read.end else 0,
        visible=str(about.visible).endswith(".Visible"),
        left=read.start[1] if read.start else 0,
        merged=tuple((t + 1, x, b + 1, y) for (t, x), (b, y) in read.merged_cell_ranges or ()),
        broken=found.broken if found else {},
    )


def _streamed(path: Path) -> tuple[Sheet, ...]:
    try:
        with path.open("rb") as file:
            book = load(file, read_only=True, data_only=True)
            names = [(sheet.title, sheet.sheet_state == "visible") for sheet in book.worksheets]
    except Exception:
        raise _damaged() from None
    return tuple(Sheet(name, partial(_stream, path, name), visible=visible) for name, visible in names)


def _stream(path: Path, name: str) -> Iterable[Row]:
    try:
        with path.open("rb") as file:
            sheet = load(file, read_only=True, data_only=True)[name]
            sheet.reset_dimensions()  # WPS may say A1 and mean the whole sheet
            for row in sheet.iter_rows(values_only=True):
                yield ["" if cell is None else cell for cell in row]
    except (KeyError, ValueError, SyntaxError, OSError, EOFError):
        raise _damaged() from None


def _damaged() -> Refused:
    return Refused("工作簿已损坏，读不出来", todo="请用 Excel 或 WPS 打开后另存为 .xlsx 再试")
