"""A visit entered once is known to need, team, people, enterprise and figures; changed and taken back as one."""

from datetime import date, timedelta

import pytest

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers.visits import SIX
from laomo_desktop.services import assignments, attachments, lists, making, needs, registers, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.visits import Parts
from tests.people import RARE_NAME
from tests.services.making import add

PNG = b"\x89PNG\r\n\x1a\nmade up"


def head(**more: object) -> dict[str, object]:
    return {"title": "焊接现场服务", "kind": "技术支持行", "day": "2026-03-06", **more}


def test_one_entry_feeds_every_record(desk: Desk) -> None:
    person = add(desk, "people", name=RARE_NAME)
    team = add(desk, "teams", name="虚构服务队", leader=person)
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    enterprise = registers.get(desk, "needs", need)["enterprise"]
    image = attachments.store(desk, PNG)
    parts = Parts(["虚构重工有限公司", "新来的虚构公司"], [person, "陈㛃"], {need: "解决"}, [image, image])
    visit = visits.create(desk, head(team=team, solved="2", benefit="5万"), parts).key
    of = visits.load(desk, visit)
    assert [e["enterprise.title"] for e in of.enterprises] == ["虚构重工有限公司", "新来的虚构公司"]
    assert of.enterprises[0]["enterprise"] == enterprise  # found again by its name, not made twice
    assert [p["person.title"] for p in of.people] == [RARE_NAME, "陈㛃"]
    assert [f["image"] for f in of.files] == [image]
    assert of.visit["benefit"] == 5_000_000  # 分
    assert registers.get(desk, "needs", need)["state"] == "待确认"
    assert [row["id"] for row in lists.pointing(desk, "visits", "team", team)] == [visit]
    for register, link, key in (
        ("visit_people", "person", person), ("visit_enterprises", "enterprise", enterprise),
        ("visit_needs", "need", need),
    ):  # fmt: skip
        assert [row["visit"] for row in lists.pointing(desk, register, link, key)] == [visit]


def test_a_stored_amount_is_not_read_as_words_again(desk: Desk) -> None:
    checked = registers.check(desk, "visits", head(benefit="5万"))
    visit = visits.create(desk, checked.values, Parts()).key
    assert registers.get(desk, "visits", visit)["benefit"] == 5_000_000
    visits.change(desk, visit, {"benefit": 700}, Parts())
    assert registers.get(desk, "visits", visit)["benefit"] == 700


def test_changing_takes_off_what_is_left_out_and_undo_brings_it_back(desk: Desk) -> None:
    first, second = add(desk, "people", name="欧阳测试"), add(desk, "people", name="单样例")
    visit = visits.create(desk, head(), Parts(["甲虚构公司", "乙虚构公司"], [first, second])).key
    kept = visits.load(desk, visit).enterprises[0]["enterprise"]
    done = visits.change(desk, visit, {"workers": "35"}, Parts([kept], [second]))
    of = visits.load(desk, visit)
    assert [e["enterprise"] for e in of.enterprises] == [kept]
    assert [p["person"] for p in of.people] == [second]
    assert of.visit["workers"] == 35
    registers.undo(desk, done.operation)
    of = visits.load(desk, visit)
    assert [len(of.enterprises), len(of.people), of.visit["workers"]] == [2, 2, None]


def test_taking_back_a_visit_takes_back_what_it_did_to_the_need(desk: Desk) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    done = visits.create(desk, head(), Parts(needs={need: "解决"}))
    registers.undo(desk, done.operation)
    assert registers.get(desk, "needs", need)["state"] == "登记"
    assert registers.get(desk, "visits", done.key)["deleted"] is not None
    assert lists.pointing(desk, "visit_needs", "need", need) == []


def state_of(desk: Desk, need: bytes) -> str:
    return str(registers.get(desk, "needs", need)["state"])


def test_a_deleted_visit_takes_its_need_back_to_where_the_others_have_it(desk: Desk) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    first = visits.create(desk, head(), Parts(needs={need: "有进展"})).key
    second = visits.create(desk, head(title="再去一次"), Parts(needs={need: "解决"})).key
    done = making.delete(desk, "visits", [second], "登记错了")
    assert state_of(desk, need) == "服务中"
    assert done.sentence == "删除服务活动“再去一次”（登记错了）；需求“焊缝开裂”回到服务中"
    last = making.delete(desk, "visits", [first], "登记错了")
    assert state_of(desk, need) == "登记"
    registers.undo(desk, last.operation)
    registers.undo(desk, done.operation)
    assert state_of(desk, need) == "待确认"


