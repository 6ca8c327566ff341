"""Cells that are already as they will be stored, told at a glance: most of a good workbook.

Each test answers True only where `kinds.parse` would give the very same text back; the rest takes the long way.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import mul
from types import MappingProxyType

from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.names import NOBODY

Test = Callable[[str], object]

_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_TEXT = re.compile("[\u4e00-\u9fff0-9A-Za-z（）、。，-]+")
_ID = re.compile("[0-9]{17}[0-9X]")
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_ZEROS = 48 * sum(_WEIGHTS)  # the bytes of the digits begin at 48
_CHECKS = "10X98765432"


def is_plain_id(text: str) -> bool:
    """18 characters, the right check character (GB 11643), a day of birth that was."""
    if not _ID.fullmatch(text):
        return False
    total = sum(map(mul, text.encode(), _WEIGHTS)) - _ZEROS
    return text[17] == _CHECKS[total % 11] and text[6:14] <= _is_day(text[6:14])


@lru_cache(maxsize=50_000)
def _is_day(digits: str) -> str:
    """Today as digits when these eight are a day, else nothing (which is less than any day)."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return ""
    return f"{date.today():%Y%m%d}"


def is_plain_name(text: str) -> bool:
    """Two to four common Han characters that are no word for nobody (暂无): nothing in them is to be tidied."""
    return bool(_HAN_NAME.fullmatch(text)) and text not in NOBODY


PLAIN: Mapping[Kind, Test] = MappingProxyType(
    {
        Kind.NAME: is_plain_name,
        Kind.ID_NUMBER: is_plain_id,
        Kind.PHONE: _MOBILE.fullmatch,
        Kind.TEXT: _TEXT.fullmatch,
        Kind.LONG: _TEXT.fullmatch,
    }
)
