"""Matching a need with 3,000 experts among 300,000 people (30 teams, 3,000 past assignments) in an encrypted store.

Ours: `Matcher.rank`, warm (nothing written since); after a need was entered; after an expert was changed (the pool
follows the journal); and the first time, when everything is read. The peer is what a clerk does with a filter: one SQL
query that takes people whose trade or specialty stands in the need's words (LIKE), the highest skill first; it explains
nothing. The limit is reading the experts' rows once. Medians of five; a frame is 16.7 ms.
Beside the time: how many of the needs, written as clerks write, get somebody of the right craft in the first place.
Run: ``python benchmarks/bench_matching.py [EXPERTS [PEOPLE]]``.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from laomo_desktop.db.vault import Cost
from laomo_desktop.services import desk as desks
from laomo_desktop.services import needs
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import Matcher, Who
from laomo_desktop.services.matching.crafts import crafts

RUNS = 5
FRAME = 1000 / 60
PART = 20_000
SKILLS = ("高级技师", "技师", "高级工", "首席技师")
NEEDS = (
    ("电焊的时候老是出气孔，焊缝不漂亮", "焊接"),
    ("二保焊焊出来的架子变形厉害", "焊接"),
    ("轴车出来圆度老超差，表面有颤纹", "机械加工"),
    ("配电柜夏天老跳闸", "低压电气"),
    ("流水线的PLC换了以后通讯中断", "自动化控制"),
    ("新上的白兰地陈酿口感不好", "葡萄酒"),
    ("消防演练没人会组织", "消防与急救"),
    ("减速箱漏油，轴承有异响", "机械维修"),
    ("浮选回收率掉了三个点", "选矿"),
    ("反应釜尾气超标，收率低", "化工操作"),
    ("污水站氨氮不达标被通报", "污水处理"),
    ("细纱断头多", "纺织"),
    ("注塑模拉伤，脱模困难", "模具"),
    ("换型时间太长，现场管理乱", "精益与现场"),
    ("冷库结霜严重，降温慢", "制冷与空调"),
    ("想把手工台账换成MES，数据采集不会做", "生产管理系统"),
)
PEER = """
SELECT p.id FROM people AS p WHERE p.deleted IS NULL AND p.kind = '工匠'
AND (:words LIKE '%' || p.trade || '%' OR EXISTS (
SELECT 1 FROM terms AS t WHERE t.dictionary IN ('专长', '工种') AND :words LIKE '%' || t.word || '%'
AND ('、' || p.specialties || '、' LIKE '%、' || t.word || '、%' OR t.word = p.trade)))
ORDER BY CASE p.skill WHEN '首席技师' THEN 0 WHEN '高级技师' THEN 1 WHEN '技师' THEN 2 ELSE 3 END LIMIT 50
"""


def fill(desk: Desk, count: int) -> dict[bytes, set[str]]:
    """Made-up experts, each of one craft; answers the crafts their trade and specialties belong to."""
    made_up, home = random.Random(7), dict[str, set[str]]()
    for craft in crafts():
        for word in (*craft.trades, *craft.also, *craft.specialties):
            home.setdefault(word, set()).add(craft.name)
    of: dict[bytes, set[str]] = {}
    with desk.store.operation("示例", "造出专家", desk.user) as write:
        units = write.insert_many("enterprises", [{"name": f"虚构企业{n}号", "office": "370602"} for n in range(300)])
        rows = [_expert(made_up, number, units) for number in range(count)]
        for key, row in zip(write.insert_many("people", rows), rows, strict=True):
            words = [row["trade"], *str(row["specialties"]).split("、")]
            of[key] = set().union(*(home.get(str(word), set()) for word in words))
        people = list(of)
        teams = write.insert_many("teams", [{"name": f"虚构服务队{n}", "level": "区市级"} for n in range(30)])
        write.insert_many("members", [{"team": teams[n % 30], "person": key} for n, key in enumerate(people[::10])])
        old = write.insert_many("needs", [_need(n, units) for n in range(300)])
        write.insert_many("assignments", [_assignment(made_up, people, old) for _ in range(count)])
    return of


def _expert(made_up: random.Random, number: int, units: list[bytes]) -> dict[str, str | bytes]:
    craft = made_up.choice([craft for craft in crafts() if craft.trades and craft.specialties])
    specialties = dict.fromkeys(made_up.choices(craft.specialties, k=2))
    return {
        "name": f"虚构{number}", "trade": made_up.choice(craft.trades), "specialties": "、".join(specialties),
        "skill": made_up.choice(SKILLS), "kind": "工匠", "office": "370602", "enterprise": made_up.choice(units),
    }  # fmt: skip


def _need(number: int, units: list[bytes]) -> dict[str, str | bytes]:
    return {"title": f"旧需求{number}", "enterprise": units[number], "raised": "2026-01-05", "state": "销号"}


def _assignment(made_up: random.Random, people: list[bytes], old: list[bytes]) -> dict[str, str | bytes]:
    day = date.today() - timedelta(made_up.randrange(1, 300))
    answer = made_up.choice(("完成", "完成", "谢绝", "未到场"))
    return {
        "need": made_up.choice(old), "person": made_up.choice(people), "assigned": day.isoformat(),
        "answered": day.isoformat(), "answer": answer, "reason": "生产任务紧", "rating": "满意",
    }  # fmt: skip


def fill_workers(desk: Desk, count: int) -> None:
    """Made-up workers whom nobody would send: most of a store's people."""
    for start in range(0, count, PART):
        with desk.store.operation("示例", "造出职工", desk.user) as write:
            numbers = range(start, min(start + PART, count))
            write.insert_many("people", [{"name": f"职工{n}", "kind": "职工", "office": "370602"} for n in numbers])


