"""Dictionaries are the city's: a district sends what it proposed or changed, not what it was shipped."""

import pytest

from laomo_desktop.db.ids import named_id
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import dictionary, exchange, pending, registers, terms
from laomo_desktop.services.terms import PROPOSED
from tests.people import make_person
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, add, content, introduce, save


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


def offered(desk, dictionary="trade"):
    with desk.store.reading() as connection:
        return terms.load(connection).words[dictionary]


def enter(desk, word, **more):
    """A person whose trade is a word nobody has yet."""
    return save(desk, "people", {"name": "𬍛䶮㛃𡈽", "trade": word, "office": desk.office.code, **more})


def state(desk, word, code="trade"):
    return registers.get(desk, "terms", named_id("terms", code, word))["state"]


def test_a_word_is_offered_where_it_was_entered_and_elsewhere_when_the_city_has_taken_it_over(world):
    enter(world[ZHIFU], "水下焊工𡈽")
    world.round(ZHIFU, FUSHAN)
    assert "水下焊工𡈽" in offered(world[ZHIFU])
    assert "水下焊工𡈽" in offered(world[CITY])
    assert "水下焊工𡈽" not in offered(world[FUSHAN])
    done = dictionary.adopt(world[CITY], [named_id("terms", "trade", "水下焊工𡈽")])
    assert done.sentence == "采用词条“水下焊工𡈽”（工种）"
    world.round(ZHIFU, FUSHAN)
    for code in (CITY, ZHIFU, FUSHAN):
        assert state(world[code], "水下焊工𡈽") == "启用"
        assert "水下焊工𡈽" in offered(world[code])


def test_the_other_computers_of_the_office_are_offered_it_too(world, tmp_path):
    second, _ = desks.create(tmp_path / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    introduce(world[CITY], second)
    enter(world[ZHIFU], "水下焊工")
    world.to_city(ZHIFU)
    exchange.take_in(second, world.answer(ZHIFU).path)
    assert "水下焊工" in offered(second)
    second.close()


def test_two_districts_propose_one_word(world):
    for code in (ZHIFU, FUSHAN):
        enter(world[code], "水下焊工")
    world.round(ZHIFU, FUSHAN)
    world.round(ZHIFU, FUSHAN)
    dictionary.refuse(world[CITY], [named_id("terms", "trade", "水下焊工")])
    world.round(ZHIFU, FUSHAN)
    for code in (CITY, ZHIFU, FUSHAN):
        assert state(world[code], "水下焊工") == "停用"
        assert "水下焊工" not in offered(world[code])


def test_a_word_made_one_with_another_is_that_one_in_the_records_and_for_who_types_it(world):
    firm = save(world[ZHIFU], "enterprises", {"name": "虚构船厂"})
    need = {"title": "焊接变形", "enterprise": firm, "raised": "2026-03-02", "trade": "虚构电焊、水下焊工、焊工"}
    one = save(world[ZHIFU], "needs", need)
    who = enter(world[ZHIFU], "虚构电焊")
    two = enter(world[ZHIFU], "虚构电焊工")
    world.round(ZHIFU, FUSHAN)
    wrong = dictionary.find(world[CITY], "虚构电焊")
    right = dictionary.find(world[CITY], "焊工", "工种")
    done = dictionary.merge(world[CITY], wrong["id"], right["id"])
    assert "2条记录改用后者" in done.sentence
    world.round(ZHIFU, FUSHAN)
    for code in (CITY, ZHIFU):
        assert registers.get(world[code], "needs", one)["trade"] == "焊工、水下焊工"
        assert registers.get(world[code], "people", two)["trade"] == "虚构电焊工"
        assert registers.get(world[code], "people", who)["trade"] == "焊工"
        assert "虚构电焊" not in offered(world[code])
    for code in (CITY, ZHIFU, FUSHAN):
        with world[code].store.reading() as connection:
            assert terms.load(connection).canonical("trade", "虚构电焊") == "焊工"
    registers.undo(world[CITY], done.operation)
    world.round(ZHIFU, FUSHAN)
    assert registers.get(world[ZHIFU], "needs", one)["trade"] == "虚构电焊、水下焊工、焊工"
    assert "虚构电焊" in offered(world[ZHIFU])


def test_what_cannot_be_settled(world):
    enter(world[ZHIFU], "水下焊工")
    world.round(ZHIFU)
    key = named_id("terms", "trade", "水下焊工")
    with pytest.raises(Refused, match="由市总工会审定"):
        dictionary.adopt(world[ZHIFU], [key])
    with pytest.raises(Refused, match="不是建议的词条"):
        dictionary.refuse(world[CITY], [first_shipped(world[CITY])])
    with pytest.raises(Refused, match="不能合并到这个词条"):
        dictionary.merge(world[CITY], key, first_shipped(world[CITY]))
    assert state(world[CITY], "水下焊工") == PROPOSED


@pytest.mark.parametrize("by", [ZHIFU, FUSHAN])
@pytest.mark.parametrize("changed", [{"synonyms": "潜水焊工"}, {"state": "停用"}, None], ids=["synonyms", "state", "deleted"])
def test_who_changes_a_word_that_another_office_proposed_too_shows_what_the_city_shows(world, changed, by):
    """What became of it stayed in that store for ever. Whose proposal the city takes it for, the keys decide."""
    for code in (ZHIFU, FUSHAN):
        enter(world[code], "水下焊工")
        world.round(code)
    key = named_id("terms", "trade", "水下焊工")
    if changed is None:
        registers.delete(world[by], "terms", [key], "不要了")
    else:
        save(world[by], "terms", changed, key)
    for _ in range(2):
        world.round(ZHIFU, FUSHAN)
    for item in pending.listing(world[CITY]):
        pending.decide(world[CITY], item.key, "keep_left")
    world.round(ZHIFU, FUSHAN)
    shown = [registers.get(world[code], "terms", key) for code in (CITY, by)]
    assert len({(row["synonyms"], row["state"], row["deleted"] is None) for row in shown}) == 1
