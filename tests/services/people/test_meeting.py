"""Two districts make somebody of theirs one with the same person of the city, unseen by each other; both were in one class."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import exchange, keeping, pending, people, registers, trainings
from tests.people import make_person
from tests.services import making
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, World, add
from tests.services.people.cases import assert_equal, enrolment, mark, rows, settle, sheet


@dataclass
class Three:
    """``kept`` is the city's; ``ours`` Zhifu's, ``theirs`` Fushan's; all three go for one person."""

    kept: RowId
    ours: RowId
    theirs: RowId
    training: RowId


@pytest.fixture(scope="module")
def three_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Three]:
    """Where the three stand, made once."""
    world = World(tmp_path_factory.mktemp("three") / "offices")
    world.begin_with(made_once)
    made = make_three(world)
    world.close()
    return world.folder, made


@pytest.fixture
def three(world: World, three_once: tuple[Path, Three]) -> Three:
    world.begin_with(three_once[0])
    return three_once[1]


def make_three(world: World) -> Three:
    """Each district's person in the city's class, with a remark and a mark of hers; all is exchanged."""
    kept, ours, theirs = (
        add(world[code], make_person(n), office=code) for n, code in enumerate((CITY, ZHIFU, FUSHAN), 50)
    )
    training = making.a_class(world[CITY], [], title="全市班", office=CITY)
    settle(world)
    for code, person, words in ((ZHIFU, ours, ("带队", "缺勤")), (FUSHAN, theirs, ("补考", "出勤"))):
        trainings.enrol(world[code], training, [person])
        registers.save(world[code], "enrolments", {"remark": words[0]}, enrolment(world[code], training, person)["id"])
        mark(world[code], training, person, words[1])
    settle(world)
    return Three(kept, ours, theirs, training)


def asked(world: World) -> list[object]:
    """The remarks the city is asked about."""
    return [item.incoming["remark"] for item in pending.listing(world[CITY]) if "remark" in item.incoming]


@pytest.mark.parametrize("order", [(ZHIFU, FUSHAN), (FUSHAN, ZHIFU)])
def test_of_two_places_moved_onto_one_both_remarks_are_shown_or_asked(world, three, order):
    people.merge(world[ZHIFU], three.kept, three.ours)
    people.merge(world[FUSHAN], three.kept, three.theirs)
    for code in order:
        world.to_city(code)
    shown = enrolment(world[CITY], three.training, three.kept)["remark"]
    assert [shown, *asked(world)] == (["带队", "补考"] if order[0] == ZHIFU else ["补考", "带队"])
    assert sheet(world[CITY], three.training) == {(three.kept, 1): "出勤"}, "present beats absent"
    settle(world)
    assert asked(world) == ["补考" if order[0] == ZHIFU else "带队"], "asked once"
    for item in pending.listing(world[CITY]):
        pending.decide(world[CITY], item.key, "keep_right")
    settle(world)
    assert enrolment(world[CITY], three.training, three.kept)["remark"] != shown
    assert_equal(world)
    for code in (CITY, ZHIFU, FUSHAN):
        assert keeping.check(world[code]) == []


def test_a_place_moved_onto_one_that_the_city_made_meanwhile_is_laid_over_it(world, three):
    """The very key: Fushan makes it of its own person's place, the city enrols the survivor herself."""
    people.merge(world[FUSHAN], three.kept, three.theirs)
    trainings.enrol(world[CITY], three.training, [three.kept])
    key = enrolment(world[CITY], three.training, three.kept)["id"]
    registers.save(world[CITY], "enrolments", {"remark": "组长"}, key)
    world.to_city(FUSHAN)
    assert enrolment(world[CITY], three.training, three.kept)["remark"] == "组长"
    assert asked(world) == ["补考"]
    people.unmerge(world[CITY], three.theirs)
    assert enrolment(world[CITY], three.training, three.kept)["remark"] == "组长"
    assert enrolment(world[CITY], three.training, three.theirs)["remark"] == "补考"
    assert asked(world) == []
    settle(world)
    assert_equal(world)


