"""节次 of a class: planned by half-days, put in order, taken away."""

from collections.abc import Sequence

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.trainings import HALF_DAYS
from laomo_desktop.services import registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done


def plan(desk: Desk, training: RowId, begins: str, ends: str, count: int | None = None) -> Done:
    """Add periods by half-day (ISO dates, both included), numbered on from those there are."""
    desk.must_write()
    wanted = trainings.planned_periods(begins, ends, count)
    with desk.store.operation("排节次", "", desk.user) as write:
        there = _open(write, training)
        known = {(p["day"], p["half"]) for p in there}
        fresh = [p for p in wanted if (p["day"], p["half"]) not in known]
        if not fresh:
            raise Refused("这些半天都已有节次", todo="请换日期，或逐节新增")
        last = max((p["number"] for p in there), default=0)
        rows = [{**p, "training": training, "number": last + n} for n, p in enumerate(fresh, 1)]
        keys = write.insert_many("periods", rows)
        write.sentence = f"“{_title(write, training)}”增加{len(keys)}节"
    return Done(write.number, write.sentence, tuple(keys))


def remove(desk: Desk, training: RowId, keys: Sequence[RowId], reason: str = "取消该节") -> Done:
    """Take periods away. Refused where attendance was recorded."""
    desk.must_write()
    with desk.store.operation("删除节次", "", desk.user) as write:
        _open(write, training)
        registers.refuse_if_held(write.connection, REGISTERS["periods"], keys)
        count = write.delete("periods", keys, reason)
        write.sentence = f"“{_title(write, training)}”删除{count}节"
    return Done(write.number if write.touched else 0, write.sentence, tuple(keys))


def renumber(desk: Desk, training: RowId) -> Done:
    """Number the periods 1, 2, 3 … by day and time."""
    desk.must_write()
    with desk.store.operation("排节次", "", desk.user) as write:
        ordered = sorted(_open(write, training), key=_when)
        write.update_many("periods", [(p["id"], {"number": n}) for n, p in enumerate(ordered, 1)])
        write.sentence = f"“{_title(write, training)}”按日期重排节次"
    return Done(write.number if write.touched else 0, write.sentence)


def _when(period: Record) -> tuple[str, int, str, int]:
    half = HALF_DAYS.index(period["half"]) if period["half"] in HALF_DAYS else len(HALF_DAYS)
    return period["day"], half, period["starts"] or "", period["number"]


def _open(write: Write, training: RowId) -> list[Record]:
    """The periods there are; refused for an archived class."""
    row = records.get(write.connection, "trainings", training)
    if row["state"] == "归档":
        raise Refused("培训班已归档，不能再改", where=row["title"], todo="请先取消归档")
    return records.where(write.connection, "periods", {"training": training}, order=("number",))


def _title(write: Write, training: RowId) -> str:
    return query.titles(write.connection, "trainings", [training]).get(training, "")
