"""Those who might help, read from the store: experts among the people, teams, studios, offers."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import CITY
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import history, standing
from laomo_desktop.services.matching.facts import NOTHING_DONE, Held, History, Profile, Who
from laomo_desktop.services.matching.reader import Reader
from laomo_desktop.services.matching.reading import Row, Some, among, experts

TEAM_MUCH = 30
"""Services a year that are many for a team."""
_CALLED = re.compile(
    "(全国|省|市|区)?(劳模|劳动模范|工匠|大师|技师|职工|技能)*(创新)?(工作室|工作站|服务队|志愿队)|联盟|基地"
)
_ONESELF: tuple[str, ...] = ()
_DEAD = ("去世", "已故", "离世", "病故", "身故", "亡故")
_OFF = ("离职", "调离", "停职", "开除", "长期病假", "病休", "失联", "不再参加", "已退出", "外派", "借调", "退休")


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


Key = tuple[Who, RowId]


@dataclass(frozen=True)
class Keys:
    """Which profiles are to be made; None: all."""

    people: Some = None
    teams: Some = None
    studios: Some = None
    offers: Some = None


ALL = Keys()


def read(connection: Connection, world: World, keys: Keys, known: Mapping[Key, Profile]) -> Iterator[Profile]:
    """Profiles as the store has them now; ``known`` are those of people who are not read again."""
    people = {key: profile for (who, key), profile in known.items() if who is Who.PERSON}
    fresh = {row["id"]: _person(world, row) for row in experts(connection, keys.people) if not _dead(row)}
    for gone in people.keys() if keys.people is None else keys.people:
        people.pop(gone, None)
    people |= fresh
    yield from fresh.values()
    yield from _teams(connection, world, people, keys.teams)
    yield from _studios(connection, world, people, keys.studios)
    yield from _offers(connection, world, people, keys.offers)


def enterprises(connection: Connection, keys: Some) -> dict[RowId, Row]:
    """What profiles need to know of enterprises."""
    return {row["id"]: row for row in among(connection, "enterprises", "id", keys, "id", "name", "chain", "office")}


def dependents(connection: Connection, people: Collection[RowId]) -> dict[str, set[RowId]]:
    """The teams, studios and offers that some people are of, once were of, or lead."""
    asked = (("members", "team", "person", "teams"), ("studio_members", "studio", "person", "studios"),
             ("studios", "id", "leader", "studios"), ("offers", "id", "person", "offers"))  # fmt: skip
    found: dict[str, set[RowId]] = {"teams": set(), "studios": set(), "offers": set()}
    for register, column, link, kind in asked:
        found[kind] |= {row[column] for row in among(connection, register, link, people, column)}
    return found


def world(
    connection: Connection, desk: Desk, reader: Reader, today: date, units: Mapping[RowId, Row], keys: Keys
) -> World:
    """What the profiles of ``keys`` are made from."""
    honours: dict[RowId, list[Row]] = defaultdict(list)
    for row in among(connection, "honours", "person", keys.people, "person", "honour", "level", "year"):
        honours[row["person"]].append(row)
    works: dict[RowId, str] = defaultdict(str)
    shares = list(among(connection, "achievement_people", "person", keys.people, "person", "achievement"))
    done = None if keys.people is None else {row["achievement"] for row in shares}
    titles = {row["id"]: row["name"] for row in among(connection, "achievements", "id", done, "id", "name")}
    for row in shares:
        works[row["person"]] += f"。{titles.get(row['achievement'], '')}"
    names = {key: row["name"] for key, row in units.items()}
    record = history.read(connection, names, today, keys.people, keys.teams)
    return World(reader, desk.office.code, today, units, record, honours, works)


def _person(world: World, row: Row) -> Profile:
    key, unit = row["id"], world.unit(row["enterprise"])
    reader, of_self = world.reader, _said(row["specialties"], row["post"])
    topic = reader.topic(of_self, None, row["specialties"])
    trades = reader.trades_in(row["trade"], row["specialties"])
    known = [trade for trade in trades if reader.crafts_of(trade)]
    crafts = _crafts(reader.sureness(of_self if known else _said(of_self, row["trade"]), trades, topic.specialties))
    text = _said(row["specialties"], row["trade"], row["post"], row["department"], row["remark"],
                 world.works.get(key), world.record.words.get(("person", key)))  # fmt: skip
    return Profile(
        Who.PERSON, key, row["name"], _second(unit.get("name"), row["trade"], row["skill"]),
        dict.fromkeys(trades, _ONESELF), dict.fromkeys(topic.specialties, _ONESELF),
        crafts, _chains(unit.get("chain")),
        row["office"] or unit.get("office") or world.office,
        of_city=row["office"] == CITY.code, skill=standing.of_skill(row["skill"], row["rank"]),
        honour=standing.of_honours(world.honours.get(key, ())), cooperation=_parts(row["cooperation"]),
        enterprise=row["enterprise"], send=(Who.PERSON, key), text=text, history=world.past("person", key),
        families=_families(reader, crafts), off=_off(row),
    )  # fmt: skip


def _dead(row: Row) -> bool:
    return any(word in _said(row["post"], row["remark"]) for word in _DEAD)


def _off(row: Row) -> str:
    return next((word for word in _OFF if word in _said(row["post"], row["department"], row["remark"])), "")


def _teams(connection: Connection, world: World, people: Mapping[RowId, Profile], keys: Some) -> Iterator[Profile]:
    members: dict[RowId, list[Profile]] = defaultdict(list)
    for row in among(connection, "members", "team", keys, "team", "person", "until"):
        if row["person"] in people and not (row["until"] and row["until"] < world.today.isoformat()):
            members[row["team"]].append(people[row["person"]])
    names = ("id", "name", "level", "office", "chain", "enterprise", "leader", "specialties", "cooperation", "remark")
    for row in among(connection, "teams", "id", keys, *names):
        yield _team(world, row, members[row["id"]])


def _team(world: World, row: Row, members: Sequence[Profile]) -> Profile:
    key, unit = row["id"], world.unit(row["enterprise"])
    own = world.reader.topic(_own_words(row), None, row["specialties"])
    crafts = _together(_own_crafts(world.reader, row), members)
    best = max((m.skill for m in members), default=standing.NONE)
    return Profile(
        Who.TEAM, key, row["name"], _second(row["level"], unit.get("name"), f"队员{len(members)}人"),
        _held((), [(m.name, m.trades) for m in members]),
        _held(own.specialties, [(m.name, m.specialties) for m in members]),
        crafts,
        _chains(row["chain"], unit.get("chain")), row["office"] or world.office,
        of_city=row["level"] == "市级" or row["office"] == CITY.code, skill=best,
        honour=max((m.honour for m in members), default=standing.NONE),
        cooperation=_modes(row, members),
        enterprise=row["enterprise"], send=(Who.TEAM, key), much=TEAM_MUCH,
        text=_said(row["name"], row["specialties"], row["remark"], world.record.words.get(("team", key)),
                   *(m.text for m in members)),
        history=world.past("team", key), families=_families(world.reader, crafts),
    )  # fmt: skip


def _modes(row: Row, members: Sequence[Profile]) -> tuple[str, ...]:
    """The team's own 合作方式 first, then its members'."""
    return tuple(dict.fromkeys((*_parts(row["cooperation"]), *(mode for m in members for mode in m.cooperation))))


def _held(own: Iterable[str], members: Sequence[tuple[str, Mapping[str, object]]]) -> dict[str, tuple[str, ...]]:
    """Word -> the names of the members who have it; the team's own words stand without names."""
    found: dict[str, list[str]] = {word: [] for word in own}
    for name, words in members:
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _studios(connection: Connection, world: World, people: Mapping[RowId, Profile], keys: Some) -> Iterator[Profile]:
    members: dict[RowId, list[Profile]] = defaultdict(list)
    for row in among(connection, "studio_members", "studio", keys, "studio", "person"):
        if row["person"] in people:
            members[row["studio"]].append(people[row["person"]])
    names = ("id", "name", "level", "leader", "enterprise", "office", "chain", "specialties", "cooperation", "remark")
    for row in among(connection, "studios", "id", keys, *names):
        yield _studio(world, row, people.get(row["leader"]), members[row["id"]])


