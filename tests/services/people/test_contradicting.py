"""Offices decide otherwise about the same two, unseen by each other: the city's word stands, and the city is asked."""

import pytest

from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, keeping, pending, people, registers, same
from tests.people import make_person
from tests.services import making
from tests.services.exchange.test_timelines import backed_up, clone_of, restored
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, add, introduce, save
from tests.services.people.cases import assert_equal, differing, mark, rows, settle, sheet


@pytest.fixture
def two(world):
    """Two of Zhifu, merged by the city once, known everywhere, and a third one of the city."""
    kept, gone = (add(world[ZHIFU], make_person(n), office=ZHIFU) for n in (60, 61))
    other = add(world[CITY], make_person(62), office=CITY)
    settle(world)
    return kept, gone, other


def questions(world, code=CITY):
    return pending.listing(world[code])


def living(world, code):
    return {row["id"] for row in rows(world[code], "people")}


def parted_there_and_merged_anew_here(world, two):
    """Zhifu takes the merge apart, while the city does so too and merges her into another."""
    kept, gone, other = two
    people.merge(world[CITY], kept, gone)
    settle(world)
    people.unmerge(world[CITY], gone)
    people.merge(world[CITY], other, gone)
    people.unmerge(world[ZHIFU], gone)


@pytest.mark.parametrize("heard_first", [True, False])
@pytest.mark.parametrize("choice", ["stay_one", "part"])
def test_a_district_that_parts_what_the_city_merged_anew_is_put_before_the_city(world, two, choice, heard_first):
    kept, gone, other = two
    parted_there_and_merged_anew_here(world, two)
    if heard_first:
        world.from_city(ZHIFU)
        assert questions(world, ZHIFU) == []
    world.to_city(ZHIFU)
    (item,) = questions(world)
    assert (item.kind, item.register, item.row, item.other) == ("疑似同一人", "people", other, gone)
    assert item.evidence.startswith("芝罘区已拆分")
    assert item.choices == ("stay_one", "part", "later")
    assert [item.words(each) for each in item.choices] == ["仍是同一人", "不是同一人，拆开", "以后再说"]
    settle(world)
    assert [each.key for each in questions(world)] == [item.key], "asked once"
    assert questions(world, ZHIFU) == []
    assert living(world, CITY) == {kept, other}
    assert_equal(world)
    pending.sides(world[CITY], item.key)
    pending.decide(world[CITY], item.key, choice)
    settle(world)
    assert questions(world) == []
    assert living(world, ZHIFU) == living(world, CITY) == ({kept, other} if choice == "stay_one" else {kept, gone, other})
    assert_equal(world)
    assert keeping.check(world[CITY]) == []


def test_parting_on_a_districts_word_can_be_taken_back(world, two):
    kept, gone, other = two
    parted_there_and_merged_anew_here(world, two)
    world.to_city(ZHIFU)
    (item,) = questions(world)
    done = pending.decide(world[CITY], item.key, "part")
    assert gone in living(world, CITY)
    registers.undo(world[CITY], done.operation)
    assert living(world, CITY) == {kept, other}
    assert [each.key for each in questions(world)] == [item.key]
    settle(world)
    assert_equal(world)


def test_two_offices_merge_the_same_one_into_different_people(world, two):
    """The city's stands; that Zhifu takes her for another one is asked about."""
    kept, gone, other = two
    people.merge(world[CITY], other, gone)
    people.merge(world[ZHIFU], kept, gone)
    world.to_city(ZHIFU)
    (item,) = questions(world)
    assert (item.row, item.other) == (other, gone)
    assert item.evidence.startswith("芝罘区把这份资料并入了另一份")
    settle(world)
    assert living(world, ZHIFU) == living(world, CITY) == {kept, other}
    people.unmerge(world[CITY], gone)
    assert questions(world) == [], "answered by parting them"
    settle(world)
    assert_equal(world)


@pytest.mark.parametrize("field", ["post", "enterprise"])
@pytest.mark.parametrize(("heard", "expected"), [(True, {"焊工"}), (False, {"焊工", "钳工"})])
def test_what_a_clerk_chose_when_merging_answers_no_question_about_what_she_had_written(
    world, two, heard, expected, field
):
    """The merge may yet be refused, and its choice with it. A later merge of hers changes nothing of that."""
    kept, gone, _ = two
    third = add(world[ZHIFU], make_person(64), office=ZHIFU)
    values = {name: name for name in ("钳工", "车工", "焊工")}
    if field == "enterprise":
        values = {name: save(world[ZHIFU], "enterprises", {"name": f"虚构{name}厂"}) for name in values}
    registers.save(world[ZHIFU], "people", {field: values["钳工"]}, gone)
    world.round(ZHIFU)
    registers.save(world[CITY], "people", {field: values["车工"]}, kept)
    registers.save(world[ZHIFU], "people", {field: values["焊工"]}, kept)
    world.to_city(ZHIFU)
    assert asked_with(world, field, values) == {"焊工"}
    if heard:
        world.from_city(ZHIFU)
    people.merge(world[ZHIFU], kept, gone, {field: "right"})
    people.merge(world[ZHIFU], kept, third)
    world.to_city(ZHIFU)
    assert asked_with(world, field, values) == expected


