"""The year so far: registers, months, targets."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.services.today.model import Figure

REGISTERS: Mapping[str, str] = {"people": "人员", "enterprises": "企业", "teams": "服务队"}


def figures(connection: Connection, today: date) -> Iterator[Figure]:
    """How much the books hold, and what the year brought."""
    for name, label in REGISTERS.items():
        whole: dict[str, dict[str, object]] = {"filters": {}}  # whatever the list was narrowed to before
        yield Figure(label, query.count(connection, Query(name)), Query(name).reg.unit, name, whole)
    yield _of_year(connection, "本年培训班", "期", Query("trainings", between={"begins": _year(today)}))
    issued = Query("certificates", filters={"state": ("有效",)}, between={"issued": _year(today)})
    yield _of_year(connection, "本年发证", "本", issued)


def _of_year(connection: Connection, label: str, unit: str, of: Query) -> Figure:
    ask = {"filters": dict(of.filters), "between": dict(of.between)}
    return Figure(label, query.count(connection, of), unit, of.register, ask)


def _year(today: date) -> tuple[str, str]:
    return f"{today.year}-01-01", f"{today.year}-12-31"
