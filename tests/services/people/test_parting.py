"""Taken apart in whichever store, in whatever order things arrive: real stores, real files."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange, keeping, pending, people, registers
from tests.people import make_person
from tests.services import making
from tests.services.exchange.test_timelines import backed_up, restored
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add
from tests.services.people import cases
from tests.services.people.cases import assert_equal, enrolment, mark, rows, settle, sheet, twice

MUPING = "370612"
SHARED = ("people", "honours", "enrolments", "attendance", "members")


def as_before(stood, now):
    """Every row as it was; what was made in between is gone."""
    for name in SHARED:
        for key, row in stood[name].items():
            assert now[name][key] == row, name
        fresh = [key for key, row in now[name].items() if key not in stood[name] and row[0] is None]
        assert not fresh, name


@pytest.mark.parametrize("where", [CITY, FUSHAN, ZHIFU])
def test_any_office_that_has_both_can_part_them(world, where):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    people.unmerge(world[CITY], two.right)
    settle(world)
    before = {code: cases.shared(world[code]) for code in (CITY, FUSHAN)}
    people.merge(world[CITY], two.left, two.right, {"department": "right", "post": "left"}, evidence="身份证号相同")
    settle(world)
    (told,) = people.merged_into(world[where], two.left)
    assert (told.name, told.evidence, told.by) == (cases.PERSON.name, "身份证号相同", "测试员" if where == CITY else "市总")
    assert told.at
    if not told.known:
        with pytest.raises(Refused, match="全部内容"):
            people.unmerge(world[where], two.right)
        return
    people.unmerge(world[where], two.right)
    settle(world)
    assert_equal(world)
    for code, stood in before.items():
        as_before(stood, cases.shared(world[code]))
    assert keeping.check(world[where]) == []


def test_a_city_restored_to_before_the_merge_gets_it_back_and_can_part(world, monkeypatch):
    two = twice(world)
    before = cases.shared(world[CITY])
    copy = backed_up(world, CITY)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    restored(world, CITY, copy)
    assert len(rows(world[CITY], "people")) == 2
    settle(world)
    assert [row["id"] for row in rows(world[CITY], "people")] == [two.left]
    assert sheet(world[CITY], two.training) == {(two.left, 1): "出勤"}
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    as_before(before, cases.shared(world[CITY]))


def test_aliases_made_before_a_backup_part_after_its_restore(world):
    two = twice(world)
    before = cases.shared(world[CITY])
    people.merge(world[CITY], two.left, two.right)
    copy = backed_up(world, CITY)
    settle(world)
    restored(world, CITY, copy)
    settle(world)
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    as_before(before, cases.shared(world[CITY]))


def test_a_district_settling_while_the_city_parts(world):
    """Fushan hears of the merge, and moves what nobody else has, while the city already takes it apart."""
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    back = world.answer(FUSHAN)
    fresh = making.a_class(world[FUSHAN], [two.right], title="还没上报的班")
    mark(world[FUSHAN], fresh, two.right, "出勤")
    registers.save(world[FUSHAN], "honours", {"person": two.right, "honour": "劳模", "year": 2026})
    exchange.take_in(world[FUSHAN], back.path)
    assert sheet(world[FUSHAN], fresh) == {(two.left, 1): "出勤"}
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    for code in (CITY, FUSHAN):
        assert sheet(world[code], fresh) == {(two.right, 1): "出勤"}, code
        honours = rows(world[code], "honours", person=two.right)
        assert {row["honour"] for row in honours} == {"省级工匠", "劳模"}, code
        waits = [row["kind"] for row in rows(world[code], "pending") if row["decision"] is None]
        assert not {"字段冲突", "删除冲突", "合并待核对"}.intersection(waits), code


def test_a_third_district_with_stale_links(world):
    """Muping had Fushan's person in a class of its own, and reports only after she was merged, and again after."""
    two = twice(world)
    world.open_more(MUPING)
    registers.save(world[CITY], "people", {"office": CITY}, two.right)
    world.round(MUPING, FUSHAN, ZHIFU)
    own = making.a_class(world[MUPING], [two.right], title="牟平班")
    mark(world[MUPING], own, two.right, "出勤")
    people.merge(world[CITY], two.left, two.right)
    world.round(ZHIFU, FUSHAN)
    world.to_city(MUPING)
    assert sheet(world[CITY], own) == {(two.left, 1): "出勤"}
    world.from_city(MUPING)
    assert sheet(world[MUPING], own) == {(two.left, 1): "出勤"}
    people.unmerge(world[CITY], two.right)
    mark(world[MUPING], own, two.left, "迟到", period=2)
    for _ in range(3):
        world.round(MUPING, ZHIFU, FUSHAN)
    for code in (ZHIFU, FUSHAN, MUPING):
        assert not cases.differing(world[CITY], world[code]), code
    marks = sheet(world[CITY], own)
    assert marks[two.right, 1] == "出勤"
    assert marks[two.left, 2] == "迟到", "marked after the merge, for the survivor: it stays with her"


