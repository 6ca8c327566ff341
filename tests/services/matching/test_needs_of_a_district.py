"""A district's pool as districts type it (half without a trade of 字典, 专长 of every quality), and needs as clerks say them.

tables/district_pool.tsv: a mark, what it is, name, trade, 专长, chain, skill, post, honour. tables/district_needs.tsv: the
need, its detail, the chain of who asks, whom a sensible master would send, who must not be among the first five. Both
were written before their author had read the table of crafts (decision 13 tells what was reached then). 工种 and 专长
are entered as an import enters them: what 字典 does not know is added to it.
"""

import re
from pathlib import Path

import pytest

from laomo_desktop.domain.field import Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import needs, registers, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import Matcher

TABLES = Path(__file__).parent / "tables"
REGISTER = {"人员": "people", "服务队": "teams", "工作室": "studios"}
FIRST, AMONG_FIVE, WRONG = 0.91, 0.96, 0.07


def lines(name: str, cells: int) -> list[list[str]]:
    rows = (line.split("\t") for line in (TABLES / name).read_text("utf-8").splitlines())
    return [row + [""] * (cells - len(row)) for row in rows]


@pytest.fixture
def marks(desk: Desk) -> dict[bytes, str]:
    """Key -> mark of everybody in the pool."""
    rows: dict[str, list[dict[str, Value]]] = {"people": [], "teams": [], "studios": []}
    pool, honours = lines("district_pool.tsv", 9), dict[str, str]()
    with desk.store.operation("示例", "企业", desk.user) as write:
        units = write.insert_many("enterprises", [{"name": f"虚构{e[0]}有限公司", "chain": e[5] or None} for e in pool])
    for unit, (_, what, name, trade, said, chain, skill, post, honour) in zip(units, pool, strict=True):
        register = REGISTER[what]
        values = {"name": name, "specialties": "、".join(re.split("[，、]", said)), "enterprise": unit, "office": "370602"}
        if register == "people":
            values |= {"kind": "工匠", "trade": trade, "skill": skill, "post": post}
        else:
            values |= {"chain": chain, "level": "区市级"}
        checked = registers.check(desk, register, values)
        assert not checked.errors, checked.errors
        rows[register].append(dict(checked.values))
        honours[name] = honour
    with desk.store.operation("示例", "名册", desk.user) as write:
        known = terms.load(write.connection)
        keys: dict[Value, bytes] = {}
        for register, some in rows.items():
            terms.propose(write, known.unknown(REGISTERS[register], some))
            for key, row in zip(write.insert_many(register, some), some, strict=True):
                keys[row["name"]] = key
        given: list[tuple[bytes, str]] = [(keys[name], honour) for name, honour in honours.items() if honour]
        write.insert_many("honours", ({"person": key, "honour": honour, "year": 2023} for key, honour in given))
    return {keys[name]: mark for mark, _, name, *_ in pool}


def test_whom_a_sensible_master_would_send(desk: Desk, marks: dict[bytes, str]) -> None:
    matcher, first, five, wrong, asked = Matcher(desk), 0, 0, [], 0
    for title, detail, chain, right, not_these in lines("district_needs.tsv", 5):
        if not right:
            continue
        asked += 1
        key = needs.quick(desk, title, "虚构提出需求有限公司", detail=detail, chain=chain).key
        found = [marks[match.profile.key] for match in matcher.rank(key, limit=5)]
        good = set(right.split("、"))
        first += bool(found) and found[0] in good
        five += not good.isdisjoint(found)
        wrong += [title] if not_these and not set(not_these.split("、")).isdisjoint(found) else []
    assert first >= FIRST * asked
    assert five >= AMONG_FIVE * asked
    assert len(wrong) <= WRONG * asked, wrong
