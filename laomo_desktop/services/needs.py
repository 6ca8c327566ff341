"""需求: entered in under a minute, moved through its states, found when it is overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import derive, kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.past_day import PastDay
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.states import NEED
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

CLOSED, UNSOLVED = NEED.state("closed").label, NEED.state("unsolved").label
OPEN = tuple(label for label in NEED.labels if label not in (CLOSED, UNSOLVED))


@dataclass(frozen=True, slots=True)
class Closing:
    """What is known when a need ends: how it was solved, what it saved (in 分), how content the enterprise is, when."""

    result: str = ""
    benefit: int | None = None
    satisfaction: str = ""
    day: date | None = None


NOTHING = Closing()


def quick(desk: Desk, title: str, enterprise: RowId | str, **values: Value) -> Done:
    """A new need of today and of this office; an enterprise nobody knows yet is made on the fly."""
    desk.must_write()
    reg = REGISTERS["needs"]
    row: dict[str, Value] = {"raised": date.today().isoformat(), "office": desk.office.code, **values}
    row |= {"title": title, "enterprise": enterprise.strip() if isinstance(enterprise, str) else enterprise}
    for name in ("title", "enterprise"):
        if not row[name] or not str(row[name]).strip():
            raise kinds.unfilled(reg[name])
    for sentence in derive.complete("needs", row).errors.values():
        raise Refused(sentence.rstrip("。"))
    with desk.store.operation("新建", f"登记需求“{title}”", desk.user) as write:
        key = registers.insert_within(write, desk, "needs", row)
    return Done(write.number, write.sentence, (key,))


def move(desk: Desk, need: RowId, code: str, reason: str = "", closing: Closing = NOTHING) -> Done:
    """Take a need one step (see `domain.states.NEED`); 销号 wants its result, 未解决 its reason."""
    desk.must_write()
    with desk.store.operation("状态", "", desk.user) as write:
        row = records.get(write.connection, "needs", need)
        after = move_within(write, row, code, reason, closing)
        write.sentence = f"需求“{row['title']}”：{row['state']}→{after}" + (f"（{reason}）" if reason else "")
    return Done(write.number if write.touched else 0, write.sentence, (need,))


def move_within(
    write: Write, row: Record, code: str, reason: str = "", closing: Closing = NOTHING
) -> str:
    """As `move`, inside somebody else's operation; answers the new state and leaves ``row`` as it was."""
    after = NEED.move(row["state"], code, reason).label
    write.update("needs", row["id"], {"state": after, **_changes(row, after, reason, closing)})
    return after


def way_to_close(row: Record) -> tuple[str, ...]:
    """The moves from where a need stands to 销号. Raises `Refused` with what to do where nobody served yet."""
    way = {"服务中": ("report", "close"), "待确认": ("close",)}.get(row["state"])
    if way is None:
        served = row["state"] in (CLOSED, UNSOLVED)
        todo = "要改请在“找人”页换状态" if served else "请先登记服务活动，或在“找人”页登记答复"
        raise Refused(f"需求现在是“{row['state']}”，不能销号", where=row["title"], todo=todo)
    return way


def close(desk: Desk, need: RowId, closing: Closing) -> Done:
    """Take a need that was served to 销号, in one operation."""
    desk.must_write()
    with desk.store.operation("状态", "", desk.user) as write:
        row = records.get(write.connection, "needs", need)
        for code in way_to_close(row):
            move_within(write, records.get(write.connection, "needs", need), code, closing=closing)
        write.sentence = f"需求“{row['title']}”：{row['state']}→{CLOSED}"
    return Done(write.number, write.sentence, (need,))


def _changes(row: Record, after: str, reason: str, closing: Closing) -> Row:
    day = closing.day or date.today()
    if after in (CLOSED, UNSOLVED):
        closing_day(row).check(day, row["title"])
    if after == CLOSED:
        result = closing.result.strip() or row["result"]
        if not result:
            raise Refused("销号要写明解决情况", where=row["title"], todo="请填写解决情况")
        return {"result": result, "closed": day.isoformat(), "reason": None, **_gains(closing)}
    if after == UNSOLVED:
        return {"reason": reason, "closed": day.isoformat()}
    return {"closed": None} if row["closed"] else {}


def _gains(closing: Closing) -> Row:
    given: Row = {"benefit": closing.benefit, "satisfaction": closing.satisfaction or None}
    return {name: value for name, value in given.items() if value is not None}


def closing_day(row: Record) -> PastDay:
    """On which days a need may have ended."""
    return PastDay("办结日期", date.fromisoformat(row["raised"]), "提出日期", "需求是{}提出的")


def code_to(state: str, target: str) -> str:
    """The move that leads from a state to another. Raises `Refused` naming what may be done."""
    wanted = NEED.state(target).code
    codes = [found.code for found in NEED.moves_from(state) if found.target == wanted]
    if not codes:
        NEED.move_to(state, target)
    return codes[0]


def known(desk: Desk, need: RowId) -> Closing:
    """What the latest visit that solved it has told already. No money: a visit's benefit counts by itself."""
    with desk.store.reading() as connection:
        links = records.where(connection, "visit_needs", {"need": need, "outcome": "解决"})
        solving = records.where(connection, "visits", {"id": [link["visit"] for link in links]}) if links else []
    if not solving:
        return NOTHING
    last = max(solving, key=lambda visit: str(visit["day"]))
    return Closing(last["done"] or "", satisfaction=last["satisfaction"] or "")


def overdue(desk: Desk, day: date | None = None) -> list[Record]:
    """Open needs whose wished-for date has passed, the longest overdue first."""
    today = (day or date.today()).isoformat()
    with desk.store.reading() as connection:
        waiting = records.where(connection, "needs", {"state": OPEN}, order=("due",))
    return [row for row in waiting if row["due"] and row["due"] < today]


def days_over(row: Mapping[str, Value], day: date | None = None) -> int:
    """How many days a need is overdue; 0 if it is not, has no date, or is closed."""
    if not row["due"] or row["state"] not in OPEN:
        return 0
    return max(0, ((day or date.today()) - date.fromisoformat(str(row["due"]))).days)
