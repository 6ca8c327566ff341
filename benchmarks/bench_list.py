"""A list of 1,000,000 people in an encrypted store: first rows, a page, the middle, sorted, filtered, and memory.

Ours is the window's own model (`RegisterModel`: count, page, cells in words, masked). The limit is the bare SQL of
the same rows through the driver on the same file. The peer fetches every row eagerly, as a plain table model does.
Medians of five; the ratios count. Memory is the growth of the process's resident set.
Run: ``python benchmarks/bench_list.py [ROWS]``.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laomo_desktop.db import pinyin
from laomo_desktop.db.ids import new_id
from laomo_desktop.db.query import Query
from laomo_desktop.db.vault import Cost
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.list.model import RegisterModel

RUNS = 5
VISIBLE = 30
BATCH = 50_000
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "试样例演练拟仿虚构示范㛃䶮明华建国伟芳"
TRADES = ("焊工", "钳工", "电工", "车工", "铣工", "起重工", "管工")
FIELDS = ("name", "sex", "phone", "enterprise", "trade", "skill", "kind", "office")


def fill(desk: Desk, count: int) -> None:
    """Rows straight into the table: what is measured is reading (the search index is another benchmark's)."""
    with desk.store.operation("示例", "造出大名册", desk.user) as write:
        units = [
            write.insert("enterprises", {"name": f"虚构企业{n}号", "office": "370602"}) for n in range(500)
        ]
        columns = ("n", "id", *FIELDS, "sort_key", "rev", "own", "base", "dots")
        statement = f"INSERT INTO people ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        people = made_up(count, units)
        while batch := list(islice(people, BATCH)):
            write.connection.exec_driver_sql(statement, batch)


def made_up(count: int, units: list[bytes]) -> Iterator[tuple[Any, ...]]:
    """Made-up people in no order; phones of the unused block 199."""
    for n in range(1, count + 1):
        mixed = n * 2654435761 % 2**32
        name = SURNAMES[mixed % 30] + GIVEN[mixed // 30 % 18] + GIVEN[mixed // 540 % 18]
        yield (
            n, new_id(), name, "男" if mixed & 1 else "女", f"199{mixed % 10**8:08}", units[mixed % 500],
            TRADES[mixed % 7], "技师", "劳模" if mixed % 20 == 0 else "职工", "370602",
            pinyin.sort_key(name, person=True), 1, 1, 0, "{}",
        )


def screenful(model: RegisterModel, first: int) -> None:
    """What the view asks for to paint a screen."""
    for row in range(first, min(first + VISIBLE, model.rowCount())):
        for column in range(model.columnCount()):
            model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)


def ours(desk: Desk, query: Query, first: int) -> Callable[[], int]:
    """Show the list under ``query`` and paint the screen at row ``first``."""

    def run() -> int:
        model = RegisterModel(desk, "people", REGISTERS["people"].columns)
        model.show(query)
        screenful(model, first)
        return model.rowCount()

    return run


def jump(desk: Desk, query: Query, first: int) -> Callable[[], int]:
    """The list stands already: paint the screen at row ``first``."""
    model = RegisterModel(desk, "people", REGISTERS["people"].columns)
    model.show(query)

    def run() -> int:
        model._pages.forget()
        screenful(model, first)
        return model.rowCount()

    return run


def bare(desk: Desk, order: str, offset: int, *, where: str = "", counted: bool = True) -> Callable[[], int]:
    """The same rows by hand: count, then one page with its enterprises' names; the plan is the best one for each."""
    shown = ", ".join(f"p.{name}" for name in REGISTERS["people"].columns)
    alive = f"{'' if order.startswith('sort_key') and not where else '+'}deleted IS NULL {where}"
    chosen = f"SELECT n FROM people WHERE {alive} ORDER BY {order} LIMIT 100 OFFSET {offset}"
    page = (
        f"SELECT {shown}, e.name FROM ({chosen}) AS l JOIN people AS p ON p.n = l.n "
        "LEFT JOIN enterprises AS e ON e.id = p.enterprise"
    )
    total = f"SELECT count(*) FROM people WHERE {alive if where else 'deleted IS NULL'}"

    def run() -> int:
        with desk.store.reading() as connection:
            found = connection.exec_driver_sql(total).scalar_one() if counted else 0
            connection.exec_driver_sql(page).fetchall()
            return int(found)

    return run


def eager(desk: Desk) -> list[Any]:
    """Every row at once, as a plain table model keeps them."""
    shown = ", ".join(f"p.{name}" for name in REGISTERS["people"].columns)
    with desk.store.reading() as connection:
        return connection.exec_driver_sql(
            f"SELECT {shown}, e.name FROM people AS p LEFT JOIN enterprises AS e ON e.id = p.enterprise "
            "WHERE p.deleted IS NULL ORDER BY p.sort_key, p.n"
        ).fetchall()


def median(work: Callable[[], object]) -> float:
    """Milliseconds, after one untimed round."""
    work()
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def resident() -> float:
    """This process's memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def line(what: str, mine: Callable[[], object], limit: Callable[[], object], peer: float | None = None) -> None:
    """Measure and print one row of the table."""
    took, bare_took = median(mine), median(limit)
    other = f"{peer:10.0f}  {peer / took:7.1f}×" if peer else ""
    print(f"{what:<34}{took:10.1f}{bare_took:10.1f}{took / bare_took:8.2f}  {other}")


def measure(desk: Desk, rows: int) -> None:
    """Print the table."""
    plain = Query("people")
    middle = rows // 2
    by_trade, by_name = Query("people", order=("trade",)), Query("people", order=("-name",))
    filtered = Query("people", filters={"kind": ("劳模",), "trade": ("焊工",)})
    begun = time.perf_counter()
    whole = eager(desk)
    peer = (time.perf_counter() - begun) * 1000
    del whole
    where = "AND kind = '劳模' AND trade = '焊工'"
    print(f"{rows:,} rows, ms{'':<21}{'ours':>10}{'SQL':>10}{'ratio':>8}  {'eager':>10}")
    line("first rows, exact count", ours(desk, plain, 0), bare(desk, "sort_key, n", 0), peer)
    line("a page", jump(desk, plain, 200), bare(desk, "sort_key, n", 200, counted=False))
    line("jump to the middle", jump(desk, plain, middle), bare(desk, "sort_key, n", middle, counted=False))
    line("sort by name, descending", ours(desk, by_name, 0), bare(desk, "sort_key DESC, n DESC", 0))
    line("sort by trade (no index)", ours(desk, by_trade, 0), bare(desk, "trade, n", 0))
    line("… jump to the middle", jump(desk, by_trade, middle), bare(desk, "trade, n", middle, counted=False))
    line("filter by two fields", ours(desk, filtered, 0), bare(desk, "sort_key, n", 0, where=where))


def memory(desk: Desk, rows: int) -> None:
    """What walking through the whole list costs, beside holding it."""
    model = RegisterModel(desk, "people", REGISTERS["people"].columns)
    model.show(Query("people"))
    screenful(model, 0)
    before = resident()
    for first in range(0, rows, rows // 60):
        screenful(model, first)
    walked = resident() - before
    before = resident()
    whole = eager(desk)
    held = resident() - before
    print(f"memory, MB: ours after 60 jumps {walked:.1f}; eager {held:.0f} ({len(whole):,} rows)")


def main() -> None:
    """Build the store, measure, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "store", "370602", "管理员", "secret1", Cost(1, 8192 * 1024))
        fill(desk, rows)
        measure(desk, rows)
        memory(desk, rows)
        desk.close()


if __name__ == "__main__":
    main()
