"""Counting: all measures of a span, grouped by a dimension, month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import figures as db
from laomo_desktop.db import query, records
from laomo_desktop.db.figures import Asked
from laomo_desktop.domain import offices, period
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.measures import BY_CODE, MEASURES, Measure
from laomo_desktop.domain.offices import OFFICES, Office
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.registers.visits import SIX
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.model import Figure, Figures, Number, in_units

DIMENSIONS: Mapping[str, str] = {
    "kind": "类别",
    "chain": "产业链",
    "enterprise": "企业",
    "team": "服务队",
    "person": "服务人员",
    "office": "工会",
    "month": "月份",
}
"""By what figures can be broken down. Person is who served: visited, taught, took an apprentice, achieved."""
LINKED: Mapping[str, str] = {"enterprise": "enterprises", "team": "teams", "person": "people"}
CODES = tuple(measure.code for measure in MEASURES)
NOWHERE = "（未写明）"


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a dimension with its figures by measure code (0 where there is nothing)."""

    value: Value
    label: str
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Groups:
    """A breakdown. ``total`` is counted by itself: groups may overlap (a visit to two enterprises stands in both)."""

    by: str
    period: Period
    office: Office | None
    groups: tuple[Group, ...]
    total: Mapping[str, Number]


def scope(desk: Desk, office: str | None) -> Office | None:
    """Whose figures are meant: None for all. A district's are its own, the city's are everybody's."""
    wanted = desk.office if office is None else offices.office(office)
    return None if wanted.is_city else wanted


def standard_period(year: int | None = None, until: date | None = None, today: date | None = None) -> Period:
    """The year up to ``until``, by default up to today (a past year whole)."""
    now = today or date.today()
    whole = period.year(year if year is not None else now.year)
    if until is not None and until.year != whole.first.year:
        raise Refused(f"截止日期{until.isoformat()}不在{whole.first.year}年内", todo="请核对年度和截止日期")
    return whole.until(until or now)


def asked(span: Period, office: Office | None) -> Asked:
    """The question as the store takes it."""
    return Asked(span.first.isoformat(), span.last.isoformat(), () if office is None else (office.code,))


def count_within(
    connection: Connection, span: Period, office: Office | None, codes: Iterable[str] = CODES
) -> dict[str, Number]:
    """Measure code -> exact figure, on an open connection."""
    wanted = asked(span, office)
    return {
        code: in_units(BY_CODE[code], db.counted(connection, code, wanted)[None]) for code in codes
    }


def count(desk: Desk, span: Period, office: str | None = None, codes: Iterable[str] = CODES) -> dict[str, Number]:
    """As `count_within`, on the desk's store."""
    with desk.store.reading() as connection:
        return count_within(connection, span, scope(desk, office), codes)


def figures(desk: Desk, span: Period, office: str | None = None, codes: Sequence[str] = CODES) -> Figures:
    """Every measure: 本期, 累计 since January, its target, 同期."""
    of = scope(desk, office)
    with desk.store.reading() as connection:
        now = count_within(connection, span, of, codes)
        so_far = now if span.so_far == span else count_within(connection, span.so_far, of, codes)
        before = count_within(connection, span.year_ago, of, codes)
        aims = targets_of(connection, span.last.year, of or offices.CITY)
    lines = (Figure(BY_CODE[c], now[c], so_far[c], aims.get(c), before[c]) for c in codes)
    return Figures(span, of, tuple(lines))


def count_of(desk: Desk, span: Period, by: str, value: Value) -> list[tuple[Measure, Number]]:
    """Every measure of one person, enterprise, team …, whatever the office."""
    wanted = asked(span, None)
    with desk.store.reading() as connection:
        found = {code: db.counted(connection, code, wanted, by).get(value, 0) for code in CODES}
    return [(BY_CODE[code], in_units(BY_CODE[code], number)) for code, number in found.items()]


def grouped(
    desk: Desk, span: Period, by: str, office: str | None = None, codes: Sequence[str] = CODES
) -> Groups:
    """Every measure by the values of dimension ``by``, the busiest first; offices and months in their order."""
    if by not in DIMENSIONS:
        raise Refused(f"不能按“{by}”统计", todo=f"可选的有：{'、'.join(DIMENSIONS)}")
    of = scope(desk, office)
    with desk.store.reading() as connection:
        found = {code: db.counted(connection, code, asked(span, of), by) for code in codes}
        total = count_within(connection, span, of, codes)
        values = list(dict.fromkeys(value for numbers in found.values() for value in numbers))
        labels = _labels(connection, by, values)
    groups = [
        Group(value, labels[value], {c: in_units(BY_CODE[c], found[c].get(value, 0)) for c in codes})
        for value in _ordered(by, values, found, labels)
    ]
    return Groups(by, span, of, tuple(groups), total)


def targets_of(connection: Connection, year: int, office: Office) -> dict[str, int]:
    """Measure code -> the office's target of a year; what is not set is absent."""
    rows = records.where(connection, "targets", {"office": office.code, "year": year})
    by_label = {measure.label: measure.code for measure in MEASURES}
    return {by_label[row["measure"]]: row["value"] for row in rows if row["measure"] in by_label}


def by_month(desk: Desk, last: date, code: str, office: str | None = None) -> tuple[Number, ...]:
    """One measure, January to December of the year of ``last``, counted up to that day as its total is."""
    span = period.year(last.year).until(last)
    with desk.store.reading() as connection:
        found = db.counted(connection, code, asked(span, scope(desk, office)), "month")
    return tuple(in_units(BY_CODE[code], found.get(f"{last.year}-{n:02}", 0)) for n in range(1, 13))


def _labels(connection: Connection, by: str, values: Sequence[Value]) -> dict[Value, str]:
    named: dict[Value, str] = {value: str(value) for value in values}
    if by in LINKED:
        titles = query.titles(connection, LINKED[by], [v for v in values if isinstance(v, bytes)])
        named = {value: titles.get(value, "") for value in values if isinstance(value, bytes)}
    if by == "office":
        known = {office.code: office.short for office in OFFICES}
        named = {value: known.get(str(value), str(value)) for value in values}
    if by == "month":
        named = {value: f"{int(str(value)[5:])}月" if value else "" for value in values}
    return {value: NOWHERE if value is None else named.get(value) or NOWHERE for value in values}


def _ordered(
    by: str, values: Sequence[Value], found: Mapping[str, Mapping[Value, int]], labels: Mapping[Value, str]
) -> list[Value]:
    standing = {office.code: office.order for office in OFFICES}
    place: Mapping[Value, int] = {"kind": {k: n for n, k in enumerate(SIX)}, "office": standing}.get(by, {})  # type: ignore[assignment]

    def order(value: Value) -> tuple[object, ...]:
        busy = 0 if by == "month" else -sum(found[code].get(value, 0) for code in found if code != "benefit")
        return (value is None, place.get(value, 99), str(value) if by == "month" else busy, labels[value])

    return sorted(values, key=order)
