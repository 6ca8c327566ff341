"""Asks the store for what `facts` declares. Dates are ISO text, both ends included; money stays whole 分."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text

from laomo_desktop.db.figures.facts import PARTS, PEOPLE, PRESENT, SERVED, SUMS, Part
from laomo_desktop.domain.field import RowId, Value

DIMENSIONS = ("kind", "chain", "enterprise", "team", "person", "office", "month")


@dataclass(frozen=True, slots=True)
class Asked:
    """From which day to which, and of which offices (empty: of all)."""

    first: str
    last: str
    offices: tuple[str, ...] = ()

    def bound(self, **more: Any) -> dict[str, Any]:
        """The parameters of a statement."""
        named = {f"office{n}": code for n, code in enumerate(self.offices)}
        return {"first": self.first, "last": self.last, **named, **more}


def counted(connection: Connection, measure: str, asked: Asked, by: str | None = None) -> dict[Value, int]:
    """Value of the dimension -> the figure; without ``by`` a single one under None. Groups without rows are absent."""
    if measure == "people" and by is None:
        return {None: _people(connection, asked)}
    found: dict[Value, int] = {} if by else {None: 0}
    for part in PARTS[measure]:
        statement = _counting(part, asked, by)
        for value, number in connection.execute(text(statement), asked.bound()):
            if number:
                found[value] = found.get(value, 0) + int(number)
    return found


def _people(connection: Connection, asked: Asked) -> int:
    (part,) = PARTS["people"]
    window = _where(replace(part, source=SUMS), asked)
    return int(connection.execute(text(PEOPLE.format(window=window)), asked.bound()).scalar_one())


def _counting(part: Part, asked: Asked, by: str | None) -> str:
    if by is None:
        return f"SELECT NULL, {part.value} {_from(part, asked, None)}"
    expr = part.source.dims[by].expr
    return f"SELECT {expr}, {part.by.get(by, part.value)} {_from(part, asked, by)} GROUP BY 1"


def _from(part: Part, asked: Asked, by: str | None) -> str:
    join = part.source.dims[by].join if by else ""
    return f"FROM {part.source.tables} {join} WHERE {_where(part, asked)}"


def _where(part: Part, asked: Asked) -> str:
    source = part.source
    where = [source.where, f"{source.day} >= :first", f"{source.day} <= :last", *filter(None, [part.only])]
    if asked.offices:
        where.append(f"{source.office} IN ({', '.join(f':office{n}' for n in range(len(asked.offices)))})")
    return " AND ".join(where)


def rows_behind(
    connection: Connection, measure: str, asked: Asked, by: str | None = None, value: Value = None
) -> list[tuple[Part, list[RowId]]]:
    """The keys of the rows behind a figure, a list a part; with ``by`` those whose dimension is ``value``."""
    found = []
    for part in PARTS[measure]:
        statement = f"SELECT DISTINCT {part.key} {_from(part, asked, by)} AND {part.key} IS NOT NULL"
        if by:
            statement += f" AND {part.source.dims[by].expr} IS :value"
        keys = connection.execute(text(statement), asked.bound(value=value) if by else asked.bound())
        found.append((part, [key for (key,) in keys]))
    return found


def served(connection: Connection, asked: Asked) -> list[tuple[RowId | None, RowId, str | None, str | None, int]]:
    """Who served whom: (team, enterprise, the enterprise's chain, the visits' office, visits), most visits first."""
    source = replace(SERVED, tables=f"{SERVED.tables} JOIN enterprises e ON e.id = ve.enterprise")
    rows = _from(Part(source, "", "visits", "v.id"), asked, None)
    statement = (
        f"SELECT v.team, ve.enterprise, e.chain, v.office, count(*) {rows} GROUP BY 1, 2, 4 ORDER BY 5 DESC, 1, 2"
    )
    return [tuple(row) for row in connection.execute(text(statement), asked.bound())]


def by_day(connection: Connection, asked: Asked) -> dict[str, tuple[int, int]]:
    """ISO day -> (attended, recorded), days without attendance left out."""
    part = Part(replace(SUMS, where="s.number > 0"), "", "trainings", "s.training")
    present = f"sum(CASE WHEN s.mark IN ({PRESENT}) THEN s.number ELSE 0 END)"
    statement = f"SELECT s.day, {present}, sum(s.number) {_from(part, asked, None)} GROUP BY 1 ORDER BY 1"
    rows = connection.execute(text(statement), asked.bound())
    return {str(day): (int(attended), int(recorded)) for day, attended, recorded in rows}


RECOUNT: Sequence[str] = (
    "DELETE FROM attendance_sums",
    "INSERT INTO attendance_sums (office, day, period, mark, training, number)"
    " SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)"
    " FROM attendance a JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training"
    " JOIN enrolments e ON e.id = a.enrolment WHERE a.deleted IS NULL AND p.deleted IS NULL AND t.deleted IS NULL"
    " AND e.deleted IS NULL GROUP BY p.id, a.mark",
)
PLAIN = (
    "SELECT count(*) FROM attendance a JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training"
    " JOIN enrolments e ON e.id = a.enrolment WHERE a.deleted IS NULL AND p.deleted IS NULL AND t.deleted IS NULL"
    f" AND e.deleted IS NULL AND a.mark IN ({PRESENT})"
)
"""The same by a plain join: for the check of a store."""


def recount_attendance(connection: Connection) -> None:
    """Make the sums anew from the rows, in the caller's transaction."""
    for statement in RECOUNT:
        connection.exec_driver_sql(statement)
