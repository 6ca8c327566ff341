"""对接: people and teams sent to a need, what they answered, and how that moves the need on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import dispatching
from laomo_desktop.domain.dispatching import ABSENT, ACCEPTED, ALIVE, COMPLETED, DECLINED
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.past_day import PastDay
from laomo_desktop.domain.registers.needs import SATISFACTION
from laomo_desktop.domain.states import NEED
from laomo_desktop.services import needs, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

SERVING = NEED.state("serving").label
TAKES_PEOPLE = (NEED.initial.label, NEED.state("dispatched").label, SERVING)
"""States of a need in which somebody (more) may be sent."""


@dataclass(frozen=True)
class Sent:
    """Who is sent: teams and people by key, and for each, why (in words, kept with the assignment)."""

    teams: Sequence[RowId] = ()
    people: Sequence[RowId] = ()
    why: Mapping[RowId, str] = field(default_factory=dict)


def assign(desk: Desk, need: RowId, sent: Sent, *, expected: date | None = None, day: date | None = None) -> Done:
    """Send teams and people to a need, each with a 派工单 number of its own; the need goes to 派单.

    ``expected`` is when they are to come, ``day`` when they were sent (today unless told). Raises `Refused` if nobody
    is named, somebody is at this need already, the need takes nobody (any more), or a day cannot be.
    """
    desk.must_write()
    when = day or date.today()
    if not sent.teams and not sent.people:
        raise Refused("还没有选人", todo="请先选定服务队或人员")
    if expected and expected < when:
        raise Refused("预计服务日期早于派工日期", todo="请核对")
    with desk.store.operation("派工", "", desk.user) as write:
        row = records.get(write.connection, "needs", need)
        _refuse_unless_open(write.connection, row, sent)
        sending_day(row).check(when, row["title"])
        keys = write.insert_many("assignments", _rows(write.connection, desk, need, sent, when, expected))
        if row["state"] == TAKES_PEOPLE[0]:
            needs.move_within(write, row, "dispatch")
        write.sentence = f"需求“{row['title']}”派给{_names(write.connection, sent)}"
    return Done(write.number, write.sentence, tuple(keys))


def sending_day(need: Record) -> PastDay:
    """On which days somebody may have been sent to a need."""
    return PastDay("派工日期", date.fromisoformat(need["raised"]), "提出日期", "需求是{}提出的")


def answer_day(assignment: Record) -> PastDay:
    """On which days an assignment may have been answered."""
    return PastDay("答复日期", date.fromisoformat(assignment["assigned"]), "派工日期", "派工单是{}派出的")


def _refuse_unless_open(connection: Connection, row: Record, sent: Sent) -> None:
    if row["state"] not in TAKES_PEOPLE or row["deleted"] is not None:
        state = "已删除" if row["deleted"] is not None else f"现在是“{row['state']}”"
        raise Refused(f"需求{state}，不能派工", where=row["title"], todo="请先让它回到登记或服务中")
    at_it = records.where(connection, "assignments", {"need": row["id"], "answer": ALIVE})
    present = {a["team"]: a["team.title"] for a in at_it} | {a["person"]: a["person.title"] for a in at_it}
    twice = [present[key] for key in (*sent.teams, *sent.people) if key in present]
    if twice:
        raise Refused(f"{'、'.join(twice)}已经派过这项需求", where=row["title"], todo="请等答复，或另选他人")


def _rows(
    connection: Connection, desk: Desk, need: RowId, sent: Sent, when: date, expected: date | None
) -> list[Row]:
    first = dispatching.next_sequence(desk.office, when.year, _numbers(connection))
    wanted = [("team", key) for key in dict.fromkeys(sent.teams)]
    wanted += [("person", key) for key in dict.fromkeys(sent.people)]
    return [
        {
            "need": need, link: key, "why": sent.why.get(key) or None, "assigned": when.isoformat(),
            "expected": expected.isoformat() if expected else None,
            "number": dispatching.number(desk.office, when.year, first + place),
        }
        for place, (link, key) in enumerate(wanted)
    ]  # fmt: skip


def _numbers(connection: Connection) -> list[str | None]:
    """Every number ever given, of deleted rows too: a printed 派工单 keeps its number for itself."""
    return list(connection.execute(select(TABLES["assignments"].c.number)).scalars())


def _names(connection: Connection, sent: Sent) -> str:
    teams = query.titles(connection, "teams", list(sent.teams))
    people = query.titles(connection, "people", list(sent.people))
    return "、".join([*(teams[key] for key in sent.teams), *(people[key] for key in sent.people)])


def accept(desk: Desk, assignment: RowId, day: date | None = None) -> Done:
    """They will come: the need is 服务中."""
    return answer(desk, assignment, ACCEPTED, day=day)


def decline(desk: Desk, assignment: RowId, reason: str, day: date | None = None) -> Done:
    """They will not; with nobody else left the need goes back to 登记."""
    return answer(desk, assignment, DECLINED, reason=reason, day=day)


def no_show(desk: Desk, assignment: RowId, reason: str, day: date | None = None) -> Done:
    """They did not come."""
    return answer(desk, assignment, ABSENT, reason=reason, day=day)


def complete(desk: Desk, assignment: RowId, rating: str = "", day: date | None = None) -> Done:
    """They served; ``rating`` is the enterprise's. With nobody else at it the need is 待确认."""
    return answer(desk, assignment, COMPLETED, rating=rating, day=day)


