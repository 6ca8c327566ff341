"""A class's state follows what happened, never backwards; who joins late leaves no gaps."""

from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.attendance import before_coming
from laomo_desktop.domain.class_life import Facts, standing
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.states import TRAINING

FACTS = st.builds(Facts, st.booleans(), st.booleans(), st.booleans())


def test_what_is_certain_moves_the_class() -> None:
    assert standing("筹备", Facts()) == "筹备"
    assert standing("筹备", Facts(begun=True)) == "开班"
    assert standing("筹备", Facts(begun=True, complete=True)) == "开班", "being complete only offers 结业"
    assert standing("筹备", Facts(awarded=True)) == "开班"
    assert standing("开班", Facts(begun=True, complete=True, awarded=True)) == "结业"
    assert standing("归档", Facts(begun=True, complete=True, awarded=True)) == "归档"


@given(st.sampled_from(TRAINING.labels), FACTS)
def test_no_fact_takes_a_class_back(state: str, facts: Facts) -> None:
    after = standing(state, facts)
    assert TRAINING.state(after).rank >= TRAINING.state(state).rank
    assert standing(after, facts) == after


def test_before_she_came_nothing_has_to_be_filled_in() -> None:
    came, late, absent = Mark.PRESENT, Mark.LATE, Mark.ABSENT
    assert before_coming([None, None, came, None]) == [0, 1]
    assert before_coming([None, absent, late]) == [0], "what was noted counts as it stands"
    assert before_coming([came, None]) == []
    assert before_coming([None, absent]) == [0], "she never came: nothing of her waits"
    assert before_coming([]) == []


@given(st.lists(st.sampled_from([*Mark, None])))
def test_only_blanks_before_the_first_coming_are_left_out(marks: list[Mark | None]) -> None:
    left_out = before_coming(marks)
    assert all(marks[place] is None for place in left_out)
    later = marks[max(left_out) + 1 :] if left_out else []
    earlier = marks[: max(left_out)] if left_out else []
    assert not any(mark and mark.counts_as_present for mark in earlier)
    assert left_out == [] or any(mark and mark.counts_as_present for mark in later) or None not in later
