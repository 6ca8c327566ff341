"""A district's package, the city's return: what one enters the other has, and the receipt says so."""

from collections.abc import Iterator

import pytest

from laomo_desktop.services import exchange, lists, registers
from laomo_desktop.services.exchange import packages
from tests.people import RARE_NAME, make_person
from tests.services.exchange_world import CITY, FUSHAN, ZHIFU, World, add, content, dump, save


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    made = World(tmp_path)
    made.open(CITY, ZHIFU)
    yield made
    made.close()


def states(desk, direction=packages.SENT):
    with desk.store.reading() as connection:
        found = packages.sent(connection, CITY) if direction == packages.SENT else packages.received(connection)
    return [(row["number"], row["state"]) for row in found]


def test_the_thinnest_path(world):
    key = add(world[ZHIFU], make_person(0))
    intake = world.to_city(ZHIFU)
    assert intake.counts["people"].new == 1
    assert registers.get(world[CITY], "people", key)["name"] == RARE_NAME
    assert states(world[ZHIFU]) == [(1, "已写出")]
    back = world.from_city(ZHIFU)
    assert states(world[ZHIFU]) == [(1, "已入库")]
    assert any("第1包已入库" in told for told in back.sentences)
    assert content(world[ZHIFU]) == content(world[CITY])
