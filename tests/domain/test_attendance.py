"""应到, 实到 and the share behind a certificate."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.attendance import Mark, parse_quick, tally


def test_late_and_early_are_present() -> None:
    found = tally([Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.LEAVE, Mark.ABSENT, None])
    assert (found.expected, found.present, found.late, found.early) == (6, 3, 1, 1)
    assert (found.leave, found.absent, found.unmarked) == (1, 1, 1)
    assert found.share == Fraction(1, 2)
    assert found.sentence == "应到 6，实到 3（迟到 1、早退 1），请假 1，缺勤 1，未登记 1"


def test_nobody_expected_has_no_share() -> None:
    assert tally([]).share is None
    assert tally([]).sentence == "应到 0，实到 0"


@given(st.lists(st.sampled_from([*Mark, None])))
def test_the_parts_make_the_whole(marks: list[Mark | None]) -> None:
    found = tally(marks)
    assert found.present + found.leave + found.absent + found.unmarked == found.expected == len(marks)
    assert found.late + found.early <= found.present


def test_a_line_sums_up() -> None:
    assert (
        tally(parse_quick("全到,除3,5假", 25).complete().values()).sentence
        == "应到 25，实到 23，请假 1，缺勤 1"
    )
