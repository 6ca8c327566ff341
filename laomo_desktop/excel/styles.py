"""The few looks our openpyxl workbooks share, and the one way a value enters a cell."""

import re
import unicodedata
from typing import Any

from laomo_desktop.domain.lazy import lazy

FONT = "宋体"
HEAD_FILL = "FFD9E7F5"
WRONG_FILL = "FFFFC7CE"
DOUBTFUL_FILL = "FFFFEB9C"

_NOT_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]]")


def put(sheet: Any, row: int, column: int, value: object) -> Any:
    """Set a cell; text stays text, also when it begins with =, and answer the cell."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def head_style(cell: Any) -> None:
    """Bold on blue, framed, centred."""
    styles = lazy("openpyxl.styles")
    cell.font = styles.Font(name=FONT, bold=True)
    cell.fill = fill(HEAD_FILL)
    cell.alignment = centred()
    cell.border = frame()


def fill(colour: str) -> Any:
    """A plain background, ARGB."""
    return lazy("openpyxl.styles").PatternFill("solid", start_color=colour, end_color=colour)


def frame() -> Any:
    """Thin lines all round."""
    styles = lazy("openpyxl.styles")
    thin = styles.Side(style="thin", color="FF808080")
    return styles.Border(left=thin, right=thin, top=thin, bottom=thin)


def centred() -> Any:
    """In the middle both ways, lines broken."""
    return lazy("openpyxl.styles").Alignment(horizontal="center", vertical="center", wrap_text=True)


def title_font() -> Any:
    """Of a sheet's title."""
    return lazy("openpyxl.styles").Font(name=FONT, size=16, bold=True)


def sheet_name(title: str) -> str:
    """A title as a sheet may be called: 31 characters, without the seven that are not allowed."""
    return _NOT_IN_SHEET_NAMES.sub("_", title)[:31] or "表"


def width_of(text: str) -> int:
    """In columns of Latin letters: a Han character takes two."""
    longest = max(text.split("\n"), key=len, default="")
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in longest)
