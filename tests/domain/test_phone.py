"""One stored form for a number however it was typed; refusals name the fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.phone import digits, parse_phone


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("13800001234", "13800001234"),
        ("１３８　０００－０１２３４", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("8613800001234", "13800001234"),
        ("008613800001234", "13800001234"),
        ("13800001234.0", "13800001234"),
        ("'13800001234", "13800001234"),
        ("0535-6212345", "0535-6212345"),
        ("（0535）6212345", "0535-6212345"),
        ("05356212345", "0535-6212345"),
        ("+86-0535-6212345", "0535-6212345"),
        ("010-65001234", "010-65001234"),
        ("0535-6212345转801", "0535-6212345-801"),
        ("0535 6212345 - 801", "0535-6212345-801"),
        ("0535-6212345 ext. 801", "0535-6212345-801"),
        ("4001234567", "400-123-4567"),
        ("400-123-4567", "400-123-4567"),
    ],
)
def test_stored_form(raw: str, stored: str) -> None:
    assert parse_phone(raw) == stored
    assert parse_phone(stored) == stored


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "空的"),
        ("1380000123", "有10位"),
        ("138000012345", "有12位"),
        ("12800001234", "开头不对"),
        ("6212346", "缺少区号，请写成如 0535-6212345"),
        ("13800001234、13900001234", "不止一个"),
        ("13800001234 13900001234", "不止一个"),
        ("1.38E+10", "文本格式"),
        ("138OOOO1234", "“O”"),
        ("无", "“无”"),
        ("0535-12345", "不是电话号码"),
    ],
)
def test_refusals_say_why(raw: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        parse_phone(raw)
    assert len(raw) < 7 or raw[:11] not in caught.value.sentence or "E" in raw


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", " ", "-", "　"]))
def test_mobiles_in_groups(number: str, gap: str) -> None:
    assert parse_phone(gap.join((number[:3], number[3:7], number[7:]))) == number


def test_digits() -> None:
    assert digits("0535-６２１2345-801") == "05356212345801"
