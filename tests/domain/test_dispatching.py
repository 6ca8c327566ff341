"""派工: which answer may follow which, where the need goes, and numbers that never come twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain import dispatching
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import OFFICES, office
from laomo_desktop.domain.states import NEED

ANSWERS = st.lists(st.sampled_from(list(dispatching.MAY_FOLLOW)))


@given(st.sampled_from(NEED.labels), ANSWERS)
def test_every_path_is_of_moves_that_may_be_made_and_ends(state: str, answers: list[str]) -> None:
    """However answers come together, the need gets to a state from which nothing more follows."""
    for code in dispatching.path(state, answers):
        state = NEED.move(state, code, "原因").label
    assert dispatching.path(state, answers) == ()


@pytest.mark.parametrize(
    ("state", "answers", "after"),
    [
        ("登记", ["待答复"], "派单"),
        ("派单", ["接受", "待答复"], "服务中"),
        ("派单", ["谢绝", "待答复"], "派单"),
        ("派单", ["谢绝", "未到场"], "登记"),
        ("服务中", ["谢绝"], "登记"),
        ("服务中", ["未到场", "待答复"], "派单"),
        ("服务中", ["完成", "接受"], "服务中"),
        ("服务中", ["完成", "谢绝"], "待确认"),
        ("派单", ["完成"], "待确认"),
        ("待确认", ["谢绝"], "待确认"),
        ("销号", [], "销号"),
        ("未解决", ["接受"], "未解决"),
    ],
)
def test_where_the_need_goes(state: str, answers: list[str], after: str) -> None:
    for code in dispatching.path(state, answers):
        state = NEED.move(state, code, "原因").label
    assert state == after


def test_a_refusal_to_come_wants_its_reason() -> None:
    for answer in ("谢绝", "未到场"):
        with pytest.raises(Refused, match="要写明原因"):
            dispatching.check_answer("待答复", answer, "  ")
        dispatching.check_answer("待答复", answer, "正在外地")


def test_what_is_completed_stays() -> None:
    for answer in ("接受", "谢绝", "未到场"):
        with pytest.raises(Refused, match="已是“完成”"):
            dispatching.check_answer("完成", answer, "原因")
    dispatching.check_answer("完成", "完成", "")  # the enterprise's word comes later


def test_answers_are_told_in_either_language() -> None:
    assert dispatching.answer_of("no-show") == dispatching.answer_of(" 未到场 ") == "未到场"
    for wrong in ("也许", "待答复", ""):
        with pytest.raises(Refused, match="可用的有"):
            dispatching.answer_of(wrong)


@given(st.sampled_from(OFFICES), st.lists(st.integers(1, 20_000), max_size=30), st.integers(2020, 2099))
def test_the_next_number_is_new(of: object, given_out: list[int], year: int) -> None:
    numbers: list[str | None] = [dispatching.number(of, year, n) for n in given_out]  # type: ignore[arg-type]
    following = dispatching.next_sequence(of, year, [*numbers, None, "补记"])  # type: ignore[arg-type]
    assert dispatching.number(of, year, following) not in numbers  # type: ignore[arg-type]
    assert following == max(given_out, default=0) + 1


def test_years_and_offices_count_by_themselves() -> None:
    district, city = office("370602"), office("370600")
    given_out = [dispatching.number(district, 2026, 7), dispatching.number(city, 2026, 9)]
    assert given_out == ["烟芝派工〔2026〕第0007号", "烟派工〔2026〕第0009号"]
    assert dispatching.next_sequence(district, 2026, given_out) == 8
    assert dispatching.next_sequence(district, 2027, given_out) == 1
    assert dispatching.next_sequence(city, 2026, given_out) == 10
