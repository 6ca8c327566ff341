"""The five marks of an attendance sheet (考勤)."""

from enum import Enum
from types import MappingProxyType


class Mark(Enum):
    """One person in one period. Records store ``label``; ``key`` sets it in the grid, by its pinyin."""

    PRESENT = ("present", "出勤", "√", "D", True)
    LATE = ("late", "迟到", "△", "C", True)
    EARLY = ("early", "早退", "▽", "Z", True)
    LEAVE = ("leave", "请假", "○", "J", False)
    ABSENT = ("absent", "缺勤", "×", "Q", False)

    def __init__(self, code: str, label: str, sign: str, key: str, counts_as_present: bool) -> None:
        self.code = code
        self.label = label
        self.sign = sign
        self.key = key
        self.counts_as_present = counts_as_present

    @classmethod
    def of(cls, word: str) -> "Mark | None":
        """The mark of a label, code, sign, key, or one of the words and letters clerks write for it."""
        folded = word.strip().casefold()
        for mark in cls:
            if folded in (mark.label, mark.code, mark.sign, mark.key.casefold(), *_WORDS[mark.code]):
                return mark
        return None


_WORDS = MappingProxyType(
    {
        "present": ("到", "出", "全勤", "已到", "✓", "✔", "v", "1"),
        "late": ("迟", "晚", "晚到", "▲"),
        "early": ("早", "退", "▼"),
        "leave": ("假", "事假", "病假", "公假", "〇", "◯"),
        "absent": ("缺", "旷", "旷课", "缺席", "未到", "没到", "x", "✗", "✘", "0"),
    }
)
