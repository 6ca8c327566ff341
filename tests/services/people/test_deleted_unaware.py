"""One office merges, another deletes or edits one of the two unaware of it: she is gone or lives on, nothing of hers is lost."""

import pytest

from laomo_desktop.services import exchange, people, registers
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add
from tests.services.people.cases import assert_equal, settle


def test_a_late_edit_of_the_one_gone_takes_nothing_of_the_survivors_own(world):
    """Both have one phone; a late edit clears it at the one gone. What she alone had given goes with her, though."""
    first, second = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    world.round(ZHIFU)
    people.merge(world[CITY], first, second)
    registers.save(world[ZHIFU], "people", {"phone2": "19900001234"}, second)
    registers.save(world[CITY], "people", {"phone2": "19900001234"}, first)
    world.to_city(ZHIFU)
    registers.save(world[ZHIFU], "people", {"phone2": None}, second)
    world.to_city(ZHIFU)
    assert registers.get(world[CITY], "people", first)["phone2"] == "19900001234", "her own, whoever has it too"
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, second)
    world.to_city(ZHIFU)
    registers.save(world[ZHIFU], "people", {"post": None}, second)
    world.to_city(ZHIFU)
    assert registers.get(world[CITY], "people", first)["post"] is None, "lent, and taken back"


@pytest.mark.parametrize("code", [ZHIFU, FUSHAN])
def test_who_was_merged_by_the_city_and_deleted_by_a_district_is_gone_by_merging(world, code):
    """Whichever tombstone came first, what a third one had written on her goes on to the survivor."""
    kept, gone = (add(world[CITY], make_person(n), office=CITY) for n in (60, 61))
    world.round(ZHIFU, FUSHAN)
    people.merge(world[CITY], kept, gone)
    other = FUSHAN if code == ZHIFU else ZHIFU
    registers.delete(world[other], "people", [gone], "登记错了")
    world.to_city(other)
    registers.save(world[code], "people", {"post": "钳工"}, gone)
    world.from_city(code)
    world.to_city(code)
    assert registers.get(world[CITY], "people", kept)["post"] == "钳工"
    assert str(registers.get(world[CITY], "people", gone)["deleted"]).startswith("合并到")
    settle(world)
    assert_equal(world)
    people.unmerge(world[other], gone)
    settle(world)
    assert_equal(world)
    assert registers.get(world[CITY], "people", gone)["post"] == "钳工"
    assert registers.get(world[CITY], "people", kept)["post"] is None


def test_who_was_merged_by_a_district_and_deleted_by_the_city_is_gone_by_merging(world):
    kept, gone = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    world.round(ZHIFU)
    registers.delete(world[CITY], "people", [gone], "登记错了")
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, gone)
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    assert registers.get(world[CITY], "people", kept)["post"] == "钳工"
    settle(world)
    assert_equal(world)
    people.unmerge(world[CITY], gone)
    living = registers.get(world[CITY], "people", gone)
    assert (living["deleted"], living["post"]) == (None, "钳工"), "nobody who deleted her had seen that"
    settle(world)
    assert_equal(world)


def test_a_late_edit_of_one_merged_into_somebody_deleted_since_lives_on_in_her_row(world):
    """Who deleted the survivor had not seen it: the row lives, as the one who was merged into it."""
    kept, gone = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    world.round(ZHIFU)
    people.merge(world[CITY], kept, gone)
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, gone)
    late = world.report(ZHIFU)
    registers.delete(world[CITY], "people", [kept], "登记错了")
    exchange.take_in(world[CITY], late.path)
    now = registers.get(world[CITY], "people", kept)
    assert (now["deleted"], now["post"], now["name"]) == (None, "钳工", make_person(61).name)
    settle(world)
    assert_equal(world)
    people.unmerge(world[CITY], gone)
    assert registers.get(world[CITY], "people", gone)["post"] == "钳工"
    assert registers.get(world[CITY], "people", kept)["deleted"] == "登记错了"
    settle(world)
    assert_equal(world)


@pytest.mark.parametrize("merged_by", [CITY, ZHIFU])
@pytest.mark.parametrize("late", [True, False])
def test_one_merged_into_somebody_whom_another_deletes_unaware_of_that_lives_on(world, merged_by, late):
    """Of two registered twice one office merges the second into the first, another deletes the first as superfluous."""
    home = merged_by
    kept, gone = (add(world[ZHIFU], make_person(n), office=home) for n in (60, 61))
    settle(world)
    people.merge(world[merged_by], kept, gone)
    report = world.report(ZHIFU)
    registers.delete(world[FUSHAN if merged_by == CITY else CITY], "people", [kept], "重复登记")
    if late:
        world.to_city(FUSHAN)
        exchange.take_in(world[CITY], report.path)
    else:
        world.from_city(ZHIFU)
    settle(world)
    now = registers.get(world[CITY], "people", kept)
    assert (now["deleted"], now["name"]) == (None, registers.get(world[CITY], "people", gone)["name"])
    assert_equal(world)
    registers.delete(world[CITY], "people", [kept], "已离职")
    settle(world)
    assert registers.get(world[ZHIFU], "people", kept)["deleted"] == "已离职", "who deletes both knows both"
    assert_equal(world)
