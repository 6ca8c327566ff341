"""今日: what waits for the clerk, as sentences with one act each, and the year so far in a few numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from laomo_desktop.db import backup, query, records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain import dates
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.terms import PROPOSED

SOON = 3
"""A class is spoken of from so many days before it begins."""
PACKAGE_DUE = 30
"""Days after which the city should have had a package."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: a sentence, the word on its button, and where it is done (a screen, perhaps a record)."""

    sentence: str
    act: str
    screen: str
    key: RowId | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the home page; ``screen`` shows the rows behind it."""

    label: str
    value: int
    unit: str
    screen: str


@dataclass(frozen=True, slots=True)
class Today:
    """The home page's contents. ``months`` are classes begun in each month of the year."""

    todos: tuple[Todo, ...]
    figures: tuple[Figure, ...]
    months: tuple[int, ...]


def load(desk: Desk, day: date | None = None) -> Today:
    """What the home page shows on ``day``."""
    today = day or date.today()
    with desk.store.reading() as connection:
        waits = (*_classes(connection, today), *_certificates(connection), *_waiting(connection))
        sent = (*_exchange(connection, desk, today), *_safety(desk, today))
        return Today((*waits, *sent), tuple(_figures(connection, today)), tuple(_months(connection, today)))


def _classes(connection: Connection, today: date) -> Iterator[Todo]:
    soon = (today + timedelta(days=SOON)).isoformat()
    open_classes = records.where(connection, "trainings", {"state": ["筹备", "开班"]}, order=("begins",))
    for training in open_classes:
        if training["begins"] <= soon:
            yield from _class(connection, training, today)


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


def _waiting(connection: Connection) -> Iterator[Todo]:
    waiting = query.count(connection, Query("pending", filters={"decision": [None]}))
    if waiting:
        yield Todo(f"有{waiting}件存疑的事项等您决定", "去处理", "pending")


def _exchange(connection: Connection, desk: Desk, today: date) -> Iterator[Todo]:
    if desk.is_city:
        proposed = query.count(connection, Query("terms", filters={"state": [PROPOSED]}))
        if proposed:
            yield Todo(f"字典里有{proposed}条建议的词条等市总审定", "去审定", "terms")
        return
    sent = records.where(connection, "packages", {"direction": "发出"}, order=("at",))
    if not sent:
        yield Todo("还没有给市总报送过数据包", "去报送", "exchange")
        return
    last = sent[-1]
    age = (today - date.fromisoformat(last["at"][:10])).days
    if age > PACKAGE_DUE:
        yield Todo(f"上一个数据包（第{last['number']}包）是{age}天前写出的", "去报送", "exchange")
    elif last["state"] == "退回":
        yield Todo(f"第{last['number']}包被市总退回：{last['reason'] or ''}", "去查看", "exchange")


def _safety(desk: Desk, today: date) -> Iterator[Todo]:
    newest = next(iter(backup.listing(desk.folder)), None)
    if newest is None or (today - newest.at.date()).days > 7:
        yield Todo("一周内没有备份", "立即备份", "backups")


def _figures(connection: Connection, today: date) -> Iterator[Figure]:
    names: Mapping[str, str] = {"people": "人员", "enterprises": "企业", "teams": "服务队"}
    for name, label in names.items():
        unit = Query(name).reg.unit
        yield Figure(label, query.count(connection, Query(name)), unit, name)
    year = {"begins": (f"{today.year}-01-01", f"{today.year}-12-31")}
    yield Figure("本年培训班", query.count(connection, Query("trainings", between=year)), "期", "trainings")
    issued = {"issued": (f"{today.year}-01-01", f"{today.year}-12-31")}
    yield Figure(
        "本年发证", query.count(connection, Query("certificates", between=issued)), "本", "certificates"
    )


def _months(connection: Connection, today: date) -> Iterator[int]:
    table = TABLES["trainings"]
    month = func.substr(table.c.begins, 1, 7)
    counted = select(month, func.count()).where(table.c.deleted.is_(None)).group_by(month)
    found: dict[str, int] = dict(connection.execute(counted).tuples().all())
    return (found.get(f"{today.year}-{number:02}", 0) for number in range(1, 13))
