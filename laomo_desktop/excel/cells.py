"""What a cell may hold, whatever file it came from."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
"""A raw cell. Empty is ``""``; a formula gives its last result; a failed one gives a key of `BROKEN`."""

Row: TypeAlias = Sequence[Cell]

BROKEN = MappingProxyType(
    {
        "#REF!": "引用的单元格已被删除",
        "#N/A": "没有找到对应的值",
        "#NAME?": "公式里有认不出的名称",
        "#VALUE!": "公式里的数据类型不对",
        "#DIV/0!": "公式里除数为零",
        "#NUM!": "公式里的数字不对",
        "#NULL!": "公式里的区域不相交",
        "#GETTING_DATA": "公式还没有算完",
        "#SPILL!": "公式的结果放不下",
        "#CALC!": "公式算不出结果",
    }
)
"""What a spreadsheet shows for a formula that failed, and what it means."""


def broken(cell: Cell) -> str | None:
    """The sentence for a cell that shows a failed formula; None for every other cell."""
    meaning = BROKEN.get(cell) if isinstance(cell, str) else None
    return f"单元格里是公式错误 {cell}（{meaning}），请改成数值后再导入。" if meaning else None


def words(cell: Cell) -> str:
    """A cell as text: whole numbers without .0, days as 2026-03-06, lines kept."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def is_blank(row: Row) -> bool:
    """Whether nothing but empty cells and spaces stand in the row."""
    if row and row[0] and not str(row[0]).isspace():
        return False
    return all(cell == "" or (isinstance(cell, str) and cell.isspace()) for cell in row)
