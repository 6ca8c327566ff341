"""What merging puts before a person: one question for each value, none lost to another."""

import pytest

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import pending
from laomo_desktop.services.merging.asking import BEFORE, ask
from tests.people import make_person
from tests.services.exchange.world import CITY, add

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
