"""Stores that go back in time or exist twice: noticed, healed, nobody locked out, nothing lost."""

import shutil

import orjson
import pytest
from sqlalchemy import select

from laomo_desktop.db import backup
from laomo_desktop.db.schema import TABLES
from laomo_desktop.services import exchange, keeping, pending, registers
from laomo_desktop.services.exchange import packages
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, PASSWORD, ZHIFU, World, add, content, save


def backed_up(world, code):
    path = world.folder / f"{code}.lmbak"
    backup.make(world[code].store, path)
    return path


def restored(world, code, path):
    world[code].close()
    keeping.restore(path, world.folder / code, "测试员", PASSWORD)
    world.reopen(code)


def settle(world, *codes, rounds=4):
    for _ in range(rounds):
        world.round(*codes)


def equal(world, *codes):
    city = content(world[CITY])
    for code in codes:
        there = content(world[code])
        for register, rows in there.items():
            assert {key: city[register].get(key) for key in rows} == rows, (code, register)


def test_a_restored_district_gets_back_what_it_had_sent(world):
    first = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    copy = backed_up(world, ZHIFU)
    lost = add(world[ZHIFU], make_person(2))
    save(world[ZHIFU], "people", {"post": "班长"}, first)
    world.to_city(ZHIFU)
    restored(world, ZHIFU, copy)
    anew = add(world[ZHIFU], make_person(3))
    settle(world, ZHIFU)
    assert registers.get(world[ZHIFU], "people", lost)["name"] == make_person(2).name
    assert registers.get(world[ZHIFU], "people", first)["post"] == "班长"
    assert registers.get(world[CITY], "people", anew)["name"] == make_person(3).name
    assert content(world[ZHIFU]) == content(world[CITY])
    assert pending.listing(world[CITY]) == pending.listing(world[ZHIFU]) == []


def test_a_return_written_before_the_restore_hides_nothing(world):
    world.round(ZHIFU)
    copy = backed_up(world, ZHIFU)
    lost = add(world[ZHIFU], make_person(2))
    world.to_city(ZHIFU)
    answer = world.answer(ZHIFU)
    restored(world, ZHIFU, copy)
    exchange.take_in(world[ZHIFU], answer.path)
    settle(world, ZHIFU)
    assert registers.get(world[ZHIFU], "people", lost)["name"] == make_person(2).name
    assert content(world[ZHIFU]) == content(world[CITY])


def test_a_file_copied_back_without_the_program_is_noticed(world):
    """No new epoch was begun: the city sees a fork, orders one, and both sides end up equal."""
    first = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    world[ZHIFU].close()
    shutil.copytree(world.folder / ZHIFU, world.folder / "copy")
    world.reopen(ZHIFU)
    save(world[ZHIFU], "people", {"post": "班长"}, first)
    lost = add(world[ZHIFU], make_person(2))
    world.to_city(ZHIFU)
    world[ZHIFU].close()
    shutil.rmtree(world.folder / ZHIFU)
    shutil.copytree(world.folder / "copy", world.folder / ZHIFU)
    world.reopen(ZHIFU)
    epoch = world[ZHIFU].store.epoch
    save(world[ZHIFU], "people", {"post": "组长"}, first)
    anew = add(world[ZHIFU], make_person(3))
    told = world.to_city(ZHIFU)
    assert any("恢复或复制" in sentence for sentence in told.sentences)
    world.from_city(ZHIFU)
    assert world[ZHIFU].store.epoch != epoch, "a new epoch was ordered"
    settle(world, ZHIFU)
    for item in pending.listing(world[CITY]):
        pending.decide(world[CITY], item.key, "keep_right")
    settle(world, ZHIFU)
    people = content(world[CITY])["people"]
    assert {first.hex(), lost.hex(), anew.hex()} == set(people)
    assert content(world[ZHIFU]) == content(world[CITY])


def clone_of(world, code, name="cloned") -> World:
    """The district's disk, copied: the same store under the same name, twice."""
    world[code].close()
    other = World(world.folder / name, packages=1000)
    shutil.copytree(world.folder / code, other.folder / code)
    world.reopen(code)
    other.desks[CITY] = world[CITY]
    other.reopen(code)
    return other


