"""The figures an office certifies on the cover, frozen as they were when the package was written, and what they
differ by later (补报差额)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.offices import CITY, Office
from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures as counting
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.figures import Number, number_words

QUERIES: Mapping[str, str] = {
    "人员": "SELECT count(*) FROM people WHERE deleted IS NULL AND office = ?",
    "企业": "SELECT count(*) FROM enterprises WHERE deleted IS NULL AND office = ?",
    "服务队": "SELECT count(*) FROM teams WHERE deleted IS NULL AND office = ?",
    "培训班": "SELECT count(*) FROM trainings WHERE deleted IS NULL AND office = ?",
    "培训人次": (
        "SELECT count(*) FROM enrolments e JOIN trainings t ON t.id = e.training "
        "WHERE e.deleted IS NULL AND t.deleted IS NULL AND t.office = ?"
    ),
    "有效证书": "SELECT count(*) FROM certificates WHERE deleted IS NULL AND state = '有效' AND office = ?",
}
FROZEN, SUPPLEMENT = "frozen", "supplement"
"""Beside the labelled numbers: the measures of the year so far, and what changed since the last package."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """What an office reported with a package, what the books say now for the same days, and the gap by measure."""

    office: Office
    number: int
    at: str
    period: Period
    reported: Mapping[str, Number]
    now: Mapping[str, Number]

    @property
    def differences(self) -> dict[str, Number]:
        """Measure code -> 补报差额; equal ones are absent."""
        gaps = {code: self.now[code] - reported for code, reported in self.reported.items() if code in self.now}
        return {code: gap for code, gap in gaps.items() if gap}


def figures(connection: Connection, office: str, today: date | None = None) -> dict[str, Any]:
    """Label -> number for one office's living rows; a district's measures of the year so far stand under FROZEN."""
    told: dict[str, Any] = {
        label: int(connection.exec_driver_sql(query, (office,)).scalar_one()) for label, query in QUERIES.items()
    }
    of = offices.office(office)
    if of.is_city:
        return told
    span = counting.standard_period(today=today)
    reached = counting.count_within(connection, span, of)
    told[FROZEN] = {**_days(span), "values": {code: _plain(number) for code, number in reached.items()}}
    last = _last(connection, of, packages.SENT)
    if last is not None and (gaps := last.differences):
        values = {code: _plain(number) for code, number in gaps.items()}
        told[SUPPLEMENT] = {**_days(last.period), "number": last.number, "values": values}
    return told


def certified(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The numbers of a package in words, as its cover bears them."""
    counts = [(label, f"{number:,}") for label, number in told.items() if isinstance(number, int)]
    frozen = told.get(FROZEN) or {"values": {}}
    values = [(BY_CODE[c], _number(n)) for c, n in frozen["values"].items() if c in BY_CODE]
    return (*counts, *((f"今年{m.label}", f"{number_words(n)}{m.unit}") for m, n in values))


def supplement_words(told: Mapping[str, Any]) -> str:
    """补报差额 of the package before, in one line; empty where nothing changed."""
    found = told.get(SUPPLEMENT)
    if not found:
        return ""
    span = Period(date.fromisoformat(found["from"]), date.fromisoformat(found["to"]))
    gaps = [f"{BY_CODE[c].label}{_number(n):+,}{BY_CODE[c].unit}" for c, n in found["values"].items() if c in BY_CODE]
    return f"补报差额（对第{found['number']}包，{span.words}）：{'，'.join(gaps)}"


def supplements(desk: Desk) -> tuple[Supplement, ...]:
    """The last package of each office that reported: a district's own, or in the city everybody's."""
    with desk.store.reading() as connection:
        if desk.is_city:
            found = [_last(connection, office, packages.RECEIVED) for office in offices.DISTRICTS]
        else:
            found = [_last(connection, desk.office, packages.SENT)]
    return tuple(one for one in found if one is not None)


def _last(connection: Connection, office: Office, direction: str) -> Supplement | None:
    if direction == packages.SENT:
        rows = packages.sent(connection, CITY.code)
    else:
        rows = packages.received(connection, office=office.code, state=packages.TAKEN)
    for row in reversed(rows):
        frozen = packages.details(row).get("totals", {}).get(FROZEN)
        if frozen and row["state"] != packages.REJECTED:
            return _compared(connection, office, row, frozen)
    return None


def _compared(connection: Connection, office: Office, row: Record, frozen: Mapping[str, Any]) -> Supplement:
    span = Period(date.fromisoformat(frozen["from"]), date.fromisoformat(frozen["to"]))
    reported = {code: _number(number) for code, number in frozen["values"].items() if code in BY_CODE}
    now = counting.count_within(connection, span, office, reported)
    return Supplement(office, row["number"], row["at"], span, reported, now)


def _days(span: Period) -> dict[str, str]:
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def _plain(number: Number) -> int | str:
    """As JSON keeps it exactly."""
    return str(number) if isinstance(number, Decimal) else number


def _number(kept: int | str) -> Number:
    return Decimal(kept) if isinstance(kept, str) else kept
