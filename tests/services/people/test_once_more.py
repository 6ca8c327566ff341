"""What lies over a row already: a district's own row under the city's, a row laid over another a second time, a store
that hears of its own lost merging."""


import pytest

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import pending, people, registers, trainings
from laomo_desktop.services.merging.giving import Giver
from tests.people import make_person
from tests.services.exchange.test_timelines import backed_up, restored
from tests.services.exchange.world import CITY, ZHIFU, World, add
from tests.services.people.cases import assert_equal, enrolment, rows, settle, sheet
from tests.services.people.test_meeting import Three, asked, three, three_once

__all__ = ["three", "three_once"]


@pytest.mark.parametrize("heard_first", [True, False])
def test_a_districts_own_place_under_the_one_the_city_made_is_not_lost_when_they_are_parted(
    world: World, three: Three, heard_first: bool
):
    people.merge(world[CITY], three.kept, three.ours)
    trainings.enrol(world[ZHIFU], three.training, [three.kept])
    key = enrolment(world[ZHIFU], three.training, three.kept)["id"]
    registers.save(world[ZHIFU], "enrolments", {"remark": "组长"}, key)
    if heard_first:
        world.from_city(ZHIFU)
    world.to_city(ZHIFU)
    shown = enrolment(world[CITY], three.training, three.kept)["remark"]
    assert sorted([shown, *asked(world)]) == ["带队", "组长"]
    settle(world)
    people.unmerge(world[CITY], three.ours)
    settle(world)
    for item in pending.listing(world[ZHIFU]):
        pending.decide(world[ZHIFU], item.key, "keep_left")
    settle(world)
    found = {row["person"]: row["remark"] for row in rows(world[CITY], "enrolments", training=three.training)}
    assert found == {three.kept: "组长", three.ours: "带队", three.theirs: "补考"}
    assert_equal(world)


def test_a_row_laid_over_another_once_more_is_asked_about_where_it_changed(world: World, three: Three):
    """Each value once: what a person has been asked to compare already is not put before her again."""
    reg = REGISTERS["enrolments"]
    trainings.enrol(world[CITY], three.training, [three.kept])
    target, source = (enrolment(world[CITY], three.training, key)["id"] for key in (three.kept, three.ours))
    with world[CITY].store.operation("测试", "", world[CITY].user) as write:

        def laid(points: int) -> dict[str, object]:
            write.update(reg.name, source, {"theory": points})
            found = write.states(reg.name, [target, source])
            return dict(Giver(write).lay(reg, found[target], found[source]))

        write.update(reg.name, target, {"theory": 80})
        assert laid(60) == {"theory": 60}
        assert laid(60) == {}
        assert laid(50) == {"theory": 50}
        assert laid(80) == {}


def test_a_restored_district_asks_again_what_it_had_asked_about_its_own_merging(world: World, three: Three):
    """Its clerk made two one who were both in a class: which remark holds was asked in its store alone."""
    other = add(world[ZHIFU], make_person(61), office=ZHIFU)
    settle(world)
    copy = backed_up(world, ZHIFU)
    for person, remark in ((three.kept, "组长"), (other, "记录")):
        trainings.enrol(world[ZHIFU], three.training, [person])
        key = enrolment(world[ZHIFU], three.training, person)["id"]
        registers.save(world[ZHIFU], "enrolments", {"remark": remark}, key)
    people.merge(world[ZHIFU], three.kept, other)
    world.to_city(ZHIFU)
    before = questions(world)
    assert before == ["记录"]
    assert asked(world) == [], "its own clerk is asked"
    restored(world, ZHIFU, copy)
    assert questions(world) == []
    settle(world)
    assert enrolment(world[ZHIFU], three.training, three.kept)["remark"] == "组长"
    assert questions(world) == ["记录"]
    settle(world)
    assert questions(world) == ["记录"], "once"


def questions(world: World) -> list[object]:
    return [item.incoming["remark"] for item in pending.listing(world[ZHIFU]) if "remark" in item.incoming]


def test_what_hangs_on_a_place_that_the_city_brings_back_itself_comes_back_too(world: World, three: Three):
    """The city refuses the merge, and has edited the place meanwhile, but not its marks: those it does not send."""
    people.merge(world[ZHIFU], three.ours, three.theirs)
    assert sheet(world[ZHIFU], three.training) == {(three.ours, 1): "出勤"}
    key = enrolment(world[CITY], three.training, three.theirs)["id"]
    registers.save(world[CITY], "enrolments", {"remark": "免考"}, key)
    world.to_city(ZHIFU)
    world.from_city(ZHIFU)
    assert enrolment(world[ZHIFU], three.training, three.theirs)["remark"] == "免考"
    assert sheet(world[ZHIFU], three.training) == {(three.ours, 1): "缺勤", (three.theirs, 1): "出勤"}
    settle(world)
    assert_equal(world)
