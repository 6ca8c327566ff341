"""The matcher: reads the store once, answers at once, and reads again when something was written."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from laomo_desktop.db import records
from laomo_desktop.db.schema import CHANGES
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import settings, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import pool, rules
from laomo_desktop.services.matching.bm25 import Index, Near
from laomo_desktop.services.matching.facts import Match, Profile, Wanted, Who
from laomo_desktop.services.matching.reader import Reader
from laomo_desktop.services.matching.weights import settled
from laomo_desktop.services.terms import Terms

EVERYBODY = tuple(Who)
CONCERNED = frozenset(
    ("people", "enterprises", "honours", "teams", "members", "studios", "studio_members", "offers", "needs",
     "assignments", "visits", "visit_people", "visit_enterprises", "visit_needs", "achievements", "achievement_people",
     "terms")
)  # fmt: skip
"""The registers the pool is made of."""
FREE = ("登记", "派单")
"""States of a need that a team could still take."""
NOT_NEAR: Near = (0.0, ())


def weights_of(desk: Desk) -> dict[str, int]:
    """The office's weights."""
    return settled(settings.get(desk, settings.MATCHING_WEIGHTS, {}))


def set_weights(desk: Desk, weights: Mapping[str, int]) -> int:
    """Keep the office's weights; returns the operation's number. Raises `Refused` for impossible ones."""
    return settings.put(desk, settings.MATCHING_WEIGHTS, settled(weights), "调整供需对接的权重")


class Matcher:
    """Holds the pool and its index for one desk. Not for two threads at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read_at: tuple[int, date] | None = None
        self._terms: Terms | None = None
        self._reader: Reader | None = None
        self._profiles: list[Profile] = []
        self._index = Index([])

    @property
    def size(self) -> int:
        """How many were weighed last time."""
        return len(self._profiles)

    def rank(
        self, need: RowId, weights: Mapping[str, int] | None = None, limit: int = 50, *,
        kinds: Sequence[Who] = EVERYBODY, today: date | None = None,
    ) -> list[Match]:
        """The best ``limit`` for a need, the best first, each with its reasons; nobody unconnected with its topic."""
        day = today or date.today()
        with self._desk.store.reading() as connection:
            reader = self._refresh(connection, day)
            wanted = _wanted(connection, self._desk, reader, records.get(connection, "needs", need))
        weighing = settled(weights) if weights is not None else weights_of(self._desk)
        near = self._index.near(wanted.topic.words)
        about = bool(near) or any(rules.touches(wanted, profile) for profile in self._profiles)
        found = [
            rules.judge(wanted, profile, weighing, day, near.get(place, NOT_NEAR))
            for place, profile in enumerate(self._profiles)
            if profile.who in kinds and (not about or place in near or rules.touches(wanted, profile))
        ]
        return _best(found, limit, about=about)

    def understand(self, need: RowId, *, today: date | None = None) -> Wanted:
        """What is read out of a need (shown beside it, so that nothing is a black box)."""
        with self._desk.store.reading() as connection:
            reader = self._refresh(connection, today or date.today())
            return _wanted(connection, self._desk, reader, records.get(connection, "needs", need))

    def for_team(
        self, team: RowId, weights: Mapping[str, int] | None = None, limit: int = 50, *, today: date | None = None
    ) -> list[tuple[RowId, Match]]:
        """The open needs a team could take: (need, match), the best first."""
        day = today or date.today()
        with self._desk.store.reading() as connection:
            reader = self._refresh(connection, day)
            place = self._place(Who.TEAM, team)
            taken = {a["need"] for a in records.where(connection, "assignments", {"team": team})}
            open_needs = records.where(connection, "needs", {"state": FREE}, order=("raised",))
            free = [_wanted(connection, self._desk, reader, row) for row in open_needs if row["id"] not in taken]
        weighing = settled(weights) if weights is not None else weights_of(self._desk)
        found = []
        for wanted in free:
            near = self._index.near(wanted.topic.words).get(place, NOT_NEAR)
            match = rules.judge(wanted, self._profiles[place], weighing, day, near)
            if rules.is_about(match):
                found.append((wanted.key, match))
        return heapq.nsmallest(limit, found, key=lambda pair: -pair[1].score)

    def _place(self, who: Who, key: RowId) -> int:
        for place, profile in enumerate(self._profiles):
            if profile.who is who and profile.key == key:
                return place
        raise Refused("没有这支服务队", todo="请刷新列表")

    def _refresh(self, connection: Connection, day: date) -> Reader:
        """Read the pool again if anything was written since, or a day has passed."""
        last = connection.exec_driver_sql("SELECT max(number) FROM operations").scalar() or 0
        if self._reader is None or self._read_at is None or self._stale(connection, self._read_at, (last, day)):
            known = terms.load(connection)
            if self._reader is None or known != self._terms:
                self._terms, self._reader = known, Reader(known)
            self._profiles = pool.read(connection, self._desk, self._reader, day)
            self._index = Index([self._reader.read(profile.text).words for profile in self._profiles])
        self._read_at = (last, day)
        return self._reader

    @staticmethod
    def _stale(connection: Connection, then: tuple[int, date], now: tuple[int, date]) -> bool:
        """Whether what was written since concerns the pool (attendance and scores do not)."""
        if then == now:
            return False
        since = select(CHANGES.c.register).where(CHANGES.c.operation > then[0]).distinct()
        return then[1] != now[1] or bool(CONCERNED & set(connection.execute(since).scalars()))


def _best(found: Iterable[Match], limit: int, *, about: bool) -> list[Match]:
    fitting = (m for m in found if rules.is_about(m)) if about else iter(found)
    return heapq.nsmallest(limit, fitting, key=lambda m: -m.score)


def _wanted(connection: Connection, desk: Desk, reader: Reader, row: Mapping[str, Any]) -> Wanted:
    """A need, understood by its fields and its words."""
    text = "。".join(filter(None, (row["title"], row["detail"])))
    topic = reader.topic(text, row["trade"], row["specialties"])
    chain = row["chain"] or records.get(connection, "enterprises", row["enterprise"])["chain"]
    return Wanted(
        row["id"], row["title"], topic, row["enterprise"], row["office"] or desk.office.code, chain or "",
        row["category"] or "", row["urgency"] == "紧急",
        {trade: reader.crafts_of([trade]) for trade in topic.trades},
    )  # fmt: skip


def understood(desk: Desk, need: RowId) -> Wanted:
    """As `Matcher.understand`, once."""
    return Matcher(desk).understand(need)


def rank(
    desk: Desk, need: RowId, weights: Mapping[str, int] | None = None, limit: int = 50, *,
    kinds: Sequence[Who] = EVERYBODY,
) -> list[Match]:
    """As `Matcher.rank`, once; who asks again and again keeps a `Matcher`."""
    return Matcher(desk).rank(need, weights, limit, kinds=kinds)


def for_team(
    desk: Desk, team: RowId, weights: Mapping[str, int] | None = None, limit: int = 50
) -> list[tuple[RowId, Match]]:
    """As `Matcher.for_team`, once."""
    return Matcher(desk).for_team(team, weights, limit)