def test_a_place_made_by_merging_is_laid_over_one_that_the_very_writer_of_its_words_made_unaware(world, three):
    """The city's row was made of Zhifu's 带队, so Zhifu's later 组长 in a row of its own seems to have known it."""
    people.merge(world[CITY], three.kept, three.ours)
    trainings.enrol(world[ZHIFU], three.training, [three.kept])
    key = enrolment(world[ZHIFU], three.training, three.kept)["id"]
    registers.save(world[ZHIFU], "enrolments", {"remark": "组长"}, key)
    world.to_city(ZHIFU)
    assert enrolment(world[CITY], three.training, three.kept)["remark"] == "组长"
    assert asked(world) == ["带队"]
    settle(world)
    assert asked(world) == ["带队"], "asked once"
    people.unmerge(world[CITY], three.ours)
    assert asked(world) == []
    settle(world)
    assert_equal(world)
    assert enrolment(world[CITY], three.training, three.kept)["remark"] == "组长"
    assert enrolment(world[CITY], three.training, three.ours)["remark"] == "带队"


def test_parted_again_each_has_what_was_hers(world, three):
    people.merge(world[ZHIFU], three.kept, three.ours)
    people.merge(world[FUSHAN], three.kept, three.theirs)
    world.to_city(ZHIFU)
    world.to_city(FUSHAN)
    settle(world)
    for gone in (three.ours, three.theirs):
        people.unmerge(world[CITY], gone)
    settle(world)
    found = {row["person"]: row["remark"] for row in rows(world[CITY], "enrolments", training=three.training)}
    assert found == {three.ours: "带队", three.theirs: "补考"}
    assert sheet(world[CITY], three.training) == {(three.ours, 1): "缺勤", (three.theirs, 1): "出勤"}
    assert pending.listing(world[CITY]) == []
    assert_equal(world)


def test_each_of_several_places_has_a_question_of_its_own(world, three):
    """Three remarks, two of them asked: the later question does not take the earlier one's place."""
    trainings.enrol(world[CITY], three.training, [three.kept])
    key = enrolment(world[CITY], three.training, three.kept)["id"]
    registers.save(world[CITY], "enrolments", {"remark": "组长"}, key)
    people.merge(world[CITY], three.kept, three.ours)
    people.merge(world[CITY], three.kept, three.theirs)
    assert sorted(map(str, asked(world))) == ["带队", "补考"]
    people.unmerge(world[CITY], three.ours)
    assert asked(world) == ["补考"]


def test_a_question_waits_though_somebody_writes_there_who_has_not_heard_of_it(world, three):
    """A late edit of her name is asked about; then the city merges another one into her, and a district edits her."""
    people.merge(world[CITY], three.kept, three.theirs, {"name": "left"})
    registers.save(world[FUSHAN], "people", {"name": "虚构改名"}, three.theirs)
    world.to_city(FUSHAN)
    people.merge(world[CITY], three.kept, three.ours, {"name": "left"})
    registers.save(world[ZHIFU], "people", {"name": "虚构新名"}, three.kept)
    world.to_city(ZHIFU)
    names = [item.incoming["name"] for item in pending.listing(world[CITY]) if "name" in item.incoming]
    assert "虚构改名" in names
    registers.save(world[CITY], "people", {"name": "虚构改名"}, three.kept)
    settle(world)
    names = [item.incoming["name"] for item in pending.listing(world[CITY]) if "name" in item.incoming]
    assert "虚构改名" not in names, "the survivor has that name by now"


