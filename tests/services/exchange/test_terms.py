"""Dictionaries are the city's: a district sends what it proposed or changed, not what it was shipped."""

from laomo_desktop.db.ids import named_id
from laomo_desktop.services import registers, terms
from laomo_desktop.services.terms import PROPOSED
from tests.people import make_person
from tests.services.exchange.world import CITY, ZHIFU, add, content, save


def first_shipped(desk) -> bytes:
    with desk.store.reading() as connection:
        return bytes(connection.exec_driver_sql("SELECT id FROM terms ORDER BY n LIMIT 1").scalar_one())


def test_shipped_terms_stay_at_home(world):
    add(world[ZHIFU], make_person(1))
    made = world.report(ZHIFU)
    assert "terms" not in made.counts
    assert made.counts["people"].new == 1


def test_a_proposed_term_goes_up(world):
    with world[ZHIFU].store.operation("导入", "试", "测试员") as write:
        terms.propose(write, [("trade", "虚构工种𡈽")])
    made = world.report(ZHIFU)
    assert made.counts["terms"].total == 1
    world.round(ZHIFU)
    row = registers.get(world[CITY], "terms", named_id("terms", "trade", "虚构工种𡈽"))
    assert row["state"] == PROPOSED


def test_a_shipped_term_that_was_changed_goes_up_even_if_it_was_changed_back(world):
    key = first_shipped(world[ZHIFU])
    before = registers.get(world[ZHIFU], "terms", key)["place"]
    for place in (7_777, before):
        save(world[ZHIFU], "terms", {"place": place}, key)
    assert world.report(ZHIFU).counts["terms"].total == 1


def test_a_shipped_term_that_was_deleted_goes_up(world):
    registers.delete(world[ZHIFU], "terms", [first_shipped(world[ZHIFU])], "试")
    assert world.report(ZHIFU).counts["terms"].deleted == 1


def test_after_a_round_the_dictionaries_are_the_same(world):
    with world[ZHIFU].store.operation("导入", "试", "测试员") as write:
        terms.propose(write, [("trade", "虚构工种甲")])
    world.round(ZHIFU)
    assert content(world[ZHIFU])["terms"] == content(world[CITY])["terms"]
