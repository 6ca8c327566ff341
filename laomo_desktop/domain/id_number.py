"""The 18-digit citizen identity number (公民身份号码, GB 11643-1999).

Six digits of area, eight of birth, three of order (odd: male, even: female), and one check character by
ISO 7064 MOD 11-2.
The area only ever warns: codes of abolished counties and of zones stand in real numbers.
No refusal repeats the number: its words may reach a log.
"""

import re
from dataclasses import dataclass
from datetime import date

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import narrow, quoted

LENGTH = 18
_CHECKS = "10X98765432"
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_GAPS = re.compile(r"[\s'’‘`]+")
# First two digits by GB/T 2260; 83 and 81, 82 are residence permits of Taiwan, Hong Kong and Macao.
_KNOWN = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
)
_PROVINCES = frozenset(_KNOWN.split())


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What a number says of its holder: ``sex`` 男 or 女, and the day of birth."""

    sex: str
    birthday: date

    def age(self, on: date) -> int:
        """Full years on that day; somebody born on 29 February ages on 1 March in common years."""
        return on.year - self.birthday.year - ((on.month, on.day) < (self.birthday.month, self.birthday.day))


def check_digit(first17: str) -> str:
    """The check character, X upper case, of the first 17 digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)) % 11]


def parse_id(raw: str, today: date | None = None) -> str:
    """The number as stored: 18 characters, X upper case. Raises `Refused` saying what is wrong with it."""
    number = _GAPS.sub("", narrow(raw)).upper()
    _check_shape(number)
    if number[-1] != check_digit(number[:17]):
        raise Refused("身份证号码的校验码不对", todo="请对照证件核对每一位")
    if _birthday(number) > (today or date.today()):
        raise Refused("身份证号码里的出生日期在今天之后", todo="请对照证件核对")
    return number


def _check_shape(number: str) -> None:
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", number):
        raise Refused(
            f"身份证号码变成了{quoted(number)}，末几位已被表格软件改成0",
            todo="请把该列设为文本格式后重新填写",
        )
    if not number:
        raise Refused("身份证号码是空的", todo="请填写")
    if bad := re.search(r"[^0-9X]", number):
        raise Refused(f"身份证号码里有“{bad[0]}”", todo="只能是数字，末位可以是X")
    if len(number) == 15:
        raise Refused("这是15位的旧身份证号码", todo="请填写18位的新号码")
    if len(number) != LENGTH:
        raise Refused(f"身份证号码应为18位，这里有{len(number)}位", todo="请对照证件核对")
    if "X" in number[:-1]:
        raise Refused("身份证号码里X不在末位", todo="请对照证件核对")


def _birthday(number: str) -> date:
    year, month, day = number[6:10], number[10:12], number[12:14]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused(
            f"身份证号码里的出生日期{year}年{month}月{day}日不存在", todo="请对照证件核对"
        ) from None


def facts(number: str) -> IdFacts:
    """Sex and birthday from a number that `parse_id` has accepted."""
    return IdFacts(sex="男" if int(number[16]) % 2 else "女", birthday=_birthday(number))


def area_warning(number: str) -> str | None:
    """A sentence when the first two digits are no province; never a reason to refuse."""
    if number[:2] in _PROVINCES:
        return None
    return f"身份证号码开头“{number[:2]}”不是已知的省份代码，请核对。"
