"""What an enrolled office may not do: write in others' names, or decide about others' people. Its key may be lost."""


import pytest

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import pending, registers, same
from laomo_desktop.services.resembling import looking
from laomo_desktop.sync.model import Writer
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save


@pytest.fixture
def theirs(world):
    """Somebody of Zhifu; Fushan has never heard of her, but knows her key."""
    person = add(world[ZHIFU], make_person(1), office=ZHIFU, post="班长")
    world.round(ZHIFU, FUSHAN)
    return person


def forged(world, person, values, **margin):
    """Fushan's store with a row it was never sent, written in."""
    desk = world[FUSHAN]
    with desk.store.operation("测试", "伪造", desk.user) as write:
        write.insert("people", {"id": person, "name": "虚构", "office": ZHIFU, **values})
        for name, value in margin.items():
            write.connection.exec_driver_sql(f"UPDATE people SET {name} = ? WHERE id = ?", (value, person))


def city_has(world, person):
    return registers.get(world[CITY], "people", person)


@pytest.mark.parametrize("base", [0, 3, 1000, 2**50])
def test_a_row_it_was_never_sent_is_not_overwritten_whatever_it_says_to_have_seen(world, theirs, base):
    forged(world, theirs, {"post": "钳工"}, base=base)
    world.to_city(FUSHAN)
    assert city_has(world, theirs)["post"] == "班长"
    (item,) = pending.listing(world[CITY])
    assert item.incoming["post"] == "钳工"


@pytest.mark.parametrize("base", [0, 1000])
def test_nor_is_it_deleted(world, theirs, base):
    forged(world, theirs, {}, base=base, deleted="不要了")
    world.to_city(FUSHAN)
    assert city_has(world, theirs)["deleted"] is None
    assert "删除冲突" in {item.kind for item in pending.listing(world[CITY])}


def test_nor_by_a_write_in_another_offices_name(world, theirs, monkeypatch):
    """As if Zhifu had written it, long after all it ever wrote."""
    zhifu = Writer(world[ZHIFU].store.store_id.hex(), world[ZHIFU].store.epoch.hex())
    forged(world, theirs, {"post": "钳工"}, base=1000)
    desk = world[FUSHAN]
    with desk.store.operation("测试", "伪造", desk.user) as write:
        number = write.writer_number(bytes.fromhex(zhifu.store), bytes.fromhex(zhifu.epoch))
        dots = f'{{"":[{number},99999]}}'
        write.connection.exec_driver_sql("UPDATE people SET dots = ? WHERE id = ?", (dots, theirs))
    world.to_city(FUSHAN)
    assert city_has(world, theirs)["post"] == "班长"
    save(world[ZHIFU], "people", {"phone": "19900001234"}, theirs)
    world.to_city(ZHIFU)
    assert city_has(world, theirs)["phone"] == "19900001234"


def test_somebody_elses_person_is_not_merged_away(world, theirs):
    own = add(world[FUSHAN], make_person(2), office=FUSHAN)
    forged(world, theirs, {})
    same.merge(world[FUSHAN], own, theirs)
    world.to_city(FUSHAN)
    assert city_has(world, theirs)["deleted"] is None
    (item,) = [each for each in pending.listing(world[CITY]) if each.kind == "疑似同一人"]
    assert {item.row, item.other} == {own, theirs}
    world.from_city(FUSHAN)
    world.round(ZHIFU, FUSHAN)
    world.round(ZHIFU, FUSHAN)
    assert registers.get(world[ZHIFU], "people", theirs)["deleted"] is None
    assert registers.get(world[FUSHAN], "people", theirs)["deleted"] is None, "the city's answer parts them there too"


def test_a_claim_brings_nobodys_data(world, theirs):
    """Fushan knows two keys; it says that they are one, and that two are not: neither row comes down."""
    own = add(world[FUSHAN], make_person(2), office=FUSHAN)
    second = add(world[ZHIFU], make_person(5), office=ZHIFU)
    world.round(ZHIFU, FUSHAN)
    desk = world[FUSHAN]
    with desk.store.operation("测试", "伪造", desk.user) as write:
        write.insert("aliases", {"gone": theirs, "kept": own})
        write.insert("distinctions", {"left": min(theirs, second), "right": max(theirs, second)})
    for _ in range(2):
        world.round(FUSHAN, ZHIFU)
    with desk.store.reading() as connection:
        assert list(connection.exec_driver_sql("SELECT id FROM people").scalars()) == [own]
    with world[ZHIFU].store.reading() as connection:
        known = set(connection.exec_driver_sql("SELECT id FROM people").scalars())
    assert known == {theirs, second}


