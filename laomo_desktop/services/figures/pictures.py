"""What pictures show: who served whom, and attendance day by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.db import figures as db
from laomo_desktop.db import query
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.period import Period
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.counting import NOWHERE, asked, scope


@dataclass(frozen=True, slots=True)
class Flow:
    """A team's visits to an enterprise. Keys are None where a visit names no team."""

    team: RowId | None
    team_name: str
    enterprise: RowId
    enterprise_name: str
    chain: str
    office: str
    visits: int


def flows(desk: Desk, span: Period, office: str | None = None) -> tuple[Flow, ...]:
    """Who served whom in a span, most visits first."""
    with desk.store.reading() as connection:
        rows = db.served(connection, asked(span, scope(desk, office)))
        teams = query.titles(connection, "teams", [team for team, *_ in rows if team is not None])
        firms = query.titles(connection, "enterprises", [firm for _, firm, *_ in rows])
    return tuple(
        Flow(team, teams.get(team, NOWHERE) if team else NOWHERE, firm, firms.get(firm, NOWHERE),
             chain or NOWHERE, place or "", visits)
        for team, firm, chain, place, visits in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A team and an enterprise with all its visits; ``group`` is the enterprise's chain, or the visits' district."""

    team: RowId | None
    team_name: str
    enterprise: RowId
    enterprise_name: str
    group: str
    visits: int


def pairs(found: Sequence[Flow], *, by_office: bool = False) -> tuple[Pair, ...]:
    """Flows taken together by team and enterprise, most visits first; an enterprise stands in one group only."""
    flows_of: dict[tuple[RowId | None, RowId], list[Flow]] = {}
    group: dict[RowId, str] = {}
    for flow in found:
        flows_of.setdefault((flow.team, flow.enterprise), []).append(flow)
        group.setdefault(flow.enterprise, _district(flow.office) if by_office else flow.chain)
    made = (
        Pair(team, one[0].team_name, firm, one[0].enterprise_name, group[firm], sum(flow.visits for flow in one))
        for (team, firm), one in flows_of.items()
    )
    return tuple(sorted(made, key=lambda pair: -pair.visits))


def _district(code: str) -> str:
    return next((office.short for office in offices.OFFICES if office.code == code), NOWHERE)


def attendance_by_day(desk: Desk, span: Period, office: str | None = None) -> dict[str, tuple[int, int]]:
    """ISO day -> (实到, 登记) of every class day in a span."""
    with desk.store.reading() as connection:
        return db.by_day(connection, asked(span, scope(desk, office)))


def visits_between(
    desk: Desk, span: Period, team: RowId | None, enterprise: RowId, office: str | None = None
) -> tuple[RowId, ...]:
    """The visits a team made to an enterprise."""
    wanted = asked(span, scope(desk, office))
    with desk.store.reading() as connection:
        by_team = db.rows_behind(connection, "enterprise_visits", wanted, "team", team)
        by_firm = db.rows_behind(connection, "enterprise_visits", wanted, "enterprise", enterprise)
    there = {key for _, keys in by_firm for key in keys}
    return tuple(key for _, keys in by_team for key in keys if key in there)
