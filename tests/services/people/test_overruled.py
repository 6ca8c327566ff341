"""A clerk whose own merge gave way, or was taken apart, hears of it from the return package."""

import pytest

from laomo_desktop.services import people, registers
from tests.services.exchange.world import CITY, ZHIFU
from tests.services.people.test_contradicting import two

__all__ = ["two"]


def told_of_merges(world) -> list[str]:
    return [words for words in world.from_city(ZHIFU).sentences if words.startswith("本机")]


@pytest.mark.parametrize("reported", [True, False])
def test_a_clerk_hears_that_her_merge_gave_way(world, two, reported):
    kept, gone, other = two
    people.merge(world[CITY], other, gone)
    people.merge(world[ZHIFU], kept, gone)
    if reported:
        world.to_city(ZHIFU)
    name, first, second = (registers.get(world[CITY], "people", key)["name"] for key in (gone, kept, other))
    (words,) = told_of_merges(world)
    assert words == f"本机把“{name}”并入了“{first}”，市总却把“{name}”并入了“{second}”；不对的请与市总联系。"
    assert told_of_merges(world) == [], "once"
    people.unmerge(world[CITY], gone)
    assert told_of_merges(world) == [], "that was the city's own"


@pytest.mark.parametrize("alike", [True, False])
def test_a_clerk_hears_that_her_merge_was_taken_apart(world, two, alike):
    kept, gone, _ = two
    if alike:
        name = registers.get(world[ZHIFU], "people", kept)["name"]
        registers.save(world[ZHIFU], "people", {"name": name}, gone)
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    world.from_city(ZHIFU)
    people.unmerge(world[CITY], gone)
    name, first = (registers.get(world[CITY], "people", key)["name"] for key in (gone, kept))
    done = f"本机把“{name}”并入了“{first}”"
    if alike:
        done = f"本机合并了“{name}”的两份资料"
    assert told_of_merges(world) == [f"{done}，按市总下发的已拆成两份；不对的请与市总联系。"]


def test_two_offices_that_merge_the_same_two_hear_nothing(world, two):
    kept, gone, _ = two
    people.merge(world[CITY], gone, kept)
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    assert told_of_merges(world) == []
