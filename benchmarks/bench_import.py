"""100,000 people from an .xlsx into the encrypted store, beside the limit and beside openpyxl only reading the file.

Ours is the whole import of the window: read, check every field, find duplicates in the file and in the store, write
with journal (a copy of the store is taken first); the search index follows in the background and is told on its own.
The limit is calamine's bare read and one executemany of finished rows into the same table with the same indexes, in
the same kind of encrypted file. The peer is openpyxl in read-only mode, which only reads. Each round begins with an
empty store; medians of the rounds; the ratios count. Run: ``python benchmarks/bench_import.py [ROWS] [ROUNDS]``.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
import rustpy_xlsxwriter

from laomo_desktop.db import engine, pinyin, search
from laomo_desktop.db.schema import TABLES, metadata
from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
from laomo_desktop.services import imports
from laomo_desktop.services.imports import Verdict

CHEAP = Cost(1, 8192 * 1024)
HEADS = (
    "姓名", "性别", "身份证号码", "出生日期", "联系电话", "工作单位",
    "部门", "职务", "工种", "技能等级", "文化程度", "备注"
)  # fmt: skip
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严"
    "华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海燕红梅春生龙云飞鹏宇浩然子轩梓涵欣怡㛃䶮"
TRADES, SKILLS, SCHOOLS = ("焊工", "钳工", "电工", "数控车工"), ("高级工", "技师", "高级技师"), ("本科", "大专", "中专")
UNITS = 800
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def person(number: int) -> tuple[str, ...]:
    """A made-up person of the unreal area 990101; the ID's check digit is right."""
    born = date(1961, 1, 1) + timedelta(days=number % 14_000)
    order = (number // 14_000 * 2 + number % 2) % 1000
    first = f"990101{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    mixed = number * 2_654_435_761 % 2**32
    given = GIVEN[mixed % len(GIVEN)] + (GIVEN[mixed // 64 % len(GIVEN)] if mixed % 5 else "")
    return (
        SURNAMES[mixed // 4096 % len(SURNAMES)] + given, "男" if order % 2 else "女", first + "10X98765432"[total % 11],
        born.isoformat(), f"199{number:08d}", f"烟台某某第{mixed % UNITS}机械有限公司", f"第{mixed % 9}车间", "班组长",
        TRADES[mixed % 4], SKILLS[mixed % 3], SCHOOLS[mixed % 3], f"编号{number}",
    )  # fmt: skip


def make_book(folder: Path, rows: int) -> Path:
    path = folder / "职工花名册.xlsx"
    records = (dict(zip(HEADS, person(n), strict=True)) for n in range(rows))
    rustpy_xlsxwriter.write_worksheet(records, str(path), sheet_name="职工")
    return path


def ours(book: Path, folder: Path) -> None:
    """Everything the window does, on a fresh store; making the store is not counted."""
    desk, _ = desks.create(folder / "store", "370602", "管理员", "secret1", CHEAP)
    begin = time.perf_counter()
    of = imports.preview(desk, "people", book)
    read = time.perf_counter()
    done = imports.apply(desk, of)
    spent = time.perf_counter()
    desk.store.wait_for_index()
    indexed = time.perf_counter()
    desk.close()
    assert done.counts[Verdict.NEW] == len(of.lines), done.counts
    STEPS.append((read - begin, spent - read))
    BEHIND.append(indexed - spent)


STEPS: list[tuple[float, float]] = []
BEHIND: list[float] = []


def bare_read(book: Path) -> list[list[Any]]:
    with python_calamine.load_workbook(str(book)) as read:
        return list(read.get_sheet_by_index(0).iter_rows())


class Limit:
    """Rows finished beforehand, so that only the reading and the one executemany count."""

    def __init__(self, book: Path, folder: Path) -> None:
        desk, _ = desks.create(folder / "model", "370602", "管理员", "secret1", CHEAP)
        imports.apply(desk, imports.preview(desk, "people", book))
        table = TABLES["people"]
        self._table = table
        with desk.store.reading() as connection:
            columns = ", ".join(c.name for c in table.columns)
            self._rows = [tuple(r) for r in connection.exec_driver_sql(f"SELECT {columns} FROM people")]
        desk.close()

    def run(self, book: Path, folder: Path) -> None:
        bare_read(book)
        made = engine.writing_engine(folder / "bare.db", b"k" * 32)
        with made.begin() as connection:
            metadata().create_all(connection, tables=[self._table])
            marks = ", ".join("?" * len(self._table.columns))
            connection.exec_driver_sql(f"INSERT INTO people VALUES ({marks})", self._rows)
        made.dispose()


def peer(book: Path, _folder: Path) -> None:
    read = openpyxl.load_workbook(book, read_only=True)
    for _ in read.active.iter_rows(values_only=True):
        pass
    read.close()


def measured(work: Callable[[Path, Path], None], book: Path) -> float:
    """Seconds of one round, its folder thrown away after; nothing remembered from earlier rounds."""
    for cached in (pinyin.sort_key, pinyin.readings, search.word_tokens):
        cached.cache_clear()
    with tempfile.TemporaryDirectory() as name:
        before = len(STEPS)
        begin = time.perf_counter()
        work(book, Path(name))
        spent = time.perf_counter() - begin
    return sum(STEPS[-1]) if len(STEPS) > before else spent


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = make_book(folder, rows)
        limit = Limit(book, folder)
        STEPS.clear()
        BEHIND.clear()
        jobs = {"ours": ours, "limit: bare read and write": limit.run, "peer: openpyxl, read only": peer}
        spent: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(rounds):
            for job, work in jobs.items():
                spent[job].append(measured(work, book))
    seconds = {job: statistics.median(times) for job, times in spent.items()}
    own, bare = seconds["ours"], seconds["limit: bare read and write"]
    print(f"import of {rows:,} people, medians of {rounds}")
    print(f"{'':28}{'seconds':>9}{'of limit':>10}{'ours is':>10}")
    for job, value in seconds.items():
        print(f"{job:28}{value:9.2f}{value / bare:10.2f}{own / value:9.2f}×")
    told = [statistics.median(step) for step in zip(*STEPS, strict=True)]
    behind = statistics.median(BEHIND)
    print(f"ours: {told[0]:.2f} read, checked and compared, {told[1]:.2f} written; {behind:.2f} of index behind it")
    print("targets: ours at most 3.00 of the limit, and done before the peer has read")


if __name__ == "__main__":
    main()