def _studio(world: World, row: Row, leader: Profile | None, members: Sequence[Profile]) -> Profile:
    unit = world.unit(row["enterprise"])
    all_of = [leader, *(m for m in members if m.key != leader.key)] if leader else list(members)
    own = world.reader.topic(_own_words(row), None, row["specialties"])
    crafts = _together(_own_crafts(world.reader, row), all_of)
    return Profile(
        Who.STUDIO, row["id"], row["name"],
        _second(row["level"], unit.get("name"), f"领衔人{leader.name}" if leader else ""),
        _held((), [(m.name, m.trades) for m in all_of]),
        _held(own.specialties, [(m.name, m.specialties) for m in all_of]),
        crafts,
        _chains(row["chain"], unit.get("chain")), row["office"] or unit.get("office") or world.office,
        skill=leader.skill if leader else standing.NONE, honour=leader.honour if leader else standing.NONE,
        cooperation=_parts(row["cooperation"]), enterprise=row["enterprise"],
        send=(Who.PERSON, leader.key) if leader else None,
        text=_said(row["name"], row["specialties"], row["remark"], leader.text if leader else ""),
        history=leader.history if leader else NOTHING_DONE, families=_families(world.reader, crafts),
    )  # fmt: skip


def _own_crafts(reader: Reader, row: Row) -> dict[str, float]:
    """What a team's or studio's own name and 专长 say."""
    said = _own_words(row)
    return reader.sureness(said, (), reader.topic(said, None, row["specialties"]).specialties)


