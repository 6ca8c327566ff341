"""Classes: those that begin, those without attendance, those that are over; certificates not printed."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates
from laomo_desktop.services import attendance, certificates
from laomo_desktop.services.attendance import Grid
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today.model import Todo

SOON = 3
"""A class is spoken of from so many days before it begins."""
MOST = 12
"""So many classes, the oldest first, are spoken of one by one."""


def todos(connection: Connection, desk: Desk, today: date) -> Iterator[Todo]:
    """What the office's own classes and certificates wait for."""
    soon = (today + timedelta(days=SOON)).isoformat()
    open_, own = ["筹备", "开班"], desk.office.code
    rows = records.where(connection, "trainings", {"state": open_, "office": own}, order=("begins",))
    due = [row for row in rows if row["begins"] <= soon]
    for training in due[:MOST]:
        yield from _class(connection, training, today)
    if (rest := len(due) - MOST) > 0:
        ask = {"filters": {"state": tuple(open_), "office": (own,)}, "between": {"begins": (None, soon)}}
        yield Todo(f"另有{rest}个培训班还没有结业", "看全部", "trainings", ask=ask)
    yield from _certificates(connection, own)


def _class(connection: Connection, training: Record, today: date) -> Iterator[Todo]:
    title, key = f"“{training['title']}”", training["id"]
    grid = attendance.load_within(connection, key)
    if not grid.of.enrolments:
        said = f"{title}{_when(training['begins'], today)}开班，还没有参训名单"
        yield Todo(said, "导入名单", "training", key, {"tab": "roster"})
        return
    past = [p for p in grid.of.periods if p["day"] <= today.isoformat()]
    for period in past:
        if said := _lacking(grid, period):
            yield Todo(f"{title}{said}", "登记考勤", "training", key, {"tab": "attendance"})
            return
    if training["begins"] > today.isoformat():
        said = f"{title}{_when(training['begins'], today)}开班，{len(grid.of.enrolments)}人，可以打印签到表"
        yield Todo(said, "打印签到表", "training", key, {"tab": "papers"})
    elif grid.of.periods and len(past) == len(grid.of.periods):
        yield Todo(f"{title}的考勤已登完，可以结业发证", "结业发证", "training", key)


def _lacking(grid: Grid, period: Record) -> str:
    """What attendance a period that is over still wants; "" when nothing."""
    sums = grid.of_period(period["id"])
    if not sums.unmarked:
        return ""
    named = f"第{period['number']}节（{dates.paper_date(date.fromisoformat(period['day']))}）"
    return f"{named}还没有登记考勤" if sums.unmarked == sums.expected else f"{named}还有{sums.unmarked}人没有登记考勤"


def _when(begins: str, today: date) -> str:
    days = (date.fromisoformat(begins) - today).days
    words = {0: "今天", 1: "明天", 2: "后天"}
    return words.get(
        days, f"{days}天后" if days > 0 else f"已于{dates.paper_date(date.fromisoformat(begins))}"
    )


def _certificates(connection: Connection, own: str) -> Iterator[Todo]:
    """Of this office: who else's were printed is not told from computer to computer."""
    filters = {"state": (certificates.VALID,), "prints": (0, None), "office": (own,)}
    unprinted = Query("certificates", filters=filters)
    if count := query.count(connection, unprinted):
        yield Todo(f"有{count}本证书还没有打印", "去打印", "certificates", ask={"filters": dict(unprinted.filters)})
