"""Reading and checking an .xlsx of 100,000 people × 12 columns, beside bare readers.

Ours opens the file, finds failed formulas and the head, checks every cell by its field's rule, derives sex and birth,
and looks for duplicate ID numbers. The limit is calamine only reading the cells; the peer is openpyxl only reading
them (read-only mode). Medians of five runs; the ratios count. Run: ``python benchmarks/bench_excel_read.py [ROWS]``.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import python_calamine

from laomo_desktop.domain.field import Value
from laomo_desktop.domain.id_number import check_digit
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.drafts import Draft, duplicates, read_drafts
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.excel.writing import export

RUNS = 5
PEOPLE = REGISTERS["people"]
COLUMNS = (
    "name", "sex", "id_number", "birth", "phone", "enterprise", "department", "trade", "skill", "education",
    "kind", "remark",
)  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许", "试样例演练拟仿虚构示范㛃䶮国明华建"


def person(number: int) -> dict[str, Value]:
    """A made-up person of a province that is, in a county that is not."""
    birth = date(1961, 1, 1) + timedelta(days=number % 14_000)
    first17 = f"379901{birth:%Y%m%d}{number // 14_000 * 2 + 1:03d}"
    name = SURNAMES[number % 20] + GIVEN[number // 20 % 16] + GIVEN[number // 320 % 16]
    return {
        "name": "𬍛䶮㛃𡈽" if number % 1000 == 0 else name,
        "sex": "男",
        "id_number": first17 + check_digit(first17),
        "birth": birth.isoformat(),
        "phone": f"199{number:08d}",
        "enterprise.title": f"烟台虚构机械{number % 800}有限公司",
        "department": f"{number % 20}车间",
        "trade": "焊工" if number % 3 else "钳工",
        "skill": "高级工",
        "education": "本科",
        "kind": "职工",
        "remark": f"第{number}号" if number % 2 else None,
    }


def ours(path: Path) -> None:
    book = open_workbook(path)
    layout = find_layout(book, PEOPLE)
    drafts = read_drafts(book[layout.sheet], layout, PEOPLE)
    if duplicates((draft for draft in drafts if _is_good(draft)), PEOPLE, layout):
        raise SystemExit("no two made-up people share a number")


def _is_good(draft: Draft) -> bool:
    if draft.errors:
        raise SystemExit(f"made-up people are right: {draft.errors}")
    return True


def calamine(path: Path) -> None:
    for _ in python_calamine.load_workbook(str(path)).get_sheet_by_index(0).iter_rows():
        pass


def openpyxl_only(path: Path) -> None:
    for _ in openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True):
        pass


def median(work: Callable[[Path], None], path: Path) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(path)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.xlsx"
        export(PEOPLE, map(person, range(count)), path, "虚构区总工会", columns=COLUMNS)
        took = {work.__name__: median(work, path) for work in (ours, calamine, openpyxl_only)}
    print(f"{count:,} rows × {len(COLUMNS)} columns, median of {RUNS}")
    for name, seconds in took.items():
        print(f"{name:14} {seconds:8.3f} s   ours/this {took['ours'] / seconds:6.2f}")


if __name__ == "__main__":
    main()
