"""Writing a package of people and taking it in, beside the bare work: orjson + zstandard, sqlite3's upsert.

    python benchmarks/bench_packages.py [ROWS] [RUNS]

Ratios count, not seconds. Targets: out within 3 times the bare writing, in within 2 times the bare upsert into a table
of the same columns and indexes. The search index and the look whether anybody was here already follow in the background
and are told on their own. Memory is the peak
of each step above what stood before it.
"""

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import zstandard
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex
from sqlcipher3 import dbapi2

from laomo_desktop.db import engine
from laomo_desktop.db.ids import new_id
from laomo_desktop.db.schema import TABLES
from laomo_desktop.db.vault import Cost
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.resembling import looking

CHEAP = Cost(passes=1, memory=8192)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "试样例演练拟仿虚构示范伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平辉建国"
TRADES = ("焊工", "钳工", "车工", "电工", "数控车工")


class Peak:
    """The process's memory above where it began, sampled while a step runs (MB)."""

    def __init__(self) -> None:
        self.mb = 0.0
        self._stop = threading.Event()

    def __enter__(self) -> "Peak":
        self._base = resident()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            self.mb = max(self.mb, resident() - self._base)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def resident() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def person(number: int) -> dict[str, object]:
    name = SURNAMES[number % 30] + GIVEN[number // 30 % 33] + GIVEN[number // 990 % 33]
    return {
        "name": name, "sex": "男" if number % 2 else "女",
        "id_number": f"990101{10000000 + number}{number % 10000:04d}",
        "birth": f"19{60 + number % 40}-0{1 + number % 9}-1{number % 9}", "phone": f"1990{number:07d}",
        "department": f"{number % 20}车间", "post": "班长" if number % 9 == 0 else "工人",
        "trade": TRADES[number % 5], "skill": "高级工", "education": "大专", "kind": "职工", "office": "370602",
        "consent": 1, "remark": None if number % 3 else "虚构数据",
    }  # fmt: skip


def offices(folder: Path) -> tuple[Desk, Desk]:
    made = [
        desks.create(folder / code, code, "测试员", "abc12345", CHEAP)[0] for code in ("370600", "370602")
    ]
    for one, other in (made, made[::-1]):
        card = office_keys.own(other).card
        with one.store.operation("密钥", "登记", "测试员") as write:
            office_keys.trust(write, card)
    return made[0], made[1]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    with Peak() as peak:
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
    return seconds, peak.mb


def bare_write(rows: list[list[object]], path: Path) -> None:
    """The limit of writing: rows in memory to one compressed file."""
    packer = zstandard.ZstdCompressor(level=3)
    with path.open("wb") as file, packer.stream_writer(file) as out:
        for start in range(0, len(rows), 500):
            out.write(orjson.dumps(rows[start : start + 500], option=orjson.OPT_APPEND_NEWLINE))


def bare_upsert(rows: list[tuple[object, ...]], path: Path, key: bytes) -> None:
    """The limit of taking in: the driver's upsert into the same table with the same indexes, encrypted as ours."""
    table = TABLES["people"]
    connection = engine.connect(path, key)
    names = [column.name for column in table.columns]
    kinds = ", ".join(
        f"{n} BLOB" if n == "id" else f"{n} INTEGER PRIMARY KEY" if n == "n" else n for n in names
    )
    connection.execute(f"CREATE TABLE people ({kinds}, UNIQUE (id))")
    for index in table.indexes:
        connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    marks = ", ".join("?" * len(names))
    changes = ", ".join(f"{n} = excluded.{n}" for n in names if n not in ("n", "id"))
    connection.execute("BEGIN")
    connection.executemany(
        f"INSERT INTO people ({', '.join(names)}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
        rows,
    )
    connection.execute("COMMIT")
    connection.close()


def stored_rows(desk: Desk) -> tuple[list[list[object]], list[tuple[object, ...]]]:
    """The district's people as plain JSON rows, and as a table's rows."""
    with desk.store.reading() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM people")]
    plain = [[value.hex() if isinstance(value, bytes) else value for value in row] for row in found]
    return plain, found


def limits(district: Desk, folder: Path) -> dict[str, tuple[float, float]]:
    plain, tuples = stored_rows(district)
    found = {"bare write": timed(lambda: bare_write(plain, folder / "bare.zst"))}
    found["bare upsert"] = timed(lambda: bare_upsert(tuples, folder / "bare.db", b"k" * 32))
    return found


def run(rows: int) -> dict[str, tuple[float, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        city, district = offices(folder)
        with district.store.operation("导入", "造数据", "测试员") as write:
            write.insert_many("people", ({"id": new_id(), **person(n)} for n in range(rows)))
        district.store.wait_for_index()
        found = limits(district, folder)
        path = folder / "one.lmpkg"
        found["write package"] = timed(lambda: exchange.export(district, path))
        found["take in"] = timed(lambda: exchange.take_in(city, path, look=False))
        found["the look at who was here, after it"] = timed(lambda: looking.catch_up(city))
        found["its search index, behind it"] = timed(city.store.wait_for_index)
        found["the same again"] = timed(lambda: exchange.take_in(city, path))
        report = folder / "two.lmpkg"
        exchange.export(district, report)
        found["a cumulative one, all known"] = timed(lambda: exchange.take_in(city, report))
        size = path.stat().st_size / 2**20
        print(f"  package {size:.1f} MB, bare file {(folder / 'bare.zst').stat().st_size / 2**20:.1f} MB")
        city.close()
        district.close()
    return found


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    print(
        f"{rows:,} people, {len(REGISTERS['people'].fields)} fields, SQLite {dbapi2.sqlite_version}, {runs} runs"
    )
    results = [run(rows) for _ in range(runs)]
    median = {n: statistics.median(r[n][0] for r in results) for n in results[0]}
    peak = {n: statistics.median(r[n][1] for r in results) for n in results[0]}
    limit = {
        "write package": "bare write",
        "take in": "bare upsert",
        "a cumulative one, all known": "bare upsert",
    }
    print(f"{'work':30}{'seconds':>9}{'rows/s':>11}{'peak MB':>9}{'ratio to the limit':>20}")
    for name, seconds in median.items():
        ratio = f"{seconds / median[limit[name]]:.2f} × {limit[name]}" if name in limit else ""
        print(f"{name:30}{seconds:9.2f}{rows / seconds:11,.0f}{peak[name]:9.0f}{ratio:>24}")


if __name__ == "__main__":
    main()
