"""Two people made one, with all that hangs on both; late packages; taken apart days later; in real stores and files."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange, keeping, people, registers
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add
from tests.services.people import cases
from tests.services.people.cases import assert_equal, enrolment, mark, rows, settle, sheet, twice


def test_all_that_hangs_on_both_hangs_on_the_survivor(world):
    two = twice(world)
    done = people.merge(world[CITY], two.left, two.right, evidence="身份证号相同")
    kept = registers.get(world[CITY], "people", two.left)
    assert (kept["post"], kept["phone2"], kept["department"]) == ("焊工", "19900009999", "一车间")
    assert [row["id"] for row in rows(world[CITY], "people")] == [two.left]
    assert {row["honour"] for row in rows(world[CITY], "honours", person=two.left)} == {"市级工匠", "省级工匠"}
    assert sheet(world[CITY], two.training) == {(two.left, 1): "出勤"}
    assert done.operation
    assert keeping.check(world[CITY]) == []


def test_a_merge_reaches_both_districts_and_all_are_equal(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert_equal(world)
    assert sheet(world[FUSHAN], two.training) == {(two.left, 1): "出勤"}
    assert [row["id"] for row in rows(world[FUSHAN], "people")] == [two.left], "Fushan sees the survivor"
    for code in (CITY, ZHIFU, FUSHAN):
        assert keeping.check(world[code]) == []


def test_a_late_package_that_speaks_of_the_one_gone_reaches_the_survivor(world):
    two = twice(world)
    fushan = world[FUSHAN]
    registers.save(fushan, "people", {"phone2": "19900008888"}, two.right)
    mark(fushan, two.training, two.right, "迟到", period=2)
    late = making.a_class(fushan, [two.right], title="晚到的班")
    mark(fushan, late, two.right, "出勤")
    registers.save(fushan, "honours", {"person": two.right, "honour": "劳模", "year": 2026})
    package = world.report(FUSHAN)
    people.merge(world[CITY], two.left, two.right)
    exchange.take_in(world[CITY], package.path)
    assert sheet(world[CITY], two.training) == {(two.left, 1): "出勤", (two.left, 2): "迟到"}
    assert sheet(world[CITY], late) == {(two.left, 1): "出勤"}
    assert len(rows(world[CITY], "honours", person=two.left)) == 3
    assert registers.get(world[CITY], "people", two.left)["phone2"] == "19900008888"
    assert [row["id"] for row in rows(world[CITY], "people")] == [two.left]
    settle(world)
    assert_equal(world)


@pytest.mark.parametrize("merge_first", [True, False])
def test_alias_and_edits_give_the_same_in_any_order(world, merge_first):
    """What Fushan edits and what the city merges, whichever the city has first."""
    two = twice(world)
    registers.save(world[FUSHAN], "people", {"post": "钳工", "phone2": "19900007777"}, two.right)
    row = enrolment(world[FUSHAN], two.training, two.right)
    registers.save(world[FUSHAN], "enrolments", {"theory": 85}, row["id"])
    mark(world[FUSHAN], two.training, two.right, "早退", period=2)
    package = world.report(FUSHAN)
    if not merge_first:
        exchange.take_in(world[CITY], package.path)
    people.merge(world[CITY], two.left, two.right)
    if merge_first:
        exchange.take_in(world[CITY], package.path)
    settle(world)
    assert_equal(world)
    kept = registers.get(world[CITY], "people", two.left)
    assert (kept["post"], kept["phone2"]) == ("焊工", "19900007777")
    assert enrolment(world[CITY], two.training, two.left)["theory"] == 85
    assert sheet(world[FUSHAN], two.training) == {(two.left, 1): "出勤", (two.left, 2): "早退"}


def test_a_district_that_hears_of_the_merge_moves_what_it_had_not_sent(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    back = world.answer(FUSHAN)
    fresh = making.a_class(world[FUSHAN], [two.right], title="还没上报的班")
    mark(world[FUSHAN], fresh, two.right, "出勤")
    exchange.take_in(world[FUSHAN], back.path)
    assert sheet(world[FUSHAN], fresh) == {(two.left, 1): "出勤"}
    settle(world)
    assert_equal(world)
    assert sheet(world[CITY], fresh) == {(two.left, 1): "出勤"}


def test_unmerged_days_later_all_is_as_before_in_every_store(world):
    two = twice(world)
    before = {code: cases.shared(world[code]) for code in (CITY, ZHIFU, FUSHAN)}
    done = people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert people.obstacles(world[CITY], done.operation) == []
    people.unmerge(world[CITY], done.operation)
    settle(world)
    assert_equal(world)
    for code, stood in before.items():
        now = cases.shared(world[code])
        for name in ("people", "honours", "enrolments", "attendance"):
            for key, row in stood[name].items():
                assert now[name][key] == row, (code, name)
            fresh = [key for key, row in now[name].items() if key not in stood[name] and row[0] is None]
            assert code != CITY or not fresh


def test_what_came_for_the_one_gone_goes_back_to_her(world):
    two = twice(world)
    fushan = world[FUSHAN]
    late = making.a_class(fushan, [two.right], title="晚到的班")
    mark(fushan, late, two.right, "出勤")
    registers.save(fushan, "honours", {"person": two.right, "honour": "劳模", "year": 2026})
    registers.save(fushan, "people", {"phone2": "19900008888"}, two.right)
    package = world.report(FUSHAN)
    people.merge(world[CITY], two.left, two.right)
    exchange.take_in(world[CITY], package.path)
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    assert sheet(world[CITY], late) == {(two.right, 1): "出勤"}
    assert {row["honour"] for row in rows(world[CITY], "honours", person=two.right)} == {"省级工匠", "劳模"}
    assert registers.get(world[CITY], "people", two.right)["phone2"] == "19900008888"
    assert registers.get(world[CITY], "people", two.left)["phone2"] is None


def test_later_edits_stay_with_the_survivor_and_are_told(world):
    two = twice(world)
    done = people.merge(world[CITY], two.left, two.right)
    registers.save(world[CITY], "people", {"department": "二车间"}, two.left)
    moved = enrolment(world[CITY], two.training, two.left)
    registers.save(world[CITY], "enrolments", {"theory": 77}, moved["id"])
    left = people.obstacles(world[CITY], done.operation)
    assert {(each.register, each.fields) for each in left} == {("people", ("department",)), ("enrolments", ())}
    told = people.unmerge(world[CITY], done.operation)
    assert "留在" in told.sentence
    assert registers.get(world[CITY], "people", two.left)["department"] == "二车间"
    assert registers.get(world[CITY], "people", two.right)["department"] == "一车间"
    assert enrolment(world[CITY], two.training, two.left)["theory"] == 77
    assert enrolment(world[CITY], two.training, two.right)["theory"] is None


def test_both_in_one_class_are_united_and_parted(world):
    """Present beats absent; two scores are a person's to compare."""
    city = world[CITY]
    left, right = add(city, make_person(1)), add(city, make_person(2))
    training = making.a_class(city, [left, right])
    for person, word, theory in ((left, "缺勤", 60), (right, "出勤", 90)):
        mark(city, training, person, word)
        registers.save(city, "enrolments", {"theory": theory}, enrolment(city, training, person)["id"])
    before = cases.shared(city)
    done = people.merge(city, left, right)
    assert sheet(city, training) == {(left, 1): "出勤"}
    assert enrolment(city, training, left)["theory"] == 60
    (item,) = [each for each in rows(city, "pending") if each["kind"] == "合并待核对"]
    assert '"theory":90' in item["incoming"]
    people.unmerge(city, done.operation)
    now = cases.shared(city)
    assert {name: now[name] for name in now if name != "aliases"} == {
        name: before[name] for name in before if name != "aliases"
    }
    assert not rows(city, "pending")


