"""Ways to write one name: rare characters and those that stand for them on other computers.

Offices whose fonts or input methods lacked a character wrote another that sounds the same (䶮 as 龑, 㛃 as 洁). That is
cause for doubt, never for certainty: both are real names too.
"""

from itertools import islice, product
from types import MappingProxyType

_GROUPS = (
    "㛃絜洁潔", "䶮龑", "堃坤", "喆哲", "淼渺", "昇升陞", "犇奔", "赟贇", "珺君", "珮佩", "翀冲", "甯宁寧", "祎禕",
    "祐佑", "晧皓", "钰玉", "琇秀", "玥月", "垚尧堯", "劼杰傑", "峯峰", "喦岩巖", "勣绩", "呂吕", "鍾钟锺", "閆闫阎",
    "亓齐", "凃涂", "邨村", "镕熔鎔", "囯国國", "彣文", "旸阳", "炘欣", "仝同", "璟景", "颕颖", "𬭎鋐宏", "𬱖頔",
    "〇零",
)  # fmt: skip
_GROUP = MappingProxyType({sign: group for group in _GROUPS for sign in group})
_FIRST = MappingProxyType({sign: group[0] for group in _GROUPS for sign in group})


def folded(name: str) -> str:
    """The name with every such character as the first of its kind; blanks and dots left out."""
    return "".join(_FIRST.get(sign, sign) for sign in name if sign not in " \u3000·•．.")


def differences(one: str, other: str) -> str:
    """How two names that fold to one are written: "龑/䶮"; "" if they do not fold to one, or are the same."""
    if one == other or folded(one) != folded(other) or len(one) != len(other):
        return ""
    return "、".join(f"{a}/{b}" for a, b in zip(one, other, strict=True) if a != b)


def spellings(name: str, most: int = 24) -> list[str]:
    """Other ways to write a name, by this table; none for most names."""
    ways = product(*(_GROUP.get(sign, sign) for sign in name))
    return [made for made in map("".join, islice(ways, most)) if made != name]