def test_several_deleted_visits_tell_how_many_needs_went_back(desk: Desk) -> None:
    both = [needs.quick(desk, title, "虚构重工有限公司").key for title in ("焊缝开裂", "刀具磨损")]
    gone = [visits.create(desk, head(title=f"第{n}次"), Parts(needs={need: "解决"})).key for n, need in enumerate(both)]
    assert making.delete(desk, "visits", gone, "登记错了").sentence.endswith("；2项需求跟着退回")
    assert [state_of(desk, need) for need in both] == ["登记", "登记"]


def test_two_visits_to_one_need_deleted_together_take_it_back(desk: Desk) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    gone = [
        visits.create(desk, head(title=title), Parts(needs={need: outcome})).key
        for title, outcome in (("一", "有进展"), ("二", "解决"))
    ]
    done = making.delete(desk, "visits", gone[::-1], "登记错了")
    assert state_of(desk, need) == "登记"
    assert done.sentence.endswith("；需求“焊缝开裂”回到登记")


def test_a_deleted_visit_leaves_a_need_that_something_else_holds(desk: Desk) -> None:
    person = add(desk, "people", name="陈㛃")
    sent, closed = (needs.quick(desk, title, "虚构重工有限公司").key for title in ("焊缝开裂", "刀具磨损"))
    slip = assignments.assign(desk, sent, assignments.Sent(people=[person])).key
    assignments.accept(desk, slip)
    visit = visits.create(desk, head(), Parts(needs={sent: "有进展", closed: "解决"})).key
    needs.move(desk, closed, "close", closing=needs.Closing(result="换了焊丝"))
    making.delete(desk, "visits", [visit], "登记错了")
    assert (state_of(desk, sent), state_of(desk, closed)) == ("服务中", "销号")


@pytest.mark.parametrize(("rated", "answer", "state"), [(False, "待答复", "派单"), (True, "完成", "待确认")])
def test_a_deleted_visit_takes_back_the_answers_it_gave_and_no_others(
    desk: Desk, rated: bool, answer: str, state: str
) -> None:
    """Who was sent and was there is answered 完成 by the visit itself; what a clerk has added since stays."""
    person, today = add(desk, "people", name="陈㛃"), date.today().isoformat()
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    slip = assignments.assign(desk, need, assignments.Sent(people=[person])).key
    visit = visits.create(desk, head(day=today), Parts(people=[person], needs={need: "解决"})).key
    assert registers.get(desk, "assignments", slip)["answer"] == "完成"
    if rated:
        assignments.complete(desk, slip, rating="满意")
    making.delete(desk, "visits", [visit], "登记错了")
    assert registers.get(desk, "assignments", slip)["answer"] == answer
    assert state_of(desk, need) == state


def test_who_was_not_there_after_all_has_not_served(desk: Desk) -> None:
    person, today = add(desk, "people", name="陈㛃"), date.today().isoformat()
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    slip = assignments.assign(desk, need, assignments.Sent(people=[person])).key
    visit = visits.create(desk, head(day=today), Parts(people=[person], needs={need: "解决"})).key
    visits.change(desk, visit, {}, Parts(needs={need: "解决"}))
    assert registers.get(desk, "assignments", slip)["answer"] == "待答复"
    assert state_of(desk, need) == "待确认"


def test_a_deleted_visit_takes_back_nothing_that_it_found(desk: Desk) -> None:
    """A clerk, or an imported table, had the need there before."""
    moved, imported = (needs.quick(desk, title, "虚构重工有限公司").key for title in ("焊缝开裂", "刀具磨损"))
    needs.move(desk, moved, "dispatch")
    needs.move(desk, moved, "serve")
    with desk.store.operation("导入", "", desk.user) as write:
        write.update("needs", imported, {"state": "服务中"})
    visit = visits.create(desk, head(), Parts(needs={moved: "解决", imported: "有进展"})).key
    done = making.delete(desk, "visits", [visit], "登记错了")
    assert [state_of(desk, need) for need in (moved, imported)] == ["服务中", "服务中"]
    assert done.sentence.endswith("；需求“焊缝开裂”回到服务中")


