"""Which rows go to an office: the same whether or not the query leaves out what cannot matter."""

from dataclasses import replace

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import people, registers, trainings
from laomo_desktop.services.exchange import concern, scope
from laomo_desktop.services.exchange.convert import exchanged
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, World, add

EVERYTHING = frozenset(register.name for register in exchanged())


@pytest.fixture
def city(world: World) -> World:
    """People of all three, in each other's classes, one merged, one moved to another district, one deleted."""
    here, ours, theirs, moved = (
        add(world[code], make_person(n), office=code) for n, code in enumerate((CITY, ZHIFU, FUSHAN, ZHIFU), 70)
    )
    registers.save(world[ZHIFU], "honours", {"person": moved, "honour": "市级工匠", "year": 2024})
    world.round(ZHIFU, FUSHAN)
    training = making.a_class(world[FUSHAN], [theirs], title="福山虚构班")
    world.round(ZHIFU, FUSHAN)
    trainings.enrol(world[CITY], training, [ours, here])
    twin = add(world[CITY], make_person(75), office=CITY)
    people.merge(world[CITY], here, twin)
    registers.save(world[CITY], "people", {"office": FUSHAN}, moved)
    registers.delete(world[CITY], "people", [add(world[CITY], make_person(76), office=FUSHAN)], "重复")
    return world


def keys(bundles) -> list[str]:
    return [key for bundle in bundles for key in bundle.keys]


@pytest.mark.parametrize("since", [-1, 0, 12])
@pytest.mark.parametrize("code", [ZHIFU, FUSHAN])
def test_registers_without_rows_bring_nobody_anything(city, code, since):
    with city[CITY].store.reading() as connection:
        to = concern.of(connection, code)
        all_tables = replace(to, filled=EVERYTHING)
        sent = 0
        for register in exchanged():
            found = keys(scope.for_office(connection, register, to, since, "1"))
            assert found == keys(scope.for_office(connection, register, all_tables, since, "1")), register.name
            sent += len(found)
            own, every = (replace(each, shared=False) for each in (to, all_tables))
            assert list(scope.at_home(connection, register, own)) == list(scope.at_home(connection, register, every))
    assert {"people", "enrolments", "aliases"} <= to.filled < EVERYTHING
    assert sent >= (4 if since > 0 else 10)


def test_a_query_has_the_tables_it_names_and_those_they_name(city):
    with city[CITY].store.reading() as connection:
        to = concern.of(connection, ZHIFU)
    query = "SELECT 1 FROM people WHERE id IN (SELECT id FROM home_honours)"
    told = to.asking(query)
    assert told.endswith(query)
    assert told.index("home_people(id) AS") < told.index("home_honours(id) AS"), "what one names stands before it"
    assert "all_" not in told
    assert to.asking("SELECT 1") == "SELECT 1"


def test_only_known_offices_stand_in_a_query(world):
    with world[CITY].store.reading() as connection, pytest.raises(Refused, match="没有代码为"):
        concern.of(connection, "'; --")
