"""服务活动: entered once, with its enterprises, people and needs, so that all their records know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import derive, kinds, reached
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.visits import SOLVED
from laomo_desktop.domain.states import NEED
from laomo_desktop.services import need_progress, registers, served
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

OPEN = tuple(state.label for state in NEED.states if state.code not in ("closed", "unsolved"))


@dataclass(frozen=True)
class Parts:
    """Who and what a visit brings together; needs carry their outcome.

    Enterprises and people may be words: the one of just that name is taken, or made. ``workers`` are the workers
    reached in each enterprise (None takes a number back), ``captions`` what an image shows; what is not named in
    them stays as it is.
    """

    enterprises: Sequence[RowId | str] = ()
    people: Sequence[RowId | str] = ()
    needs: Mapping[RowId, str] = field(default_factory=dict)
    images: Sequence[str] = ()
    workers: Mapping[RowId | str, int | None] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """A visit with everything that belongs to it."""

    visit: Record
    enterprises: list[Record]
    people: list[Record]
    needs: list[Record]
    files: list[Record]


def create(desk: Desk, values: Mapping[str, Value], parts: Parts) -> Done:
    """A new visit with all its parts in one operation; the needs move on with it."""
    desk.must_write()
    settled = _reached(_settled(values), None, parts)
    with desk.store.operation("服务活动", "", desk.user) as write:
        key = registers.insert_within(write, desk, "visits", settled)
        _put_parts(write, desk, key, parts)
        served.follow(write, key)
        write.sentence = f"登记服务活动“{settled['title']!s}”"
    return Done(write.number, write.sentence, (key,))


def change(desk: Desk, visit: RowId, values: Mapping[str, Value], parts: Parts) -> Done:
    """Set the head and all parts of a visit; parts left out are taken off it."""
    desk.must_write()
    with desk.store.operation("服务活动", "", desk.user) as write:
        row = records.get(write.connection, "visits", visit)
        settled = _reached(_settled(values, row), row["workers"], parts)
        before, people = _outcomes(write.connection, [visit]), _people(write, visit)
        registers.update_within(write, desk, "visits", visit, settled)
        _take_off(write, visit, parts)
        _put_parts(write, desk, visit, parts)
        if {*before} - {*_outcomes(write.connection, [visit])} or people - _people(write, visit):
            served.take_back(write, visit)
        served.follow(write, visit)
        write.sentence = f"修改服务活动“{row['title']}”" + _back(write, before, CHANGED)
    return Done(write.number if write.touched else 0, write.sentence, (visit,))


def remove(desk: Desk, visits: Sequence[RowId], reason: str) -> Done:
    """Delete visits; needs that only they took on go back."""
    with desk.store.reading() as connection:
        before = _outcomes(connection, visits)

    def follow(write: Write) -> None:
        for visit in visits:
            served.take_back(write, visit)
        write.sentence += _back(write, before, reason)

    return registers.delete(desk, "visits", visits, reason, follow)


def _outcomes(connection: Connection, visits: Sequence[RowId]) -> list[tuple[RowId, str]]:
    rows = records.where(connection, "visit_needs", {"visit": list(visits)})
    return [(row["need"], row["outcome"]) for row in rows]


def _people(write: Write, visit: RowId) -> set[Value]:
    return {row["person"] for row in records.where(write.connection, "visit_people", {"visit": visit})}


def _back(write: Write, before: Sequence[tuple[RowId, str]], reason: str) -> str:
    """Take back the needs that stand where these outcomes took them and nothing else does; what to tell of it."""
    back = {}
    for need, outcome in before:
        if after := need_progress.fall_back(write, need, outcome, reason):
            back[need] = after
    if len(back) > 1:
        return f"；{len(back)}项需求跟着退回"
    return "".join(f"；需求“{records.get(write.connection, 'needs', n)['title']}”回到{back[n]}" for n in back)


def _settled(values: Mapping[str, Value], before: Mapping[str, Value] | None = None) -> Row:
    """The values to store: what only another kind of the six has is emptied. Raises `Refused` for contradictions."""
    reg = REGISTERS["visits"]
    read = registers.read_entries("visits", values)
    whole = {**(before or {}), **read}
    for name, sentence in derive.complete("visits", whole).errors.items():
        raise Refused(sentence.rstrip("。"), where=reg[name].label)
    away = dict.fromkeys(reg.put_away(whole)) if whole.get("kind") else {}
    return {**read, **away}


def _reached(values: Row, before: Value, parts: Parts) -> Row:
    """``values`` with the total the enterprises come to where none is told. Raises `Refused` where both differ."""
    numbers = [parts.workers.get(enterprise) for enterprise in parts.enterprises]
    told = values.get("workers", before)
    head = told if isinstance(told, int) else None
    if words := reached.contradiction(head, numbers):
        raise Refused(words, where=reached.LABEL)
    whole = reached.total(head, numbers)
    return values if whole == head else {**values, "workers": whole}


def load(desk: Desk, visit: RowId) -> Visit:
    """The visit and its parts."""
    with desk.store.reading() as connection:
        owned = {name: records.where(connection, name, {"visit": visit}) for name in _PARTS}
        return Visit(records.get(connection, "visits", visit), *owned.values())


CHANGED = "服务活动改过结果"
_PARTS = ("visit_enterprises", "visit_people", "visit_needs", "visit_files")


def _put_parts(write: Write, desk: Desk, visit: RowId, parts: Parts) -> None:
    enterprises = _known(write, desk, "enterprises", parts.enterprises)
    write.upsert_many("visit_enterprises", _served(visit, enterprises, parts))
    write.upsert_many("visit_people", _pairs(visit, "person", _known(write, desk, "people", parts.people)))
    outcome_of = REGISTERS["visit_needs"]["outcome"]
    outcomes = {need: str(kinds.parse(outcome_of, words)) for need, words in parts.needs.items()}
    write.upsert_many("visit_needs", [{"visit": visit, "need": n, "outcome": o} for n, o in outcomes.items()])
    _put_images(write, visit, parts)
    for need, outcome in outcomes.items():
        need_progress.advance(write, need, outcome)


def _served(visit: RowId, enterprises: Sequence[RowId], parts: Parts) -> list[Row]:
    """A single enterprise has no number of its own: the visit's total is its."""
    alone = len(set(enterprises)) == 1
    rows = {key: row for row in _pairs(visit, "enterprise", enterprises) if isinstance(key := row["enterprise"], bytes)}
    for key, said in zip(enterprises, parts.enterprises, strict=True):
        if said in parts.workers:
            rows[key]["workers"] = None if alone else parts.workers[said]
    return list(rows.values())