def test_a_lesser_outcome_takes_the_need_back(desk: Desk) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    visit = visits.create(desk, head(), Parts(["虚构重工有限公司"], needs={need: "解决"})).key
    (firm,) = [each["enterprise"] for each in visits.load(desk, visit).enterprises]
    done = visits.change(desk, visit, {}, Parts([firm], needs={need: "未解决"}))
    assert state_of(desk, need) == "服务中"
    assert done.sentence.endswith("；需求“焊缝开裂”回到服务中")
    visits.change(desk, visit, {}, Parts([firm]))
    assert state_of(desk, need) == "登记"


@pytest.mark.parametrize(("outcome", "state"), [("解决", "待确认"), ("有进展", "服务中"), ("未解决", "服务中")])
def test_a_need_moves_as_far_as_the_outcome_says_and_never_back(desk: Desk, outcome: str, state: str) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    visits.create(desk, head(), Parts(needs={need: outcome}))
    assert registers.get(desk, "needs", need)["state"] == state
    visits.create(desk, head(title="再去一次"), Parts(needs={need: "解决"}))
    visits.create(desk, head(title="又去一次"), Parts(needs={need: "有进展"}))
    assert registers.get(desk, "needs", need)["state"] == "待确认"


@pytest.mark.parametrize("kind", SIX)
def test_each_kind_keeps_its_own_fields_and_no_others(desk: Desk, kind: str) -> None:
    every = {
        "theme": "劳模精神", "solved": "1", "skill": "氩弧焊", "innovation": "低温焊接", "patents": "1",
        "hazards": "3", "fixed": "2", "management": "班务公开",
    }  # fmt: skip
    row = registers.get(desk, "visits", visits.create(desk, head(kind=kind, **every), Parts()).key)
    own = set(visits.fields_of(kind))
    assert own
    assert {name for name in every if row[name] is not None} == own


