"""People who go over to another district: what hangs on them comes along, and nobody writes over what she was not told."""

from laomo_desktop.services import pending, registers
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save


def moved(world):
    """Entered by Zhifu with an honour, known to all; then the city says that she is Fushan's."""
    person = add(world[ZHIFU], make_person(1), office=ZHIFU, post="班长")
    honour = save(world[ZHIFU], "honours", {"person": person, "honour": "市级工匠", "year": 2024})
    world.round(ZHIFU, FUSHAN)
    save(world[CITY], "people", {"office": FUSHAN}, person)
    world.round(ZHIFU, FUSHAN)
    return person, honour


def test_what_hangs_on_her_comes_along(world):
    person, honour = moved(world)
    assert registers.get(world[FUSHAN], "people", person)["post"] == "班长"
    assert registers.get(world[FUSHAN], "honours", honour)["person"] == person


def test_the_old_district_that_edits_her_still_does_not_overwrite_what_it_was_never_told(world):
    person, _ = moved(world)
    save(world[FUSHAN], "people", {"post": "钳工"}, person)
    world.round(ZHIFU, FUSHAN)
    world.round(ZHIFU, FUSHAN)
    assert registers.get(world[ZHIFU], "people", person)["post"] == "班长", "she is Fushan's now"
    save(world[ZHIFU], "people", {"post": "焊工"}, person)
    world.to_city(ZHIFU)
    (item,) = pending.listing(world[CITY])
    both = {item.incoming["post"], registers.get(world[CITY], "people", person)["post"]}
    assert both == {"钳工", "焊工"}


def test_one_taken_over_without_asking_is_not_thought_to_be_known(world):
    """Zhifu makes her its own again: what it says of her rests on what it had seen of her, not of the rest."""
    person, _ = moved(world)
    save(world[FUSHAN], "people", {"post": "钳工"}, person)
    world.round(ZHIFU, FUSHAN)
    world.round(ZHIFU, FUSHAN)
    save(world[ZHIFU], "people", {"post": "焊工", "office": ZHIFU}, person)
    world.to_city(ZHIFU)
    (item,) = pending.listing(world[CITY])
    assert {item.incoming["post"], registers.get(world[CITY], "people", person)["post"]} == {"钳工", "焊工"}
