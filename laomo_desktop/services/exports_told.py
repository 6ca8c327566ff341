"""What a workbook's rows tell in words of what hangs on them, so that figures can be counted again from it alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.marks import Mark

PRESENT = tuple(mark.label for mark in Mark if mark.counts_as_present)
NONE = "—"


class Told(NamedTuple):
    """A column of words: ``query`` gives (the row's key, …) for the keys asked for, ``words`` one line's, ``joint``
    between them."""

    field: Field
    query: str
    joint: str

    def fill(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """The words under the column's name."""
        marks = ", ".join("?" * len(rows))
        found: dict[RowId, list[str]] = {}
        for key, *given in connection.exec_driver_sql(self.query.format(marks), tuple(row["id"] for row in rows)):
            found.setdefault(key, []).append(_WORDS[self.field.name](*given))
        for row in rows:
            some = found.get(row["id"], [])
            row[self.field.name] = self.joint.join(some) if any(words != NONE for words in some) else None


def _workers(number: int | None) -> str:
    return NONE if number is None else str(number)


def _period(number: int, day: str, half: str | None, present: int, recorded: int) -> str:
    """第1节 2026年11月23日 上午 实到51/59"""
    came = f"实到{present}/{recorded}" if recorded else "未登记"
    return " ".join(filter(None, (f"第{number}节", paper_date(date.fromisoformat(day)), half, came)))


_WORDS: Mapping[str, Any] = {
    "visit_enterprises.workers": _workers, "periods.told": _period, "attendance.training": str, "attendance.day": str,
}  # fmt: skip
_SERVED = (
    "SELECT visit, workers FROM visit_enterprises WHERE visit IN ({}) AND deleted IS NULL AND enterprise IS NOT NULL"
    " ORDER BY n"
)
_HELD = (
    "SELECT p.training, p.number, p.day, p.half, coalesce(sum(CASE WHEN s.mark IN ("
    + ", ".join(f"'{mark}'" for mark in PRESENT)
    + ") THEN s.number ELSE 0 END), 0), coalesce(sum(s.number), 0) FROM periods p LEFT JOIN attendance_sums s"
    " ON s.period = p.id WHERE p.training IN ({}) AND p.deleted IS NULL GROUP BY p.id ORDER BY p.number"
)
_OF_MARK = (
    "SELECT a.id, {} FROM attendance a JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training"
    " WHERE a.id IN ({{}})"
)
_SHARES = Field(name="visit_enterprises.workers", kind=Kind.LONG, width=10, label="服务企业分写人次")
_PERIODS = Field(name="periods.told", kind=Kind.LONG, width=24, label="各节实到")
_CLASS = Field(name="attendance.training", width=16, label="培训班")
_DAY = Field(name="attendance.day", kind=Kind.DATE, width=8, label="日期")
_TOLD: Mapping[str, tuple[Told, ...]] = {
    "visits": (Told(_SHARES, _SERVED, "、"),),
    "trainings": (Told(_PERIODS, _HELD, "；"),),
    "attendance": (Told(_CLASS, _OF_MARK.format("t.title"), ""), Told(_DAY, _OF_MARK.format("p.day"), "")),
}


def columns(register: str) -> Iterator[Told]:
    """The columns of words of a register's workbook, after those of names."""
    yield from _TOLD.get(register, ())