def test_undo_takes_a_merge_apart_and_merging_again_stands(world):
    two = twice(world)
    first = people.merge(world[CITY], two.left, two.right)
    registers.undo(world[CITY], first.operation)
    assert {row["id"] for row in rows(world[CITY], "people")} == {two.left, two.right}
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert_equal(world)
    assert sheet(world[FUSHAN], two.training) == {(two.left, 1): "出勤"}


def test_merged_the_other_way_round_in_two_stores_nobody_is_lost(world):
    """A district had both people from the city, and decided by itself."""
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    people.unmerge(world[CITY], two.right)
    settle(world)
    people.merge(world[FUSHAN], two.right, two.left)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert_equal(world)
    assert [row["id"] for row in rows(world[CITY], "people")] == [min(two.left, two.right)]
    assert len(sheet(world[CITY], two.training)) == 1


def test_a_chain_leads_to_the_last_and_comes_apart_from_its_end(world):
    city = world[CITY]
    one, two, three = (add(city, make_person(number)) for number in (1, 2, 3))
    training = making.a_class(city, [one])
    first = people.merge(city, two, one)
    second = people.merge(city, three, two)
    assert [row["person"] for row in rows(city, "enrolments", training=training)] == [three]
    with pytest.raises(Refused, match="又并入了另一个人"):
        people.unmerge(city, first.operation)
    people.unmerge(city, second.operation)
    people.unmerge(city, first.operation)
    assert [row["person"] for row in rows(city, "enrolments", training=training)] == [one]


def test_what_cannot_be_merged_is_refused(world):
    two = twice(world)
    with pytest.raises(Refused, match="合并到自己"):
        people.merge(world[CITY], two.left, two.left)
    pair = {"master": two.left, "apprentice": two.right, "begins": "2026-01-01", "ends": "2027-01-01"}
    registers.save(world[CITY], "apprenticeships", pair)
    with pytest.raises(Refused, match="师徒"):
        people.merge(world[CITY], two.left, two.right)
    settle(world)
    with pytest.raises(Refused, match="没有这次合并"):
        people.unmerge(world[FUSHAN], two.right)