def _own_words(row: Row) -> str:
    """A team's or studio's name, without what all of them are called, and its 专长."""
    return _said(_CALLED.sub("", row["name"]), row["specialties"])


def _offers(connection: Connection, world: World, people: Mapping[RowId, Profile], keys: Some) -> Iterator[Profile]:
    names = "id title kind person institution specialties chain cooperation summary until office"
    for row in among(connection, "offers", "id", keys, *names.split()):
        expert = people.get(row["person"])
        said = _said(row["title"], row["summary"])
        topic = world.reader.topic(said, None, row["specialties"])
        crafts = _crafts(world.reader.sureness(said, topic.trades, topic.specialties))
        yield Profile(
            Who.OFFER, row["id"], row["title"],
            _second(row["kind"], row["institution"], f"负责专家{expert.name}" if expert else ""),
            dict.fromkeys(topic.trades, _ONESELF), dict.fromkeys(topic.specialties, _ONESELF),
            crafts,
            _chains(row["chain"]), row["office"] or world.office,
            skill=expert.skill if expert else standing.NONE, cooperation=_parts(row["cooperation"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            send=(Who.PERSON, expert.key) if expert else None,
            text=_said(row["title"], row["specialties"], row["summary"]),
            history=expert.history if expert else NOTHING_DONE, families=_families(world.reader, crafts),
        )  # fmt: skip


def _crafts(sure: Mapping[str, float]) -> dict[str, Held]:
    return {craft: (value, _ONESELF) for craft, value in sure.items()}


def _families(reader: Reader, crafts: Mapping[str, Held]) -> dict[str, tuple[float, str]]:
    """The wider trade -> how surely somebody is of it, and by which craft."""
    found: dict[str, tuple[float, str]] = {}
    for craft, (sure, _) in crafts.items():
        family = reader.family(craft)
        found[family] = max(found.get(family, (0.0, "")), (sure, craft))
    return found


def _together(own: Mapping[str, float], members: Sequence[Profile]) -> dict[str, Held]:
    """The crafts of a team: its own and its members', each as surely as the surest of them."""
    names = _held(own, [(m.name, m.crafts) for m in members])
    sure = dict(own)
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
