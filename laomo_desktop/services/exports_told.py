"""What a workbook's rows tell in words of what hangs on them, so that figures can be counted again from it alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.registers.people import PEOPLE
from laomo_desktop.domain.registers.trainings import ENROLMENTS, PERIODS

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
            found.setdefault(key, []).append(_WORDS.get(self.field.name, _plain)(*given))
        for row in rows:
            some = found.get(row["id"], [])
            told = self.joint.join(some) if any(words != NONE for words in some) else None
            row[self.field.name] = int(told) if told and self.field.kind is Kind.INT else told


def _plain(value: Value) -> str:
    return NONE if value is None else str(value)


def _period(number: int, day: str, half: str | None, present: int, recorded: int) -> str:
    """第1节 2026年11月23日 上午 实到51/59"""
    came = f"实到{present}/{recorded}" if recorded else "未登记"
    return " ".join(filter(None, (f"第{number}节", paper_date(date.fromisoformat(day)), half, came)))


_WORDS: Mapping[str, Any] = {"periods.told": _period}
"""How a column tells what was found; all others as it stands."""
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
    " JOIN enrolments e ON e.id = a.enrolment JOIN people w ON w.id = e.person"
    " LEFT JOIN enterprises f ON f.id = w.enterprise WHERE a.id IN ({{}})"
)
_OF_TRAINEE = (
    "SELECT e.id, {} FROM enrolments e JOIN people w ON w.id = e.person"
    " LEFT JOIN enterprises f ON f.id = w.enterprise WHERE e.id IN ({{}})"
)
_SHARES = Field(name="visit_enterprises.workers", kind=Kind.LONG, width=10, label="服务企业分写人次")
_PERIODS = Field(name="periods.told", kind=Kind.LONG, width=24, label="各节实到")
_CLASS = Field(name="attendance.training", width=16, label="培训班")
_DAY = Field(name="attendance.day", kind=Kind.DATE, width=8, label="日期")
_HALF = replace(PERIODS["half"], name="attendance.half")
_NUMBER = replace(ENROLMENTS["number"], name="attendance.number")
_UNIT = Field(name="person.unit", width=16, label="单位")
_WHO = tuple(
    (replace(PEOPLE[name], name=f"person.{name}"), f"w.{name}") for name in ("id_number", "phone", "sex", "trade")
)
"""Who it is, as the register of people tells now: names alone do not tell people apart."""
_TOLD: Mapping[str, tuple[Told, ...]] = {
    "visits": (Told(_SHARES, _SERVED, "、"),),
    "trainings": (Told(_PERIODS, _HELD, "；"),),
    "enrolments": tuple(Told(field, _OF_TRAINEE.format(of), "") for field, of in (*_WHO, (_UNIT, "f.name"))),
    "attendance": tuple(
        Told(field, _OF_MARK.format(of), "")
        for field, of in (
            (_CLASS, "t.title"), (_DAY, "p.day"), (_HALF, "p.half"), (_NUMBER, "e.number"), *_WHO[:2],
            (_UNIT, "f.name"),
        )
    ),
}


def columns(register: str) -> Iterator[Told]:
    """The columns of words of a register's workbook, after those of names."""
    yield from _TOLD.get(register, ())
