"""Exporting 100,000 people × 12 columns to .xlsx with styles, beside other writers.

The limit is rust_xlsxwriter fed with ready records and no styles; the peers are openpyxl in write-only mode and
XlsxWriter in constant-memory mode, both without styles, which favours them. Medians of five runs; then the highest
memory of one export of a tenth of the rows and of all, each in a fresh process: it should not grow.
The ratios count. Run: ``python benchmarks/bench_export.py [ROWS]``.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import rustpy_xlsxwriter
import xlsxwriter
from bench_excel_read import COLUMNS, PEOPLE, RUNS, person

from laomo_desktop.domain.field import Value
from laomo_desktop.excel.writing import export

KEYS = tuple("enterprise.title" if name == "enterprise" else name for name in COLUMNS)


Rows = Iterable[dict[str, Value]]


def ours(rows: Rows, path: Path) -> None:
    export(PEOPLE, rows, path, "虚构区总工会", columns=COLUMNS)


def limit(rows: Rows, path: Path) -> None:
    rustpy_xlsxwriter.write_worksheet(rows, str(path))


def openpyxl_write_only(rows: Rows, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([row[key] for key in KEYS])
    book.save(path)


def xlsxwriter_constant(rows: Rows, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, key in enumerate(KEYS):
                if row[key] is not None:
                    sheet.write_string(number, column, str(row[key]))


def median(work: Callable[[Rows, Path], None], rows: Rows, path: Path) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(rows, path)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def peak(count: int) -> float:
    """The highest memory of one export in a fresh process, MB."""
    told = subprocess.run([sys.executable, __file__, "--peak", str(count)], capture_output=True, text=True, check=True)
    return float(told.stdout)


def main() -> None:
    count = int(sys.argv[-1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.xlsx"
        if "--peak" in sys.argv:
            ours(map(person, range(count)), path)
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            return
        rows = list(map(person, range(count)))
        works = (ours, limit, openpyxl_write_only, xlsxwriter_constant)
        took = {work.__name__: median(work, rows, path) for work in works}
    print(f"{count:,} rows × {len(COLUMNS)} columns, median of {RUNS}")
    for name, seconds in took.items():
        print(f"{name:20} {seconds:8.3f} s   ours/this {took['ours'] / seconds:6.2f}")
    print(f"memory: {peak(count // 10):.0f} MB for {count // 10:,} rows, {peak(count):.0f} MB for {count:,}")


if __name__ == "__main__":
    main()
