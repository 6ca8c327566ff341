"""Needs in the words enterprises use, against a hundred experts of honest 专长: how often the right one comes first.

tables/experts.tsv: a name, trade, skill, specialties, post, chain, district. tables/needs.tsv: the need, the chain of who
asks, who a person would send (、), who would do as well. The needs were written before the words of
resources/tables/crafts.tsv they taught; the rates of needs the method had never seen stand in
docs/decisions/README.md. This guards what is reached, and lists what is missed.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from laomo_desktop.services import needs
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import Matcher, Who

TABLES = Path(__file__).parent / "tables"
HONOURS = ("全国五一劳动奖章", "齐鲁工匠", "烟台工匠", "区市工匠", None, None, None)
FIRST, AMONG_THREE = 0.95, 0.98
Lines = list[list[str]]


def lines(name: str) -> Lines:
    return [line.split("\t") for line in (TABLES / name).read_text("utf-8").splitlines()]


@pytest.fixture
def experts(desk: Desk) -> dict[bytes, str]:
    """Everybody of the table, with honours by lot: fame must not outweigh the craft."""
    lot, names = Random(5), {}
    with desk.store.operation("示例", "专家", desk.user) as write:
        for name, trade, skill, specialties, post, chain, office in lines("experts.tsv"):
            unit = {"name": f"虚构{name}企业", "office": office, "chain": chain}
            row = {
                "name": name, "trade": trade or None, "skill": skill or None, "specialties": specialties,
                "post": post or None,
                "kind": "工匠", "office": office, "enterprise": write.insert_many("enterprises", [unit])[0],
            }  # fmt: skip
            (key,) = write.insert_many("people", [row])
            names[key] = name
            if honour := lot.choice(HONOURS):
                write.insert_many("honours", [{"person": key, "honour": honour, "year": 2020}])
    return names


def test_who_comes_first_is_who_a_person_would_send(desk: Desk, experts: dict[bytes, str]) -> None:
    matcher, units, places = Matcher(desk), dict[str, bytes](), list[int]()
    table = lines("needs.tsv")
    for words, chain, wanted, *also in table:
        if chain not in units:
            with desk.store.operation("示例", "企业", desk.user) as write:
                unit = {"name": f"提出{chain}企业", "office": "370602", "chain": chain}
                units[chain] = write.insert_many("enterprises", [unit])[0]
        found = matcher.rank(needs.quick(desk, words, units[chain]).key, limit=5, kinds=[Who.PERSON])
        right = {*wanted.split("、"), *(name for names in also for name in names.split("、"))}
        places.append(place([experts[m.profile.key] for m in found], right))
    missed = [(line[0], line[2]) for line, where in zip(table, places, strict=True) if where > 3]
    assert sum(where == 1 for where in places) >= FIRST * len(table), missed
    assert sum(where <= 3 for where in places) >= AMONG_THREE * len(table), missed


def place(ranked: Sequence[str], right: set[str]) -> int:
    """The first right one's place; 99 if there is none."""
    return next((number for number, name in enumerate(ranked, 1) if name in right), 99)
