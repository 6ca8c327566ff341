"""Packages: what waits for a decision, what should have been sent, what was not answered."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.domain.times import local
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import kept, standing
from laomo_desktop.services.terms import PROPOSED
from laomo_desktop.services.today import beginning
from laomo_desktop.services.today.model import Todo

PACKAGE_DUE = 30
"""Days after which the city should have had a package."""
ANSWER_DUE = 14
"""Days after which a package should have been answered."""
SENT = "发出"
UNANSWERED = frozenset({"已写出", "已送达"})


def todos(connection: Connection, desk: Desk, today: date) -> Iterator[Todo]:
    """What the exchange waits for."""
    waiting = query.count(connection, Query("pending", filters={"decision": [None]}))
    if waiting:
        yield Todo(f"有{waiting}件存疑的事项等您决定", "去处理", "pending")
    ready = sum(kept.upgraded(row) for row in kept.rows(connection))
    if ready:
        words = f"程序升级过了，有{ready}个以前读不了的数据包现在可以导入"
        yield Todo(words, "去导入", "exchange", ask={"waiting": True})
    if desk.is_city:
        yield from _city(connection, desk)
    else:
        yield from _district(connection, today)


def _city(connection: Connection, desk: Desk) -> Iterator[Todo]:
    proposed = query.count(connection, Query("terms", filters={"state": [PROPOSED]}))
    if proposed:
        ask = {"filters": {"state": (PROPOSED,)}}
        yield Todo(f"字典里有{proposed}条建议的词条等市总审定", "去审定", "terms", ask=ask)
    if due := standing.receipts_due(desk):
        yield Todo(f"有{len(due)}个区市的数据包还没有写回执", "去写回执", "exchange")


def _district(connection: Connection, today: date) -> Iterator[Todo]:
    sent = records.where(connection, "packages", {"direction": SENT}, order=("at",))
    if not sent:
        if not beginning.is_empty(connection):
            yield Todo("还没有给市总报送过数据包", "去报送", "exchange")
        return
    last = sent[-1]
    age = _age(last["at"], today)
    if last["state"] == "退回":
        yield Todo(f"第{last['number']}包被市总退回：{last['reason'] or ''}", "去查看", "exchange")
    elif age > PACKAGE_DUE:
        yield Todo(f"上一个数据包（第{last['number']}包）是{age}天前写出的", "去报送", "exchange")
    elif age > ANSWER_DUE and last["state"] in UNANSWERED:
        yield Todo(f"第{last['number']}包写出{age}天了，还没有收到市总的回执", "去查看", "exchange")


def _age(at: str, today: date) -> int:
    return (today - datetime.fromisoformat(at).astimezone().date()).days


def note(connection: Connection) -> str:
    """上一个数据包, in one sentence."""
    rows = records.where(connection, "packages", {}, order=("at",))
    if not rows:
        return "还没有收发过数据包。"
    last = rows[-1]
    return f"最近一次{last['direction']}数据包：第{last['number']}包，{local(last['at'])}，{last['state']}。"
