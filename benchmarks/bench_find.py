"""Finding somebody among 300,000 people as one types: ours beside LIKE and beside a bare FTS prefix query.

Every person is looked for by a part of the name, by pinyin initials, by the phone's tail and by the ID's tail, one
key after the other as a clerk types (a, ab, abc, …). Ours is the list's own query: search, count and the first page
of 50 rows with the titles of what they point to. The peer is ``LIKE '%x%'`` over name, phone and ID (initials it
cannot find at all) with the same page; the limit is the bare prefix query for 50 row numbers. All three read one
encrypted store. Each key is timed alone; the table shows the median of five rounds' p50 and p95. Run:
``PYTHONPATH=. python benchmarks/bench_find.py [PEOPLE]``.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from laomo_desktop.db import query, search
from laomo_desktop.db.pinyin import spellings
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import Store
from laomo_desktop.domain.names import surname

RUNS = 5
TARGETS = 40
PAGE = 50
KEY = bytes(range(32))
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解区翟"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国志海玉红文梅林波辉鑫宇浩然"
    "子轩雨欣怡佳琪博雅晨曦思远梓涵㛃䶮𬍛"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def people(count: int) -> Iterator[dict[str, str]]:
    """Made-up people: names as mixed as a city's, valid numbers of an area that does not exist."""
    rng = random.Random(7)
    for number in range(count):
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2))))
        day, order = divmod(number, 1000)
        first = f"990101{1950 + day // 300 % 60}{day % 12 + 1:02}{day % 28 + 1:02}{order:03}"
        check = "10X98765432"[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]
        yield {"name": name, "id_number": first + check, "phone": f"199{rng.randrange(10**8):08}"}


def build(folder: Path, count: int) -> tuple[Store, list[dict[str, str]]]:
    """A store with all of them; and those who are looked for."""
    store = Store(folder, KEY)
    everybody = list(people(count))
    start = time.perf_counter()
    with store.operation("导入", "基准", "基准") as write:
        write.insert_many("people", everybody)
    written = time.perf_counter()
    store.wait_for_index()
    print(f"{count:,} people written with journal in {written - start:.1f} s, ", end="")
    print(f"indexed behind it in {time.perf_counter() - written:.1f} s")
    return store, random.Random(3).sample(everybody, TARGETS)


def typed(wanted: Sequence[dict[str, str]]) -> dict[str, list[str]]:
    """What is typed by kind, key by key: each prefix of each word."""
    words: dict[str, list[str]] = {"part of the name": [], "initials": [], "phone tail": [], "ID tail": []}
    for person in wanted:
        name = person["name"]
        words["part of the name"] += [name, name[len(surname(name)) :]]
        words["initials"].append("".join(s[0] for s in spellings(name, person=True)[0]))
        words["phone tail"].append(person["phone"][-4:])
        words["ID tail"].append(person["id_number"][-4:])
    return {
        kind: [word[:end] for word in some for end in range(1, len(word) + 1)] for kind, some in words.items()
    }


def ours(connection: Connection, words: str) -> int:
    of = Query("people", find=words)
    return query.count(connection, of) + len(query.page(connection, of, 0, PAGE))


def like(connection: Connection, words: str) -> int:
    """What one writes first: count and page by LIKE, in the order of the name."""
    where = "deleted IS NULL AND (name LIKE ? OR phone LIKE ? OR id_number LIKE ?)"
    given = (f"%{words}%",) * 3
    count = connection.exec_driver_sql(f"SELECT count(*) FROM people WHERE {where}", given).scalar_one()
    page = f"SELECT * FROM people WHERE {where} ORDER BY sort_key LIMIT {PAGE}"
    return int(count) + len(connection.exec_driver_sql(page, given).all())


def limit(connection: Connection, words: str) -> int:
    """The index alone: the first row numbers, in no order, not counted."""
    bare = f"SELECT rowid FROM people_search WHERE people_search MATCH ? LIMIT {PAGE}"
    return len(connection.exec_driver_sql(bare, (search.match(words),)).all())


def round_of(
    find: Callable[[Connection, str], int], connection: Connection, words: Sequence[str]
) -> list[float]:
    """Milliseconds a key."""
    taken = []
    for word in words:
        start = time.perf_counter()
        find(connection, word)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def percentile(taken: Sequence[float], share: float) -> float:
    return sorted(taken)[min(int(len(taken) * share), len(taken) - 1)]


def measure(
    find: Callable[[Connection, str], int], store: Store, words: Sequence[str]
) -> tuple[float, float]:
    """Medians over the rounds of p50 and p95; one round before them is not timed."""
    with store.reading() as connection:
        rounds = [round_of(find, connection, words) for _ in range(RUNS + 1)][1:]
    return tuple(statistics.median(percentile(taken, share) for taken in rounds) for share in (0.5, 0.95))  # type: ignore[return-value]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    with tempfile.TemporaryDirectory() as folder:
        store, wanted = build(Path(folder), count)
        kinds = typed(wanted)
        kinds["everything"] = [word for words in kinds.values() for word in words]
        kinds["from the 2nd key on"] = [word for word in kinds["everything"] if len(word) > 1]
        heads = f"{'ours':>18}{'LIKE %x%':>18}{'bare index':>18}{'LIKE/ours':>11}{'ours/bare':>11}"
        print(f"{'as typed, p50 / p95 ms':<22}{heads}")
        for kind, words in kinds.items():
            few = random.Random(5).sample(words, min(len(words), 25))  # LIKE takes its time
            mine, bare = measure(ours, store, words), measure(limit, store, words)
            peer = measure(like, store, few)
            cells = "".join(f"{a:>9.2f} /{b:>7.2f}" for a, b in (mine, peer, bare))
            print(f"{kind:<22}{cells}{peer[1] / mine[1]:>10.0f}x{mine[1] / bare[1]:>10.1f}x")
        store.close()


if __name__ == "__main__":
    main()