def _put_images(write: Write, visit: RowId, parts: Parts) -> None:
    there = {f["image"]: f for f in records.where(write.connection, "visit_files", {"visit": visit})}
    captions = {name: words.strip() or None for name, words in parts.captions.items()}
    for name in dict.fromkeys(parts.images):
        caption: Row = {"caption": captions[name]} if name in captions else {}
        if name not in there:
            write.insert("visit_files", {"visit": visit, "image": name, **caption})
        elif caption:
            write.update("visit_files", there[name]["id"], caption)


def _known(write: Write, desk: Desk, register: str, wanted: Iterable[RowId | str]) -> list[RowId]:
    return [w if isinstance(w, bytes) else registers.ensure(write, desk, register, w) for w in wanted]


def _pairs(visit: RowId, name: str, keys: Iterable[RowId]) -> list[Row]:
    return [{"visit": visit, name: key} for key in dict.fromkeys(keys)]


def _take_off(write: Write, visit: RowId, parts: Parts) -> None:
    kept: Mapping[str, tuple[str, frozenset[Value]]] = {
        "visit_enterprises": ("enterprise", frozenset(e for e in parts.enterprises if isinstance(e, bytes))),
        "visit_people": ("person", frozenset(p for p in parts.people if isinstance(p, bytes))),
        "visit_needs": ("need", frozenset(parts.needs)),
        "visit_files": ("image", frozenset(parts.images)),
    }
    for name, (link, keys) in kept.items():
        gone = [
            row["id"]
            for row in records.where(write.connection, name, {"visit": visit})
            if row[link] not in keys
        ]
        if gone:
            write.delete(name, gone, "从服务活动中移除")


