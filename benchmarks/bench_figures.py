"""Figures over 3,000,000 attendance rows, encrypted: the sums kept by triggers beside plain joins and DuckDB.

Ours is `services.figures`' own counting (the statements the home page and the figures page run). Plain: the same
number by joining attendance, periods, trainings and enrolments in the same store. DuckDB: the same joins over its own
copy of the four tables, held in memory (left out where DuckDB is not installed; it is no dependency of the program).
The cost: attendance written through the door with the triggers, and without. Medians of five; the ratios count.
Run: ``python benchmarks/bench_figures.py [ATTENDANCE_ROWS]``.
"""

import importlib.util
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import figures as db
from laomo_desktop.db.figures import Asked
from laomo_desktop.db.figures.facts import PRESENT
from laomo_desktop.db.ids import new_id
from laomo_desktop.db.vault import Cost
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.offices import DISTRICTS
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk

RUNS = 5
BATCH = 50_000
PERIODS, ROSTER = 5, 40
"""Periods a class, and people on its roster."""
YEARS = (2024, 2025, 2026)
OFFICE, YEAR = DISTRICTS[0].code, Asked("2026-01-01", "2026-12-31", (DISTRICTS[0].code,))
ALL = Asked("2024-01-01", "2026-12-31")
MARKS = ("出勤",) * 17 + ("迟到", "请假", "缺勤")
KINDS = (("人次", "attendances", "count(*)"), ("人数", "people", "count(DISTINCT e.person)"))
JOIN = (
    "FROM attendance a JOIN periods p ON p.id = a.period JOIN trainings t ON t.id = p.training "
    "JOIN enrolments e ON e.id = a.enrolment WHERE a.deleted IS NULL AND p.deleted IS NULL AND t.deleted IS NULL "
    f"AND e.deleted IS NULL AND a.mark IN ({PRESENT}) AND p.day >= '{{first}}' AND p.day <= '{{last}}'{{office}}"
)


def joined(asked: Asked, what: str) -> str:
    """The plain statement."""
    office = f" AND t.office = '{asked.offices[0]}'" if asked.offices else ""
    return f"SELECT {what} " + JOIN.format(first=asked.first, last=asked.last, office=office)


