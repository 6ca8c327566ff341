"""Looking for the same person among many: time and pairs weighed at two sizes, which have to grow alike.

    python benchmarks/bench_duplicates.py [PEOPLE]

Ten times the people may take about ten times as long (quadratic would be a hundred). One person in a hundred is there
twice, half of them with a rare character written otherwise; every one of them has to be found.
"""

import sys
import tempfile
import time
from pathlib import Path

from laomo_desktop.db.vault import Cost
from laomo_desktop.domain.progress import silent
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.resembling import looking
from laomo_desktop.services.resembling.people import PEOPLE
from laomo_desktop.services.same import blocks

CHEAP = Cost(passes=1, memory=8192)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = "试样例演练拟仿虚构示范伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平辉建国堃喆䶮㛃"
OTHERWISE = str.maketrans("堃喆䶮㛃", "坤哲龑絜")
OFFICES = ("370602", "370611")


def name(number: int) -> str:
    rest, last = divmod(number * 7919, len(GIVEN))
    rest, surname = divmod(rest, len(SURNAMES))
    return SURNAMES[surname] + GIVEN[rest % len(GIVEN)] + GIVEN[last]


def person(number: int, *, again: bool = False) -> dict[str, object]:
    day = number * 104_729 % 15_000
    birth = f"{1960 + day // 360:04}-{day % 360 // 30 + 1:02}-{day % 28 + 1:02}"
    called = name(number).translate(OTHERWISE) if again else name(number)
    return {
        "name": called, "birth": birth, "phone": f"199{number * 31 % 100_000_000:08}", "office": OFFICES[again],
    }  # fmt: skip


def fill(desk: Desk, count: int) -> int:
    """``count`` people, every hundredth of them twice; returns how many are there twice."""
    twice = range(0, count, 100)
    with desk.store.operation("测试", "虚构人员", "测试员") as write:
        write.insert_many("people", (person(number) for number in range(count - len(twice))))
        write.insert_many("people", (person(number, again=True) for number in twice if number < count - len(twice)))
    return sum(number < count - len(twice) for number in twice)


def measure(count: int) -> float:
    """Seconds of a sweep over ``count`` people."""
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "store", "370600", "测试员", "abc12345", CHEAP)
        twice = fill(desk, count)
        with desk.store.reading() as connection:
            weighed = sum(1 for _ in blocks.pairs(PEOPLE.faces(connection), PEOPLE.keys, silent))
            begun = time.perf_counter()
            found = looking.find(connection, "people")
            spent = time.perf_counter() - begun
        desk.close()
    known = sum(1 for each in found if "手机" in each.evidence.sentence)
    print(
        f"{count:>8} people: {spent:6.2f} s, {weighed} pairs weighed ({weighed / spent:,.0f}/s), "
        f"{len(found)} suspected, {known} of {twice} found"
    )
    return spent


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    small, large = measure(most // 10), measure(most)
    print(f"ten times the people: {large / small:.1f} times the time")


if __name__ == "__main__":
    main()