@pytest.mark.parametrize("arrives", [True, False])
def test_a_clone_of_a_clone_is_a_branch_of_its_own(world, arrives):
    """Both have the clone's package among their ancestors; it arrived, or it was lost."""
    first = add(world[ZHIFU], make_person(1), department="一车间")
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    add(world[ZHIFU], make_person(2))
    world.to_city(ZHIFU)
    shared = clone.report(ZHIFU)
    if arrives:
        exchange.take_in(world[CITY], shared.path)
    second = clone_of(clone, ZHIFU, "cloned again")
    try:
        add(clone[ZHIFU], make_person(3))
        save(clone[ZHIFU], "people", {"department": "二车间"}, first)
        save(second[ZHIFU], "people", {"department": "三车间"}, first)
        for one in (clone, second):
            one.to_city(ZHIFU)
        (item,) = pending.listing(world[CITY])
        shown = registers.get(world[CITY], "people", first)["department"]
        assert {shown, item.incoming["department"]} == {"二车间", "三车间"}
        pending.decide(world[CITY], item.key, "keep_left")
        for _ in range(3):
            for one in (world, clone, second):
                one.round(ZHIFU)
        for one in (world, clone, second):
            assert registers.get(one[ZHIFU], "people", first)["department"] == shown
            assert content(one[ZHIFU]) == content(world[CITY])
        assert pending.listing(world[CITY]) == []
    finally:
        for one in (clone, second):
            one[ZHIFU].close()


def test_what_a_clone_had_not_sent_when_it_hears_of_its_branch_is_nobody_elses(world):
    """A clone of it may have gone on under the branch's name, with the same numbers."""
    first = add(world[ZHIFU], make_person(1), department="一车间")
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    add(world[ZHIFU], make_person(2))
    world.to_city(ZHIFU)
    add(clone[ZHIFU], make_person(3))
    clone.to_city(ZHIFU)
    second = clone_of(clone, ZHIFU, "cloned again")
    try:
        save(second[ZHIFU], "people", {"department": "三车间"}, first)
        second.to_city(ZHIFU)
        save(clone[ZHIFU], "people", {"post": "焊工"}, first)
        clone.from_city(ZHIFU)
        clone.to_city(ZHIFU)
        row = registers.get(world[CITY], "people", first)
        assert (row["department"], row["post"]) == ("三车间", "焊工")
        settle_all(world, clone, second)
        assert pending.listing(world[CITY]) == []
        for one in (world, clone, second):
            assert content(one[ZHIFU]) == content(world[CITY])
    finally:
        for one in (clone, second):
            one[ZHIFU].close()


def settle_all(*worlds):
    for _ in range(3):
        for one in worlds:
            one.round(ZHIFU)


def test_both_clones_keep_what_they_wrote(world):
    first = add(world[ZHIFU], make_person(1), department="一车间")
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    try:
        here, there = add(world[ZHIFU], make_person(2)), add(clone[ZHIFU], make_person(3))
        save(world[ZHIFU], "people", {"department": "二车间"}, first)
        save(clone[ZHIFU], "people", {"department": "三车间"}, first)
        for one in (world, clone):
            one.to_city(ZHIFU)
        people = content(world[CITY])["people"]
        assert {first.hex(), here.hex(), there.hex()} == set(people)
        waiting = pending.listing(world[CITY])
        shown = {registers.get(world[CITY], "people", first)["department"]}
        assert shown | {item.incoming["department"] for item in waiting} == {"二车间", "三车间"}
        for _ in range(3):
            world.round(ZHIFU)
            clone.round(ZHIFU)
        for item in pending.listing(world[CITY]):
            pending.decide(world[CITY], item.key, "keep_left")
        for _ in range(3):
            world.round(ZHIFU)
            clone.round(ZHIFU)
        assert (
            content(world[ZHIFU])["people"]
            == content(world[CITY])["people"]
            == content(clone[ZHIFU])["people"]
        )
    finally:
        clone[ZHIFU].close()