def fill(desk: Desk, rows: int) -> None:
    """Classes, rosters and attendance straight into the tables; the triggers count along."""
    classes = rows // (PERIODS * ROSTER)
    people = [new_id() for _ in range(max(rows // 10, ROSTER))]
    with desk.store.operation("示例", "造出考勤", desk.user) as write:
        put = Writer(write.connection)
        put("people", ("name",), ((key, "张三") for key in people))
        made = [(new_id(), YEARS[n % 3], n % 12 + 1, DISTRICTS[n % 14].code) for n in range(classes)]
        put("trainings", ("title", "kind", "begins", "office"),
            ((key, "班", "安全生产大课堂", f"{year}-{month:02}-01", office) for key, year, month, office in made))
        periods = [[new_id() for _ in range(PERIODS)] for _ in made]
        put("periods", ("training", "number", "day"),
            ((key, made[n][0], place + 1, f"{made[n][1]}-{made[n][2]:02}-{place + 1:02}")
             for n, own in enumerate(periods) for place, key in enumerate(own)))
        rosters = [[new_id() for _ in range(ROSTER)] for _ in made]
        put("enrolments", ("training", "person", "number"),
            ((key, made[n][0], people[(n * 7919 + place * 31) % len(people)], place + 1)
             for n, own in enumerate(rosters) for place, key in enumerate(own)))
        put("attendance", ("enrolment", "period", "mark"),
            ((new_id(), enrolment, period, MARKS[(n + place * 7) % len(MARKS)])
             for n, own in enumerate(rosters)
             for period in periods[n] for place, enrolment in enumerate(own)))  # fmt: skip
        write.note()


class Writer:
    """Rows by batches: key first, then the fields."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, table: str, fields: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
        columns = ("id", *fields, "rev", "own", "base", "dots")
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        while batch := [(*row, 1, 1, 0, '{"":[1,1]}') for row in islice(rows, BATCH)]:
            self._connection.exec_driver_sql(statement, batch)


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds, after one untimed round."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def copied(connection: Connection) -> Any:
    """DuckDB's own copy of the four tables; None where it is not installed."""
    if importlib.util.find_spec("duckdb") is None:
        return None
    duck = lazy("duckdb").connect()
    tables = {
        "attendance": ("enrolment", "period", "mark"), "periods": ("training", "day"), "trainings": ("office",),
        "enrolments": ("person",),
    }  # fmt: skip
    folder = Path(tempfile.mkdtemp())
    for table, fields in tables.items():
        named = ", ".join(f"hex({f})" if f in ("enrolment", "period", "training", "person") else f for f in fields)
        path = folder / f"{table}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write(",".join(("id", *fields, "deleted")) + "\n")
            for row in connection.exec_driver_sql(f"SELECT hex(id), {named} FROM {table}"):
                file.write(",".join(map(str, row)) + ",\n")
        duck.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', header=true, all_varchar=true)")
        path.unlink()
    return duck


def line(what: str, ours: float, plain: float, duck: float | None) -> None:
    """One row of the table, with the ratios."""
    other = f"{duck:10.1f}{duck / ours:8.1f}×" if duck is not None else "         –"
    print(f"{what:<34}{ours:10.1f}{plain:12.1f}{plain / ours:9.1f}×{other}", flush=True)


def measure(desk: Desk) -> None:
    """Read: a district's year and everything, 人次 and 人数."""
    with desk.store.reading() as connection:
        duck = copied(connection)
        print(f"{'ms':<34}{'ours':>10}{'plain join':>12}{'ratio':>10}{'DuckDB':>10}")
        for name, asked, runs in (("a district's year", YEAR, RUNS), ("everything, three years", ALL, 3)):
            for what, code, expr in KINDS:
                statement = joined(asked, expr)
                found = db.counted(connection, code, asked)[None]
                plainly = connection.exec_driver_sql(statement).scalar_one()
                assert found == plainly, (found, plainly)
                ours = median(lambda code=code, asked=asked: db.counted(connection, code, asked), runs)
                plain = median(lambda s=statement: connection.exec_driver_sql(s).scalar_one(), min(runs, 2))
                other = median(lambda s=statement: duck.execute(s).fetchone(), runs) if duck else None
                line(f"{name}: {what} ({found:,})", ours, plain, other)
        by = median(lambda: db.counted(connection, "attendances", YEAR, "month"))
        print(f"a district's year by month: {by:.1f} ms")
    if duck is None:
        print("DuckDB is not installed here: its column was left out.")


def cost(desk: Desk, rows: int = 20_000) -> None:
    """Write: attendance through the door, with the triggers and without them."""
    with_triggers = statistics.median(written(desk, rows) for _ in range(RUNS))
    with desk.store.operation("示例", "去掉触发器", desk.user) as write:
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'attendance_sums_attendance%'"
        for (name,) in write.connection.exec_driver_sql(names).fetchall():
            write.connection.exec_driver_sql(f"DROP TRIGGER {name}")
    without = statistics.median(written(desk, rows) for _ in range(RUNS))
    print(f"writing {rows:,} rows through the door: {with_triggers:.2f} s with the sums, {without:.2f} s without, "
          f"{with_triggers / without:.2f}×")  # fmt: skip


def written(desk: Desk, rows: int) -> float:
    """Seconds to write attendance of a new class."""
    with desk.store.operation("示例", "又一个班", desk.user) as write:
        training = write.insert("trainings", {"title": "班", "kind": "甲", "begins": "2026-01-01", "office": OFFICE})
        period_rows = [{"training": training, "number": n, "day": f"2026-02-{n + 1:02}"} for n in range(20)]
        periods = write.insert_many("periods", period_rows)
        people = [row[0] for row in write.connection.exec_driver_sql(f"SELECT id FROM people LIMIT {rows // 20}")]
        roster = write.insert_many("enrolments", [{"training": training, "person": p, "number": 1} for p in people])
        marks = [{"enrolment": e, "period": p, "mark": "出勤"} for p in periods for e in roster]
        begun = time.perf_counter()
        write.insert_many("attendance", marks)
        return time.perf_counter() - begun


def main() -> None:
    """Build the store, measure, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "city", "370600", "管理员", "secret1", Cost(1, 8192 * 1024))
        begun = time.perf_counter()
        fill(desk, rows)
        print(f"{rows:,} attendance rows filled in {time.perf_counter() - begun:.0f} s", flush=True)
        measure(desk)
        cost(desk)
        desk.close()


if __name__ == "__main__":
    main()
