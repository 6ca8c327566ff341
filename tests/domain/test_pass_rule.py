"""The verdict turns exactly at the rule, and says why."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.attendance import Mark, Tally, tally
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.pass_rule import PassRule, percent_words


def came(present: int, expected: int) -> Tally:
    return tally([Mark.PRESENT] * present + [Mark.ABSENT] * (expected - present))


def test_reasons_in_words() -> None:
    rule = PassRule.of(percent=80, score=60)
    assert rule.judge(came(4, 6), 52).reasons == ("出勤 4/6，不足 80%", "成绩 52，低于 60")
    assert rule.judge(came(4, 6), 60).sentence == "出勤 4/6，不足 80%"
    assert rule.judge(came(6, 6)).reasons == ("没有成绩",)
    assert rule.judge(came(0, 0), 90).reasons == ("没有考勤",)
    assert rule.judge(came(5, 5), Decimal("59.5")).reasons == ("成绩 59.5，低于 60",)
    assert rule.judge(came(4, 5), 60).sentence == "合格"


def test_nothing_asked_nothing_failed() -> None:
    assert PassRule().judge(came(0, 0)).passed
    assert PassRule.of(0, None).judge(came(0, 3)).passed


@given(st.integers(1, 100), st.integers(1, 60), st.data())
def test_it_turns_exactly_at_the_share(percent: int, expected: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, expected))
    assert PassRule.of(percent, None).judge(came(present, expected)).passed == (
        present * 100 >= percent * expected
    )


@pytest.mark.parametrize(("percent", "score"), [(101, None), (-1, None), (80, -1)])
def test_senseless_rules_are_refused(percent: int, score: int | None) -> None:
    with pytest.raises(Refused):
        PassRule.of(percent, score)


def test_percent_words() -> None:
    assert [percent_words(Fraction(*pair)) for pair in ((4, 5), (2, 3), (1, 1), (1, 2000))] == [
        "80%", "66.7%", "100%", "0%",
    ]  # fmt: skip
