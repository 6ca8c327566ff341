"""Matching a need with 3,000 experts (30 teams, 3,000 past assignments) in an encrypted store.

Ours: `Matcher.rank`, warm (nothing written since), and after a write (the pool read again). The peer is what a clerk
does with a filter: one SQL query that takes people whose trade or specialty stands in the need's words (LIKE), the
highest skill first; it explains nothing. The limit is reading the experts' rows once. Medians of five.
Beside the time: how many of the needs, written as clerks write, get somebody of the right craft in the first place.
Run: ``python benchmarks/bench_matching.py [EXPERTS]``.
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
from laomo_desktop.services.matching.reader import crafts

RUNS = 5
SKILLS = ("高级技师", "技师", "高级工", "首席技师")
NEEDS = (
    ("电焊的时候老是出气孔，焊缝不漂亮", "焊接"),
    ("二保焊焊出来的架子变形厉害", "焊接"),
    ("轴车出来圆度老超差，表面有颤纹", "机械加工"),
    ("配电柜夏天老跳闸", "电气"),
    ("流水线的PLC换了以后通讯中断", "自动化控制"),
    ("新上的白兰地陈酿口感不好", "葡萄酒与酿造"),
    ("消防演练没人会组织", "安全生产"),
    ("减速箱漏油，轴承有异响", "钳工与装配"),
    ("浮选回收率掉了三个点", "采矿与冶炼"),
    ("反应釜尾气超标，收率低", "化工"),
    ("污水站氨氮不达标被通报", "水处理与环保"),
    ("细纱断头多", "纺织服装"),
    ("注塑模拉伤，脱模困难", "模具"),
    ("换型时间太长，现场管理乱", "生产与班组管理"),
    ("冷库结霜严重，降温慢", "制冷与空调"),
    ("想把手工台账换成MES，数据采集不会做", "数字化与信息"),
)
PEER = """
SELECT p.id FROM people AS p WHERE p.deleted IS NULL AND (:words LIKE '%' || p.trade || '%' OR EXISTS (
SELECT 1 FROM terms AS t WHERE t.dictionary IN ('专长', '工种') AND :words LIKE '%' || t.word || '%'
AND ('、' || p.specialties || '、' LIKE '%、' || t.word || '、%' OR t.word = p.trade)))
ORDER BY CASE p.skill WHEN '首席技师' THEN 0 WHEN '高级技师' THEN 1 WHEN '技师' THEN 2 ELSE 3 END LIMIT 50
"""


def fill(desk: Desk, count: int) -> dict[bytes, set[str]]:
    """Made-up experts, each of one craft; answers the crafts their trade and specialties belong to."""
    made_up, home = random.Random(7), {}
    for craft in crafts():
        for word in (*craft.trades, *craft.specialties):
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
    craft = made_up.choice(crafts())
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

    def again() -> None:
        with desk.store.operation("示例", "有人写了一笔", desk.user) as write:
            write.update("people", next(iter(of)), {"remark": str(write.number)})
        matcher.rank(keys[0][0])

    def bare() -> int:
        with desk.store.reading() as connection:
            return len(connection.exec_driver_sql("SELECT * FROM people").fetchall())

    each, by_like = (median(work) / len(keys) for work in (ours, peer))
    fresh, limit = median(again), median(bare)
    print(f"{len(of):,} experts{'':<26}{'ours':>10}{'LIKE':>10}{'rows read':>11}")
    print(f"{'a need ranked, warm, ms':<38}{each:>8.1f}{by_like:>10.1f}{limit:>11.1f}   LIKE/ours {by_like / each:.1f}")
    ratio = f"ours/limit {fresh / limit:.1f}"
    print(f"{'a need ranked after a write, ms':<38}{fresh:>8.1f}{'':>10}{limit:>11.1f}   {ratio}")
    print(f"{'right craft in the first place':<38}{ours():>5}/{len(keys)}{peer():>7}/{len(keys)}")


def main() -> None:
    """Build the store, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = desks.create(Path(folder) / "store", "370602", "管理员", "secret1", Cost(1, 8192 * 1024))
        measure(desk, fill(desk, count))
        desk.close()


if __name__ == "__main__":
    main()