def test_somebody_merged_in_a_ring_keeps_what_was_only_lent_to_the_others(world):
    """Her phone went with her to the second and on to the third; a district merges the third into her: she stays."""
    first, second, third = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61, 62))
    world.round(ZHIFU)
    registers.save(world[CITY], "people", {"phone2": "19900001234"}, first)
    people.merge(world[CITY], second, first)
    people.merge(world[CITY], third, second)
    people.merge(world[ZHIFU], first, third)
    world.to_city(ZHIFU)
    assert [row["id"] for row in rows(world[CITY], "people")] == [first]
    assert registers.get(world[CITY], "people", first)["phone2"] == "19900001234"
    for gone in (third, second):
        people.unmerge(world[CITY], gone)
    found = {row["id"]: row["phone2"] for row in rows(world[CITY], "people")}
    assert found == {first: "19900001234", second: None, third: None}


def test_what_is_decided_about_somebody_gone_by_now_reaches_the_survivor(world, three):
    """Two phones wait for an answer; before it is given, she is made one with another."""
    other = add(world[CITY], make_person(60), office=CITY)
    registers.save(world[CITY], "people", {"phone2": "19900001111"}, three.kept)
    registers.save(world[FUSHAN], "people", {"phone2": "19900002222"}, three.theirs)
    world.to_city(FUSHAN)
    people.merge(world[CITY], three.kept, three.theirs)
    registers.save(world[FUSHAN], "people", {"phone2": "19900003333"}, three.theirs)
    world.to_city(FUSHAN)
    (item,) = [item for item in pending.listing(world[CITY]) if "phone2" in item.incoming]
    people.merge(world[CITY], other, three.kept)
    assert registers.get(world[CITY], "people", other)["phone2"] == "19900001111"
    pending.decide(world[CITY], item.key, "keep_right")
    assert registers.get(world[CITY], "people", other)["phone2"] == "19900003333"
    settle(world)
    assert_equal(world)


@pytest.mark.parametrize("late", [False, True])
def test_a_return_that_comes_before_the_district_reported_its_merge_hides_nothing(world, three, late):
    """The city's row stands in the district then, with the layers the city knows; the district's are new to the city."""
    people.merge(world[ZHIFU], three.kept, three.ours)
    people.merge(world[FUSHAN], three.kept, three.theirs)
    world.to_city(ZHIFU)
    if late:
        package = world.report(FUSHAN)
        world.from_city(FUSHAN)
        exchange.take_in(world[CITY], package.path)
    else:
        world.from_city(FUSHAN)
        world.to_city(FUSHAN)
    shown = enrolment(world[CITY], three.training, three.kept)["remark"]
    assert sorted([str(shown), *map(str, asked(world))]) == ["带队", "补考"]
    settle(world)
    assert sheet(world[CITY], three.training) == {(three.kept, 1): "出勤"}
    for item in pending.listing(world[CITY]):
        pending.decide(world[CITY], item.key, "keep_right")
    settle(world)
    assert_equal(world)
    for gone in (three.ours, three.theirs):
        people.unmerge(world[CITY], gone)
    settle(world)
    found = {row["person"]: row["remark"] for row in rows(world[CITY], "enrolments", training=three.training)}
    assert found == {three.ours: "带队", three.theirs: "补考"}
    assert_equal(world)


def test_a_merge_made_before_hearing_that_another_of_that_row_was_refused_is_judged_itself(world, three):
    """Both districts merge the city's person into theirs: neither may. Fushan hears of Zhifu's refusal first."""
    people.merge(world[ZHIFU], three.ours, three.kept)
    world.to_city(ZHIFU)
    people.merge(world[FUSHAN], three.theirs, three.kept)
    world.from_city(FUSHAN)
    assert pending.listing(world[FUSHAN]) == [], "nobody is asked about the books of merging"
    world.to_city(FUSHAN)
    pairs = [item for item in pending.listing(world[CITY]) if item.kind == "疑似同一人"]
    asked_about = {frozenset({item.row, item.other}) for item in pairs}
    assert asked_about == {frozenset({three.kept, each}) for each in (three.ours, three.theirs)}
    settle(world)
    assert_equal(world)
    living = {row["id"] for row in rows(world[FUSHAN], "people")}
    assert {three.kept, three.theirs} <= living


