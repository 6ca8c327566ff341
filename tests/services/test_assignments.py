"""Assignments: numbers, answers, and how they move the need on."""

from datetime import date, timedelta

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import assignments, making, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME
from tests.ui.world import add

TODAY = date.today()
YEAR = TODAY.year


@pytest.fixture
def need(desk: Desk) -> bytes:
    return needs.quick(desk, "不锈钢薄板焊接变形", "虚构船舶有限公司").key


@pytest.fixture
def people(desk: Desk) -> list[bytes]:
    return [add(desk, "people", name=name) for name in (RARE_NAME, "陈㛃", "王𬭎")]


def state(desk: Desk, need: bytes) -> str:
    return str(registers.get(desk, "needs", need)["state"])


def test_sending_people_and_a_team_numbers_each_slip(desk: Desk, need: bytes, people: list[bytes]) -> None:
    team = add(desk, "teams", name="虚构服务队", level="区市级")
    done = assignments.assign(
        desk, need, Sent([team], people[:2], {people[0]: "同工种：焊工"}), expected=TODAY + timedelta(3)
    )
    rows = assignments.of_need(desk, need)
    assert [row["number"] for row in rows] == [f"烟芝派工〔{YEAR}〕第000{n}号" for n in (1, 2, 3)]
    assert [row["team.title"] or row["person.title"] for row in rows] == ["虚构服务队", RARE_NAME, "陈㛃"]
    assert [row["why"] for row in rows] == [None, "同工种：焊工", None]
    assert {row["answer"] for row in rows} == {"待答复"}
    assert state(desk, need) == "派单"
    registers.undo(desk, done.operation)
    assert (state(desk, need), assignments.of_need(desk, need)) == ("登记", [])
    assignments.assign(desk, need, Sent(people=people[:1]))
    assert assignments.of_need(desk, need)[0]["number"] == f"烟芝派工〔{YEAR}〕第0004号"


def test_acceptance_and_completion_take_the_need_on(desk: Desk, need: bytes, people: list[bytes]) -> None:
    first, second = assignments.assign(desk, need, Sent(people=people[:2])).keys
    assignments.accept(desk, first)
    assert state(desk, need) == "服务中"
    assignments.decline(desk, second, "正在外地出差")
    assert state(desk, need) == "服务中"
    assignments.complete(desk, first, "非常满意")
    assert state(desk, need) == "待确认"
    rows = {row["id"]: row for row in assignments.of_need(desk, need)}
    assert (rows[first]["rating"], rows[first]["answered"]) == ("非常满意", TODAY.isoformat())
    assert rows[second]["reason"] == "正在外地出差"


def test_with_everybody_gone_the_need_waits_for_others(desk: Desk, need: bytes, people: list[bytes]) -> None:
    first, second = assignments.assign(desk, need, Sent(people=people[:2])).keys
    assignments.accept(desk, first)
    assignments.no_show(desk, first, "临时生产任务")
    assert state(desk, need) == "派单"
    done = assignments.decline(desk, second, "不对口")
    assert state(desk, need) == "登记"
    registers.undo(desk, done.operation)
    assert state(desk, need) == "派单"


def test_a_need_that_was_visited_does_not_go_back(desk: Desk, need: bytes, people: list[bytes]) -> None:
    head = {"title": "上门", "kind": "技术支持行", "day": TODAY.isoformat()}
    visits.create(desk, head, visits.Parts(["虚构船舶有限公司"], people[:1], {need: "有进展"}))
    assert state(desk, need) == "服务中"
    only = assignments.assign(desk, need, Sent(people=people[1:2])).key
    assert state(desk, need) == "服务中"
    assignments.decline(desk, only, "没有时间")
    assert state(desk, need) == "服务中"


def test_who_is_at_it_is_not_sent_twice(desk: Desk, need: bytes, people: list[bytes]) -> None:
    first = assignments.assign(desk, need, Sent(people=people[:1])).key
    with pytest.raises(Refused, match=f"{RARE_NAME}已经派过"):
        assignments.assign(desk, need, Sent(people=people))
    assert len(assignments.of_need(desk, need)) == 1
    assignments.decline(desk, first, "没有时间")
    assignments.assign(desk, need, Sent(people=people[:1]))
    assert [row["answer"] for row in assignments.of_need(desk, need)] == ["谢绝", "待答复"]


