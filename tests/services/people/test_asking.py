"""What merging puts before a person: one question for each value, none lost to another."""

import pytest

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import pending, people, registers
from laomo_desktop.services.merging.asking import BEFORE, ask
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, ZHIFU, add
from tests.services.people.cases import rows, settle
from tests.services.people.test_contradicting import questions, two

__all__ = ["two"]

PEOPLE = REGISTERS["people"]


@pytest.mark.parametrize(
    ("was", "expected"), [({}, ["焊工", "车工"]), ({"post": "焊工"}, ["车工"]), ({"post": "铣工"}, ["焊工", "车工"])]
)
def test_a_second_value_of_the_same_row_takes_the_place_only_of_what_its_clerk_wrote_over(world, was, expected):
    kept, gone = (add(world[CITY], make_person(n), office=CITY) for n in (60, 61))
    with world[CITY].store.operation("收包", "试", world[CITY].user) as write:
        ask(write, PEOPLE, kept, {"post": "焊工", "department": "一车间"}, gone, BEFORE, "福山区")
        ask(write, PEOPLE, kept, {"post": "车工"}, gone, BEFORE, "福山区", was)
    told = [item.incoming for item in pending.listing(world[CITY])]
    assert sorted(each["post"] for each in told) == sorted(expected)
    assert [each["department"] for each in told if "department" in each] == ["一车间"]


def test_what_is_asked_about_somebody_goes_along_with_whom_she_was_merged_into(world, two):
    """Not about the one she was parted from, whose row it would change."""
    kept, gone, other = two
    people.merge(world[CITY], kept, gone)
    for person, post in ((kept, "焊工"), (other, "车工")):
        registers.save(world[CITY], "people", {"post": post}, person)
    people.merge(world[CITY], other, kept, {"post": "left"})
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, gone)
    world.to_city(ZHIFU)
    assert [(item.row, item.incoming["post"]) for item in questions(world)] == [(other, "钳工")]
    done = people.unmerge(world[CITY], kept)
    assert [(item.row, item.incoming["post"]) for item in questions(world)] == [(kept, "钳工")]
    registers.undo(world[CITY], done.operation)
    assert [(item.row, item.incoming["post"]) for item in questions(world)] == [(other, "钳工")]


def test_what_is_asked_about_a_place_in_a_class_goes_along_too(world, two):
    kept, gone, other = two
    training = making.a_class(world[ZHIFU], [kept, gone, other], title="虚构班")
    settle(world)
    place = {row["person"]: row["id"] for row in rows(world[CITY], "enrolments", training=training)}
    score(world[CITY], place[kept], 80)
    score(world[CITY], place[other], 70)
    people.merge(world[CITY], kept, gone)
    people.merge(world[CITY], other, kept)
    score(world[ZHIFU], place[gone], 60)
    world.to_city(ZHIFU)
    asked = {(item.row, item.incoming["theory"]) for item in questions(world)}
    assert asked == {(place[other], 80), (place[other], 60)}
    people.unmerge(world[CITY], kept)
    assert {(item.row, item.incoming["theory"]) for item in questions(world)} == {(place[kept], 60)}


def score(desk, place, points):
    with desk.store.operation("测试", "成绩", desk.user) as write:
        write.update("enrolments", place, {"theory": points})


@pytest.mark.parametrize("undone", [True, False])
def test_undoing_a_merge_leaves_no_question_about_it(world, two, undone):
    """At once, not with the next package: who looks at 待处理 finds nothing that is over."""
    kept, gone, other = two
    merged = people.merge(world[CITY], other, gone)
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    assert len(questions(world)) == 1
    if undone:
        registers.undo(world[CITY], merged.operation)
    assert len(questions(world)) == (0 if undone else 1)
