"""Needs and apprenticeships: unanswered, overdue, without a team; reviews due, agreements ending."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.services.today.model import Todo

ANSWER_DUE = 3
"""Days after which a team should have answered."""
REVIEW_SOON, END_SOON = 7, 30
"""Days ahead that a review, and the end of an agreement, are spoken of."""
OPEN = ("登记", "派单", "服务中", "待确认")


def todos(connection: Connection, today: date) -> Iterator[Todo]:
    """What the service side waits for."""
    yield from _needs(connection, today)
    yield from _answers(connection, today)
    yield from _confirmations(connection)
    yield from _reviews(connection, today)
    yield from _endings(connection, today)


def _needs(connection: Connection, today: date) -> Iterator[Todo]:
    late = Query("needs", filters={"state": OPEN}, between={"due": (None, _before(today, 1))}, order=("due",))
    yield from _told(connection, late, "项需求", "已过期望解决日期", "去办理")
    since = {"raised": (None, _before(today, 1))}
    fresh = Query("needs", filters={"state": ("登记",)}, between=since, order=("raised",))
    yield from _told(connection, fresh, "项需求", "登记后还没有派工", "去找人", opens="matching")


def _answers(connection: Connection, today: date) -> Iterator[Todo]:
    long_ago = {"assigned": (None, _before(today, ANSWER_DUE))}
    waiting = Query("assignments", filters={"answer": ("待答复",)}, between=long_ago, order=("assigned",))
    yield from _told(connection, waiting, "次派工", f"{ANSWER_DUE}天以上没有答复", "去催办")


def _confirmations(connection: Connection) -> Iterator[Todo]:
    waiting = Query("needs", filters={"state": ("待确认",)})
    yield from _told(connection, waiting, "项需求", "等企业确认后销号", "去确认")


def _reviews(connection: Connection, today: date) -> Iterator[Todo]:
    soon = Query("reviews", filters={"held": (None,)}, between={"due": (None, _before(today, -REVIEW_SOON))})
    keys = list(dict.fromkeys(row["apprenticeship"] for row in query.page(connection, soon, 0, -1)))
    pairs = records.where(connection, "apprenticeships", {"id": keys, "state": "在带"}) if keys else []
    due = Query("apprenticeships", keys=tuple(row["id"] for row in pairs))
    yield from _told(connection, due, "对师徒", "该做阶段考核了", "去考核")


def _endings(connection: Connection, today: date) -> Iterator[Todo]:
    soon = {"ends": (None, _before(today, -END_SOON))}
    ending = Query("apprenticeships", filters={"state": ("在带",)}, between=soon, order=("ends",))
    yield from _told(connection, ending, "对师徒", f"的协议{END_SOON}天内到期或已到期", "去办出师")


def _told(
    connection: Connection, of: Query, unit: str, what: str, act: str, *, opens: str = ""
) -> Iterator[Todo]:
    """One row is called by its name and opened (``opens``: on that screen); several are counted, the oldest named."""
    count = query.count(connection, of)
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
