"""A person's name is stored in one form only, and never loses a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.names import parse_name, spaced, surname

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("𬍛䶮㛃𡈽")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("陈　㛃", "陈㛃"),
        (" 王 小 𬍛 ", "王小𬍛"),
        ("䶮 𡈽", "䶮𡈽"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 ・ 吐尔逊", "买买提·吐尔逊"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("Ａnna  Maria", "Anna Maria"),
        ("J. O'Neil-Li", "J. O'Neil-Li"),
        ("张\u200b三", "张三"),
        ("'李四", "李四"),
        ("〇々", "〇々"),
    ],
)
def test_stored_form(raw: str, stored: str) -> None:
    assert parse_name(raw) == stored


@pytest.mark.parametrize(
    "raw", ["", "　", "无", "-", "/", "···", "张3", "张三、李四", "王芳（女）", "张三/李四", "√"]
)
def test_refused(raw: str) -> None:
    with pytest.raises(Refused):
        parse_name(raw)


def test_refusals_say_what() -> None:
    with pytest.raises(Refused, match=r"“张3”里有数字“3”"):
        parse_name("张３")
    with pytest.raises(Refused, match=r"U\+E863"):
        parse_name("张\ue863")
    with pytest.raises(Refused, match=r"看不见的字符 U\+E0100"):
        parse_name("葛\U000e0100")


@given(st.lists(HAN, min_size=1, max_size=8))
def test_layout_spaces_never_matter(chars: list[str]) -> None:
    name = "".join(chars)
    if name in {"无", "空", "暂无", "待定", "未知", "不详"}:
        return
    assert parse_name(" 　".join(chars)) == name
    assert parse_name(spaced(name)) == name


@pytest.mark.parametrize(
    ("name", "paper"),
    [("陈㛃", "陈　㛃"), ("𬍛䶮", "𬍛　䶮"), ("王小明", "王小明"), ("Al", "Al"), ("𬍛", "𬍛")],
)
def test_spaced_counts_characters(name: str, paper: str) -> None:
    assert spaced(name) == paper


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("欧阳修文", "欧阳"),
        ("司马", "司"),
        ("单小明", "单"),
        ("爱新觉罗启某", "爱新觉罗"),
        ("买买提·吐尔逊", "买买提"),
        ("𬍛䶮㛃", "𬍛"),
        ("Anna Li", "Anna"),
        ("", ""),
    ],
)
def test_surname(name: str, family: str) -> None:
    assert surname(name) == family
