"""The same person found by what she shares, and what a person decided stays decided in every store."""

import pytest

from laomo_desktop.domain.name_variants import differences, folded
from laomo_desktop.services import exchange, pending, people, registers
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save
from tests.services.people.cases import assert_equal, rows, settle, twice

BIRTH = "1970-03-05"
PHONE = "19900001234"


def suspects(desk):
    return [item for item in pending.listing(desk) if item.kind == "疑似同一人"]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"name": "王龑", "birth": BIRTH}, {"name": "王䶮", "birth": BIRTH}, "出生日期相同，姓名写法不同（龑/䶮）"),
        ({"name": "陈㛃", "phone": PHONE}, {"name": "陈絜", "phone": PHONE}, "手机相同，姓名写法不同（㛃/絜）"),
        ({"name": "王红", "birth": BIRTH}, {"name": "王虹", "birth": BIRTH}, "出生日期相同，姓名同音不同字"),
        ({"name": "曾虚构", "phone": PHONE}, {"name": "曾虚构", "phone": PHONE}, "姓名、手机相同"),
        ({"name": "𬍛䶮㛃𡈽", "birth": BIRTH}, {"name": "𬍛龑㛃𡈽", "birth": BIRTH}, "写法不同（䶮/龑）"),
    ],
)
def test_a_sweep_finds_them_with_the_evidence_in_words(world, one, other, words):
    city = world[CITY]
    save(city, "people", one)
    save(city, "people", other)
    assert "1对" in people.sweep(city).sentence
    (item,) = suspects(city)
    assert words in item.evidence
    assert people.sweep(city).operation == 0, "a second look finds nothing new"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "王红", "birth": BIRTH}, {"name": "王红", "birth": "1971-03-05"}),
        ({"name": "王红", "phone": PHONE}, {"name": "张三虚", "phone": PHONE}),
        (
            {"name": "王红", "id_number": make_person(5).id_number, "phone": PHONE},
            {"name": "王红", "id_number": make_person(6).id_number, "phone": PHONE},
        ),
    ],
)
def test_others_are_left_alone(world, one, other):
    save(world[CITY], "people", one)
    save(world[CITY], "people", other)
    people.sweep(world[CITY])
    assert suspects(world[CITY]) == []


def test_a_package_is_looked_through_as_it_comes(world):
    save(world[ZHIFU], "people", {"name": "王龑", "birth": BIRTH, "office": ZHIFU})
    world.to_city(ZHIFU)
    save(world[FUSHAN], "people", {"name": "王䶮", "birth": BIRTH, "office": FUSHAN})
    world.to_city(FUSHAN)
    (item,) = suspects(world[CITY])
    told = pending.sides(world[CITY], item.key)
    assert [line.name for line in told.differences] == ["name", "office"]
    assert told.left_hanging == "没有关联的记录"
    save(world[FUSHAN], "people", {"name": "李不相干"})
    world.to_city(FUSHAN)
    assert len(suspects(world[CITY])) == 1


def test_not_the_same_is_remembered_in_every_store(world):
    save(world[ZHIFU], "people", {"name": "王龑", "birth": BIRTH, "office": ZHIFU})
    save(world[FUSHAN], "people", {"name": "王䶮", "birth": BIRTH, "office": FUSHAN})
    world.round(ZHIFU, FUSHAN)
    (item,) = suspects(world[CITY])
    pending.decide(world[CITY], item.key, "not_same")
    settle(world)
    for code in (CITY, ZHIFU, FUSHAN):
        assert len(rows(world[code], "distinctions")) == 1
        people.sweep(world[code])
        assert suspects(world[code]) == [], code


def test_deciding_merges_with_the_fields_chosen_and_can_be_taken_back(world):
    two = twice(world)
    (item,) = [each for each in pending.listing(world[CITY]) if each.of_two]
    assert {two.left, two.right} == {item.row, item.other}
    told = pending.sides(world[CITY], item.key)
    assert "荣誉1" in told.left_hanging
    assert "荣誉1" in told.right_hanging
    right = item.other == two.right
    done = pending.decide(world[CITY], item.key, "fields", {"department": "right" if right else "left"})
    assert registers.get(world[CITY], "people", item.row)["department"] == "一车间"
    assert [each for each in pending.listing(world[CITY]) if each.of_two] == []
    settle(world)
    assert_equal(world)
    registers.undo(world[CITY], done.operation)
    assert [each.key for each in pending.listing(world[CITY]) if each.of_two] == [item.key]
    settle(world)
    assert_equal(world)


def test_a_question_answered_elsewhere_waits_no_more(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    world.round(ZHIFU, FUSHAN)
    assert [each for each in pending.listing(world[CITY]) if each.of_two] == []


@pytest.mark.parametrize("choice", ["same", "same_right", "not_same"])
def test_a_question_about_one_deleted_since_can_be_answered(world, choice):
    """There is nothing to make one any more: whoever answers so is told, not refused."""
    city = world[CITY]
    keys = [save(city, "people", {"name": "王红", "phone": PHONE}) for _ in range(2)]
    people.sweep(city)
    (item,) = suspects(city)
    registers.delete(city, "people", [keys[0]], "登记错了")
    told = pending.decide(city, item.key, choice)
    assert suspects(city) == []
    assert ("已不需要处理" in told.sentence) == (choice != "not_same")
    assert registers.get(city, "people", keys[1])["deleted"] is None


def test_masked_values_that_differ_are_told_apart(world):
    """Both phones are masked to the same signs."""
    one = add(world[ZHIFU], make_person(7), office=ZHIFU, phone="19900001234")
    world.round(ZHIFU)
    save(world[CITY], "people", {"phone": "19911111234"}, one)
    save(world[ZHIFU], "people", {"phone": "19922221234"}, one)
    package = world.report(ZHIFU)
    exchange.take_in(world[CITY], package.path)
    items = pending.listing(world[CITY]) + pending.listing(world[CITY], decided=True)
    (line,) = [line for line in pending.sides(world[CITY], items[0].key).lines if line.name == "phone"]
    assert line.left == line.right
    assert line.differs


def test_folding_says_how_names_are_written():
    assert folded("王䶮") == folded("王龑")
    assert differences("王龑", "王䶮") == "龑/䶮"
    assert differences("王红", "王虹") == ""
    assert folded("买买提·吐尔逊") == folded("买买提吐尔逊")