def test_another_kind_lets_go_of_what_only_the_former_had(desk: Desk) -> None:
    visit = visits.create(desk, head(kind="安全生产行", hazards="3", fixed="2"), Parts()).key
    visits.change(desk, visit, {"kind": "思想引领行", "theme": "劳模精神"}, Parts())
    row = registers.get(desk, "visits", visit)
    assert [row["hazards"], row["fixed"], row["theme"]] == [None, None, "劳模精神"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": ""}, "活动名称：不能为空"),
        ({"kind": "第七行"}, "不在可选项中"),
        ({"day": "去年的某天"}, "日期"),
        ({"workers": -5}, "不能是负数"),
        ({"workers": "许多"}, "不是整数"),
        ({"kind": "安全生产行", "hazards": 2, "fixed": 3}, "多于排查出的2处"),
        ({"benefit": "很多"}, "不是金额"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(desk: Desk, values: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as no:
        visits.create(desk, head(**values), Parts(["不该留下的公司"]))
    assert words in str(no.value)
    assert lists.candidates(desk, "enterprises", "不该留下") == []
    assert registers.first(desk, "visits", 5) == []


def test_an_outcome_that_is_none_is_refused(desk: Desk) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    with pytest.raises(Refused, match="不在可选项中"):
        visits.create(desk, head(), Parts(needs={need: "大概好了"}))
    assert registers.first(desk, "visits", 5) == []


def test_two_enterprises_of_one_name_have_to_be_told_apart(desk: Desk) -> None:
    for _ in range(2):
        registers.save(desk, "enterprises", {"name": "同名虚构公司"})
    with pytest.raises(Refused, match="有2个企业都叫“同名虚构公司”"):
        visits.create(desk, head(), Parts(["同名虚构公司"]))


def test_a_day_to_come_is_doubted_not_refused(desk: Desk) -> None:
    later = (date.today() + timedelta(days=3)).isoformat()
    checked = registers.check(desk, "visits", head(day=later))
    assert checked.errors == {}
    assert "今天以后" in checked.warnings["day"]


def test_from_a_need_from_a_team_and_as_last_time(desk: Desk) -> None:
    with pytest.raises(Refused, match="还没有登记过服务活动"):
        visits.from_last(desk)
    person, other = add(desk, "people", name=RARE_NAME), add(desk, "people", name="陈㛃")
    team = add(desk, "teams", name="虚构服务队", chain="海工装备", leader=other)
    add(desk, "members", team=team, person=person)
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    values, parts = visits.from_need(desk, need)
    assert values["title"] == "虚构重工有限公司：焊缝开裂"
    assert parts.needs == {need: "解决"}
    visit = visits.create(desk, {**values, "team": team, "workers": 12}, parts).key
    again, same = visits.from_last(desk)
    assert again["day"] == date.today().isoformat()
    assert again["team"] == team
    assert "workers" not in again
    assert list(same.enterprises) == [e["enterprise"] for e in visits.load(desk, visit).enterprises]
    assert not same.needs
    head = {"kind": "思想引领行", "day": date.today().isoformat()}
    visits.create(desk, {**head, "title": "今天后登记的"}, visits.Parts(["虚构厂"]))
    visits.create(desk, {**head, "title": "别的区的", "office": "370611"}, visits.Parts(["虚构厂"]))
    assert visits.from_last(desk)[0]["title"] == "今天后登记的", "of one day the last entered, and our own"
    assert set(visits.from_team(desk, team)[1].people) == {person, other}
    assert {m["person.title"] for m in visits.members_of(desk, team)} == {RARE_NAME, "陈㛃"}
    assert [n["id"] for n in visits.open_needs(desk, list(same.enterprises))] == [need]
    assert visits.open_needs(desk, [person]) == []


def test_a_reader_may_not_enter_visits(desk: Desk) -> None:
    reader = Desk(desk.store, "只读员", "只读", desk.office, desk.is_city)
    with pytest.raises(Refused, match="只读"):
        visits.create(reader, head(), Parts())


def workers_of(desk: Desk, visit: bytes) -> tuple[object, list[object]]:
    of = visits.load(desk, visit)
    return of.visit["workers"], [e["workers"] for e in of.enterprises]


def test_the_total_is_the_sum_of_the_enterprises_where_none_is_told(desk: Desk) -> None:
    firms = ["甲虚构公司", "乙虚构公司"]
    visit = visits.create(desk, head(), Parts(firms, workers={"甲虚构公司": 25, "乙虚构公司": 15})).key
    assert workers_of(desk, visit) == (40, [25, 15])
    keys = [e["enterprise"] for e in visits.load(desk, visit).enterprises]
    visits.change(desk, visit, {}, Parts(keys))
    assert workers_of(desk, visit) == (40, [25, 15])  # what is not named stays
    visits.change(desk, visit, {"workers": 25}, Parts(keys[:1], workers={keys[0]: 25}))
    assert workers_of(desk, visit) == (25, [None])  # of a single one the total is its number


@pytest.mark.parametrize(
    ("total", "first", "second", "fine"),
    [(40, 25, 15, True), (40, 25, None, True), (40, 50, None, False), (50, 25, 15, False), (0, 0, 0, True),
     (None, -1, 2, False), (40, None, None, True)],
)  # fmt: skip
def test_a_total_that_cannot_be_right_is_refused(
    desk: Desk, total: int | None, first: int | None, second: int | None, fine: bool
) -> None:
    parts = Parts(["甲虚构公司", "乙虚构公司"], workers={"甲虚构公司": first, "乙虚构公司": second})
    if fine:
        visits.create(desk, head(workers=total), parts)
    else:
        with pytest.raises(Refused, match=r"惠及职工"):
            visits.create(desk, head(workers=total), parts)
        assert lists.count(desk, Query("enterprises")) == 0  # nothing was made by the way


def test_captions_stay_with_their_photos(desk: Desk) -> None:
    one, two = attachments.store(desk, PNG), attachments.store(desk, PNG + b"2")
    parts = Parts(images=[one, two], captions={one: f"{RARE_NAME}在车间", two: " "})
    visit = visits.create(desk, head(), parts).key
    assert [f["caption"] for f in visits.load(desk, visit).files] == [f"{RARE_NAME}在车间", None]
    visits.change(desk, visit, {}, Parts(images=[one, two], captions={two: "合影"}))
    assert [f["caption"] for f in visits.load(desk, visit).files] == [f"{RARE_NAME}在车间", "合影"]
