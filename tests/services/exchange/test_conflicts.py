"""Two sides wrote the same without having seen each other: nothing is lost, a person decides, both end up equal."""

import orjson
import pytest

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, pending, registers
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, add, content, introduce, save


def both_edit(world, ours, theirs):
    key = add(world[ZHIFU], make_person(1), department="一车间")
    world.round(ZHIFU)
    save(world[CITY], "people", ours, key)
    save(world[ZHIFU], "people", theirs, key)
    return key


def only(items):
    (item,) = items
    return item


@pytest.mark.parametrize(("choice", "kept"), [("keep_left", "二车间"), ("keep_right", "三车间")])
def test_a_conflict_waits_with_both_sides_and_the_decision_reaches_both(world, choice, kept):
    key = both_edit(world, {"department": "二车间"}, {"department": "三车间"})
    intake = world.to_city(ZHIFU)
    assert intake.counts["people"].conflict == 1
    assert registers.get(world[CITY], "people", key)["department"] == "二车间", (
        "the city's own stays until decided"
    )
    item = only(pending.listing(world[CITY]))
    line = only(pending.sides(world[CITY], item.key).differences)
    assert (item.kind, line.label, line.left, line.right) == ("字段冲突", "部门车间", "二车间", "三车间")
    pending.decide(world[CITY], item.key, choice)
    assert pending.listing(world[CITY]) == []
    world.round(ZHIFU)
    world.round(ZHIFU)
    assert content(world[ZHIFU]) == content(world[CITY])
    assert registers.get(world[ZHIFU], "people", key)["department"] == kept
    assert pending.listing(world[ZHIFU]) == pending.listing(world[CITY]) == []


def test_what_hangs_on_others_is_called_by_their_names(world):
    person = add(world[ZHIFU], make_person(0))
    team = save(world[ZHIFU], "teams", {"name": "虚构服务队", "level": "区市级"})
    with world[ZHIFU].store.operation("测试", "入队", "测试员") as write:
        member = write.insert("members", {"team": team, "person": person, "role": "队员"})
    world.round(ZHIFU)
    for code, role in ((CITY, "队长"), (ZHIFU, "联络员")):
        save(world[code], "members", {"role": role}, member)
    world.to_city(ZHIFU)
    item = only(pending.listing(world[CITY]))
    assert (item.register, item.title, item.row) == ("members", f"虚构服务队 {RARE_NAME}", member)
    assert [(line.left, line.right) for line in pending.sides(world[CITY], item.key).differences] == [
        ("队长", "联络员")
    ]


def test_fields_are_chosen_one_by_one(world):
    key = both_edit(world, {"department": "二车间", "post": "工人"}, {"department": "三车间", "post": "班长"})
    world.to_city(ZHIFU)
    item = only(pending.listing(world[CITY]))
    with pytest.raises(Refused, match="没有“phone”这一项"):
        pending.decide(world[CITY], item.key, *pending.parse_choice("phone=right"))
    pending.decide(world[CITY], item.key, *pending.parse_choice("post=right,department=left"))
    row = registers.get(world[CITY], "people", key)
    assert (row["department"], row["post"]) == ("二车间", "班长")
    with pytest.raises(Refused, match="已经处理过"):
        pending.decide(world[CITY], item.key, "keep_left")


def test_a_decision_can_be_taken_back(world):
    key = both_edit(world, {"department": "二车间"}, {"department": "三车间"})
    world.to_city(ZHIFU)
    item = only(pending.listing(world[CITY]))
    done = pending.decide(world[CITY], item.key, "keep_right")
    registers.undo(world[CITY], done.operation)
    assert registers.get(world[CITY], "people", key)["department"] == "二车间"
    assert only(pending.listing(world[CITY])).key == item.key


def test_an_undecided_conflict_does_not_hinder_later_packages(world):
    both_edit(world, {"department": "二车间"}, {"department": "三车间"})
    world.to_city(ZHIFU)
    other = add(world[ZHIFU], make_person(2))
    world.round(ZHIFU)
    assert registers.get(world[CITY], "people", other)
    assert len(pending.listing(world[CITY])) == 1, "the same conflict is not asked twice"