def test_the_home_districts_name_is_shown_while_it_is_asked(world):
    """Both were told of her, neither of the other's edit."""
    person = add(world[CITY], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    values = {"title": "虚构班", "kind": "安全生产大课堂", "begins": "2026-03-02", "office": FUSHAN}
    training = save(world[CITY], "trainings", values)
    save(world[CITY], "enrolments", {"training": training, "person": person, "number": 1})
    world.round(ZHIFU, FUSHAN)
    save(world[ZHIFU], "people", {"name": "本区改的"}, person)
    save(world[FUSHAN], "people", {"name": "别区改的"}, person)
    for code in (FUSHAN, ZHIFU):
        world.to_city(code)
    assert city_has(world, person)["name"] == "本区改的"
    assert {item.incoming["name"] for item in pending.listing(world[CITY])} == {"别区改的"}


def test_two_of_its_own_are_merged_as_it_says(world):
    one, other = (add(world[FUSHAN], make_person(n), office=FUSHAN) for n in (2, 3))
    world.round(FUSHAN)
    same.merge(world[FUSHAN], one, other)
    world.to_city(FUSHAN)
    assert city_has(world, other)["deleted"] is not None


def test_others_are_not_told_apart_nor_given_targets_nor_words(world, theirs):
    second = add(world[ZHIFU], make_person(5), office=ZHIFU)
    world.round(ZHIFU)
    desk = world[FUSHAN]
    with desk.store.operation("测试", "伪造", desk.user) as write:
        write.upsert_many("distinctions", [{"left": min(theirs, second), "right": max(theirs, second)}])
        write.insert("targets", {"office": ZHIFU, "year": 2026, "measure": "服务活动", "value": 9})
        write.insert("targets", {"office": FUSHAN, "year": 2026, "measure": "服务活动", "value": 7})
        word = write.insert("terms", {"dictionary": "技能等级", "word": "虚构等级", "state": "启用"})
    world.to_city(FUSHAN)
    with world[CITY].store.reading() as connection:
        living = connection.exec_driver_sql("SELECT count(*) FROM distinctions WHERE deleted IS NULL").scalar()
        offices = list(connection.exec_driver_sql("SELECT office FROM targets WHERE deleted IS NULL").scalars())
    assert living == 0
    assert offices == [FUSHAN]
    assert registers.get(world[CITY], "terms", word)["state"] == "建议"


def told_apart(desk, one, other):
    """As a program does that still asks a district about two people of others."""
    with desk.store.operation("测试", "不是同一人", desk.user) as write:
        write.upsert_many("distinctions", [{"left": min(one, other), "right": max(one, other)}])


def test_two_who_decide_what_is_not_theirs_leave_the_city_no_question(world, theirs):
    """Both are refused; the second one's words against the refusal of the first one's were asked about as a deletion."""
    world.open_more("370612")
    second = add(world[ZHIFU], make_person(5), office=ZHIFU)
    world.round(ZHIFU)
    for code in (FUSHAN, "370612"):
        told_apart(world[code], theirs, second)
    for code in (FUSHAN, "370612", FUSHAN):
        world.to_city(code)
        assert pending.listing(world[CITY]) == []
    with world[CITY].store.reading() as connection:
        assert not connection.exec_driver_sql("SELECT count(*) FROM distinctions WHERE deleted IS NULL").scalar()


@pytest.fixture
def two_guests(world):
    """The same woman entered in Zhifu and in Fushan; both are in a class of Muping, which is sent both."""
    world.open_more("370612")
    both = [add(world[code], make_person(9), office=code) for code in (ZHIFU, FUSHAN)]
    world.round(ZHIFU, FUSHAN)
    values = {"title": "虚构班", "kind": "安全生产大课堂", "begins": "2026-03-02", "office": "370612"}
    training = save(world[CITY], "trainings", values)
    for number, person in enumerate(both, 1):
        save(world[CITY], "enrolments", {"training": training, "person": person, "number": number})
    world.round(ZHIFU, FUSHAN, "370612")
    return both


def test_a_district_is_not_asked_about_two_people_of_others(world, two_guests):
    """Its answer would be taken back: it was asked for ever, and the city about its answers."""
    assert {item.kind for item in pending.listing(world[CITY])} == {"数据包存疑"}
    assert {registers.get(world["370612"], "people", key)["office"] for key in two_guests} == {ZHIFU, FUSHAN}
    assert pending.listing(world["370612"]) == []
    looking.sweep(world["370612"])
    assert pending.listing(world["370612"]) == []


def test_it_is_asked_about_its_own_until_they_go_to_another_office(world, two_guests):
    one, other = two_guests
    save(world[CITY], "people", {"office": "370612"}, one)
    world.round("370612")
    looking.sweep(world["370612"])
    (item,) = pending.listing(world["370612"])
    assert {item.row, item.other} == {one, other}
    save(world[CITY], "people", {"office": ZHIFU}, one)
    world.round("370612")
    assert pending.listing(world["370612"]) == []


@pytest.mark.parametrize("dots", [None, '{"":[1,5],"post":[1,6]}'], ids=["plain", "by itself"])
def test_control_characters_are_no_name(world, dots):
    """No form and no import lets them in; a program that does wrong is told so, and nothing is taken."""
    person = add(world[FUSHAN], make_person(1), office=FUSHAN)
    desk = world[FUSHAN]
    with desk.store.operation("测试", "伪造", desk.user) as write:
        write.update("people", person, {"name": "测\0空\x1b[2J"})
        if dots is not None:
            write.connection.exec_driver_sql("UPDATE people SET dots = ? WHERE id = ?", (dots, person))
    with pytest.raises(Refused, match="不合规格"):
        world.to_city(FUSHAN)
    save(desk, "people", {"name": kinds.parse(REGISTERS["people"]["name"], "测\0空\x1b")}, person)
    world.to_city(FUSHAN)
    assert city_has(world, person)["name"] == "测空"
