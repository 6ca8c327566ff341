"""Numbers are written by the pattern and read back; a pattern that could mix them up is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.certificate_number import DEFAULT, parse_pattern
from laomo_desktop.domain.errors import Refused

PATTERNS = [
    DEFAULT,
    "烟芝工培〔{year}〕第{seq:04}号",
    "YT-{office}-{kind}-{year}-{seq:06d}",
    "{seq}",
    "{year}{office}字第{seq}号",
    "{{{seq}}}",
    "{kind}{year}.{seq:3}",
]


def test_the_pattern_of_the_design() -> None:
    pattern = parse_pattern("烟芝工培〔{year}〕第{seq:04}号")
    assert pattern.format(12, 2026) == "烟芝工培〔2026〕第0012号"
    assert pattern.format(12345, 2026) == "烟芝工培〔2026〕第12345号"
    assert pattern.read("烟芝工培〔２０２６〕第0012号") == (2026, 12)


@pytest.mark.parametrize("text", PATTERNS)
@given(seq=st.integers(1, 999_999), year=st.integers(1000, 9999))
def test_what_is_written_is_read_back(text: str, seq: int, year: int) -> None:
    pattern = parse_pattern(text)
    number = pattern.format(seq, year, office="芝", kind="结业证书")
    assert pattern.read(number) == (year if pattern.by_year else None, seq)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有顺序号"),
        ("第{year}号", "没有顺序号"),
        ("{}{seq}", "不认识|没有顺序号"),
        ("第{seq号", "花括号"),
        ("第{seq}号}", "花括号"),
        ("{month}-{seq}", "{month}不认识"),
        ("{seq}-{seq}", "写了两次"),
        ("{year}{seq}", "分不开"),
        ("{seq}9{year}", "分不开"),
        ("{office}{seq}", "分不开"),
        ("{seq:x}", "看不懂"),
        ("{seq!r}", "看不懂"),
        ("{year:06}-{seq}", "看不懂"),
        ("\ue000{seq}", r"U\+E000"),
    ],
)
def test_patterns_refused(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse_pattern(text)


@pytest.mark.parametrize(
    "number", ["", "烟芝工培〔2026〕第12号", "烟福工培〔2026〕第0012号", "烟芝工培〔2026〕第0000号"]
)
def test_numbers_not_ours(number: str) -> None:
    with pytest.raises(Refused, match="不符合格式"):
        parse_pattern("烟芝工培〔{year}〕第{seq:04}号").read(number)


def test_parts_must_be_given() -> None:
    pattern = parse_pattern(DEFAULT)
    with pytest.raises(Refused, match=r"\{office\}"):
        pattern.format(1, 2026)
    with pytest.raises(Refused, match="顺序号0不对"):
        pattern.format(0, 2026, "芝")
    with pytest.raises(Refused, match="年份26不对"):
        pattern.format(1, 26, "芝")
