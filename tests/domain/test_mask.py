"""A mask keeps what tells rows apart and hides the rest, never less than half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.mask import hidden_difference, mask_id, mask_phone, mask_text


def test_shapes() -> None:
    assert mask_id("990101189902031234") == "990***********1234"
    assert mask_phone("13800001234") == "138****1234"
    assert mask_phone("0535-6212345") == "0535-*****45"
    assert mask_phone("0535-6212345-801") == "0535-*******-*01"
    assert mask_text("烟台市某路12号𬍛") == "烟台市******"


@pytest.mark.parametrize("short", ["", "1", "1234567"])
def test_short_values_are_hidden_whole(short: str) -> None:
    assert mask_id(short) == "*" * len(short)


@given(st.text(alphabet="0123456789", min_size=8))
def test_length_stays_and_middle_goes(number: str) -> None:
    masked = mask_id(number)
    assert len(masked) == len(number)
    assert set(masked[3:-4]) == {"*"}


@given(st.text(alphabet="烟台市区路号𬍛0123456789", min_size=1))
def test_text_shows_a_third_at_most(text: str) -> None:
    shown = len(mask_text(text)) - mask_text(text).count("*")
    assert shown * 3 <= len(text)


def test_where_two_of_one_mask_differ_is_told_by_place_alone():
    assert hidden_difference("19900001234", "19900091234") == "隐去的第7位不同"
    assert hidden_difference("990101189902031234", "990101189902131234") == "隐去的第13位不同"
    assert hidden_difference("990101189902031234", "990102188811121234") == "隐去的有7位不同"
    assert hidden_difference("虚构路1号楼2单元", "虚构路1号") == "隐去的部分不同"
