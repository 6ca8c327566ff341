"""Names of persons: the one typed form that is stored, how paper spaces it, and its surname.

A name may be of any length, carry the dot of minority names (买买提·吐尔逊), and any Han character there is.
"""

import re
import unicodedata

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import check_text, is_han, narrow, quoted

_DOTS = "·・•‧∙⋅●･᛫﹒."
_DOT = re.compile(f" ?[{_DOTS}]+ ?")
_SIGNS = frozenset("· '’-.")
NOBODY = frozenset({"无", "空", "暂无", "待定", "未知", "不详"})
"""What stands in a name's place where there is none."""

_COMPOUND = """
欧阳 司马 诸葛 上官 司徒 司空 司寇 夏侯 皇甫 尉迟 公孙 公冶 公羊 公西 公良 公输 东方 东郭 西门 南宫
南门 北宫 慕容 端木 令狐 长孙 仲孙 叔孙 颛孙 宇文 轩辕 闾丘 左丘 梁丘 淳于 鲜于 单于 澹台 濮阳 万俟
赫连 申屠 太叔 太史 闻人 钟离 呼延 拓跋 独孤 百里 羊舌 微生 谷梁 段干 夹谷 宰父 漆雕 乐正 壤驷 巫马
亓官 第五 宗政 完颜 耶律 纳兰 贺兰 贺拔 哥舒 达奚 屈突 豆卢 爱新觉罗 叶赫那拉
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_LONGEST = max(map(len, COMPOUND_SURNAMES))


def parse_name(raw: str) -> str:
    """The stored form of a person's name. Raises `Refused` for nothing, digits, other signs and damage."""
    name = _with_dots(_without_gaps(check_text(narrow(raw).lstrip("'"))))
    if not name or name in NOBODY:
        raise Refused("姓名是空的", todo="请填写姓名")
    if bad := [char for char in name if not _may_stand(char)]:
        raise Refused(f"姓名{quoted(name)}里有{_told(bad[0])}", todo="一格只写一个人的姓名")
    if not any(char.isalpha() or is_han(char) for char in name):
        raise Refused(f"{quoted(name)}不是姓名", todo="请填写姓名")
    return name


def _without_gaps(text: str) -> str:
    """Spaces between two Han characters are layout; between Latin words they are part of the name."""
    return re.sub(r"(?<=(.)) (?=(.))", lambda gap: "" if is_han(gap[1]) and is_han(gap[2]) else " ", text)


def _with_dots(text: str) -> str:
    """Every dot between Han characters becomes ·; a dot in a Latin name (J. Li) stays."""

    def dot(found: re.Match[str]) -> str:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        between_han = before and after and is_han(before) and is_han(after)
        return "·" if between_han else found[0]

    return _DOT.sub(dot, text)


def _may_stand(char: str) -> bool:
    return is_han(char) or char.isalpha() or unicodedata.combining(char) != 0 or char in _SIGNS


def _told(char: str) -> str:
    if not char.isprintable() or unicodedata.category(char)[0] == "M":
        return f"看不见的字符 U+{ord(char):04X}"
    return f"数字“{char}”" if char.isdigit() else f"不该有的“{char}”"


def spaced(name: str) -> str:
    """As certificates and rosters set it: two Han characters get a full-width space between (陈　㛃)."""
    return "\u3000".join(name) if len(name) == 2 and all(map(is_han, name)) else name


def surname(name: str) -> str:
    """The family name: a compound one if the name begins so and goes on, else the first character.

    A dotted name answers its first part; a Latin name its first word.
    """
    if "·" in name:
        return name.split("·", 1)[0]
    if not name or not is_han(name[0]):
        return name.split(" ", 1)[0]
    for length in range(min(_LONGEST, len(name) - 1), 1, -1):
        if name[:length] in COMPOUND_SURNAMES:
            return name[:length]
    return name[0]
