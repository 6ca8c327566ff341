"""Visits that may be one: the same enterprise, day and kind of the six; what else agrees, and what speaks against it.

Two clerks call one visit by different names, so its name alone decides nothing. Two teams, or different people, at one
enterprise on one day are two visits, unless they are called alike; so are two that one computer keeps under two names.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.name_variants import folded
from laomo_desktop.services.resembling.names import core
from laomo_desktop.services.resembling.words import alike, bare
from laomo_desktop.services.same.blocks import PART
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Evidence, Side

LIKE = 0.5
"""From this likeness on two names are written for one thing."""
_SAME_DAY, _SAME_NAME, _LIKE_NAME = 55, 30, 20
_AGREES, _AGAINST = 15, 20


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit is known by: at one enterprise. ``at``, ``team`` and ``people`` are bare names, so that what two
    offices entered both counts as one."""

    n: int
    key: RowId
    title: str
    bare: str
    kind: str
    day: str
    team: str | None
    workers: int | None
    office: str | None
    at: str | None
    writer: int | None
    people: frozenset[str]


def faces(connection: Connection, where: str = "1", given: Sequence[Any] = ()) -> Iterator[Visit]:
    """Living visits, one for each enterprise they went to; one without any stands alone."""
    people = _people(connection, where, given)
    asked = (
        "SELECT v.n, v.id, v.title, v.kind, v.day, t.name, v.workers, v.office, e.name, "
        "json_extract(v.dots, '$.\"\"[0]') FROM visits v LEFT JOIN teams t ON t.id = v.team AND t.deleted IS NULL "
        "LEFT JOIN visit_enterprises s ON s.visit = v.id AND s.deleted IS NULL "
        "LEFT JOIN enterprises e ON e.id = s.enterprise AND e.deleted IS NULL "
        f"WHERE v.deleted IS NULL AND v.day IS NOT NULL AND {where}"
    )
    for n, key, title, kind, day, team, workers, office, at, writer in connection.exec_driver_sql(asked, tuple(given)):
        yield Visit(
            n, key, title or "", bare(title or ""), kind or "", day, _core(team), workers, office, _core(at), writer,
            frozenset(people.get(key, ())),
        )  # fmt: skip


def _core(name: str | None) -> str | None:
    return core(name) if name else None


def _people(connection: Connection, where: str, given: Sequence[Any]) -> dict[RowId, list[str]]:
    asked = (
        "SELECT s.visit, p.name FROM visits v JOIN visit_people s ON s.visit = v.id AND s.deleted IS NULL "
        f"JOIN people p ON p.id = s.person WHERE v.deleted IS NULL AND {where}"
    )
    found = defaultdict(list)
    for visit, name in connection.exec_driver_sql(asked, tuple(given)):
        found[visit].append(folded(name or ""))
    return found


def near(connection: Connection, fresh: Sequence[RowId]) -> list[Visit]:
    """Whatever happened on the days of ``fresh`` ones."""
    days: set[str] = set()
    for start in range(0, len(fresh), PART):
        part = tuple(fresh[start : start + PART])
        asked = f"SELECT DISTINCT day FROM visits WHERE id IN ({', '.join('?' * len(part))}) AND day IS NOT NULL"
        days.update(day for (day,) in connection.exec_driver_sql(asked, part))
    return [face for part in _parts(sorted(days)) for face in faces(connection, *part)]


def _parts(days: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for start in range(0, len(days), PART):
        part = days[start : start + PART]
        yield f"v.day IN ({', '.join('?' * len(part))})", part


def weigh(one: Visit, other: Visit) -> Evidence:
    """The evidence on a pair of one block."""
    where = "企业" if one.at else "名称"
    speaks_for, against, score = [f"{where}、日期、类别相同"], list[str](), _SAME_DAY
    if one.bare == other.bare:
        score += _SAME_NAME
        speaks_for += ["活动名称相同"] if one.at else []
    elif alike(one.bare, other.bare) >= LIKE:
        score += _LIKE_NAME
        speaks_for.append("活动名称相近")
    elif one.writer == other.writer:
        score -= _AGAINST
        against.append("同一台电脑登记为两个名称")
    for label, same in _company(one, other):
        (speaks_for if same else against).append(f"{label}{'相同' if same else '不同'}")
        score += _AGREES if same else -_AGAINST
    if one.workers and one.workers == other.workers:
        speaks_for.append("惠及人次相同")
        score += 5
    return Evidence(max(0, min(99, score)), tuple(speaks_for), tuple(against))


def _company(one: Visit, other: Visit) -> Iterator[tuple[str, bool]]:
    """Who went, where both say so: whether it is the same team, whether anybody is of both."""
    if one.team and other.team:
        yield "服务队", one.team == other.team
    if one.people and other.people:
        yield "参加人员", not one.people.isdisjoint(other.people)


def _at_enterprise(face: Visit) -> Any:
    return (face.at, face.day, face.kind) if face.at else None


def _alone(face: Visit) -> Any:
    return None if face.at or not face.bare else (face.bare, face.day, face.kind)


VISITS = Finder(
    "visits", faces, near, (_at_enterprise, _alone), weigh, lambda face: Side(face.key, face.title, face.office)
)
