"""The package format beside its limit: 300,000 rows written and read, and memory at ten times the rows.

The limit is the bare libraries: orjson arrays of 500 rows into one zstandard level 3 stream, without hashes,
signature or secrecy. Ours is the whole file: rows counted and hashed, sealed for two recipients, signed; read
back verified first. ``rows`` measures our own row objects with dots on top of it. Medians of five runs; the ratios
count, not the seconds. Run: ``python benchmarks/bench_package_format.py [ROWS]``.
"""

import gc
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import zstandard

from laomo_desktop.sync.container import WriterBook, open_package, write_package
from laomo_desktop.sync.keys import new_identity
from laomo_desktop.sync.model import Dot, Dots, Draft, Header, Kind, RowState, Writer
from laomo_desktop.sync.wire import columns_for, packed, unpacked

RUNS = 5
FIELDS = ("name", "sex", "phone", "enterprise", "post", "trade", "level", "joined")
DISTRICT = new_identity("370602", "烟台市芝罘区总工会", "d1" * 16)
CITY = new_identity("370600", "烟台市总工会", "c1" * 16)
WRITER = Writer("d1" * 16, "0e" * 16)


def states(count: int) -> Iterator[RowState]:
    """Made-up people, cheap to make, ids as random as real ones."""
    step = 0x9E3779B97F4A7C15F39CC0605CEDC835
    for number in range(count):
        values = {
            "name": f"陈㛃{number}",
            "sex": "女",
            "phone": f"199{number:08d}",
            "enterprise": f"{number % 900 * step % 2**128:032x}",
            "post": "班长",
            "trade": "焊工",
            "level": "高级技师",
            "joined": f"2020-0{number % 9 + 1}-1{number % 10}",
        }
        yield RowState(f"{number * step % 2**128:032x}", values, Dots(Dot(WRITER, number + 1)), number // 7)


def header() -> Header:
    names = (DISTRICT.card.office, DISTRICT.card.name, CITY.card.office, CITY.card.name)
    return Header(Kind.REPORT, *names, number=1, writer=WRITER)


def ours_write(path: Path, columns: tuple[str, ...], rows: Any, book: WriterBook) -> None:
    told, cards = Draft(1, 1, "bench", 0, 1), [CITY.card, DISTRICT.card]
    write_package(path, header(), told, [("people", columns, rows)], sender=DISTRICT, recipients=cards, book=book)


def ours_read(path: Path) -> int:
    with open_package(path, CITY, [DISTRICT.card]) as package:
        return sum(1 for _ in package.rows("people"))


def ours_read_rows(path: Path) -> int:
    with open_package(path, CITY, [DISTRICT.card]) as package:
        columns = package.manifest.tables[0].columns
        return sum(1 for _ in unpacked(package.rows("people"), columns, FIELDS, package.manifest.writers))


def bare_write(path: Path, rows: Any) -> None:
    source = iter(rows)
    with path.open("wb") as file, zstandard.ZstdCompressor(level=3).stream_writer(file) as stream:
        while block := list(islice(source, 500)):
            stream.write(orjson.dumps(block, option=orjson.OPT_APPEND_NEWLINE))


def bare_read(path: Path) -> int:
    with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        return sum(len(orjson.loads(line)) for line in io.BufferedReader(stream))


def median(job: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak(count: int) -> int:
    """Kilobytes of resident memory at most, writing and reading ``count`` rows in a process of their own."""
    command = [sys.executable, __file__, "--peak", str(count)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_here(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, book = Path(folder) / "a.lmpkg", WriterBook()
        ours_write(path, columns_for(FIELDS), packed(states(count), FIELDS, book), book)
        if ours_read_rows(path) != count:
            raise SystemExit("rows lost")
    status = Path("/proc/self/status").read_text("ascii")
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def table(title: str, limit: float, measured: float, target: str) -> None:
    print(f"{title:<34}{limit:>9.3f} s{measured:>9.3f} s{measured / limit:>8.2f}×   {target}")


def main(count: int) -> None:
    book = WriterBook()
    rows = list(packed(states(count), FIELDS, book))
    objects = list(states(count))
    columns = columns_for(FIELDS)
    with tempfile.TemporaryDirectory() as folder:
        mine, bare = Path(folder) / "a.lmpkg", Path(folder) / "a.zst"
        write_limit = median(lambda: bare_write(bare, rows))
        print(f"{count} rows, medians of {RUNS} runs\n{'':<34}{'limit':>11}{'ours':>11}{'ratio':>9}")
        table("write arrays", write_limit, median(lambda: ours_write(mine, columns, rows, book)), "to reach: 3×")
        from_objects = median(lambda: ours_write(mine, columns, packed(objects, FIELDS, book), book))
        table("write rows with dots", write_limit, from_objects, "")
        read_limit = median(lambda: bare_read(bare))
        table("read arrays, verified", read_limit, median(lambda: ours_read(mine)), "")
        table("read rows with dots, verified", read_limit, median(lambda: ours_read_rows(mine)), "")
        print(f"size: bare {bare.stat().st_size:,} bytes, ours {mine.stat().st_size:,} bytes")
    small, large = peak(count // 10), peak(count)
    print(f"memory at most: {count // 10} rows {small:,} kB, {count} rows {large:,} kB ({large / small:.2f}×)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        peak_here(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 300_000)