def answer(
    desk: Desk, assignment: RowId, words: str, *, reason: str = "", rating: str = "", day: date | None = None
) -> Done:
    """Record what came of an assignment; the need moves on with it, in the same operation."""
    desk.must_write()
    after = dispatching.answer_of(words)
    if rating and rating not in SATISFACTION:
        raise Refused(f"没有“{rating}”这种评价", todo=f"可用的有：{'、'.join(SATISFACTION)}")
    with desk.store.operation("派工答复", "", desk.user) as write:
        row = records.get(write.connection, "assignments", assignment)
        dispatching.check_answer(row["answer"], after, reason)
        again = row["answer"] == after  # only the enterprise's word is new
        changes = _rated(rating) if again else _answered(row, after, reason, rating, day or date.today())
        write.update("assignments", assignment, changes)
        _move_on(write, row["need"], reason)
        who = row["team.title"] or row["person.title"]
        more = f"（{reason or rating}）" if reason or rating else ""
        write.sentence = f"{who}对需求“{row['need.title']}”：{after}{more}"
    return Done(write.number if write.touched else 0, write.sentence, (assignment,))


def remove(desk: Desk, assignments: Sequence[RowId], reason: str) -> Done:
    """Take slips away that should not have been; a need that then has nobody goes back to 登记."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "assignments", {"id": list(assignments)})
    concerned = list(dict.fromkeys(row["need"] for row in rows))

    def follow(write: Write) -> None:
        for need in concerned:
            _move_on(write, need, reason)

    return registers.delete(desk, "assignments", assignments, reason, follow)


def _answered(row: Record, after: str, reason: str, rating: str, day: date) -> Row:
    answer_day(row).check(day, str(row["number"] or ""))
    return {"answer": after, "answered": day.isoformat(), "reason": reason.strip() or None, **_rated(rating)}


def _rated(rating: str) -> Row:
    return {"rating": rating} if rating else {}


def _move_on(write: Write, need: RowId, reason: str) -> None:
    """Bring the need to where its assignments have it; one that visits worked on never goes back for want of people."""
    answers = [row["answer"] for row in records.where(write.connection, "assignments", {"need": need})]
    state = records.get(write.connection, "needs", need)["state"]
    if state == SERVING and not {ACCEPTED, COMPLETED} & set(answers) and _visited(write.connection, need):
        return
    for code in dispatching.path(state, answers):
        row = records.get(write.connection, "needs", need)
        needs.move_within(write, row, code, reason or "派工有了答复")


def _visited(connection: Connection, need: RowId) -> bool:
    return bool(records.where(connection, "visit_needs", {"need": need}))


def of_need(desk: Desk, need: RowId) -> list[Record]:
    """Who was sent to a need, in the order they were sent."""
    with desk.store.reading() as connection:
        return records.where(connection, "assignments", {"need": need}, order=("assigned",))


