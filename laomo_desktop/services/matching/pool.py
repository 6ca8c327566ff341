"""Those who might help, read from the store: experts among the people, teams, studios, offers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import CITY
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import history, standing
from laomo_desktop.services.matching.facts import NOTHING_DONE, History, Profile, Topic, Who
from laomo_desktop.services.matching.history import rows
from laomo_desktop.services.matching.reader import Reader

Row = Mapping[str, Any]
WORKER = "职工"
TEAM_MUCH = 30
"""Services a year that are many for a team."""
_HIGH = tuple(skill for skill, value in standing.SKILLS.items() if value >= 0.7)
_NAMED = (("honours", "person"), ("members", "person"), ("studios", "leader"), ("offers", "person"))
_ONESELF: tuple[str, ...] = ()
_COLUMNS = (
    "id", "name", "enterprise", "office", "trade", "skill", "rank", "specialties", "cooperation", "post",
    "department", "remark",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """What all profiles are made from."""

    reader: Reader
    office: str
    today: date
    enterprises: Mapping[RowId, Row]
    record: history.Record
    honours: Mapping[RowId, Sequence[Row]]
    works: Mapping[RowId, str]

    def past(self, who: str, key: RowId) -> History:
        return self.record.history.get((who, key), NOTHING_DONE)

    def unit(self, key: RowId | None) -> Row:
        return self.enterprises.get(key, {}) if key is not None else {}


def read(connection: Connection, desk: Desk, reader: Reader, today: date) -> list[Profile]:
    """Everybody and everything that could be proposed, as of ``today``."""
    world = _world(connection, desk, reader, today)
    experts = {row["id"]: row for row in _experts(connection)}
    people = {key: _person(world, row) for key, row in experts.items()}
    teams = _teams(connection, world, people)
    studios = _studios(connection, world, people)
    return [*people.values(), *teams, *studios, *_offers(connection, world, people)]


def _world(connection: Connection, desk: Desk, reader: Reader, today: date) -> World:
    enterprises = {row["id"]: row for row in rows(connection, "enterprises", "id", "name", "chain", "office")}
    honours: dict[RowId, list[Row]] = defaultdict(list)
    for row in rows(connection, "honours", "person", "honour", "level", "year"):
        honours[row["person"]].append(row)
    titles = {row["id"]: row["name"] for row in rows(connection, "achievements", "id", "name")}
    works: dict[RowId, str] = defaultdict(str)
    for row in rows(connection, "achievement_people", "person", "achievement"):
        works[row["person"]] += f"。{titles.get(row['achievement'], '')}"
    names = {key: row["name"] for key, row in enterprises.items()}
    record = history.read(connection, names, today)
    return World(reader, desk.office.code, today, enterprises, record, honours, works)


def _experts(connection: Connection) -> Iterable[Row]:
    """People of a kind above 职工, with an honour, a specialty or a high skill, in a team or leading a studio."""
    people = TABLES["people"]
    named = [
        select(TABLES[register].c[link]).where(TABLES[register].c.deleted.is_(None))
        for register, link in _NAMED
    ]
    chosen = select(*(people.c[name] for name in _COLUMNS)).where(
        people.c.deleted.is_(None),
        or_(
            people.c.kind != WORKER, people.c.specialties.is_not(None), people.c.skill.in_(_HIGH),
            *(people.c.id.in_(each) for each in named),
        ),
    )  # fmt: skip
    return [dict(row) for row in connection.execute(chosen.order_by(people.c.sort_key)).mappings()]


def _person(world: World, row: Row) -> Profile:
    key, unit = row["id"], world.unit(row["enterprise"])
    topic = world.reader.topic(_said(row["specialties"], row["post"]), row["trade"], row["specialties"])
    trades = world.reader.trades_in(row["trade"], row["specialties"])
    text = _said(row["specialties"], row["trade"], row["post"], row["department"], row["remark"],
                 world.works.get(key), world.record.words.get(("person", key)))  # fmt: skip
    return Profile(
        Who.PERSON, key, row["name"], _second(unit.get("name"), row["trade"], row["skill"]),
        dict.fromkeys(trades, _ONESELF), dict.fromkeys(topic.specialties, _ONESELF),
        _crafts(world.reader, topic, trades), _chains(unit.get("chain")),
        row["office"] or unit.get("office") or world.office,
        of_city=row["office"] == CITY.code, skill=standing.of_skill(row["skill"], row["rank"]),
        honour=standing.of_honours(world.honours.get(key, ())), cooperation=_parts(row["cooperation"]),
        enterprise=row["enterprise"], send=(Who.PERSON, key), text=text, history=world.past("person", key),
    )  # fmt: skip


def _teams(connection: Connection, world: World, people: Mapping[RowId, Profile]) -> Iterator[Profile]:
    members: dict[RowId, list[Profile]] = defaultdict(list)
    for row in rows(connection, "members", "team", "person", "until"):
        if row["person"] in people and not (row["until"] and row["until"] < world.today.isoformat()):
            members[row["team"]].append(people[row["person"]])
    names = ("id", "name", "level", "office", "chain", "enterprise", "leader", "specialties", "remark")
    for row in rows(connection, "teams", *names):
        yield _team(world, row, members[row["id"]])


def _team(world: World, row: Row, members: Sequence[Profile]) -> Profile:
    key, unit = row["id"], world.unit(row["enterprise"])
    own = world.reader.topic(_said(row["name"], row["specialties"]), None, row["specialties"])
    best = max((m.skill for m in members), default=standing.NONE)
    return Profile(
        Who.TEAM, key, row["name"], _second(row["level"], unit.get("name"), f"队员{len(members)}人"),
        _held((), [(m.name, m.trades) for m in members]),
        _held(own.specialties, [(m.name, m.specialties) for m in members]),
        _together(_crafts(world.reader, own, ()), members),
        _chains(row["chain"], unit.get("chain")), row["office"] or world.office,
        of_city=row["level"] == "市级" or row["office"] == CITY.code, skill=best,
        honour=max((m.honour for m in members), default=standing.NONE),
        cooperation=tuple(dict.fromkeys(mode for m in members for mode in m.cooperation)),
        enterprise=row["enterprise"], send=(Who.TEAM, key), much=TEAM_MUCH,
        text=_said(row["specialties"], row["remark"], world.record.words.get(("team", key)),
                   *(m.text for m in members)),
        history=world.past("team", key),
    )  # fmt: skip


def _held(own: Iterable[str], members: Sequence[tuple[str, Mapping[str, object]]]) -> dict[str, tuple[str, ...]]:
    """Word -> the names of the members who have it; the team's own words stand without names."""
    found: dict[str, list[str]] = {word: [] for word in own}
    for name, words in members:
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _studios(connection: Connection, world: World, people: Mapping[RowId, Profile]) -> Iterator[Profile]:
    members: dict[RowId, list[Profile]] = defaultdict(list)
    for row in rows(connection, "studio_members", "studio", "person"):
        if row["person"] in people:
            members[row["studio"]].append(people[row["person"]])
    names = ("id", "name", "level", "leader", "enterprise", "office", "chain", "specialties", "cooperation", "remark")
    for row in rows(connection, "studios", *names):
        yield _studio(world, row, people.get(row["leader"]), members[row["id"]])