def test_deleted_here_edited_there_stays_alive_and_waits(world):
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    registers.delete(world[CITY], "people", [key], "已退休")
    save(world[ZHIFU], "people", {"post": "班长"}, key)
    world.to_city(ZHIFU)
    item = only(pending.listing(world[CITY]))
    assert item.kind == "删除冲突"
    assert registers.get(world[CITY], "people", key)["deleted"] is None
    assert pending.sides(world[CITY], item.key).differences[0].right == "已删除（已退休）"
    pending.decide(world[CITY], item.key, "keep_right")
    world.round(ZHIFU)
    assert registers.get(world[ZHIFU], "people", key)["deleted"] == "已退休"
    assert content(world[ZHIFU]) == content(world[CITY])


def test_the_home_districts_phone_wins_and_the_other_is_kept(world):
    key = both_edit(world, {"phone": "19900001111"}, {"phone": "19900002222"})
    assert world.to_city(ZHIFU).counts["people"].changed == 1
    assert registers.get(world[CITY], "people", key)["phone"] == "19900002222"
    kept = only(pending.listing(world[CITY], decided=True))
    assert (kept.decision, kept.incoming) == ("按所属单位", {"phone": "19900001111"})


def test_long_texts_and_sets_are_united_without_asking(world):
    ours, theirs = (
        {"remark": "市里写的", "specialties": "焊接工艺"},
        {"remark": "区里写的", "specialties": "数控"},
    )
    key = both_edit(world, ours, theirs)
    world.round(ZHIFU)
    world.round(ZHIFU)
    row = registers.get(world[CITY], "people", key)
    assert {"市里写的", "区里写的"} <= {part.partition("】")[2] for part in row["remark"].splitlines()}
    assert set(row["specialties"].split("、")) == {"焊接工艺", "数控"}
    assert content(world[ZHIFU]) == content(world[CITY])


def test_the_same_person_in_two_districts_is_kept_twice_and_asked(world):
    person = make_person(0)
    one = add(world[ZHIFU], person, office=ZHIFU)
    other = add(world[FUSHAN], person, office=FUSHAN)
    world.to_city(ZHIFU)
    intake = world.to_city(FUSHAN)
    assert (intake.counts["people"].new, intake.counts["people"].doubtful) == (1, 1)
    item = only(pending.listing(world[CITY]))
    assert (item.kind, item.title, item.row) == ("数据包存疑", RARE_NAME, one)
    told = pending.sides(world[CITY], item.key)
    assert "身份证号" in item.evidence
    assert person.id_number not in repr(told.lines), "masked"
    pending.decide(world[CITY], item.key, "not_same")
    world.round(FUSHAN, ZHIFU)
    for code in (CITY, ZHIFU, FUSHAN):
        with world[code].store.reading() as connection:
            (pair,) = records.where(connection, "distinctions", {})
        assert {pair["left"], pair["right"]} == {one, other}, "the decision travels"


def test_people_known_as_different_are_not_asked_again(world):
    person = make_person(3)
    one, other = add(world[ZHIFU], person, office=ZHIFU), add(world[FUSHAN], person, office=FUSHAN)
    with world[CITY].store.operation("测试", "不是同一人", "测试员") as write:
        write.upsert_many("distinctions", [{"left": min(one, other), "right": max(one, other)}])
    world.to_city(ZHIFU)
    assert world.to_city(FUSHAN).counts["people"].doubtful == 0
    assert pending.listing(world[CITY]) == []


def test_two_stored_people_said_to_be_one_are_merged(world):
    for code in (ZHIFU, FUSHAN):
        add(world[code], make_person(3), office=code)
        world.to_city(code)
    item = only(pending.listing(world[CITY]))
    pending.decide(world[CITY], item.key, "same")
    assert only(pending.listing(world[CITY], decided=True)).decision == "是同一人"
    with world[CITY].store.reading() as connection:
        assert len(records.where(connection, "people", {})) == 1


