"""The unions that keep books: the city's and its districts' in the city's standing order, zones last.

Codes are those of GB/T 2260 or in wide use: 370671 and 370676 are zones, 370634 was 长岛县 until 2020.
"""

from dataclasses import dataclass

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import fold, quoted


@dataclass(frozen=True, slots=True)
class Office:
    """One union: ``mark`` is its one character for number patterns (烟芝工培…), ``order`` its place."""

    code: str
    full: str
    short: str
    mark: str
    order: int
    is_city: bool = False
    other_names: tuple[str, ...] = ()


_ROWS = (
    ("370600", "烟台市总工会", "烟台市", "烟", ("市总", "市总工会", "市直")),
    ("370602", "烟台市芝罘区总工会", "芝罘区", "芝", ("芝罘",)),
    ("370611", "烟台市福山区总工会", "福山区", "福", ("福山",)),
    ("370612", "烟台市牟平区总工会", "牟平区", "牟", ("牟平",)),
    ("370613", "烟台市莱山区总工会", "莱山区", "山", ("莱山",)),
    ("370614", "烟台市蓬莱区总工会", "蓬莱区", "蓬", ("蓬莱", "蓬莱市")),
    ("370681", "龙口市总工会", "龙口市", "龙", ("龙口",)),
    ("370682", "莱阳市总工会", "莱阳市", "阳", ("莱阳",)),
    ("370683", "莱州市总工会", "莱州市", "州", ("莱州",)),
    ("370685", "招远市总工会", "招远市", "招", ("招远",)),
    ("370686", "栖霞市总工会", "栖霞市", "栖", ("栖霞",)),
    ("370687", "海阳市总工会", "海阳市", "海", ("海阳",)),
    (
        "370676",
        "烟台黄渤海新区总工会",
        "黄渤海新区",
        "黄",
        ("开发区", "烟台开发区", "黄渤海"),
    ),
    ("370671", "烟台高新技术产业开发区总工会", "高新区", "高", ("高新", "烟台高新区")),
    (
        "370634",
        "长岛综合试验区总工会",
        "长岛综合试验区",
        "长",
        ("长岛", "长岛县", "长岛综试区"),
    ),
)

OFFICES = tuple(
    Office(code, full, short, mark, order, is_city=order == 0, other_names=others)
    for order, (code, full, short, mark, others) in enumerate(_ROWS)
)
CITY = OFFICES[0]
DISTRICTS = OFFICES[1:]


def office(code: str) -> Office:
    """The office of a code. Raises `Refused` with the list of those there are."""
    for known in OFFICES:
        if known.code == code:
            return known
    listed = "、".join(f"{known.code} {known.short}" for known in OFFICES)
    raise Refused(f"没有代码为{quoted(code)}的工会", todo=f"可选的有：{listed}")


def find(words: str) -> Office:
    """The office meant by a code, a full or short name, or what workbooks call it. Raises `Refused`."""
    if words.strip().isdecimal():
        return office(words.strip())
    wanted = _bare(words)
    for known in OFFICES:
        if wanted in map(_bare, (known.full, known.short, *known.other_names)):
            return known
    listed = "、".join(known.short for known in OFFICES)
    raise Refused(f"{quoted(words)}不是已知的工会", todo=f"可选的有：{listed}")


def _bare(words: str) -> str:
    """Without 总工会 and the city's name before a district: 烟台市龙口市总工会 and 龙口市 are one."""
    bare = fold(words).removesuffix("总工会").removesuffix("工会")
    rest = bare.removeprefix("山东省").removeprefix("烟台市")
    return rest or bare
