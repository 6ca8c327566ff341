"""What a workbook's rows tell in words of what hangs on them, so that figures can be counted again from it alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.field import Field, Kind, RowId
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
    words: Callable[..., str]

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)

    def fill(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """The words under the column's name."""
        found: dict[RowId, list[str]] = {}
        for key, *given in _asked(connection, self.query, rows):
            found.setdefault(key, []).append(self.words(*given))
        for row in rows:
            some = found.get(row["id"], [])
            row[self.field.name] = self.joint.join(some) if any(words != NONE for words in some) else None


class Facts(NamedTuple):
    """Columns of what a row leads to, each a value as stored: ``query`` gives (the row's key, one value a field)."""

    fields: tuple[Field, ...]
    query: str

    def fill(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """The values under the columns' names."""
        found = {key: given for key, *given in _asked(connection, self.query, rows)}
        nothing = [None] * len(self.fields)
        for row in rows:
            row.update(zip((of.name for of in self.fields), found.get(row["id"], nothing), strict=True))


def _asked(connection: Connection, query: str, rows: Sequence[dict[str, Any]]) -> Iterator[Any]:
    marks = ", ".join("?" * len(rows))
    yield from connection.exec_driver_sql(query.format(marks), tuple(row["id"] for row in rows))


def _workers(number: int | None) -> str:
    return NONE if number is None else str(number)


def _period(number: int, day: str, half: str | None, present: int, recorded: int) -> str:
    """第1节 2026年11月23日 上午 实到51/59"""
    came = f"实到{present}/{recorded}" if recorded else "未登记"
    return " ".join(filter(None, (f"第{number}节", paper_date(date.fromisoformat(day)), half, came)))


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
_WHOSE = " JOIN people w ON w.id = e.person LEFT JOIN enterprises f ON f.id = w.enterprise"
_OF_MARK = (
    "SELECT a.id, t.title, p.day, p.half, e.number, w.id_number, w.phone, f.name FROM attendance a"
    " JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training JOIN enrolments e ON e.id = a.enrolment"
    f"{_WHOSE} WHERE a.id IN ({{}})"
)
_OF_TRAINEE = (
    f"SELECT e.id, w.id_number, w.phone, f.name, w.sex, w.trade FROM enrolments e{_WHOSE} WHERE e.id IN ({{}})"
)
_SHARES = Field(name="visit_enterprises.workers", kind=Kind.LONG, width=10, label="服务企业分写人次")
_PERIODS = Field(name="periods.told", kind=Kind.LONG, width=24, label="各节实到")
_CLASS = Field(name="attendance.training", width=16, label="培训班")
_DAY = Field(name="attendance.day", kind=Kind.DATE, width=8, label="日期")
_HALF = replace(PERIODS["half"], name="attendance.half")
_NUMBER = replace(ENROLMENTS["number"], name="attendance.number")
_UNIT = Field(name="person.unit", width=16, label="单位")
_ID, _PHONE, _SEX, _TRADE = (
    replace(PEOPLE[name], name=f"person.{name}") for name in ("id_number", "phone", "sex", "trade")
)
"""Who it is, as the register of people tells now: names alone do not tell people apart."""
_TOLD: Mapping[str, Told | Facts] = {
    "visits": Told(_SHARES, _SERVED, "、", _workers),
    "trainings": Told(_PERIODS, _HELD, "；", _period),
    "enrolments": Facts((_ID, _PHONE, _UNIT, _SEX, _TRADE), _OF_TRAINEE),
    "attendance": Facts((_CLASS, _DAY, _HALF, _NUMBER, _ID, _PHONE, _UNIT), _OF_MARK),
}


def columns(register: str) -> Iterator[Told | Facts]:
    """The columns that a register's workbook has after those of names."""
    if register in _TOLD:
        yield _TOLD[register]