def test_late_arrivals_after_parting_find_the_one_they_mean(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    late = making.a_class(world[FUSHAN], [two.left], title="合并后的班")
    mark(world[FUSHAN], late, two.left, "出勤")
    people.unmerge(world[CITY], two.right)
    world.to_city(FUSHAN)
    settle(world)
    assert_equal(world)
    assert sheet(world[CITY], late) == {(two.left, 1): "出勤"}
    assert sheet(world[CITY], two.training) == {(two.right, 1): "出勤"}


def test_two_offices_merge_in_opposite_directions_and_part(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    people.unmerge(world[CITY], two.right)
    settle(world)
    before = {code: cases.shared(world[code]) for code in (CITY, FUSHAN)}
    people.merge(world[FUSHAN], two.right, two.left)
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert_equal(world)
    first, second = sorted((two.left, two.right))
    assert [row["id"] for row in rows(world[CITY], "people")] == [first]
    people.unmerge(world[CITY], second)
    settle(world)
    assert_equal(world)
    for code, stood in before.items():
        now = cases.shared(world[code])
        for name in ("honours", "enrolments", "attendance"):
            for key, row in stood[name].items():
                assert now[name][key] == row, (code, name)
    assert {row["id"] for row in rows(world[CITY], "people")} == {two.left, two.right}


def test_one_office_merges_the_first_into_the_second_another_the_second_into_the_third(world):
    two = twice(world)
    third = add(world[CITY], make_person(9), office=CITY)
    settle(world)
    before = cases.shared(world[CITY])
    people.merge(world[FUSHAN], two.left, two.right) if _knows(world[FUSHAN], two.left) else None
    people.merge(world[CITY], third, two.left)
    settle(world)
    if two.right in {row["id"] for row in rows(world[CITY], "people")}:
        people.merge(world[CITY], third, two.right)
        settle(world)
    assert_equal(world)
    assert [row["id"] for row in rows(world[CITY], "people")] == [third]
    assert sheet(world[CITY], two.training) == {(third, 1): "出勤"}
    people.unmerge(world[CITY], two.left)
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    as_before(before, cases.shared(world[CITY]))


def _knows(desk, key):
    with desk.store.reading() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM people WHERE id = ?", (key,)).scalar() is not None


def test_a_chain_made_by_two_offices_parts_in_the_middle(world):
    """A into B in the district, B into C in the city, at the same time; then the district parts A."""
    city, fushan = world[CITY], world[FUSHAN]
    one, two, three = (add(city, make_person(number), office=FUSHAN) for number in (11, 12, 13))
    settle(world)
    training = making.a_class(fushan, [one, two])
    mark(fushan, training, one, "缺勤")
    mark(fushan, training, two, "出勤", period=2)
    settle(world)
    before = cases.shared(city)
    people.merge(fushan, two, one)
    people.merge(city, three, two)
    settle(world)
    assert_equal(world)
    assert sheet(city, training) == {(three, 1): "缺勤", (three, 2): "出勤"}
    with pytest.raises(Refused, match="又并入了另一个人"):
        people.unmerge(city, one)
    people.unmerge(fushan, two)
    settle(world)
    assert_equal(world)
    assert sheet(city, training) == {(two, 1): "缺勤", (two, 2): "出勤"}
    people.unmerge(city, one)
    settle(world)
    assert_equal(world)
    as_before(before, cases.shared(city))


def test_attendance_that_conflicts_is_united_and_parts_into_what_each_was(world):
    city = world[CITY]
    left, right = add(city, make_person(1)), add(city, make_person(2))
    training = making.a_class(city, [left, right])
    for person, words in ((left, ("缺勤", "迟到")), (right, ("出勤", "请假"))):
        for period, word in enumerate(words, 1):
            mark(city, training, person, word, period)
    before = cases.shared(city)
    people.merge(city, left, right)
    assert sheet(city, training) == {(left, 1): "出勤", (left, 2): "迟到"}
    mark(city, training, left, "早退", period=2)
    left_behind = people.obstacles(city, right)
    people.unmerge(city, right)
    assert not left_behind, "the second period was the survivor's own all the time"
    now = cases.shared(city)
    assert sheet(city, training) == {(left, 1): "缺勤", (left, 2): "早退", (right, 1): "出勤", (right, 2): "请假"}
    assert now["enrolments"] == before["enrolments"]


def test_two_merged_into_one_part_in_any_order(world):
    """The second to come had nothing new to say, until the first is taken off."""
    city = world[CITY]
    kept, one, two = (add(city, make_person(number), phone2=None) for number in (1, 2, 3))
    for person in (one, two):
        registers.save(city, "people", {"department": "一车间", "specialties": "焊接"}, person)
    training = making.a_class(city, [one, two])
    mark(city, training, one, "出勤")
    mark(city, training, two, "出勤")
    before = cases.shared(city)
    people.merge(city, kept, one)
    people.merge(city, kept, two)
    people.unmerge(city, one)
    assert registers.get(city, "people", kept)["department"] == "一车间"
    assert sheet(city, training) == {(kept, 1): "出勤", (one, 1): "出勤"}
    people.unmerge(city, two)
    as_before(before, cases.shared(city))


def test_taking_back_the_parting_merges_again_and_parts_again(world):
    two = twice(world)
    before = cases.shared(world[CITY])
    people.merge(world[CITY], two.left, two.right)
    parted = people.unmerge(world[CITY], two.right)
    registers.undo(world[CITY], parted.operation)
    assert [row["id"] for row in rows(world[CITY], "people")] == [two.left]
    assert sheet(world[CITY], two.training) == {(two.left, 1): "出勤"}
    settle(world)
    assert_equal(world)
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    as_before(before, cases.shared(world[CITY]))


def test_what_the_merging_office_had_not_seen_is_not_buried(world):
    """Zhifu merges without knowing of an edit that reached the city; nothing of it may stand under the tombstone alone."""
    city, zhifu = world[CITY], world[ZHIFU]
    one = add(city, make_person(1), office=ZHIFU)
    other = add(city, make_person(2), office=ZHIFU)
    settle(world)
    registers.save(city, "people", {"phone2": "19900007777", "post": "钳工"}, other)
    registers.save(city, "people", {"post": "焊工"}, one)
    people.merge(zhifu, one, other)
    settle(world)
    assert_equal(world)
    kept = registers.get(city, "people", one)
    assert kept["phone2"] == "19900007777"
    assert kept["post"] == "焊工"
    (item,) = [row for row in rows(city, "pending") if row["kind"] == "合并待核对"]
    assert "钳工" in item["incoming"]


def test_a_mark_that_makes_no_sense_hurts_nobody(world):
    """It came from elsewhere: the row counts as its own, and parting still brings back who was gone."""
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    with world[CITY].store.operation("测试", "坏标记", "测试员") as write:
        write.set_back("people", two.left, {"@made_of": '{"own": 5}'})
        for row in rows(world[CITY], "honours", person=two.left):
            write.set_back("honours", row["id"], {"@person": "?"})
    people.unmerge(world[CITY], two.right)
    assert {row["id"] for row in rows(world[CITY], "people")} == {two.left, two.right}


def test_parting_can_be_remembered_as_two(world):
    two = twice(world)
    people.merge(world[CITY], two.left, two.right)
    people.unmerge(world[CITY], two.right, apart=True)
    assert not pending.count(world[CITY]), "the package's question, that the merge answered, does not come back"
    settle(world)
    for code in (CITY, FUSHAN, ZHIFU):
        people.sweep(world[code])
        assert not pending.count(world[code]), "the ID number that is the same was known to who parted them"


def test_a_district_is_not_asked_about_two_the_city_has_told_apart(world):
    """The other's row and the city's answer come in one package."""
    add(world[ZHIFU], cases.PERSON, office=ZHIFU)
    add(world[FUSHAN], cases.PERSON, office=FUSHAN)
    for code in (ZHIFU, FUSHAN):
        world.to_city(code)
    (item,) = pending.listing(world[CITY])
    pending.decide(world[CITY], item.key, "not_same")
    for code in (ZHIFU, FUSHAN):
        intake = world.from_city(code)
        assert intake.total.doubtful == 0, "what is told must be what waits"
        assert len(rows(world[code], "people")) == 2
        assert not pending.count(world[code])


def test_parting_alone_asks_again(world):
    two = twice(world)
    (item,) = pending.listing(world[CITY])
    pending.decide(world[CITY], item.key, "same")
    people.unmerge(world[CITY], two.right)
    assert [each.key for each in pending.listing(world[CITY])] == [item.key]


def test_enrolment_scores_of_both(world):
    two = twice(world)
    row = enrolment(world[FUSHAN], two.training, two.right)
    registers.save(world[FUSHAN], "enrolments", {"theory": 85}, row["id"])
    people.merge(world[CITY], two.left, two.right)
    settle(world)
    assert enrolment(world[CITY], two.training, two.left)["theory"] == 85
    people.unmerge(world[CITY], two.right)
    settle(world)
    assert_equal(world)
    assert enrolment(world[CITY], two.training, two.right)["theory"] == 85
