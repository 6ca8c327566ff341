"""Classes: those that begin, those without attendance, those that are over; certificates not printed."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import dates
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.today.model import Todo

SOON = 3
"""A class is spoken of from so many days before it begins."""


def todos(connection: Connection, today: date) -> Iterator[Todo]:
    """What classes and certificates wait for."""
    soon = (today + timedelta(days=SOON)).isoformat()
    open_classes = records.where(connection, "trainings", {"state": ["筹备", "开班"]}, order=("begins",))
    for training in open_classes:
        if training["begins"] <= soon:
            yield from _class(connection, training, today)
    yield from _certificates(connection)


def _class(connection: Connection, training: Record, today: date) -> Iterator[Todo]:
    title, key = f"“{training['title']}”", training["id"]
    roster = records.where(connection, "enrolments", {"training": key})
    if not roster:
        yield Todo(
            f"{title}{_when(training['begins'], today)}开班，还没有参训名单", "导入名单", "training", key
        )
        return
    periods = records.where(connection, "periods", {"training": key}, order=("number",))
    past = [p for p in periods if p["day"] <= today.isoformat()]
    done = _attended(connection, [p["id"] for p in past])
    for period in past:
        if period["id"] not in done:
            day = dates.paper_date(date.fromisoformat(period["day"]))
            yield Todo(f"{title}第{period['number']}节（{day}）还没有登记考勤", "登记考勤", "training", key)
            return
    if training["begins"] > today.isoformat():
        yield Todo(
            f"{title}{_when(training['begins'], today)}开班，{len(roster)}人，可以打印签到表",
            "打印签到表",
            "training",
            key,
        )
    elif periods and len(past) == len(periods):
        yield Todo(f"{title}的课已全部上完，可以结业发证", "结业发证", "training", key)


def _when(begins: str, today: date) -> str:
    days = (date.fromisoformat(begins) - today).days
    words = {0: "今天", 1: "明天", 2: "后天"}
    return words.get(
        days, f"{days}天后" if days > 0 else f"已于{dates.paper_date(date.fromisoformat(begins))}"
    )


def _attended(connection: Connection, periods: list[RowId]) -> set[RowId]:
    table = TABLES["attendance"]
    chosen = select(table.c.period).distinct().where(table.c.period.in_(periods), table.c.deleted.is_(None))
    return {period for (period,) in connection.execute(chosen)}


def _certificates(connection: Connection) -> Iterator[Todo]:
    table = TABLES["certificates"]
    unprinted = (table.c.deleted.is_(None), table.c.state == "有效", func.coalesce(table.c.prints, 0) == 0)
    count = connection.execute(select(func.count()).where(*unprinted)).scalar_one()
    if count:
        yield Todo(f"有{count}本证书还没有打印", "去打印", "certificates")
