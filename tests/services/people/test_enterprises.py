"""An enterprise, a team, a certificate that two districts entered both: found, merged with all that hangs on them, parted."""

import pytest

from laomo_desktop.services import exchange, pending, people, registers, same
from laomo_desktop.services.resembling.names import core
from tests.people import make_person, make_uscc
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save
from tests.services.people import cases
from tests.services.people.cases import assert_equal, rows, settle


def waiting(desk, register):
    return [item for item in pending.listing(desk) if item.register == register]


def firms(world, **more):
    """The same enterprise in two districts, each with a person; Fushan with a need too."""
    left = save(world[ZHIFU], "enterprises", {"name": "烟台虚构机械有限公司", "office": ZHIFU, "uscc": make_uscc(7)})
    right = save(world[FUSHAN], "enterprises", {"name": "虚构机械（烟台）公司", "office": FUSHAN, **more})
    one = add(world[ZHIFU], make_person(1), office=ZHIFU, enterprise=left)
    other = add(world[FUSHAN], make_person(2), office=FUSHAN, enterprise=right)
    save(world[FUSHAN], "needs", {"title": "虚构难题", "enterprise": right, "raised": "2026-03-02"})
    world.round(ZHIFU, FUSHAN)
    return left, right, one, other


def test_one_code_in_two_districts_is_merged_with_all_that_hangs_on_both(world):
    _, _, one, other = firms(world, uscc=make_uscc(7))
    before = {code: cases.shared(world[code]) for code in (CITY, FUSHAN)}
    (item,) = waiting(world[CITY], "enterprises")
    keep, gone = item.row, item.other
    done = pending.decide(world[CITY], item.key, "same")
    assert [row["id"] for row in rows(world[CITY], "enterprises")] == [keep]
    assert {row["id"] for row in rows(world[CITY], "people", enterprise=keep)} == {one, other}
    assert len(rows(world[CITY], "needs", enterprise=keep)) == 1
    settle(world)
    assert_equal(world)
    assert registers.get(world[FUSHAN], "people", other)["enterprise"] == keep
    assert not waiting(world[CITY], "enterprises")
    (told,) = same.merged_into(world[CITY], keep, "enterprises")
    assert told.gone == gone
    assert same.survivor(world[FUSHAN], "enterprises", gone) == keep
    registers.undo(world[CITY], done.operation)
    settle(world)
    assert_equal(world)
    for code, stood in before.items():
        now = cases.shared(world[code])
        for name in ("enterprises", "people", "needs"):
            for key, row in stood[name].items():
                assert now[name][key] == row, (code, name)


def test_another_store_parts_enterprises_too(world):
    left, right, _, other = firms(world)
    same.merge(world[CITY], left, right, of="enterprises")
    settle(world)
    assert registers.get(world[FUSHAN], "people", other)["enterprise"] == left
    same.unmerge(world[FUSHAN], right, of="enterprises")
    settle(world)
    assert_equal(world)
    assert registers.get(world[CITY], "people", other)["enterprise"] == right


def test_an_employer_changed_since_is_left_as_it_is(world):
    left, right, _, other = firms(world)
    third = save(world[CITY], "enterprises", {"name": "别的虚构公司"})
    same.merge(world[CITY], left, right, of="enterprises")
    registers.save(world[CITY], "people", {"enterprise": third}, other)
    same.unmerge(world[CITY], right, of="enterprises")
    settle(world)
    assert_equal(world)
    assert registers.get(world[CITY], "people", other)["enterprise"] == third


def test_variants_of_a_name_are_found_and_told_apart_for_good(world):
    firms(world)
    people.sweep(world[CITY])
    (item,) = waiting(world[CITY], "enterprises")
    assert item.kind == "疑似重复"
    assert "企业名称写法不同" in item.evidence
    pending.decide(world[CITY], item.key, "not_same")
    settle(world)
    for code in (CITY, ZHIFU, FUSHAN):
        people.sweep(world[code])
        assert not waiting(world[code], "enterprises"), code


def test_told_apart_they_are_asked_about_again_only_when_the_code_turns_out_the_same(world):
    left, right, *_ = firms(world)
    people.sweep(world[CITY])
    (item,) = waiting(world[CITY], "enterprises")
    pending.decide(world[CITY], item.key, "not_same")
    registers.save(world[CITY], "enterprises", {"phone": "19900001111"}, left)
    registers.save(world[CITY], "enterprises", {"phone": "19900001111"}, right)
    people.sweep(world[CITY])
    assert not waiting(world[CITY], "enterprises")
    registers.save(world[CITY], "enterprises", {"uscc": make_uscc(7)}, right)
    people.sweep(world[CITY])
    (item,) = waiting(world[CITY], "enterprises")
    assert "统一社会信用代码相同" in item.evidence
    pending.decide(world[CITY], item.key, "not_same")
    people.sweep(world[CITY])
    assert not waiting(world[CITY], "enterprises")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("烟台虚构机械有限公司", "虚构机械（烟台）有限责任公司", True),
        ("烟台市虚构机械有限公司", "山东烟台虚构机械股份有限公司", True),
        ("虚构（集团）有限公司", "虚构集团", True),
        ("虚构机械厂", "虚构电器厂", False),
    ],
)
def test_the_bare_name(one, other, alike):
    assert (core(one) == core(other)) == alike