def asked_with(world, field, values) -> set[str]:
    told = {value.hex() if isinstance(value, bytes) else value: name for name, value in values.items()}
    asked = [item.incoming[field] for item in questions(world) if field in item.incoming]
    return {told[each.hex() if isinstance(each, bytes) else each] for each in asked}


@pytest.mark.parametrize("reported_before", [True, False])
@pytest.mark.parametrize("heard_first", [True, False])
def test_a_class_counts_somebody_once_whom_two_offices_merged_into_different_people(
    world, two, heard_first, reported_before
):
    """Also a place the city has never seen under the name it was entered with: it goes where the city's merge leads."""
    kept, gone, other = two
    training = making.a_class(world[ZHIFU], [gone], title="虚构班")
    mark(world[ZHIFU], training, gone, "出勤")
    if reported_before:
        world.round(ZHIFU)
    people.merge(world[CITY], other, gone)
    people.merge(world[ZHIFU], kept, gone)
    if heard_first:
        world.from_city(ZHIFU)
    settle(world)
    for code in (CITY, ZHIFU):
        assert [row["person"] for row in rows(world[code], "enrolments", training=training)] == [other]
        assert sheet(world[code], training) == {(other, 1): "出勤"}
    assert_equal(world)


@pytest.mark.parametrize("heard_first", [True, False])
def test_the_survivor_of_a_merge_that_gave_way_is_again_what_she_was(world, two, heard_first):
    """Zhifu had left out its own word for that of one whom the city takes for somebody else."""
    kept, gone, other = two
    registers.save(world[ZHIFU], "people", {"post": "钳工"}, kept)
    registers.save(world[ZHIFU], "people", {"post": "车工"}, gone)
    world.round(ZHIFU)
    people.merge(world[CITY], other, gone)
    people.merge(world[ZHIFU], kept, gone, {"post": "right"})
    if heard_first:
        world.from_city(ZHIFU)
    settle(world)
    assert [registers.get(world[code], "people", kept)["post"] for code in (CITY, ZHIFU)] == ["钳工", "钳工"]
    assert not any("post" in item.incoming for item in questions(world)), "shown again, nothing to ask"
    assert_equal(world)


@pytest.mark.parametrize("heard_first", [True, False])
@pytest.mark.parametrize("choice", ["same", "not_same"])
def test_a_district_that_merges_what_the_city_told_apart_is_put_before_the_city(world, two, choice, heard_first):
    kept, gone, other = two
    with world[CITY].store.operation("测试", "", world[CITY].user) as write:
        same.distinguish_within(write, "people", kept, gone, "身份证号相同")
    people.merge(world[ZHIFU], kept, gone)
    if heard_first:
        world.from_city(ZHIFU)
    world.to_city(ZHIFU)
    assert living(world, CITY) == {kept, gone, other}
    (item,) = questions(world)
    assert {item.row, item.other} == {kept, gone}
    assert "区市已当作同一人合并" in item.evidence
    settle(world)
    assert living(world, ZHIFU) == {kept, gone, other}
    assert_equal(world)
    assert [each.key for each in questions(world)] == [item.key]
    pending.decide(world[CITY], item.key, choice)
    settle(world)
    assert questions(world) == []
    assert len(living(world, CITY)) == len(living(world, ZHIFU)) == (2 if choice == "same" else 3)
    assert_equal(world)


@pytest.mark.parametrize("choice", ["stay_one", "part"])
def test_a_district_that_tells_apart_what_the_city_merged_meanwhile(world, two, choice):
    kept, gone, other = two
    people.merge(world[CITY], kept, gone)
    with world[ZHIFU].store.operation("测试", "", world[ZHIFU].user) as write:
        same.distinguish_within(write, "people", kept, gone, "身份证号相同")
    world.to_city(ZHIFU)
    (item,) = questions(world)
    assert item.evidence.startswith("芝罘区已确认不是同一人")
    assert living(world, CITY) == {kept, other}
    pending.decide(world[CITY], item.key, choice)
    settle(world)
    assert questions(world) == []
    assert living(world, ZHIFU) == living(world, CITY) == ({kept, other} if choice == "stay_one" else {kept, gone, other})
    assert_equal(world)