def test_merging_answers_no_question_about_what_the_survivor_has_anyway(world, three):
    """The city asks about two departments; Zhifu, which sees the city's, makes her one with somebody who has none."""
    other = add(world[ZHIFU], make_person(60), office=ZHIFU)
    settle(world)
    registers.save(world[CITY], "people", {"department": "一车间"}, three.ours)
    registers.save(world[ZHIFU], "people", {"department": "二车间"}, three.ours)
    world.to_city(ZHIFU)
    (item,) = pending.listing(world[CITY])
    assert {item.incoming["department"], registers.get(world[CITY], "people", three.ours)["department"]} == {
        "一车间", "二车间"
    }  # fmt: skip
    world.from_city(ZHIFU)
    people.merge(world[ZHIFU], three.ours, other, {"name": "left"})
    world.to_city(ZHIFU)
    assert item.id in {each.id for each in pending.listing(world[CITY])}


def test_a_question_whether_two_are_one_ends_with_either_of_them(world, three):
    """Zhifu merges the city's person into its own, which it may not: the city is asked, and merges her elsewhere itself."""
    people.merge(world[ZHIFU], three.ours, three.kept)
    world.to_city(ZHIFU)
    assert [item.kind for item in pending.listing(world[CITY])] == ["疑似同一人"]
    people.merge(world[CITY], three.theirs, three.kept)
    assert pending.listing(world[CITY]) == []
    people.unmerge(world[CITY], three.kept)
    assert [item.kind for item in pending.listing(world[CITY])] == ["疑似同一人"]


def test_what_was_written_on_somebody_deleted_here_is_asked_about_though_a_refused_merge_hid_it(world, three):
    """Zhifu writes on the city's person and merges her into its own, which it may not; the city has deleted her."""
    other = add(world[CITY], make_person(60), office=CITY)
    settle(world)
    registers.delete(world[CITY], "people", [other], "登记错了")
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, other)
    people.merge(world[ZHIFU], three.ours, other, {"post": "left"})
    world.to_city(ZHIFU)
    (item,) = [each for each in pending.listing(world[CITY]) if each.kind == "删除冲突"]
    assert item.row == other
    assert registers.get(world[CITY], "people", other)["post"] == "钳工"
    assert registers.get(world[CITY], "people", other)["deleted"] is None
    settle(world)
    pending.decide(world[CITY], item.key, "keep_right")
    settle(world)
    assert registers.get(world[ZHIFU], "people", other)["deleted"] == "登记错了"
    assert_equal(world)


def test_what_a_refused_merge_chose_away_is_asked_about_where_another_wrote_meanwhile(world, three):
    """Zhifu leaves out its own word for one it merges, which it may not; the city has written there too, unseen."""
    other = add(world[CITY], make_person(60), office=CITY)
    settle(world)
    registers.save(world[CITY], "people", {"post": "班长"}, three.ours)
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, three.ours)
    people.merge(world[ZHIFU], three.ours, other, {"post": "right"})
    settle(world)
    told = {str(item.incoming.get("post")) for item in pending.listing(world[CITY])}
    assert registers.get(world[CITY], "people", three.ours)["post"] == "班长"
    assert "钳工" in told
    assert_equal(world)


def test_what_a_refused_merge_chose_away_is_asked_about_where_the_city_had_chosen_unaware_of_it(world):
    """The city's own merge leaves the post out too; it knew of none."""
    kept, other, third = (add(world[CITY], make_person(n), office=CITY) for n in (60, 61, 62))
    settle(world)
    people.merge(world[CITY], kept, other, {"post": "right"})
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, kept)
    people.merge(world[ZHIFU], kept, third, {"post": "right"})
    settle(world)
    told = [item.incoming.get("post") for item in pending.listing(world[CITY])]
    assert "钳工" in [registers.get(world[CITY], "people", kept)["post"], *told]
    assert_equal(world)


