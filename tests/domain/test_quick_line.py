"""The quick line says for every number what the paper says, or which piece is wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.quick_line import parse_quick

SIGNS = {"到": Mark.PRESENT, "迟": Mark.LATE, "早": Mark.EARLY, "假": Mark.LEAVE, "缺": Mark.ABSENT}


def said(line: str, highest: int = 30) -> str:
    """The marks as one letter a number, '.' for those unnamed."""
    marks = parse_quick(line, highest).marks
    return "".join(marks[n].key if n in marks else "." for n in range(1, highest + 1))


def test_the_line_of_the_handbook() -> None:
    line = parse_quick("1-18,20,23迟,25假", 30)
    assert line.marks == dict.fromkeys([*range(1, 19), 20], Mark.PRESENT) | {23: Mark.LATE, 25: Mark.LEAVE}
    assert line.unnamed == (19, 21, 22, 24, 26, 27, 28, 29, 30)
    assert line.complete()[19] is Mark.ABSENT
    assert line.complete(Mark.LEAVE)[30] is Mark.LEAVE
    assert line.complete()[23] is Mark.LATE


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("1-3，5", "DDD.D."),
        ("１－３、５迟", "DDD.C."),
        ("1~3 5 迟", "DDD.C."),
        ("1到3;5x", "DDD.Q."),
        ("1号至3号，5号迟到", "DDD.C."),
        ("1 - 3 迟", "CCC..."),
        ("2-4迟5假", ".CCCJ."),
        ("1√,2△,3▽,4○,5×", "DCZJQ."),
        ("1到,2早,3旷,4请假", "DZQJ.."),
        ("全到", "DDDDDD"),
        ("全", "DDDDDD"),
        ("全部到", "DDDDDD"),
        ("除3,5", "DDQDQD"),
        ("除了3假、5", "DDJDQD"),
        ("全到，除3,5假", "DDQDJD"),
        ("1-4除2,3假", "DQJD.."),
        ("全到,2迟", "DCDDDD"),
        ("1-3,5迟,其余缺", "DDDQCQ"),
        ("其余假 1-3", "DDDJJJ"),
        ("2,2,1-3", "DDD..."),
        ("6。", ".....D"),
    ],
)
def test_lines(line: str, letters: str) -> None:
    assert said(line, 6) == letters


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "空的"),
        (" ，、 ", "空的"),
        ("1,2o", "“2o”看不懂"),
        ("1-5-9", "“1-5-9”看不懂"),
        ("张三", "“张三”看不懂"),
        ("全对", "“全对”看不懂"),
        ("5-31", "“5-31”超出名单，签到表上只有1至30号"),
        ("0", "“0”超出名单"),
        ("8-5", "“8-5”前大后小，是不是 5-8"),
        ("1-5,3迟", "3号写了两次，先是出勤，“3迟”又是迟到"),
        ("全到,其余缺", "“其余缺”与前面说的不一致"),
        ("除", "“除”后面没有号码"),
        ("-3", "“-3”看不懂"),
        ("99999", "看不懂"),
    ],
)
def test_refusals_say_which_piece(line: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        parse_quick(line, 30)


@given(
    st.dictionaries(st.integers(1, 60), st.sampled_from(sorted(SIGNS))),
    st.sampled_from([",", "，", "、", " ", "; "]),
)
def test_what_is_written_is_read(marks: dict[int, str], comma: str) -> None:
    if not marks:
        return
    line = comma.join(f"{number}{sign}" for number, sign in marks.items())
    assert parse_quick(line, 60).marks == {number: SIGNS[sign] for number, sign in marks.items()}


@given(st.text(alphabet="0123456789-到迟全除其余缺,，、 o", max_size=20))
def test_any_line_is_read_or_refused(line: str) -> None:
    with suppress(Refused):
        assert set(parse_quick(line, 20).marks) <= set(range(1, 21))
