"""GB 32100: right codes pass in any dress, slips are caught and told."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.uscc import ALPHABET, check_char, parse_uscc


def code_of(tail: str) -> str:
    first17 = f"91990101{tail}"
    return first17 + check_char(first17)


CODES = st.builds(code_of, st.text(alphabet=ALPHABET, min_size=9, max_size=9))
ONE = code_of("MA00TEST0".replace("S", "5"))


def test_the_published_check() -> None:
    # The weights of the standard's table, written out.
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    first17 = "91990101MA00AAAA1"
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, weights, strict=True))
    assert check_char(first17) == ALPHABET[(31 - total % 31) % 31]
    assert not set("IOZSV") & set(ALPHABET)


@given(CODES)
def test_right_codes_pass(code: str) -> None:
    assert parse_uscc(code) == code
    assert parse_uscc(f" '{code[:8].lower()}-{code[8:].lower()} ") == code


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_slip_is_caught(code: str, place: int, char: str) -> None:
    assume(code[place] != char)
    with pytest.raises(Refused):
        parse_uscc(code[:place] + char + code[place + 1 :])


def test_full_width_passes() -> None:
    assert parse_uscc("".join(chr(ord(char) + 0xFEE0) for char in ONE)) == ONE


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "空的"),
        (ONE[:-1], "这里有17位"),
        ("370600000000001", "旧注册号"),
        ("MA00AAAA-11", "应为18位|组织机构代码"),
        ("O" + ONE[1:], "没有字母O，请核对，是不是0"),
        ("*" + ONE[1:], r"有“\*”"),
        ("91A90101MA00AAAA1X", "第3至8位"),
        ("9.1E+17", "文本格式"),
    ],
)
def test_refusals_say_why(raw: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse_uscc(raw)
