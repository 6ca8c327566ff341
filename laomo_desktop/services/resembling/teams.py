"""Teams that may be one: the same name, of different offices or twice in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.services.resembling.names import core
from laomo_desktop.services.same.finding import Finder
from laomo_desktop.services.suspicions import Evidence, Side


@dataclass(frozen=True, slots=True)
class Team:
    """What a team is known by."""

    n: int
    key: RowId
    name: str
    core: str
    level: str | None
    leader: RowId | None
    office: str | None


def faces(connection: Connection) -> Iterator[Team]:
    """Living teams."""
    asked = "SELECT n, id, name, level, leader, office FROM teams WHERE deleted IS NULL"
    for n, key, name, *rest in connection.exec_driver_sql(asked):
        yield Team(n, key, name or "", core(name or ""), *rest)


def near(connection: Connection, _fresh: Sequence[RowId]) -> list[Team]:
    """All of them: they are some hundred."""
    return list(faces(connection))


def weigh(one: Team, other: Team) -> Evidence:
    """The evidence on a pair: a name alone is little for teams of enterprises, much for those of one level."""
    told = ["服务队名称相同" if one.name == other.name else "服务队名称写法不同"]
    score = 55 if one.name == other.name else 45
    if one.leader and one.leader == other.leader:
        told.append("队长相同")
        score += 35
    against = []
    if one.level == other.level:
        score += 5
    else:
        against.append("级别不同")
        score -= 25
    return Evidence(max(0, min(99, score)), tuple(told), tuple(against))


TEAMS = Finder(
    "teams", faces, near, (lambda t: t.core or None,), weigh, lambda team: Side(team.key, team.name, team.office)
)
