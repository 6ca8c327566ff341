"""The matcher: understands a need, weighs whom it touches, answers the best with their reasons."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import rules
from laomo_desktop.services.matching.bm25 import Near
from laomo_desktop.services.matching.facts import Match, Topic, Wanted, Who
from laomo_desktop.services.matching.live import Pool
from laomo_desktop.services.matching.pool import Key
from laomo_desktop.services.matching.reader import Reader
from laomo_desktop.services.matching.rules import Evidence, Sum
from laomo_desktop.services.matching.weights import settled

EVERYBODY = tuple(Who)
FREE = ("登记", "派单")
"""States of a need that a team could still take."""
FEW = 10
"""With fewer than these, those of the same wider trade are weighed too."""
Scored = tuple[Sum, Key, Evidence]
NOT_NEAR: Near = (0.0, ())


def weights_of(desk: Desk) -> dict[str, int]:
    """The office's weights."""
    return settled(settings.get(desk, settings.MATCHING_WEIGHTS, {}))


def set_weights(desk: Desk, weights: Mapping[str, int]) -> int:
    """Keep the office's weights; returns the operation's number. Raises `Refused` for impossible ones."""
    return settings.put(desk, settings.MATCHING_WEIGHTS, settled(weights), "调整供需对接的权重")


class Matcher:
    """Holds the pool for one desk and answers at once. Not for two threads at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.pool = Pool(desk)

    @property
    def size(self) -> int:
        """How many there are to be weighed."""
        return len(self.pool.profiles)

    def rank(
        self, need: RowId, weights: Mapping[str, int] | None = None, limit: int = 50, *,
        kinds: Sequence[Who] = EVERYBODY, today: date | None = None,
    ) -> list[Match]:
        """The best ``limit`` for a need, the best first, each with its reasons.

        If nobody's trade, specialty or words touch its topic: the nearest (the same wider trade, else everybody by
        chain, distance and standing); `Match.fits` tells.
        """
        return self._best_of_kinds(need, weights, today or date.today(), [frozenset(kinds)], limit)

    def of_each_kind(self, need: RowId, weights: Mapping[str, int] | None = None, limit: int = 50) -> list[Match]:
        """As `rank`, the best ``limit`` people, teams, studios and offers each, all in one order."""
        return self._best_of_kinds(need, weights, date.today(), [frozenset((who,)) for who in Who], limit)

    def _best_of_kinds(
        self, need: RowId, weights: Mapping[str, int] | None, day: date, groups: Sequence[frozenset[Who]], limit: int
    ) -> list[Match]:
        with self._desk.store.reading() as connection:
            reader = self.pool.refresh(connection, day)
            wanted = _wanted(connection, self._desk, reader, records.get(connection, "needs", need))
        weighing = settled(weights) if weights is not None else weights_of(self._desk)
        found = self._scored(wanted, weighing, day)
        best = [each for kinds in groups for each in _best((e for e in found if e[1][0] in kinds), limit)]
        return [rules.told(self.pool.profiles[key], of, weighing) for _, key, of in _best(best, len(best))]

    def _scored(self, wanted: Wanted, weights: Mapping[str, int], day: date) -> list[Scored]:
        """Everybody whom the need's topic touches with their points; if it touches nobody, everybody."""
        pool, signed = self.pool, rules.signs(weights)
        near = pool.index.near(wanted.topic.words)
        keys = pool.touching(wanted, near)
        if len(keys) < FEW:
            keys |= pool.akin(wanted)
        found = []
        for key in keys or pool.profiles:
            of = rules.evidence(wanted, pool.profiles[key], day, near.get(key, NOT_NEAR), pool.own[key])
            whole = rules.score(of, signed)
            if whole.topic > 0 or not keys:
                found.append((whole, key, of))
        return found

    def understand(self, need: RowId, *, today: date | None = None) -> Wanted:
        """What is read out of a need (shown beside it, so that nothing is a black box)."""
        with self._desk.store.reading() as connection:
            reader = self.pool.refresh(connection, today or date.today())
            return _wanted(connection, self._desk, reader, records.get(connection, "needs", need))

    def for_team(
        self, team: RowId, weights: Mapping[str, int] | None = None, limit: int = 50, *, today: date | None = None
    ) -> list[tuple[RowId, Match]]:
        """The open needs a team could take: (need, match), the best first."""
        day, of = today or date.today(), (Who.TEAM, team)
        with self._desk.store.reading() as connection:
            reader = self.pool.refresh(connection, day)
            if of not in self.pool.profiles:
                raise Refused("没有这支服务队", todo="请刷新列表")
            taken = {a["need"] for a in records.where(connection, "assignments", {"team": team})}
            open_needs = records.where(connection, "needs", {"state": FREE}, order=("raised",))
            free = [_wanted(connection, self._desk, reader, row) for row in open_needs if row["id"] not in taken]
        weighing = settled(weights) if weights is not None else weights_of(self._desk)
        found = []
        for wanted in free:
            near = self.pool.index.near(wanted.topic.words).get(of, NOT_NEAR)
            match = rules.judge(wanted, self.pool.profiles[of], weighing, day, near)
            if match.fits:
                found.append((wanted.key, match))
        return heapq.nsmallest(limit, found, key=lambda pair: -pair[1].score)


def _best(found: Iterable[Scored], limit: int) -> list[Scored]:
    """The best; of equals the one who was entered first, so that the order is always the same."""
    return heapq.nsmallest(limit, found, key=lambda each: (each[0].order, each[1][1]))


def _wanted(connection: Connection, desk: Desk, reader: Reader, row: Mapping[str, Any]) -> Wanted:
    """A need, understood by its fields and its words."""
    text = "。".join(filter(None, (row["title"], row["detail"])))
    topic = reader.topic(text, row["trade"], row["specialties"])
    chain = row["chain"] or records.get(connection, "enterprises", row["enterprise"])["chain"]
    home = {trade: reader.crafts_of(trade) for trade in topic.trades}
    home |= {term: reader.home_of(term) for term in topic.specialties}
    return Wanted(
        row["id"], row["title"], topic, row["enterprise"], row["office"] or desk.office.code, chain or "",
        row["category"] or "", row["urgency"] == "紧急",
        home, _families(reader, topic),
    )  # fmt: skip


def _families(reader: Reader, topic: Topic) -> dict[str, float]:
    """The wider trades a need speaks of, each as much as the craft in it that it speaks of most."""
    found: dict[str, float] = {}
    for craft, (share, _) in topic.crafts.items():
        family = reader.family(craft)
        found[family] = max(found.get(family, 0.0), share)
    return found


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
