"""Who looks for somebody merged into another finds who stayed, in every store, and is told why."""

import pytest

from laomo_desktop.db import check
from laomo_desktop.db.query import Query, count
from laomo_desktop.services import finder, lists, registers, same
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, save
from tests.services.people.cases import settle

GONE = make_person(7)


def found(desk, words):
    """What the list of people shows, with its note."""
    rows = lists.page(desk, Query("people", find=words), 0, 10)
    with desk.store.reading() as connection:
        assert count(connection, Query("people", find=words)) == len(rows)
    return [(row["id"], row["name"], registers.once_called(row)) for row in rows]


@pytest.fixture
def pair(world):
    left = save(world[ZHIFU], "people", {"name": "王䶮", "phone": "19900001111", "office": ZHIFU})
    right = {"name": "欧阳龑", "id_number": GONE.id_number, "phone": "19900002222", "office": FUSHAN}
    return left, save(world[FUSHAN], "people", right)


WORDS = ("欧阳龑", "ouyang", "oyy", "2222", GONE.id_number[-4:])


def test_by_name_pinyin_telephone_and_id_of_who_is_gone(world, pair):
    left, right = pair
    settle(world)
    same.merge(world[CITY], left, right, {"id_number": "left"})
    settle(world)
    for code in (CITY, ZHIFU, FUSHAN):
        for words in WORDS:
            assert found(world[code], words) == [(left, "王䶮", "曾用名：欧阳龑")], (code, words)
        (hit,) = finder.find_anything(world[code], "欧阳龑", among=("people",))
        assert hit.hint.startswith("曾用名：欧阳龑")
        world[code].store.rebuild_index()
        assert [len(found(world[code], words)) for words in WORDS] == [1] * len(WORDS)
        with world[code].store.reading() as connection:
            assert check.index_problems(connection) == []
    same.unmerge(world[CITY], right)
    settle(world)
    for code in (CITY, ZHIFU, FUSHAN):
        for words in WORDS:
            assert found(world[code], words) == [(right, "欧阳龑", "")], (code, words)


def test_a_name_that_gave_way_is_found_too(world, pair):
    left, right = pair
    settle(world)
    same.merge(world[CITY], left, right, {"name": "right"})
    assert found(world[CITY], "王䶮") == [(left, "欧阳龑", "曾用名：王䶮")]


def test_of_two_of_one_name_it_is_told_that_they_were_merged(world):
    left = save(world[ZHIFU], "people", {"name": "王䶮", "office": ZHIFU})
    right = save(world[FUSHAN], "people", {"name": "王䶮", "phone": "19900002222", "office": FUSHAN})
    settle(world)
    same.merge(world[CITY], left, right, {"phone": "left"})
    assert found(world[CITY], "2222") == [(left, "王䶮", "已合并")]


def test_enterprises_and_needs_too(world):
    keep = save(world[CITY], "enterprises", {"name": "虚构机械有限公司"})
    gone = save(world[CITY], "enterprises", {"name": "旧名重工"})
    same.merge(world[CITY], keep, gone, of="enterprises")
    (row,) = lists.page(world[CITY], Query("enterprises", find="jmzg"), 0, 10)
    assert registers.once_called(row) == "曾用名：旧名重工"
