"""Made-up people for tests: plainly unreal, yet right by every rule.

ID numbers have valid check digits but the unreal area 990101; mobile numbers stand in the unused block
1990000xxxx. The check digits are worked out here on their own: a slip in the program cannot confirm itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta

AREA = "990101"
RARE_NAME = "𬍛䶮㛃𡈽"
NAMES = tuple(
    f"""
    {RARE_NAME} 陈㛃 买买提·吐尔逊 古丽娜尔·阿不都热合曼 欧阳测试 单样例 仇示范 曾虚构 解试用 区假名
    查无此 朴练习 翟演练 缪模拟 呂样本 王𬭎 李䶮 赵〇 尉迟样例一二 阿卜杜拉·测试
    """.split()
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
_GIVEN = "试样例演练拟仿虚构示范㛃䶮"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up person; every value is in the form in which the program stores it."""

    name: str
    sex: str
    id_number: str
    birth: str
    phone: str


def make_name(number: int) -> str:
    """The first ones are the hard names; after them 30 surnames by 13 by 13 given characters."""
    if number < len(NAMES):
        return NAMES[number]
    rest, last = divmod(number - len(NAMES), len(_GIVEN))
    rest, surname = divmod(rest, len(_SURNAMES))
    return _SURNAMES[surname] + _GIVEN[rest % len(_GIVEN)] + _GIVEN[last]


def make_id_number(birth: date, order: int, area: str = AREA) -> str:
    """A valid number; an odd ``order`` (0..999) is a man's."""
    first17 = f"{area}{birth:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


def spoil(id_number: str) -> str:
    """The same number with a wrong check digit."""
    return id_number[:-1] + ("0" if id_number[-1] != "0" else "1")


def make_phone(number: int) -> str:
    return f"1990000{number % 10000:04d}"


def make_person(number: int) -> MadeUp:
    """The ``number``-th person; ID numbers are distinct below 7,000,000."""
    turn, day = divmod(number, 7000)
    birth = date(1961, 1, 1) + timedelta(days=day)
    order = (day * 37 + turn) % 1000
    return MadeUp(
        name=make_name(number),
        sex="男" if order % 2 else "女",
        id_number=make_id_number(birth, order),
        birth=birth.isoformat(),
        phone=make_phone(number),
    )


def make_people(count: int, first: int = 0) -> list[MadeUp]:
    return [make_person(number) for number in range(first, first + count)]


def make_uscc(number: int) -> str:
    """A valid 统一社会信用代码 of the unreal area 990101 (GB 32100: check character modulo 31)."""
    first17 = f"91{AREA}{number:09d}"
    total = sum(_USCC_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(first17))
    return first17 + _USCC_ALPHABET[-total % 31]
