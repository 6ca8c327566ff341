"""A mark can be written by any office that holds a key: one that says what no row could have is none."""

import orjson
import pytest

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import exchange, pending, people, registers
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.layers import MADE_OF
from tests.people import make_person
from tests.services.exchange.world import CITY, ZHIFU, add

GOOD = {"name": "郑试演", "post": "车工", "birth": "1961-01-01"}
WICKED = [
    {"post": ["a"]}, {"post": {"a": 1}}, {"post": 5}, {"post": "车\x00工"}, {"birth": "2020-99-99"},
    {"enterprise": "aa" * 15}, {"deleted": 1},
]  # fmt: skip


def packed(values) -> str:
    return orjson.dumps(values).decode()


def mark(own, gave, of: str = "aa" * 16, **more) -> str:
    return packed({"own": packed(own), "over": [{"of": of, "gave": packed(gave), **more}]})


@pytest.mark.parametrize("values", WICKED, ids=str)
def test_values_no_row_could_have_make_a_mark_unreadable(values):
    reg = REGISTERS["people"]
    assert layers.read(reg, mark(GOOD, GOOD)) is not None
    assert layers.read(reg, mark({**GOOD, **values}, GOOD)) is None
    assert layers.read(reg, mark(GOOD, {**GOOD, **values})) is None


def test_so_do_states_that_are_none_keys_of_another_length_sides_that_are_none_and_thousands_of_layers():
    needs, reg = REGISTERS["needs"], REGISTERS["people"]
    assert layers.read(needs, mark({"state": "登记"}, {})) is not None
    assert layers.read(needs, mark({"state": "瞎写"}, {})) is None
    assert layers.read(reg, mark(GOOD, GOOD, "aa" * 15)) is None
    assert layers.read(reg, mark(GOOD, GOOD, sides={"post": "middle"})) is None
    layer = orjson.loads(mark(GOOD, GOOD))["over"][0]
    assert layers.read(reg, packed({"own": None, "over": [layer] * layers.MOST})) is not None
    assert layers.read(reg, packed({"own": None, "over": [layer] * (layers.MOST + 1)})) is None


@pytest.mark.parametrize("values", WICKED, ids=str)
def test_a_package_with_such_a_mark_is_taken_in_and_nobody_is_asked_about_it(world, values):
    kept, gone = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    registers.save(world[CITY], "people", {"post": "焊工"}, kept)
    world.from_city(ZHIFU)
    with world[ZHIFU].store.operation("测试", "", world[ZHIFU].user) as write:
        told = mark({**GOOD, **values}, {"post": "钳工"}, gone.hex(), sides={"post": "right"})
        write.set_back("people", kept, {MADE_OF: told})
    assert exchange.take_in(world[CITY], world.report(ZHIFU).path).state == "已入库"
    assert pending.listing(world[CITY]) == []
    assert registers.get(world[CITY], "people", kept)["post"] == "焊工"
    world.answer(ZHIFU)
