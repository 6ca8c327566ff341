"""One class enrolled for on two computers: a number never means two people, and everybody is told."""

from laomo_desktop.services import attendance, exchange, pending, registers, trainings
from laomo_desktop.services import desk as desks
from tests.people import make_person
from tests.services.exchange.world import CHEAP, CITY, PASSWORD, ZHIFU, add, introduce


def numbers(desk, training):
    return {row["person.title"]: row["number"] for row in registers.owned(desk, "enrolments", training)}


def two_computers(world):
    other, _ = desks.create(world.folder / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    introduce(world[CITY], other)
    world.desks["second"] = other
    people = [add(world[ZHIFU], make_person(n)) for n in range(4)]
    made = {"title": "共同的班", "kind": "技能培训", "begins": "2026-03-02"}
    period = {"number": 1, "day": "2026-03-02", "half": "上午"}
    training = trainings.create(world[ZHIFU], made, periods=[period], instructors=[]).key
    trainings.enrol(world[ZHIFU], training, people[:2])
    world.round(ZHIFU)
    exchange.take_in(other, world.answer(ZHIFU).path)
    trainings.enrol(world[ZHIFU], training, [people[2]])
    trainings.enrol(other, training, [people[3]])
    return other, training


def test_the_number_given_twice_goes_on_for_the_one_heard_of_later(world):
    other, training = two_computers(world)
    assert "同号" not in "".join(world.to_city(ZHIFU).sentences)
    came = world.to_city("second")
    assert "“共同的班”有1名学员与别人同号" in "".join(came.sentences)
    back = exchange.take_in(other, exchange.export(world[CITY], world.path(), to=ZHIFU).path)
    assert "“共同的班”有1名学员的序号变了，请重印签到表。" in back.sentences
    for _ in range(2):
        world.round(ZHIFU)
        exchange.take_in(other, world.answer(ZHIFU).path)
    found = numbers(world[CITY], training)
    assert found == numbers(world[ZHIFU], training) == numbers(other, training)
    assert sorted(found.values()) == [1, 2, 3, 4]
    assert found[make_person(2).name] == 3
    assert pending.listing(world[CITY]) == pending.listing(other) == []
    done, tally = attendance.quick(other, training, 1, "1-4")
    assert done.operation
    assert tally.present == 4


def test_a_roster_taken_in_once_more_keeps_its_numbers(world):
    _, training = two_computers(world)
    world.to_city(ZHIFU)
    world.to_city("second")
    found = numbers(world[CITY], training)
    world.to_city(ZHIFU)
    world.to_city("second")
    assert numbers(world[CITY], training) == found
