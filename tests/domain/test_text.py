"""Tidying never changes which character somebody is called by; damage is refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain import text
from laomo_desktop.domain.errors import Refused

RARE = "𬍛䶮㛃𡈽"


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  张　　三 \t", "张 三"),
        ("１３８ＡＢｃ－", "138ABc-"),
        ("烟台某某（集团）有限公司", "烟台某某（集团）有限公司"),
        ("\ufeff张\u200b三\u200f", "张三"),
        ("e\u0301", "é"),
        ("⽅⼩⼒", "方小力"),
        (RARE, RARE),
        ("\uf9dc\ufa0e", "\uf9dc\ufa0e"),
        ("第一行\r\n第二行", "第一行 第二行"),
    ],
)
def test_clean(raw: str, stored: str) -> None:
    assert text.clean(raw) == stored


@given(st.text())
def test_clean_twice_is_clean_once(raw: str) -> None:
    once = text.clean(raw)
    assert text.clean(once) == once


@given(st.text(alphabet=st.characters(min_codepoint=0x20000, max_codepoint=0x3134A), min_size=1))
def test_rare_han_survive_everything(raw: str) -> None:
    kept = "".join(char for char in raw if not 0x2F800 <= ord(char) <= 0x2FA1F)
    assert text.clean(kept) == kept
    assert text.check_text(kept) == kept
    assert all(text.is_han(char) for char in kept)


def test_lines_stay_lines() -> None:
    assert text.clean_lines("\r\n 第一 \r\n\r\n第二\u2028第三\n\n") == "第一\n\n第二\n第三"


def test_narrow_folds_punctuation_too() -> None:
    assert text.narrow("（０５３５）６２１：２") == "(0535)621:2"


@pytest.mark.parametrize("head", ["＊姓 名：", "*姓名", "（姓名）", "姓\u3000名:", "姓\n名"])
def test_fold_of_heads(head: str) -> None:
    assert text.fold(head) == "姓名"


def test_fold_ignores_case_and_dots() -> None:
    assert text.fold("Anna·Li") == text.fold("ＡＮＮＡ.li") == "annali"
    assert text.fold(RARE) == RARE
    assert text.fold("葛\U000e0100") == "葛"


@pytest.mark.parametrize("char", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_private_use_is_refused_and_named(char: str) -> None:
    with pytest.raises(Refused, match=rf"U\+{ord(char):04X}"):
        text.check_text(f"张{char}三")
    assert text.private_use(f"{char}张{char}") == [f"U+{ord(char):04X}"]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\ufffd", "\uffff", "\U0002fffe"])
def test_damage_is_refused(char: str) -> None:
    with pytest.raises(Refused, match="乱码"):
        text.check_text(f"张{char}三")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refused, match="D85C"):
        text.check_text("张" + chr(0xD85C))


def test_every_han_and_long_text_pass() -> None:
    assert text.check_text(f"{RARE}\n第二段\tA") == f"{RARE}\n第二段\tA"
    assert text.is_han("㛃")
    assert text.is_han("〇")
    assert not text.is_han("\ue000")
    assert not text.is_han("A")


def test_gb18030_of_2022() -> None:
    positions = bytes.fromhex("A6D9A6DAA6DBA6DCA6DDA6DEA6DFA6ECA6EDA6F3FE59FE61FE66FE67FE6DFE7EFE90FEA0")
    assert text.decode_gb18030(positions) == "︐︒︑︓︔︕︖︗︘︙龴龵龶龷龸龹龺龻"
    assert text.decode_gb18030(bytes.fromhex("FE51FE52FE53FE6CFE76FE91")) == "𠂇𠂉𠃌𡗗𢦏𤇾"


@given(st.text(alphabet=st.characters(exclude_categories=("Co", "Cs"))))
def test_gb18030_round_trip(written: str) -> None:
    assert text.decode_gb18030(written.encode("gb18030")) == written


def test_gb18030_refuses_other_bytes() -> None:
    with pytest.raises(Refused, match="第 2 个字节"):
        text.decode_gb18030(b"a\xff\xff")


def test_quoted_is_cut() -> None:
    assert text.quoted("长" * 30) == f"“{'长' * 24}…”"
    assert text.quoted(" 短 ") == "“短”"