def test_a_team_of_two_districts_becomes_one_with_its_members(world):
    who = [add(world[code], make_person(n), office=code) for n, code in enumerate((ZHIFU, FUSHAN), 1)]
    teams = [
        save(world[code], "teams", {"name": "烟台市虚构焊接服务队", "level": "市级", "office": code})
        for code in (ZHIFU, FUSHAN)
    ]
    for code, team, person in zip((ZHIFU, FUSHAN), teams, who, strict=True):
        save(world[code], "members", {"team": team, "person": person})
    world.round(ZHIFU, FUSHAN)
    before = cases.shared(world[CITY])
    (item,) = waiting(world[CITY], "teams")
    done = pending.decide(world[CITY], item.key, "same")
    assert {row["person"] for row in rows(world[CITY], "members", team=item.row)} == set(who)
    settle(world)
    assert_equal(world)
    registers.undo(world[CITY], done.operation)
    settle(world)
    assert_equal(world)
    now = cases.shared(world[CITY])
    for name in ("teams", "members"):
        for key, row in before[name].items():
            assert now[name][key] == row
        assert not [key for key, row in now[name].items() if key not in before[name] and row[0] is None]


def test_a_team_and_its_member_merged_part_in_either_order(world):
    """A member's row is a pair of both: it went on twice."""
    city = world[CITY]
    people_, teams = [add(city, make_person(n)) for n in (1, 2)], []
    for name in ("甲虚构队", "乙虚构队"):
        teams.append(save(city, "teams", {"name": name, "level": "市级"}))
    save(city, "members", {"team": teams[1], "person": people_[1], "role": "队长"})
    before = cases.shared(city)
    same.merge(city, people_[0], people_[1])
    same.merge(city, teams[0], teams[1], of="teams")
    (row,) = rows(city, "members")
    assert (row["team"], row["person"], row["role"]) == (teams[0], people_[0], "队长")
    same.unmerge(city, people_[1])
    (row,) = rows(city, "members")
    assert (row["team"], row["person"]) == (teams[0], people_[1])
    same.unmerge(city, teams[1], of="teams")
    now = cases.shared(city)
    assert now["members"][next(iter(before["members"]))] == next(iter(before["members"].values()))
    assert len(rows(city, "members")) == 1


def test_of_two_certificates_of_one_number_a_person_says_which_holds(world):
    for code in (ZHIFU, FUSHAN):
        with world[code].store.operation("测试", "同号证书", "测试员") as write:
            write.insert("certificates", {"number": "烟工证2026-0001", "holder": "𬍛䶮", "office": code, "state": "有效"})
    world.round(ZHIFU, FUSHAN)
    (item,) = waiting(world[CITY], "certificates")
    assert not waiting(world[ZHIFU], "certificates")
    assert item.choices == ("void_right", "void_left", "not_same", "later")
    done = pending.decide(world[CITY], item.key, "void_right")
    assert done.final
    states = {row["id"]: (row["state"], row["reason"]) for row in rows(world[CITY], "certificates")}
    assert states[item.row][0] == "有效"
    assert states[item.other][0] == "作废"
    assert "编号相同" in states[item.other][1]
    settle(world)
    assert_equal(world)


def test_what_a_package_brings_is_looked_at_after_it_and_not_lost_in_between(world, monkeypatch):
    save(world[ZHIFU], "people", {"name": "王龑", "birth": "1970-03-05", "office": ZHIFU})
    save(world[FUSHAN], "people", {"name": "王䶮", "birth": "1970-03-05", "office": FUSHAN})
    world.to_city(ZHIFU)
    report = world.report(FUSHAN)
    exchange.take_in(world[CITY], report.path, look=False)
    assert not waiting(world[CITY], "people")
    world[CITY].close()
    world.reopen(CITY)
    exchange.take_in(world[CITY], world.report(ZHIFU).path)
    (item,) = waiting(world[CITY], "people")
    assert item.score == 75
    assert item.evidence.startswith("可能（75分）：")


def test_a_distinction_of_people_outlives_restores_and_new_packages(world):
    one = save(world[ZHIFU], "people", {"name": "王龑", "birth": "1970-03-05", "office": ZHIFU})
    other = save(world[FUSHAN], "people", {"name": "王䶮", "birth": "1970-03-05", "office": FUSHAN})
    world.round(ZHIFU, FUSHAN)
    (item,) = waiting(world[CITY], "people")
    pending.decide(world[CITY], item.key, "not_same")
    settle(world)
    registers.save(world[ZHIFU], "people", {"phone": "19900003333"}, one)
    registers.save(world[FUSHAN], "people", {"phone": "19900003333"}, other)
    settle(world)
    for code in (CITY, ZHIFU, FUSHAN):
        people.sweep(world[code])
        assert not waiting(world[code], "people"), code
    number = make_person(4).id_number
    for code, key in ((ZHIFU, one), (FUSHAN, other)):
        registers.save(world[code], "people", {"id_number": number}, key)
    settle(world)
    people.sweep(world[CITY])
    (item,) = waiting(world[CITY], "people")
    assert "身份证号相同" in item.evidence
