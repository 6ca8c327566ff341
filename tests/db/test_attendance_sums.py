"""The sums kept by triggers equal a plain join, whatever is done to the rows and in whatever order."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from laomo_desktop.db import figures, journal
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import new_id, pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.db.store import FILE, Store
from laomo_desktop.db.upgrade import versions
from tests.db.conftest import KEY

STEP = Path(versions.__file__).with_name("0003.sql")
MARKS = ("出勤", "迟到", "请假", None)
OFFICES = ("370602", "370611", None)
PLAIN = """
    SELECT coalesce(t.office, ''), coalesce(p.day, ''), p.id, coalesce(a.mark, ''), t.id, count(*)
    FROM attendance a, periods p, trainings t, enrolments e
    WHERE p.id = a.period AND t.id = p.training AND e.id = a.enrolment
    AND a.deleted IS NULL AND p.deleted IS NULL AND t.deleted IS NULL AND e.deleted IS NULL
    GROUP BY p.id, a.mark ORDER BY 3, 4
"""
KEPT = "SELECT office, day, period, mark, training, number FROM attendance_sums WHERE number <> 0 ORDER BY 3, 4"


def plain(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(PLAIN)]


def kept(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(KEPT)]


@contextmanager
def fresh(empty_store: Path) -> Iterator[Store]:
    folder = Path(tempfile.mkdtemp())
    shutil.copyfile(empty_store / FILE, folder / FILE)
    store = Store(folder, KEY)
    try:
        yield store
    finally:
        store.close()
        shutil.rmtree(folder)


class World:
    """Two classes of two periods, two people; every row may come, change, go and come back."""

    def __init__(self) -> None:
        self.trainings = [new_id() for _ in range(2)]
        self.periods = [new_id() for _ in range(4)]
        self.people = [new_id() for _ in range(2)]
        self.enrolments = [pair_id("enrolments", t, p) for t in self.trainings for p in self.people]
        self.cells = [(e, p) for n, e in enumerate(self.enrolments) for p in self.periods[n // 2 * 2 : n // 2 * 2 + 2]]

    def row(self, register: str, place: int, value: int) -> tuple[bytes, dict[str, object]]:
        """The key of a row of the world, and the values it would have."""
        if register == "trainings":
            return self.trainings[place % 2], {"title": "班", "office": OFFICES[value % 3], "begins": "2026-01-01"}
        if register == "periods":
            day = f"2026-0{value % 3 + 1}-01"
            return self.periods[place % 4], {"training": self.trainings[place % 4 // 2], "number": 1, "day": day}
        if register == "enrolments":
            place %= 4
            return self.enrolments[place], {
                "training": self.trainings[place // 2], "person": self.people[place % 2], "number": value
            }  # fmt: skip
        enrolment, period = self.cells[place % 8]
        key = pair_id("attendance", enrolment, period)
        return key, {"enrolment": enrolment, "period": period, "mark": MARKS[value % 4]}


REGISTERS = st.sampled_from(("attendance", "attendance", "attendance", "enrolments", "periods", "trainings"))
ACTS = st.sampled_from(("put", "put", "put", "delete", "revive", "taken", "undo"))
STEPS = st.lists(st.tuples(ACTS, REGISTERS, st.integers(0, 7), st.integers(0, 11)), min_size=1, max_size=40)


def do(write: Write, world: World, act: str, register: str, place: int, value: int) -> None:
    key, values = world.row(register, place, value)
    known = write.states(register, [key]).get(key)
    if act == "put" and known is None:
        write.insert(register, {"id": key, **values})  # type: ignore[dict-item]
    elif act == "put" and known is not None and known.deleted is None:
        write.update(register, key, values)  # type: ignore[arg-type]
    elif act == "delete" and known is not None:
        write.delete(register, [key], "测试")
    elif act == "revive" and known is not None:
        write.set_back(register, key, {"deleted": None})
    elif act == "taken":  # as a package brings it: alive or already deleted, before or after what it points to
        dots = {"": (write.writer, 1)}
        row = StoredRow(key, dict(values), dots, 0, None if value % 3 else "别处删除")  # type: ignore[arg-type]
        if known is None:
            write.put_new(register, [row])
        else:
            write.put_changed(register, row)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_sums_equal_a_plain_join_after_any_history(empty_store: Path, steps: list[tuple[str, str, int, int]]) -> None:
    world = World()
    with fresh(empty_store) as store:
        done: list[int] = []
        for act, register, place, value in steps:
            if act == "undo" and done:
                number = done[value % len(done)]
                with store.operation("撤销", "撤销", "甲", undoes=number) as write:
                    journal.take_back(write, number)
            else:
                with store.operation("测试", "测试", "甲") as write:
                    do(write, world, act, register, place, value)
                if write.touched:
                    done.append(write.number)
            with store.reading() as connection:
                assert kept(connection) == plain(connection)


def test_a_recount_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    world = World()
    with store.operation("测试", "测试", "甲") as write:
        for register, places in (("trainings", 2), ("periods", 4), ("enrolments", 4), ("attendance", 8)):
            for place in range(places):
                do(write, world, "put", register, place, place)
        before = kept(write.connection)
        assert sum(int(str(row[-1])) for row in before) == 8
        figures.recount_attendance(write.connection)
        assert kept(write.connection) == before
    store.close()


def test_an_old_store_gets_its_sums(tmp_path: Path) -> None:
    """Rows written before the step are counted by it."""
    store = Store(tmp_path, KEY)
    world = World()
    with store.operation("测试", "测试", "甲") as write:
        for register, places in (("trainings", 2), ("periods", 4), ("enrolments", 4), ("attendance", 8)):
            for place in range(places):
                do(write, world, "put", register, place, place)
        wanted = kept(write.connection)
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'attendance_sums%'"
        for (name,) in write.connection.exec_driver_sql(names).fetchall():
            write.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        write.connection.exec_driver_sql("DROP TABLE attendance_sums")
        for statement in filter(str.strip, STEP.read_text(encoding="utf-8").split(";\n")):
            write.connection.exec_driver_sql(statement)
        assert kept(write.connection) == wanted != []
        write.delete("periods", [world.periods[0]], "测试")
        assert kept(write.connection) == plain(write.connection) != wanted
    store.close()