def test_receipts_name_the_records_that_wait(world):
    both_edit(world, {"department": "二车间"}, {"department": "三车间"})
    world.to_city(ZHIFU)
    back = world.from_city(ZHIFU)
    assert any("1条待市总处理" in told for told in back.sentences)
    with world[ZHIFU].store.reading() as connection:
        row = records.where(connection, "packages", {"direction": "发出", "number": 2})[0]
    answers = orjson.loads(row["receipt"])["answers"]
    assert [answer[2] for answer in answers] == ["conflict"]
    assert "部门车间" in answers[0][3]


def three_sides(world):
    """芝罘 and 福山 both write a shared person's field; 芝罘's value stands in the city, 福山's waits."""
    key = save(world[CITY], "people", {"name": make_person(1).name, "office": CITY})
    world.round(ZHIFU, FUSHAN)
    first, second = sorted((ZHIFU, FUSHAN), key=lambda code: world[code].store.store_id)
    save(world[first], "people", {"department": "一车间"}, key)
    save(world[second], "people", {"department": "二车间"}, key)
    world.to_city(first)
    world.to_city(second)
    assert only(pending.listing(world[CITY])).incoming == {"department": "二车间"}
    return key, first, second


def test_an_edit_of_a_third_side_does_not_end_the_question(world):
    """The one whose value stands sends the row again: that says nothing about the other value, which was lost."""
    key, first, second = three_sides(world)
    save(world[first], "people", {"post": "班长"}, key)
    world.to_city(first)
    assert only(pending.listing(world[CITY])).incoming == {"department": "二车间"}
    save(world[first], "people", {"department": "三车间"}, key)
    world.to_city(first)
    assert registers.get(world[CITY], "people", key)["department"] == "三车间"
    assert only(pending.listing(world[CITY])).incoming == {"department": "二车间"}
    world.from_city(second)
    save(world[second], "people", {"department": "四车间"}, key)
    world.to_city(second)
    assert pending.listing(world[CITY]) == [], "now somebody who had seen both has written"
    assert registers.get(world[CITY], "people", key)["department"] == "四车间"


def test_two_stores_of_one_district_are_two_sides(world):
    """Their items bear the same office's name; the later one's value took the earlier one's place."""
    other, _ = desks.create(world.folder / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    introduce(world[CITY], other)
    world.desks["second"] = other
    key = add(world[ZHIFU], make_person(1))
    world.round(ZHIFU)
    exchange.take_in(other, world.answer(ZHIFU).path)
    save(world[CITY], "people", {"department": "市里写的"}, key)
    save(world[ZHIFU], "people", {"department": "一号机写的"}, key)
    save(other, "people", {"department": "二号机写的"}, key)
    world.to_city(ZHIFU)
    world.to_city("second")
    waiting = {item.incoming["department"] for item in pending.listing(world[CITY])}
    assert waiting == {"一号机写的", "二号机写的"}


def test_a_deletion_that_gave_way_before_the_city_heard_of_it_waits_until_somebody_decides(world):
    """Its package was lost; the row came to life again by another's edit, so no later package tells of the deletion."""
    key = add(world[CITY], make_person(1), office=CITY)
    world.round(ZHIFU, FUSHAN)
    registers.delete(world[ZHIFU], "people", [key], "重复登记")
    world.report(ZHIFU)  # lost
    save(world[FUSHAN], "people", {"post": "钳工"}, key)
    world.to_city(FUSHAN)
    world.from_city(ZHIFU)
    assert registers.get(world[ZHIFU], "people", key)["deleted"] is None
    save(world[FUSHAN], "people", {"department": "二车间"}, key)
    world.round(FUSHAN, ZHIFU)
    world.round(FUSHAN, ZHIFU)
    item = only(pending.listing(world[ZHIFU]))
    assert item.kind == "删除冲突"
    pending.decide(world[ZHIFU], item.key, "keep_right")
    world.round(ZHIFU, FUSHAN)
    assert registers.get(world[CITY], "people", key)["deleted"] == "重复登记"
    assert pending.listing(world[ZHIFU]) == []