def test_a_restored_city_gets_everything_again(world):
    first = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU, FUSHAN)
    copy = backed_up(world, CITY)
    second = add(world[ZHIFU], make_person(2))
    world.round(ZHIFU)
    save(world[CITY], "people", {"post": "市里改过"}, first)
    world.round(ZHIFU)
    restored(world, CITY, copy)
    told = world.from_city(ZHIFU)
    assert any("重新带上" in sentence for sentence in told.sentences)
    third = add(world[ZHIFU], make_person(3))
    settle(world, ZHIFU, FUSHAN)
    people = content(world[CITY])["people"]
    assert set(people) == {first.hex(), second.hex(), third.hex()}
    assert registers.get(world[CITY], "people", first)["post"] == "市里改过"
    assert content(world[ZHIFU]) == content(world[CITY])


def test_what_a_restored_city_wrote_and_lost_waits_where_it_was_asked_about(world):
    """It lives in a district's question alone: the city, which shows the district's value, has not decided on it."""
    person = add(world[CITY], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    copy = backed_up(world, CITY)
    save(world[CITY], "people", {"name": "市里改的"}, person)
    save(world[ZHIFU], "people", {"name": "区里改的"}, person)
    world.from_city(ZHIFU)
    restored(world, CITY, copy)
    settle(world, ZHIFU)
    (item,) = pending.listing(world[ZHIFU])
    assert item.incoming["name"] == "市里改的"
    pending.decide(world[ZHIFU], item.key, "keep_right")
    settle(world, ZHIFU)
    equal(world, ZHIFU)
    assert registers.get(world[CITY], "people", person)["name"] == "市里改的"
    assert pending.listing(world[CITY]) == pending.listing(world[ZHIFU]) == []


def test_a_restored_city_is_healed_even_by_a_district_that_has_not_heard_of_it(world):
    world.round(ZHIFU)
    copy = backed_up(world, CITY)
    second = add(world[ZHIFU], make_person(2))
    world.round(ZHIFU)
    restored(world, CITY, copy)
    third = add(world[ZHIFU], make_person(3))
    world.to_city(ZHIFU)
    assert third.hex() in content(world[CITY])["people"]
    settle(world, ZHIFU)
    assert second.hex() in content(world[CITY])["people"]
    assert content(world[ZHIFU]) == content(world[CITY])


def test_fields_of_a_newer_program_are_kept_and_sent_on(world):
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    table = TABLES["people"]
    with world[ZHIFU].store.operation("测试", "新程序写的", "测试员") as write:
        write.update("people", key, {"post": "班长"})
        extra = orjson.dumps({"wechat": "made-up"}).decode()
        write.connection.execute(table.update().where(table.c.id == key).values(extra=extra))
    world.round(ZHIFU)
    save(world[CITY], "people", {"post": "组长"}, key)
    world.round(ZHIFU)
    for code in (CITY, ZHIFU):
        with world[code].store.reading() as connection:
            kept = connection.execute(select(table.c.extra, table.c.post).where(table.c.id == key)).one()
        assert (orjson.loads(kept.extra), kept.post) == ({"wechat": "made-up"}, "组长")


def test_an_unread_order_is_given_again(world):
    """The order to begin a new epoch is lost with its return package: the next one gives it again."""
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    try:
        add(world[ZHIFU], make_person(2))
        world.to_city(ZHIFU)
        add(clone[ZHIFU], make_person(3))
        clone.to_city(ZHIFU)
        world.answer(ZHIFU)
        clone.to_city(ZHIFU)
        epoch = clone[ZHIFU].store.epoch
        clone.from_city(ZHIFU)
        assert clone[ZHIFU].store.epoch != epoch
        with clone[ZHIFU].store.reading() as connection:
            assert {row["state"] for row in packages.sent(connection, CITY)} == {"已入库"}
    finally:
        clone[ZHIFU].close()


def test_a_late_package_of_a_timeline_the_city_has_left_leads_nobody_astray(world):
    """The district hears of the new timeline first, and of the old one, which it never saw, only afterwards."""
    key = add(world[ZHIFU], make_person(1))
    world.to_city(ZHIFU)
    copy = backed_up(world, CITY)
    old = world.answer(ZHIFU)
    restored(world, CITY, copy)
    world.from_city(ZHIFU)
    exchange.take_in(world[ZHIFU], old.path)
    for post in ("班长", "组长"):
        save(world[CITY], "people", {"post": post}, key)
        world.round(ZHIFU)
        assert registers.get(world[ZHIFU], "people", key)["post"] == post
    assert content(world[ZHIFU]) == content(world[CITY])


def test_the_city_feeds_both_clones_though_one_is_always_heard_last(world):
    """The one that was a revision behind got nothing any more: returns began after what the other one had seen."""
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    try:
        key = save(world[CITY], "teams", {"name": "烟台市链主企业服务队", "level": "市级", "office": CITY})
        clone.round(ZHIFU)
        for _ in range(3):
            world.to_city(ZHIFU)
            clone.to_city(ZHIFU)
            world.from_city(ZHIFU)
            clone.from_city(ZHIFU)
        for desk in (world[ZHIFU], clone[ZHIFU]):
            assert registers.get(desk, "teams", key)["level"] == "市级"
    finally:
        clone[ZHIFU].close()


def test_what_a_clones_twin_wrote_before_it_was_restored_is_not_taken_for_the_clones(world):
    """Both wrote under the same numbers; the clone sent first, the other one was restored before it ever sent."""
    key = add(world[ZHIFU], make_person(1), post="工人")
    world.round(ZHIFU)
    save(world[CITY], "people", {"department": "一车间"}, key)
    world.round(ZHIFU)
    clone = clone_of(world, ZHIFU)
    try:
        save(world[ZHIFU], "people", {"department": "二车间"}, key)
        copy = backed_up(world, ZHIFU)
        save(clone[ZHIFU], "people", {"post": "班长"}, key)
        clone.to_city(ZHIFU)
        restored(world, ZHIFU, copy)
        settle(world, ZHIFU)
        row = registers.get(world[CITY], "people", key)
        assert (row["department"], row["post"]) == ("二车间", "班长")
    finally:
        clone[ZHIFU].close()


@pytest.mark.parametrize("whose", [CITY, ZHIFU, FUSHAN])
@pytest.mark.parametrize("deleted", [False, True])
def test_what_waits_in_the_city_alone_outlives_its_restore(world, whose, deleted):
    """Two districts write in one row of the city's; one of them shows the other's by now, and the city forgets both."""
    first = add(world[whose], make_person(1), office=CITY, department="零")
    settle(world, ZHIFU, FUSHAN, rounds=2)
    copy = backed_up(world, CITY)
    if deleted:
        registers.delete(world[ZHIFU], "people", [first], "已离职")
    else:
        save(world[ZHIFU], "people", {"department": "一"}, first)
    save(world[FUSHAN], "people", {"department": "二"}, first)
    settle(world, ZHIFU, FUSHAN, rounds=2)
    assert len(pending.listing(world[CITY])) == 1
    restored(world, CITY, copy)
    settle(world, ZHIFU, FUSHAN)
    (item,) = [one for code in (CITY, ZHIFU, FUSHAN) for one in pending.listing(world[code])]
    shown = registers.get(world[CITY], "people", first)["department"]
    assert {"已离职", "二"} if deleted else {"一", "二"} == {shown, *item.incoming.values()}
    (home,) = [code for code in (CITY, ZHIFU, FUSHAN) if pending.listing(world[code])]
    pending.decide(world[home], item.key, "keep_right")
    settle(world, ZHIFU, FUSHAN)
    with world[CITY].store.reading() as connection:
        row = connection.exec_driver_sql("SELECT deleted, department FROM people WHERE id = ?", (first,)).one()
    assert row[0] == "已离职" if deleted else row[1] == item.incoming["department"]
    equal(world, ZHIFU, FUSHAN)


def test_what_the_city_had_decided_before_its_restore_is_asked_nobody(world):
    first = add(world[ZHIFU], make_person(1), office=CITY, department="零")
    settle(world, ZHIFU, FUSHAN, rounds=2)
    copy = backed_up(world, CITY)
    for code, word in ((ZHIFU, "一"), (FUSHAN, "二")):
        save(world[code], "people", {"department": word}, first)
    settle(world, ZHIFU, FUSHAN, rounds=2)
    (item,) = pending.listing(world[CITY])
    pending.decide(world[CITY], item.key, "keep_left")
    settle(world, ZHIFU, FUSHAN, rounds=2)
    restored(world, CITY, copy)
    settle(world, ZHIFU, FUSHAN)
    assert [pending.listing(world[code]) for code in (CITY, ZHIFU, FUSHAN)] == [[], [], []]
    equal(world, ZHIFU, FUSHAN)
