"""What people and teams did so far, from 服务活动 and 对接, each counted once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.domain.dispatching import ABSENT, ACCEPTED, COMPLETED, DECLINED, WAITING
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.matching.facts import History, Rating, Refusal
from laomo_desktop.services.matching.reading import Row, Some, among
from laomo_desktop.services.needs import OPEN

Doer = tuple[str, RowId]
"""("person" or "team", key)."""


@dataclass
class _Deeds:
    """One doer's record while it is gathered."""

    this_year: int = 0
    served: Counter[RowId] = field(default_factory=Counter)
    ratings: list[Rating] = field(default_factory=list)
    refusals: dict[str, list[tuple[date, RowId, str, str]]] = field(default_factory=lambda: defaultdict(list))
    accepted: list[date] = field(default_factory=list)
    busy: dict[RowId, str] = field(default_factory=dict)
    visited: set[RowId] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    concerned: set[RowId] = field(default_factory=set)

    def done(self) -> History:
        rating = max(self.ratings, key=lambda r: r.day, default=None)
        kept = {answer: tuple(self._refusal(*each) for each in found) for answer, found in self.refusals.items()}
        return History(
            self.this_year, dict(self.served), rating, kept.get(DECLINED, ()), kept.get(ABSENT, ()), self.busy,
            frozenset(self.concerned),
        )

    def _refusal(self, day: date, need: RowId, title: str, reason: str) -> Refusal:
        return Refusal(day, need, title, reason or "没有写明原因", any(later > day for later in self.accepted))


@dataclass(frozen=True)
class Record:
    """Everybody's history, and the words of what they worked on (titles of visits, of needs)."""

    history: Mapping[Doer, History]
    words: Mapping[Doer, str]


def read(
    connection: Connection, names: Mapping[RowId, str], today: date, people: Some = None, teams: Some = None
) -> Record:
    """All that was done, or only what these people and teams did. ``names`` are the enterprises'."""
    deeds: dict[Doer, _Deeds] = defaultdict(_Deeds)
    _visits(connection, deeds, names, today, people, teams)
    by_doer = (("person", people), ("team", teams))
    sent = {row["id"]: row for link, keys in by_doer for row in _sent(connection, link, keys)}
    asked = None if people is None else {row["need"] for row in sent.values()}
    needs = {row["id"]: row for row in among(connection, "needs", "id", asked, "id", "title", "state", "enterprise")}
    for row in sent.values():
        need = needs.get(row["need"])
        for doer in _doers(row):
            if need is not None:
                _assignment(deeds[doer], row, need, names, today)
    return Record(
        {doer: found.done() for doer, found in deeds.items()},
        {doer: "。".join(found.words) for doer, found in deeds.items()},
    )


def _sent(connection: Connection, link: str, keys: Some) -> Iterator[Row]:
    return among(
        connection, "assignments", link, keys,
        "id", "need", "team", "person", "assigned", "answer", "answered", "reason", "rating",
    )  # fmt: skip


def _doers(row: Mapping[str, Any]) -> list[Doer]:
    return [(kind, row[kind]) for kind in ("person", "team") if row[kind] is not None]


def _visits(
    connection: Connection, deeds: dict[Doer, _Deeds], names: Mapping[RowId, str], today: date, people: Some,
    teams: Some,
) -> None:  # fmt: skip
    of_people = _grouped(among(connection, "visit_people", "person", people, "visit", "person"), "person")
    of_teams = among(connection, "visits", "team", teams, "id") if teams is not None else ()
    some = None if people is None else {*of_people, *(row["id"] for row in of_teams)}
    enterprises, needs = (
        _grouped(among(connection, name, "visit", some, "visit", link), link)
        for name, link in (("visit_enterprises", "enterprise"), ("visit_needs", "need"))
    )
    for visit in among(connection, "visits", "id", some, "id", "title", "day", "team", "satisfaction"):
        key, day = visit["id"], date.fromisoformat(visit["day"])
        doers: list[Doer] = [("person", person) for person in of_people[key]]
        if visit["team"] is not None:
            doers.append(("team", visit["team"]))
        for doer in doers:
            deed = deeds[doer]
            deed.this_year += day.year == today.year
            deed.served.update(enterprises[key])
            deed.concerned.update(enterprises[key])
            deed.visited.update(needs[key])
            deed.words.append(visit["title"])
            if visit["satisfaction"]:
                where = "、".join(names.get(e, "") for e in enterprises[key][:2]) or visit["title"]
                deed.ratings.append(Rating(day, visit["satisfaction"], where))


def _grouped(found: Iterable[Mapping[str, Any]], link: str) -> dict[RowId, list[RowId]]:
    groups: dict[RowId, list[RowId]] = defaultdict(list)
    for row in found:
        groups[row["visit"]].append(row[link])
    return groups


def _assignment(
    deed: _Deeds, row: Mapping[str, Any], need: Mapping[str, Any], names: Mapping[RowId, str], today: date
) -> None:
    answer, key = row["answer"], need["id"]
    deed.concerned.add(need["enterprise"])
    day = date.fromisoformat(row["answered"] or row["assigned"])
    if answer in (DECLINED, ABSENT):
        deed.refusals[answer].append((day, key, need["title"], row["reason"] or ""))
        return
    if answer in (WAITING, ACCEPTED) and need["state"] in OPEN:
        deed.busy[key] = need["title"]
    if answer in (ACCEPTED, COMPLETED):
        deed.accepted.append(date.fromisoformat(row["assigned"]))
        if key not in deed.visited:  # a visit to this need was counted already
            deed.this_year += day.year == today.year
            if answer == COMPLETED:
                deed.served[need["enterprise"]] += 1
                deed.words.append(need["title"])
    if row["rating"]:
        deed.ratings.append(Rating(day, row["rating"], names.get(need["enterprise"], "")))
