"""出生年月: a birth told by its month alone, as most rosters of 工会 have it.

With an ID number of that month the day is known; without one the field stays empty and the row says so: a day
is never made up, and a month is no reason to refuse a person.
"""

from datetime import date

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.id_number import facts
from laomo_desktop.domain.text import quoted
from laomo_desktop.excel.cells import Cell
from laomo_desktop.excel.layout import Layout

FIELD = "birth"


class BirthMonth:
    """The birth column of a layout, if it has one."""

    def __init__(self, layout: Layout) -> None:
        self.column = next((i for i, f in layout.columns.items() if f.name == FIELD), -1)
        head = layout.heads[self.column] if 0 <= self.column < len(layout.heads) else ""
        self._by_month = "年月" in head and "年月日" not in head

    def months(self, cell: Cell, value: Value) -> tuple[date, ...]:
        """The months a cell may mean (each by its first day); none where it tells a whole day, or nothing."""
        if isinstance(value, str):
            day = date.fromisoformat(value)
            return (day,) if self._by_month and day.day == 1 else ()
        return dates.months_meant(cell)

    def day(self, months: tuple[date, ...], id_number: Value) -> str | None:
        """The whole day of birth by the ID number, where it falls into one of these months."""
        if not isinstance(id_number, str):
            return None
        born = facts(id_number).birthday
        return born.isoformat() if born.replace(day=1) in months else None


def contradiction(cell: Cell, id_number: str) -> str:
    """The sentence for a month other than that of the ID number."""
    told = facts(id_number).birthday
    return Refused(
        f"{quoted(cell)}与身份证号不一致（身份证号上是{told.year}年{told.month}月）", where="出生日期", todo="请核对"
    ).sentence


def left_empty(cell: Cell) -> str:
    """What a row says whose birth has no day."""
    return f"出生日期只有年月{quoted(cell)}，没有日，导入后留空。"
