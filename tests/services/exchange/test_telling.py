"""A package laid open: contents, receipt down to the record, figures against today's; whether both sides agree."""

import shutil

import pytest

from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, keeping, pending, registers
from laomo_desktop.services.exchange import agreeing
from laomo_desktop.services.exchange.healing import RENUMBERED
from laomo_desktop.services.exchange.telling import compare, story
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CHEAP, CITY, PASSWORD, ZHIFU, add, introduce, save


def clash(world):
    key = add(world[ZHIFU], make_person(0), office=ZHIFU)
    world.round(ZHIFU)
    save(world[CITY], "people", {"department": "二车间"}, key)
    save(world[ZHIFU], "people", {"department": "三车间"}, key)
    world.to_city(ZHIFU)
    return key


def spoil(desk):
    """Rows change behind the program's back."""
    with desk.store.operation("坏", "坏", "测试员") as write:
        write.connection.exec_driver_sql("UPDATE people SET department = '别处'")


def test_a_package_and_its_receipt_down_to_the_record(world):
    clash(world)
    received = next(e for e in exchange.entries(world[CITY]) if e.number == 2)
    told = story(world[CITY], received.key)
    assert told.entry.by == "测试员"
    assert told.contents == (("人员", "冲突1"),)
    assert told.receipt.startswith("我方给的回执：已入库")
    ((answer,), label) = told.answers, "人员"
    assert (answer.register, answer.title) == (label, RARE_NAME)
    assert "两边都改过" in answer.text
    world.from_city(ZHIFU)
    sent = next(e for e in exchange.entries(world[ZHIFU]) if e.direction == "发出" and e.number == 2)
    told = story(world[ZHIFU], sent.key)
    assert told.contents == (("人员", "更新1"),)
    assert told.receipt == "市总的回执：已入库，待处理1。"
    assert told.answers[0].title == RARE_NAME


def test_what_the_cover_bears_is_told_before_anything_is_taken_in(world):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    sent = world.report(ZHIFU)
    tried = exchange.dry_run(world[CITY], sent.path)
    assert (tried.code, dict(tried.figures)["人员"]) == (sent.code, "1")
    cover = exchange.cover_facts(world[ZHIFU], sent.done.key)
    assert (cover.code, cover.figures) == (tried.code, tried.figures)
    exchange.take_in(world[CITY], sent.path)
    assert exchange.take_in(world[CITY], sent.path).figures == cover.figures


def test_figures_as_reported_stand_beside_todays(world):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.to_city(ZHIFU)
    (entry,) = exchange.entries(world[CITY])
    assert not any(gap.differs for gap in story(world[CITY], entry.key).figures)
    add(world[CITY], make_person(2), office=ZHIFU)
    people = next(gap for gap in story(world[CITY], entry.key).figures if gap.label == "人员")
    assert (people.reported, people.now, people.differs) == ("1", "2", True)


def test_whether_both_sides_agree_is_told_with_what_to_do(world):
    district = world[ZHIFU]
    assert compare(district).same is None
    assert "回执" in compare(district).todo
    clash(world)
    assert compare(district).same is None
    assert "1条改动" in compare(district).sentence
    world.from_city(ZHIFU)
    found = compare(district)
    assert (found.same, found.todo) == (True, "")
    assert "一致" in found.sentence
    spoil(district)
    assert "市总有1条待处理" in compare(district).todo
    assert pending.count(world[CITY]) == 1


def test_a_difference_nobody_waits_for_is_told_too(world):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    world.round(ZHIFU)
    assert compare(world[ZHIFU]).same is True
    spoil(world[ZHIFU])
    found = compare(world[ZHIFU])
    assert found.same is False
    assert "封面" in found.todo