def from_need(desk: Desk, need: RowId) -> tuple[Row, Parts]:
    """A visit begun from a need: its enterprise, those who accepted it, its words."""
    with desk.store.reading() as connection:
        row = records.get(connection, "needs", need)
        taken = records.where(connection, "assignments", {"need": need, "answer": ["接受", "待答复"]})
    values: Row = {
        **blank(desk),
        "title": f"{row['enterprise.title']}：{row['title']}",
        "kind": "技术支持行",
    }
    values["chain"] = row["chain"]
    values["team"] = next((a["team"] for a in taken if a["team"]), None)
    people = [a["person"] for a in taken if a["person"]]
    return values, Parts([row["enterprise"]], people, {need: SOLVED})


def from_team(desk: Desk, team: RowId) -> tuple[Row, Parts]:
    """A visit begun from a team: its present members go along."""
    with desk.store.reading() as connection:
        row = records.get(connection, "teams", team)
        members = records.where(connection, "members", {"team": team, "until": None})
    values: Row = {**blank(desk), "team": team, "chain": row["chain"]}
    return values, Parts(people=[m["person"] for m in members])


def blank(desk: Desk) -> Row:
    """What a visit entered by hand begins with."""
    return {"day": date.today().isoformat(), "mode": "现场", "office": desk.office.code}


def from_last(desk: Desk) -> tuple[Row, Parts]:
    """The office's last visit again, today: same kind, team, place, people and enterprises."""
    with desk.store.reading() as connection:
        last = _last(connection, desk.office.code)
    return from_visit(desk, last["id"])


_AGAIN = ("title", "kind", "team", "place", "mode", "chain", "hours", "theme", "skill", "innovation", "management")


def from_visit(desk: Desk, visit: RowId) -> tuple[Row, Parts]:
    """A visit again, today, without what came of it."""
    found = load(desk, visit)
    values: Row = {**blank(desk), **{name: found.visit[name] for name in _AGAIN}}
    return values, Parts([e["enterprise"] for e in found.enterprises], [p["person"] for p in found.people])


def _last(connection: Connection, office: str) -> Record:
    """The newest of the office's own; of one day the one entered last."""
    mine = Query("visits", filters={"office": (office,)}, order=("-day",))
    rows = query.page(connection, mine, 0, 1)
    if not rows:
        raise Refused("还没有登记过服务活动，没有上一次可照")
    return rows[0]


def open_needs(desk: Desk, enterprises: Sequence[RowId]) -> list[Record]:
    """The needs of these enterprises that are not closed, newest first."""
    with desk.store.reading() as connection:
        wanted: dict[str, Sequence[Value]] = {"enterprise": list(enterprises), "state": list(OPEN)}
        return records.where(connection, "needs", wanted, order=("-raised",))


def all_open_needs(desk: Desk) -> list[Record]:
    """Every need that is not closed, newest first."""
    with desk.store.reading() as connection:
        return records.where(connection, "needs", {"state": list(OPEN)}, order=("-raised",))


def members_of(desk: Desk, team: RowId) -> list[Record]:
    """The people who are in a team now: its leader and its members, by key and "person.title"."""
    with desk.store.reading() as connection:
        members = records.where(connection, "members", {"team": team, "until": None})
        row = records.get(connection, "teams", team)
    leader = [{"person": row["leader"], "person.title": row["leader.title"]}] if row.get("leader") else []
    return list({m["person"]: m for m in [*members, *leader]}.values())


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that only this kind of the six has."""
    sections = REGISTERS["visits"].sections
    return tuple(n for s in sections if s.when is not None and kind in s.when[1] for n in s.names)
