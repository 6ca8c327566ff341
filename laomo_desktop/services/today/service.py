"""Needs and apprenticeships: unanswered, overdue, without a team; reviews due, agreements ending."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today.model import Todo

ANSWER_DUE = 3
"""Days after which a team should have answered."""
REVIEW_SOON, END_SOON = 7, 30
"""Days ahead that a review, and the end of an agreement, are spoken of."""
OPEN = ("登记", "派单", "服务中", "待确认")


def todos(connection: Connection, desk: Desk, today: date) -> Iterator[Todo]:
    """What the office's own service side waits for; the city is told of its districts' late needs besides."""
    own = desk.office.code
    yield from _needs(connection, own, today)
    if desk.is_city:
        yield from _elsewhere(connection, today)
    yield from _answers(connection, own, today)
    yield from _confirmations(connection, own)
    yield from _reviews(connection, own, today)
    yield from _endings(connection, own, today)


def _needs(connection: Connection, own: str, today: date) -> Iterator[Todo]:
    yield from _told(connection, _late((own,), today), "项需求", "已过期望解决日期", "去办理")
    filters, since = {"state": ("登记",), "office": (own,)}, {"raised": (None, _before(today, 1))}
    fresh = Query("needs", filters=filters, between=since, order=("raised",))
    yield from _told(connection, fresh, "项需求", "还没有人接手", "去找人", opens="matching")


def _late(whose: tuple[str, ...], today: date) -> Query:
    filters = {"state": OPEN, "office": whose}
    return Query("needs", filters=filters, between={"due": (None, _before(today, 1))}, order=("due",))


def _elsewhere(connection: Connection, today: date) -> Iterator[Todo]:
    late = _late(tuple(office.code for office in offices.DISTRICTS), today)
    if count := query.count(connection, late):
        ask = {"filters": dict(late.filters), "between": dict(late.between)}
        yield Todo(f"各区市有{count}项需求已过期望解决日期", "去查看", "needs", ask=ask)


def _answers(connection: Connection, own: str, today: date) -> Iterator[Todo]:
    long_ago = {"assigned": (None, _before(today, ANSWER_DUE))}
    waiting = Query("assignments", filters={"answer": ("待答复",)}, between=long_ago, order=("assigned",))
    of_own = ("need", Query("needs", filters={"office": (own,), "state": OPEN}))
    mine = replace(waiting, keys=tuple(query.keys(connection, replace(waiting, under=of_own))))
    yield from _told(connection, mine, "次派工", f"{ANSWER_DUE}天以上没有答复", "去催办")


def _confirmations(connection: Connection, own: str) -> Iterator[Todo]:
    waiting = Query("needs", filters={"state": ("待确认",), "office": (own,)})
    yield from _told(connection, waiting, "项需求", "等企业确认后销号", "去确认")


def _reviews(connection: Connection, own: str, today: date) -> Iterator[Todo]:
    soon = Query("reviews", filters={"held": (None,)}, between={"due": (None, _before(today, -REVIEW_SOON))})
    running = {"office": own, "state": "在带"}
    pairs = _owners(connection, query.page(connection, soon, 0, -1), "apprenticeship", "apprenticeships", running)
    yield from _told(connection, Query("apprenticeships", keys=pairs), "对师徒", "该做阶段考核了", "去考核")


def _endings(connection: Connection, own: str, today: date) -> Iterator[Todo]:
    filters, soon = {"state": ("在带",), "office": (own,)}, {"ends": (None, _before(today, -END_SOON))}
    ending = Query("apprenticeships", filters=filters, between=soon, order=("ends",))
    yield from _told(connection, ending, "对师徒", f"的协议{END_SOON}天内到期或已到期", "去办出师")


def _owners(
    connection: Connection, rows: list[Record], link: str, register: str, where: dict[str, str]
) -> tuple[RowId, ...]:
    """The rows that these lead to by ``link``, as far as they are such."""
    keys = list(dict.fromkeys(row[link] for row in rows))
    return tuple(row["id"] for row in records.where(connection, register, {"id": keys, **where})) if keys else ()


def _told(
    connection: Connection, of: Query, unit: str, what: str, act: str, *, opens: str = ""
) -> Iterator[Todo]:
    """One row is called by its name and opened (``opens``: on that screen); several are counted, the oldest named."""
    count = query.count(connection, of) if of.keys is None else len(of.keys)
    if not count:
        return
    row = query.page(connection, of, 0, 1)[0]
    title = of.reg.title
    named = f"“{row.get(f'{title}.title') or row.get(title) or ''}”"
    if count == 1:
        yield Todo(f"{named}{what}", act, opens or of.register, row["id"])
        return
    ask: dict[str, Any] = {"filters": dict(of.filters), "between": dict(of.between)}
    if of.keys is not None:
        ask |= {"keys": of.keys, "says": what}
    yield Todo(f"{named}等{count}{unit}{what}", act, of.register, ask=ask)


def _before(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()
