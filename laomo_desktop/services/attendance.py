"""Attendance of a class: the grid, single marks, the quick line from the paper sheet, walk-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import marks
from laomo_desktop.domain.attendance import Tally, tally
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.quick_line import parse_quick
from laomo_desktop.services import registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.services.trainings import Class

Cell = tuple[RowId, RowId]
"""(enrolment, period)."""


@dataclass(frozen=True)
class Grid:
    """People × periods. ``marks`` holds what was recorded; nothing recorded is absent from it."""

    of: Class
    marks: Mapping[Cell, Mark]

    def of_person(self, enrolment: RowId) -> Tally:
        """One person's periods."""
        return tally(self.marks.get((enrolment, p["id"])) for p in self.of.periods)

    def of_period(self, period: RowId) -> Tally:
        """One period's people."""
        return tally(self.marks.get((e["id"], period)) for e in self.of.enrolments)


def load(desk: Desk, training: RowId) -> Grid:
    """The class with its marks."""
    with desk.store.reading() as connection:
        of = trainings.load_within(connection, training)
        rows = records.where(connection, "attendance", {"period": [p["id"] for p in of.periods]})
    return Grid(of, {(row["enrolment"], row["period"]): _mark(row) for row in rows if row["mark"]})


def _mark(row: Record) -> Mark:
    mark = marks.Mark.of(row["mark"])
    if mark is None:
        raise Refused(f"考勤记号“{row['mark']}”不认识")
    return mark


def record(desk: Desk, training: RowId, cells: Mapping[Cell, Mark | None]) -> Done:
    """Set marks; None takes one away."""
    desk.must_write()
    with desk.store.operation("考勤", "", desk.user) as write:
        title = _open_title(write, training)
        _put(write, cells)
        write.sentence = f"登记“{title}”考勤{len(cells)}人次"
    return Done(write.number if write.touched else 0, write.sentence)


def _put(write: Write, cells: Mapping[Cell, Mark | None]) -> None:
    rows: list[Row] = [
        {"enrolment": enrolment, "period": period, "mark": mark.label}
        for (enrolment, period), mark in cells.items()
        if mark
    ]
    write.upsert_many("attendance", rows)
    cleared = [pair_id("attendance", *cell) for cell, mark in cells.items() if mark is None]
    if cleared:
        write.delete("attendance", cleared, "清除考勤")


def _open_title(write: Write, training: RowId) -> str:
    row = records.get(write.connection, "trainings", training)
    if row["state"] == "归档":
        raise Refused("培训班已归档，不能再改考勤", where=row["title"], todo="请先取消归档")
    return str(row["title"])


def quick(
    desk: Desk, training: RowId, period_number: int, line: str, *, rest: Mark | None = Mark.ABSENT
) -> tuple[Done, Tally]:
    """Record a period from the quick line; those not named get ``rest`` (None: stay as they are).

    Numbers are those of the printed sheet. Returns what was done and the period's tally. Raises `Refused` with the
    piece that is wrong; then nothing is changed.
    """
    grid = load(desk, training)
    period = period_of(grid.of, period_number)
    cells = read_quick(grid.of, period["id"], line, rest=rest)
    done = record(desk, training, cells)
    return done, load(desk, training).of_period(period["id"])


def read_quick(
    of: Class, period: RowId, line: str, *, rest: Mark | None = Mark.ABSENT
) -> dict[Cell, Mark | None]:
    """The marks a quick line means, without recording them."""
    by_number = {e["number"]: e["id"] for e in of.enrolments}
    if not by_number:
        raise Refused("还没有学员，不能登记考勤", where=of.title, todo="请先导入参训名单")
    read = parse_quick(line, max(by_number))
    gone = sorted(read.alone - set(by_number))
    if gone:
        raise Refused(f"{gone[0]}号已不在名单中", todo="请对照最新的签到表")
    wanted = read.complete(rest) if rest else dict(read.marks)
    return {(by_number[n], period): mark for n, mark in wanted.items() if n in by_number}


def period_of(of: Class, number: int) -> Record:
    """The period of that number; refused with how many there are."""
    for period in of.periods:
        if period["number"] == number:
            return period
    raise Refused(f"没有第{number}节", where=of.title, todo=f"这个班共有{len(of.periods)}节")


def walk_in(desk: Desk, training: RowId, names: Sequence[RowId | str], period: RowId) -> Done:
    """Enrol people on the spot (known ones by key, new ones by name) and mark them present in ``period``.

    Who is on the roster already is marked too.
    """
    desk.must_write()
    with desk.store.operation("现场加入", "", desk.user) as write:
        title = _open_title(write, training)
        people = [
            n if isinstance(n, bytes) else registers.insert_within(write, desk, "people", {"name": n})
            for n in names
        ]
        added = trainings.enrol_within(write, training, people, walk_in=True)
        came = [pair_id("enrolments", training, person) for person in people]
        _put(write, {(enrolment, period): Mark.PRESENT for enrolment in came})
        write.sentence = f"“{title}”现场加入{len(added)}人"
    return Done(write.number if write.touched else 0, write.sentence, tuple(added))