def test_what_cannot_be_is_refused_and_leaves_no_trace(desk: Desk, need: bytes, people: list[bytes]) -> None:
    with pytest.raises(Refused, match="还没有选人"):
        assignments.assign(desk, need, Sent())
    with pytest.raises(Refused, match="早于派工日期"):
        assignments.assign(desk, need, Sent(people=people[:1]), expected=TODAY - timedelta(1))
    only = assignments.assign(desk, need, Sent(people=people[:1])).key
    for wrong in ({"words": "谢绝"}, {"words": "也许"}, {"words": "完成", "rating": "还行"}):
        with pytest.raises(Refused):
            assignments.answer(desk, only, **wrong)
    for day in (TODAY - timedelta(1), TODAY + timedelta(1)):
        with pytest.raises(Refused, match="派工日期"):
            assignments.assign(desk, need, Sent(people=people[1:2]), day=day)
        with pytest.raises(Refused, match="答复日期"):
            assignments.accept(desk, only, day)
        typed = {"assigned": TODAY.isoformat(), "answered": day.isoformat()}
        assert "answered" in registers.check(desk, "assignments", typed, only).errors
    assert assignments.of_need(desk, need)[0]["answer"] == "待答复"
    assignments.complete(desk, only)
    with pytest.raises(Refused, match="现在是“待确认”"):
        assignments.assign(desk, need, Sent(people=people[1:]))


def test_who_was_there_has_served_without_being_told_twice(desk: Desk, need: bytes, people: list[bytes]) -> None:
    team = add(desk, "teams", name="虚构服务队", level="区市级")
    registers.save(desk, "needs", {"raised": (TODAY - timedelta(9)).isoformat()}, need)
    assignments.assign(desk, need, Sent([team], people[:2]), day=TODAY - timedelta(3))

    def standing() -> list[tuple[str, str | None, str | None]]:
        return [(row["answer"], row["answered"], row["rating"]) for row in assignments.of_need(desk, need)]

    def visit(days_ago: int, outcome: str, who: list[bytes], **more: object) -> int:
        day = (TODAY - timedelta(days_ago)).isoformat()
        head = {"title": "上门", "kind": "技术支持行", "day": day, **more}
        return visits.create(desk, head, visits.Parts(["虚构船舶有限公司"], who, {need: outcome})).operation

    visit(-1, "解决", people)
    assert standing() == [("待答复", None, None)] * 3, "that visit is only planned"
    visit(4, "解决", people)
    assert standing() == [("待答复", None, None)] * 3, "nobody was sent to that visit yet"
    came = (TODAY - timedelta(2)).isoformat()
    visit(2, "有进展", people[:1])
    assert standing() == [("待答复", None, None), ("接受", came, None), ("待答复", None, None)]
    solved = visit(0, "解决", people[:1], team=team, satisfaction="满意")
    done = ("完成", TODAY.isoformat(), "满意")
    assert standing() == [done, done, ("待答复", None, None)]
    registers.undo(desk, solved)
    assert standing() == [("待答复", None, None), ("接受", came, None), ("待答复", None, None)]


def test_the_enterprises_word_may_come_later(desk: Desk, need: bytes, people: list[bytes]) -> None:
    only = assignments.assign(desk, need, Sent(people=people[:1])).key
    assignments.complete(desk, only)
    assert assignments.complete(desk, only).operation == 0
    assert assignments.complete(desk, only, "非常满意").sentence.endswith("：完成（非常满意）")
    [row] = assignments.of_need(desk, need)
    assert (row["answer"], row["rating"]) == ("完成", "非常满意")


def test_a_slip_taken_away_leaves_no_need_without_anybody(desk: Desk, need: bytes, people: list[bytes]) -> None:
    first, second = assignments.assign(desk, need, Sent(people=people[:2])).keys
    making.delete(desk, "assignments", [first], "派错了")
    assert state(desk, need) == "派单"
    gone = making.delete(desk, "assignments", [second], "派错了")
    assert state(desk, need) == "登记"
    registers.undo(desk, gone.operation)
    assert (state(desk, need), len(assignments.of_need(desk, need))) == ("派单", 1)