def test_two_computers_of_one_district_are_told_apart_and_neither_lacks_the_others(world, tmp_path):
    sister, _ = desks.create(tmp_path / "sister", ZHIFU, "测试员", PASSWORD, CHEAP)
    world.desks["sister"] = sister
    introduce(world[CITY], sister)
    for place, code in enumerate((ZHIFU, "sister", ZHIFU, "sister")):
        add(world[code], make_person(place), office=ZHIFU)
        world.to_city(code)
        exchange.take_in(world[code], exchange.export(world[CITY], world.path(), to=ZHIFU).path)
    for code in (ZHIFU, "sister"):
        (line,) = exchange.ledger(world[code])
        assert (line.missing, line.sentence) == ((), "")
    line = next(line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU)
    assert [(e.number, e.pc) for e in line.received] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    lost = world.report("sister")
    add(sister, make_person(9), office=ZHIFU)
    world.to_city("sister")
    line = next(line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU)
    assert lost.number == 3
    assert line.sentence == "芝罘区2号机 缺第3包（后来的包已带上其中的内容）"


def test_a_restored_district_is_told_to_both_sides(world, tmp_path):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    copy = tmp_path / "copy.lmbak"
    keeping.backup_to(world[ZHIFU], copy)
    add(world[ZHIFU], make_person(2), office=ZHIFU)
    world.to_city(ZHIFU)
    folder = world[ZHIFU].folder
    world[ZHIFU].close()
    keeping.restore(copy, folder, "测试员", PASSWORD)
    world.reopen(ZHIFU)
    add(world[ZHIFU], make_person(3), office=ZHIFU)
    intake = world.to_city(ZHIFU)
    assert any("恢复过备份或换过电脑" in words for words in intake.sentences)
    line = next(line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU)
    assert [(e.number, e.again) for e in line.received] == [(1, False), (2, False), (2, True)]


def test_a_copied_store_is_told_that_it_was_renumbered(world, tmp_path):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    world[ZHIFU].close()
    shutil.copytree(world.folder / ZHIFU, world.folder / "clone")
    for name in (ZHIFU, "clone"):
        world.reopen(name)
        add(world[name], make_person(5 + len(name)), office=ZHIFU)
        world.to_city(name)
    answer = world.answer(ZHIFU)
    told = [exchange.take_in(world[name], answer.path).sentences for name in (ZHIFU, "clone")]
    assert sum(RENUMBERED in sentences for sentences in told) == 1


def test_where_two_sides_differ_is_told_and_sending_all_again_mends_what_is_missing(world):
    """As by a fault of a disk or of the program: nothing was written in the city, yet a row is not there."""
    people = [add(world[ZHIFU], make_person(n), office=ZHIFU) for n in range(3)]
    world.round(ZHIFU)
    with world[CITY].store.operation("测试", "丢了", world[CITY].user) as write:
        write.connection.exec_driver_sql("DELETE FROM people WHERE id = ?", (people[1],))
        write.connection.exec_driver_sql("UPDATE people SET post = '焊工' WHERE id = ?", (people[2],))
    add(world[ZHIFU], make_person(4), office=ZHIFU)
    world.to_city(ZHIFU)
    told = "".join(world.from_city(ZHIFU).sentences)
    assert "还不一致：人员（市总3人，本机4人）" in told
    found = compare(world[ZHIFU])
    assert (found.same, found.where, found.again) == (False, ("人员（市总3人，本机4人）",), True)
    agreeing.send_all_again(world[ZHIFU])
    assert compare(world[ZHIFU]).same is None, "first it has to travel"
    world.to_city(ZHIFU)
    world.from_city(ZHIFU)
    assert compare(world[ZHIFU]).where == ("人员（都是4人，内容不同）",)
    registers.save(world[ZHIFU], "people", {"post": "班长"}, people[2])
    world.to_city(ZHIFU)
    assert "两边的数据一致" in "".join(world.from_city(ZHIFU).sentences)
    assert compare(world[ZHIFU]).same is True


@pytest.mark.parametrize(
    "wicked", [None, 5, [], {"people": 3}, {"people": [1, 2]}, {"nothing": [1, "x"]}, {"people": ["1", "x"]}]
)
def test_what_makes_no_sense_of_a_state_is_passed_over(wicked):
    assert agreeing.told_in({"state": wicked}) == {}