def _studio(world: World, row: Row, leader: Profile | None, members: Sequence[Profile]) -> Profile:
    unit = world.unit(row["enterprise"])
    all_of = [leader, *members] if leader else list(members)
    own = world.reader.topic(_said(row["name"], row["specialties"]), None, row["specialties"])
    return Profile(
        Who.STUDIO, row["id"], row["name"],
        _second(row["level"], unit.get("name"), f"领衔人{leader.name}" if leader else ""),
        _held((), [(m.name, m.trades) for m in all_of]),
        _held(own.specialties, [(m.name, m.specialties) for m in all_of]),
        _together(_crafts(world.reader, own, ()), all_of),
        _chains(row["chain"], unit.get("chain")), row["office"] or unit.get("office") or world.office,
        skill=leader.skill if leader else standing.NONE, honour=leader.honour if leader else standing.NONE,
        cooperation=_parts(row["cooperation"]), enterprise=row["enterprise"],
        send=(Who.PERSON, leader.key) if leader else None,
        text=_said(row["specialties"], row["remark"], leader.text if leader else ""),
        history=leader.history if leader else NOTHING_DONE,
    )  # fmt: skip


def _offers(connection: Connection, world: World, people: Mapping[RowId, Profile]) -> Iterator[Profile]:
    names = "id title kind person institution specialties chain cooperation summary until office"
    for row in rows(connection, "offers", *names.split()):
        expert = people.get(row["person"])
        topic = world.reader.topic(_said(row["title"], row["summary"]), None, row["specialties"])
        yield Profile(
            Who.OFFER, row["id"], row["title"],
            _second(row["kind"], row["institution"], f"负责专家{expert.name}" if expert else ""),
            dict.fromkeys(topic.trades, _ONESELF), dict.fromkeys(topic.specialties, _ONESELF),
            _crafts(world.reader, topic, tuple(topic.trades)),
            _chains(row["chain"]), row["office"] or world.office,
            skill=expert.skill if expert else standing.NONE, cooperation=_parts(row["cooperation"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            send=(Who.PERSON, expert.key) if expert else None,
            text=_said(row["title"], row["specialties"], row["summary"]),
            history=expert.history if expert else NOTHING_DONE,
        )  # fmt: skip


_BY_TRADE, _BY_SPECIALTY, _BY_WORDS = 1.0, 0.7, 0.5
"""How surely somebody is of a craft whose trade they have, whose specialty, or of which their texts speak."""


def _crafts(reader: Reader, topic: Topic, trades: Sequence[str]) -> dict[str, tuple[float, tuple[str, ...]]]:
    by_trade, by_specialty = reader.crafts_of(trades), reader.crafts_of(topic.specialties)
    return {
        craft: (_BY_TRADE if craft in by_trade else _BY_SPECIALTY if craft in by_specialty else _BY_WORDS, _ONESELF)
        for craft in topic.crafts
    }


def _together(
    own: Mapping[str, tuple[float, tuple[str, ...]]], members: Sequence[Profile]
) -> dict[str, tuple[float, tuple[str, ...]]]:
    """The crafts of a team: its own and its members', each as surely as the surest of them."""
    names = _held(own, [(m.name, m.crafts) for m in members])
    sure: dict[str, float] = {craft: value for craft, (value, _) in own.items()}
    for member in members:
        for craft, (value, _) in member.crafts.items():
            sure[craft] = max(sure.get(craft, 0.0), value)
    return {craft: (sure[craft], who) for craft, who in names.items()}


def _chains(*chains: str | None) -> dict[str, str]:
    return {name: "" for name in chains if name}


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(part for part in (joined or "").split("、") if part)


def _said(*texts: str | None) -> str:
    return "。".join(text for text in texts if text)


def _second(*facts: str | None) -> str:
    return " · ".join(fact for fact in facts if fact)