def after(write: Callable[[], object], work: Callable[[], object]) -> float:
    """Milliseconds of ``work`` alone, each time after a ``write``."""
    times = []
    for _ in range(RUNS):
        write()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def median(work: Callable[[], object]) -> float:
    """Milliseconds, after one untimed round."""
    work()
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def measure(desk: Desk, of: dict[bytes, set[str]]) -> None:
    """Time and first places, ours and the peer's."""
    matcher = Matcher(desk)
    keys = [(needs.quick(desk, words, "虚构企业1号").key, words, craft) for words, craft in NEEDS]

    def ours() -> int:
        found = [(matcher.rank(key, limit=50, kinds=[Who.PERSON]), craft) for key, _, craft in keys]
        return sum(bool(ranked) and craft in of[ranked[0].profile.key] for ranked, craft in found)

    def peer() -> int:
        with desk.store.reading() as connection:
            firsts = [(connection.exec_driver_sql(PEER, {"words": w}).scalar(), c) for _, w, c in keys]
        return sum(first is not None and craft in of[first] for first, craft in firsts)

    def change() -> None:
        with desk.store.operation("示例", "有人改了一位专家", desk.user) as write:
            write.update("people", next(iter(of)), {"remark": str(write.number)})

    def bare() -> int:
        with desk.store.reading() as connection:
            return len(connection.exec_driver_sql("SELECT * FROM people WHERE kind = '工匠'").fetchall())

    each, begun = median(ours) / len(keys), time.perf_counter()
    right_by_like = peer()  # once: it is slow
    by_like = (time.perf_counter() - begun) * 1000 / len(keys)
    entered = after(lambda: needs.quick(desk, "又一个需求", "新的企业"), lambda: matcher.rank(keys[0][0]))
    changed = after(change, lambda: matcher.rank(keys[0][0]))
    first, limit = median(lambda: Matcher(desk).rank(keys[0][0])), median(bare)
    print(f"{len(of):,} experts{'':<26}{'ours':>10}{'LIKE':>10}{'rows read':>11}   frames")
    line("a need ranked, warm, ms", each, f"LIKE/ours {by_like / each:.1f}", by_like, limit)
    line("  after a need was entered, ms", entered, f"ours/limit {entered / limit:.2f}")
    line("  after an expert was changed, ms", changed, f"ours/limit {changed / limit:.2f}")
    line("  the first time, ms", first, f"ours/limit {first / limit:.1f}")
    print(f"{'right craft in the first place':<38}{ours():>5}/{len(keys)}{right_by_like:>7}/{len(keys)}")


def line(words: str, ours: float, ratio: str, peer: float | None = None, limit: float | None = None) -> None:
    """One row of the table."""
    others = "".join(f"{value:>10.1f}" if value is not None else f"{'':>10}" for value in (peer, limit))
    print(f"{words:<38}{ours:>8.1f}{others} {ours / FRAME:>8.2f}   {ratio}")


def main() -> None:
    """Build the store, measure, print."""
    count, people = (int(given) for given in (*sys.argv[1:3], *("3000", "300000")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "store", "370602", "管理员", "secret1", Cost(1, 8192 * 1024))
        fill_workers(desk, people - count)
        measure(desk, fill(desk, count))
        desk.close()


if __name__ == "__main__":
    main()