def test_what_another_district_told_apart_is_put_before_the_city_too(world, two):
    """Fushan told its own person and Zhifu's apart; Zhifu, unaware, merges its own into hers."""
    theirs = add(world[FUSHAN], make_person(63), office=FUSHAN)
    settle(world)
    _, gone, _ = two
    with world[FUSHAN].store.operation("测试", "", world[FUSHAN].user) as write:
        same.distinguish_within(write, "people", theirs, gone, "拆分时确认")
    with world[ZHIFU].store.operation("测试", "", world[ZHIFU].user) as write:
        write.insert("aliases", {"gone": gone, "kept": theirs})
    world.to_city(FUSHAN)
    world.to_city(ZHIFU)
    assert gone in living(world, CITY)
    (item,) = questions(world)
    assert {item.row, item.other} == {theirs, gone}


def test_two_computers_of_one_district_decide_otherwise(world, two):
    """One merges, the other, which has not heard of that, merges the other way round; then one parts what the other holds."""
    kept, gone, _ = two
    second, _card = desks.create(world.folder / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    world.desks["second"] = second
    introduce(world[CITY], second)

    def everybody():
        for _ in range(3):
            for code in (ZHIFU, "second"):
                world.to_city(code)
            for code in (ZHIFU, "second"):
                exchange.take_in(world[code], world.answer(ZHIFU).path)

    everybody()
    people.merge(world[ZHIFU], kept, gone)
    people.merge(world["second"], gone, kept)
    everybody()
    stays = min(kept, gone)
    assert all(stays in living(world, code) for code in (CITY, ZHIFU, "second"))
    assert all(max(kept, gone) not in living(world, code) for code in (CITY, ZHIFU, "second"))
    people.unmerge(world["second"], max(kept, gone))
    everybody()
    assert all({kept, gone} <= living(world, code) for code in (CITY, ZHIFU, "second"))
    assert [questions(world, code) for code in (CITY, ZHIFU, "second")] == [[], [], []]
    for code in (ZHIFU, "second"):
        assert not differing(world[CITY], world[code])


def test_a_question_about_a_merge_outlives_a_restore_of_the_city(world, two):
    """The copy was made before the district's 拆分 came: it comes again, and is asked about again."""
    kept, gone, other = two
    parted_there_and_merged_anew_here(world, two)
    copy = backed_up(world, CITY)
    world.to_city(ZHIFU)
    restored(world, CITY, copy)
    settle(world)
    assert living(world, CITY) == living(world, ZHIFU)
    if gone not in living(world, CITY):
        (item,) = questions(world)
        pending.decide(world[CITY], item.key, "part")
        settle(world)
    assert living(world, ZHIFU) == living(world, CITY) == {kept, gone, other}
    assert_equal(world)


def test_what_a_restored_city_says_of_two_stands_against_its_own_lost_word(world, two):
    """It had merged and parted them, and told Fushan; restored, it hears from Zhifu alone that she is gone into another."""
    kept, gone, other = two
    copy = backed_up(world, CITY)
    people.merge(world[CITY], other, gone)
    people.unmerge(world[CITY], gone)
    world.from_city(FUSHAN)
    people.merge(world[ZHIFU], kept, gone)
    restored(world, CITY, copy)
    settle(world)
    for item in questions(world):
        pending.decide(world[CITY], item.key, "stay_one")
    settle(world)
    with world[FUSHAN].store.reading() as connection:
        told = connection.exec_driver_sql("SELECT kept FROM aliases WHERE deleted IS NULL").scalars().all()
    assert told == [kept]
    assert gone not in living(world, CITY)
    assert_equal(world)


def test_a_clone_of_a_restored_store_hears_that_its_merge_was_refused(world):
    """Both clones go on under one name that the city has heard nothing of: what one writes bears two names in a row.
    Another district's same merge was refused before."""
    kept, gone = (add(world[CITY], make_person(n), office=CITY) for n in (60, 61))
    settle(world)
    restored(world, ZHIFU, backed_up(world, ZHIFU))
    clone = clone_of(world, ZHIFU)
    try:
        for desk in (world[FUSHAN], clone[ZHIFU]):
            people.merge(desk, kept, gone)
        world.round(FUSHAN)
        for _ in range(3):
            world.round(ZHIFU)
            clone.round(ZHIFU)
        assert {kept, gone} <= living(world, CITY)
        assert {kept, gone} <= living(clone, ZHIFU)
    finally:
        clone[ZHIFU].close()


def test_who_parted_one_merge_takes_nothing_from_another_she_had_not_heard_of(world, two):
    """The city's merge and the name chosen in it reach Zhifu before the city hears that Zhifu merged her and parted."""
    kept, gone, other = two
    people.merge(world[ZHIFU], kept, gone)
    people.unmerge(world[ZHIFU], gone)
    people.merge(world[CITY], other, gone, {"name": "right"})
    chosen = registers.get(world[CITY], "people", gone)["name"]
    world.from_city(ZHIFU)
    here = {row["id"]: row["name"] for row in rows(world[ZHIFU], "people")}
    assert here.get(other, chosen) == chosen, "shown as the city shows it"
    settle(world)
    for code in (CITY, ZHIFU):
        shown = {row["id"]: row["name"] for row in rows(world[code], "people")}
        assert shown[other] == chosen
        assert gone not in shown
    assert_equal(world)


def test_in_a_ring_nobody_loses_what_she_lent_the_other(world):
    """The city's survivor has a department from one of Fushan; there the survivor went into her, with another. The city
    refuses that and takes the two apart again: the first department is still hers, and so the survivor's."""
    left = add(world[ZHIFU], make_person(70), office=ZHIFU)
    right = add(world[FUSHAN], make_person(71), office=FUSHAN)
    settle(world)
    making.a_class(world[CITY], [left, right], title="全市虚构班")
    settle(world)
    registers.save(world[CITY], "people", {"department": "一车间"}, right)
    people.merge(world[CITY], left, right)
    registers.save(world[FUSHAN], "people", {"department": "二车间"}, left)
    people.merge(world[FUSHAN], right, left)
    world.to_city(FUSHAN)
    (shown,) = rows(world[CITY], "people", id=left)
    lines = [line for item in questions(world) for line in pending.sides(world[CITY], item.key).lines]
    asked = {value for line in lines for value in (line.left, line.right)}
    assert {"一车间", "二车间"} <= {shown["department"], *asked}
    settle(world)
    assert living(world, CITY) == {left}


def told_apart(desk, one, other, evidence=""):
    with desk.store.operation("测试", "不是同一人", desk.user) as write:
        same.distinguish_within(write, "people", one, other, evidence)
    return write.number


@pytest.mark.parametrize("keeps", [CITY, FUSHAN])
@pytest.mark.parametrize("choice", ["same", "not_same"])
def test_a_district_that_takes_back_what_another_office_says_too_is_put_before_the_city(world, two, choice, keeps):
    """Nobody's word is lost in silence: the other office's stands, and the city is asked whether they are two."""
    kept, _, other = two
    theirs = add(world[FUSHAN], make_person(63), office=FUSHAN) if keeps == FUSHAN else other
    settle(world)
    number = told_apart(world[ZHIFU], kept, theirs)
    told_apart(world[keeps], kept, theirs, "电话相同")
    if keeps == FUSHAN:
        world.to_city(FUSHAN)
    registers.undo(world[ZHIFU], number)
    assert "1条待处理" in world.to_city(ZHIFU).sentence
    (item,) = questions(world)
    assert {item.row, item.other} == {kept, theirs}
    assert "芝罘区撤回了" in item.evidence
    settle(world)
    assert [each.key for each in questions(world)] == [item.key], "asked once"
    pending.decide(world[CITY], item.key, choice)
    settle(world)
    assert questions(world) == questions(world, ZHIFU) == []
    assert living(world, CITY) >= {kept, theirs} if choice == "not_same" else len(living(world, CITY) & {kept, theirs}) == 1
    assert_equal(world)
    assert keeping.check(world[CITY]) == []


def test_what_is_asked_and_answered_by_one_package_is_not_told_to_wait(world, two):
    other = registers.get(world[CITY], "people", two[2])
    alike = {name: other[name] for name in ("name", "phone", "id_number")}
    one = registers.save(world[ZHIFU], "people", {**alike, "office": ZHIFU}).key
    sent = world.report(ZHIFU).path
    asked = exchange.dry_run(world[CITY], sent)
    assert (asked.total.doubtful, len(asked.asked)) == (1, 1)
    told_apart(world[ZHIFU], one, two[2], "身份证号相同")
    told = world.to_city(ZHIFU)
    assert (told.total.doubtful, told.asked, questions(world)) == (0, (), [])
    assert "待处理" not in "".join(told.sentences)
    assert "待" not in "".join(world.from_city(ZHIFU).sentences)