def test_what_one_of_two_who_merged_the_same_had_before_comes_back_with_the_parting(world):
    """Both merge the same pair unseen by each other; Zhifu leaves out what it had just written, the city knew nothing of it."""
    kept, gone = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    settle(world)
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, kept)
    people.merge(world[ZHIFU], kept, gone, {"post": "right"})
    people.merge(world[CITY], kept, gone)
    settle(world)
    assert registers.get(world[CITY], "people", kept)["post"] is None
    people.unmerge(world[CITY], gone)
    settle(world)
    assert registers.get(world[CITY], "people", kept)["post"] == "钳工"
    assert_equal(world)


def test_what_two_of_three_gave_waits_on_when_one_of_them_is_parted(world, three):
    """Both districts' people have the same second phone, the survivor another: it is asked about once for both."""
    registers.save(world[CITY], "people", {"phone2": "19900001111"}, three.kept)
    for code, person in ((ZHIFU, three.ours), (FUSHAN, three.theirs)):
        people.merge(world[CITY], three.kept, person)
        registers.save(world[code], "people", {"phone2": "19900002222"}, person)

    def phones():
        return [item.incoming["phone2"] for item in pending.listing(world[CITY]) if "phone2" in item.incoming]

    settle(world)
    assert phones() == ["19900002222"]
    people.unmerge(world[CITY], three.ours)
    assert phones() == ["19900002222"], "the other one's"
    people.unmerge(world[CITY], three.theirs)
    assert phones() == []
    settle(world)
    assert_equal(world)


def test_a_value_that_goes_with_one_parted_is_asked_about_where_another_had_given_it_too(world, three):
    """While the post that was chosen stood there, nobody had to ask about the other one's."""
    registers.save(world[CITY], "people", {"post": "班长"}, three.kept)
    for code, person in ((ZHIFU, three.ours), (FUSHAN, three.theirs)):
        registers.save(world[code], "people", {"post": "焊工"}, person)
    settle(world)
    people.merge(world[CITY], three.kept, three.ours, {"post": "right"})
    people.merge(world[CITY], three.kept, three.theirs)
    assert registers.get(world[CITY], "people", three.kept)["post"] == "焊工"
    people.unmerge(world[CITY], three.ours)
    assert registers.get(world[CITY], "people", three.kept)["post"] == "班长"
    assert [item.incoming["post"] for item in pending.listing(world[CITY]) if "post" in item.incoming] == ["焊工"]
    people.unmerge(world[CITY], three.theirs)
    assert pending.listing(world[CITY]) == []
    settle(world)
    assert_equal(world)


def test_what_she_had_before_a_late_edit_came_is_hers_when_they_are_parted(world, three):
    """Long texts are united: what a clerk wrote on the survivor does not go with the one who added to it."""
    people.merge(world[CITY], three.kept, three.ours)
    registers.save(world[CITY], "people", {"remark": "甲"}, three.kept)
    registers.save(world[ZHIFU], "people", {"remark": "乙"}, three.ours)
    world.to_city(ZHIFU)
    assert registers.get(world[CITY], "people", three.kept)["remark"] == "甲\n乙"
    people.unmerge(world[CITY], three.ours)
    assert registers.get(world[CITY], "people", three.kept)["remark"] == "甲"
    assert registers.get(world[CITY], "people", three.ours)["remark"] == "乙"
    settle(world)
    assert_equal(world)


def test_a_place_parted_in_one_store_lives_where_another_one_went_into_it_meanwhile(world, three):
    people.merge(world[CITY], three.kept, three.ours)
    settle(world)
    people.merge(world[CITY], three.kept, three.theirs)
    people.unmerge(world[ZHIFU], three.ours)
    world.to_city(ZHIFU)
    assert enrolment(world[CITY], three.training, three.ours)["remark"] == "带队"
    remarks = [enrolment(world[CITY], three.training, three.kept)["remark"], *asked(world)]
    assert "补考" in remarks
    settle(world)
    assert_equal(world)
