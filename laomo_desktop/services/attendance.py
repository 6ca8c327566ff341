"""Attendance of a class: the grid, single marks, the quick line from the paper sheet, walk-ins."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain import marks
from laomo_desktop.domain.attendance import Tally, before_coming, tally
from laomo_desktop.domain.class_life import Facts
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


def outside(of: Class, mark: Callable[[Cell], Mark | None]) -> frozenset[Cell]:
    """The cells nobody has to fill in: of those who joined on the spot, before they came (未参加)."""
    found: set[Cell] = set()
    for enrolment in of.enrolments:
        if enrolment["walk_in"]:
            cells: list[Cell] = [(enrolment["id"], period["id"]) for period in of.periods]
            found.update(cells[place] for place in before_coming([mark(cell) for cell in cells]))
    return frozenset(found)


@dataclass(frozen=True)
class Grid:
    """People × periods. ``marks`` holds what was recorded; nothing recorded is absent from it."""

    of: Class
    marks: Mapping[Cell, Mark]

    @cached_property
    def outside(self) -> frozenset[Cell]:
        """See `outside`."""
        return outside(self.of, self.marks.get)

    def of_person(self, enrolment: RowId) -> Tally:
        """One person's periods; those before she joined on the spot count as absent."""
        cells: list[Cell] = [(enrolment, p["id"]) for p in self.of.periods]
        return tally(Mark.ABSENT if cell in self.outside else self.marks.get(cell) for cell in cells)

    def of_period(self, period: RowId) -> Tally:
        """One period's people, without those who joined later on the spot."""
        cells: list[Cell] = [(e["id"], period) for e in self.of.enrolments]
        return tally(self.marks.get(cell) for cell in cells if cell not in self.outside)

    @property
    def complete(self) -> bool:
        """Whether of every period everybody is marked who has to be."""
        cells = ((e["id"], p["id"]) for e in self.of.enrolments for p in self.of.periods)
        return bool(self.marks) and all(cell in self.marks or cell in self.outside for cell in cells)


def load(desk: Desk, training: RowId) -> Grid:
    """The class with its marks."""
    with desk.store.reading() as connection:
        return load_within(connection, training)


def load_within(connection: Connection, training: RowId) -> Grid:
    """As `load`, on an open connection."""
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
        _put(write, training, cells)
        write.sentence = f"登记“{title}”考勤{len(cells)}人次"
    return Done(write.number if write.touched else 0, write.sentence)


def _put(write: Write, training: RowId, cells: Mapping[Cell, Mark | None]) -> None:
    rows: list[Row] = [
        {"enrolment": enrolment, "period": period, "mark": mark.label}
        for (enrolment, period), mark in cells.items()
        if mark
    ]
    write.upsert_many("attendance", rows)
    trainings.follow(write, training, Facts(begun=bool(rows)))
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
    cells = read_quick(grid, period["id"], line, rest=rest)
    done = record(desk, training, cells)
    return done, load(desk, training).of_period(period["id"])


def read_quick(
    grid: Grid, period: RowId, line: str, *, rest: Mark | None = Mark.ABSENT
) -> dict[Cell, Mark | None]:
    """The marks a quick line means, without recording them.

    Who joined on the spot later than this period is not on its sheet: only being named alone marks her in it.
    """
    by_number = {e["number"]: e["id"] for e in grid.of.enrolments}
    twice = [number for number, times in Counter(e["number"] for e in grid.of.enrolments).items() if times > 1]
    if twice:
        raise Refused(f"有{twice[0]}号两名学员，分不清是谁", where=grid.of.title, todo="请先在名单里重排序号")
    if not by_number:
        raise Refused("还没有学员，不能登记考勤", where=grid.of.title, todo="请先导入参训名单")
    read = parse_quick(line, max(by_number))
    gone = sorted(read.alone - set(by_number))
    if gone:
        raise Refused(f"{gone[0]}号已不在名单中", todo="请对照最新的签到表")
    wanted = read.complete(rest) if rest else dict(read.marks)
    meant = {(by_number[n], period): (n, mark) for n, mark in wanted.items() if n in by_number}
    return {
        cell: mark for cell, (n, mark) in meant.items() if n in read.alone or not _later(grid, cell)
    }


def _later(grid: Grid, cell: Cell) -> bool:
    """Whether the person came on the spot to a later period."""
    marked = any((cell[0], p["id"]) in grid.marks for p in grid.of.periods)
    return cell in grid.outside and marked


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
        _put(write, training, {(enrolment, period): Mark.PRESENT for enrolment in came})
        write.sentence = f"“{title}”现场加入{len(added)}人"
    return Done(write.number if write.touched else 0, write.sentence, tuple(added))
