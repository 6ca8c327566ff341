"""The unified social credit code (统一社会信用代码, GB 32100-2015).

18 characters of an alphabet without I, O, Z, S, V: department, kind, six digits of area, nine of the
organisation code (GB 11714), and a check character modulo 31.
"""

import re

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import narrow, quoted

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_GAPS = re.compile(r"[\s'’‘`-]+")
_LIKELY = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}


def check_char(first17: str) -> str:
    """The check character of the first 17, which must be of the alphabet."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def parse_uscc(raw: str) -> str:
    """The code as stored: 18 upper-case characters. Raises `Refused` saying what is wrong with it."""
    code = _GAPS.sub("", narrow(raw)).upper()
    _check_length(code)
    _check_chars(code)
    if code[-1] != check_char(code[:17]):
        raise Refused(f"统一社会信用代码{quoted(code)}的校验码不对", todo="请对照营业执照核对每一位")
    return code


def _check_length(code: str) -> None:
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", code):
        raise Refused(
            f"统一社会信用代码变成了{quoted(code)}，末几位已丢失", todo="请把该列设为文本格式后重新填写"
        )
    if not code:
        raise Refused("统一社会信用代码是空的", todo="请填写")
    if len(code) in {9, 15}:
        old = "9位的组织机构代码" if len(code) == 9 else "15位的旧注册号"
        raise Refused(f"{quoted(code)}像是{old}", todo="请填写18位的统一社会信用代码")
    if len(code) != LENGTH:
        raise Refused(f"统一社会信用代码应为18位，这里有{len(code)}位", todo="请对照营业执照核对")


def _check_chars(code: str) -> None:
    for char in code:
        if char in _LIKELY:
            raise Refused(f"统一社会信用代码里没有字母{char}", todo=f"请核对，是不是{_LIKELY[char]}")
        if char not in ALPHABET:
            raise Refused(f"统一社会信用代码{quoted(code)}里有“{char}”", todo="只能是数字和大写字母")
    if not code[2:8].isdecimal():
        raise Refused(f"统一社会信用代码{quoted(code)}的第3至8位应是数字", todo="请对照营业执照核对")
