"""The line that records a class from paper: ``1-18,20,23迟,25假``, numbers as on the printed sheet.

Pieces are parted by any comma or blank. A piece is a number or a range with a mark (none: 到), 全到, 其余缺
for all not named, or 除 before those who did not come (none: 缺). Naming somebody overrides 全到 and 其余.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.text import narrow, quoted

_PARTS = re.compile(r"[,、;。\s]+")
_RANGE = re.compile(r"(?<=\d)(?:号?\s*[-~–—―〜至]+\s*|号?到)(?=\d)")
_STUCK = re.compile(r"(?<=[迟早退假缺旷√×△▽○])(?=\d)")
_PIECE = re.compile(r"(\d{1,4})号?(?:-(\d{1,4})号?)?(\D*)")
_EVERYBODY = re.compile("(?:全部|全体|全班|全员|全|都)(.*)")
_REST = re.compile("(?:其余|其他|其它|剩下|余)(?:的|人|都|全)*(.*)")
_EXCEPT = "除"


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What a line says: ``marks`` by number, of a sheet numbered 1..``highest``; ``alone`` are not of a range."""

    marks: Mapping[int, Mark]
    highest: int
    alone: frozenset[int] = frozenset()

    @property
    def unnamed(self) -> tuple[int, ...]:
        """The numbers the line says nothing about."""
        return tuple(number for number in range(1, self.highest + 1) if number not in self.marks)

    def complete(self, rest: Mark = Mark.ABSENT) -> dict[int, Mark]:
        """Every number's mark, those unnamed getting ``rest``."""
        return {number: self.marks.get(number, rest) for number in range(1, self.highest + 1)}


@dataclass(slots=True)
class _Reading:
    """What was gathered so far; ``fill`` is for all not named, ``excepted`` overrides what was ``named``."""

    highest: int
    named: dict[int, Mark] = field(default_factory=dict)
    excepted: dict[int, Mark] = field(default_factory=dict)
    fill: Mark | None = None
    excepting: bool = False
    alone: set[int] = field(default_factory=set)

    def marks(self) -> dict[int, Mark]:
        everybody = range(1, self.highest + 1) if self.fill else ()
        filled = {number: self.fill for number in everybody if self.fill}
        return dict(sorted((filled | self.named | self.excepted).items()))


def parse_quick(line: str, highest: int) -> QuickLine:
    """Read the line for a sheet numbered 1..``highest``. Raises `Refused`, saying which piece is wrong."""
    pieces = _pieces(line)
    if not pieces:
        raise Refused("这一行是空的", todo="请输入如 1-18,20,23迟,25假")
    reading = _Reading(highest)
    for piece in pieces:
        _read(reading, piece)
    if reading.excepting and not reading.excepted:
        raise Refused("“除”后面没有号码", todo="请写成如 除3,5")
    return QuickLine(MappingProxyType(reading.marks()), highest, frozenset(reading.alone))


def _pieces(line: str) -> list[str]:
    """The pieces in order: ranges with one hyphen, 除 on its own, nothing stuck to the mark before it."""
    text = _STUCK.sub(",", _RANGE.sub("-", narrow(line)))
    text = re.sub(r"(\d) (?=[^\d\s,、;。除全其余都剩])", r"\1", text)  # "20 迟" is one piece
    text = re.sub("除了?[:了]?", f",{_EXCEPT},", text)
    return [piece for piece in _PARTS.split(text) if piece]


def _read(reading: _Reading, piece: str) -> None:
    if piece == _EXCEPT:
        _begin_except(reading)
    elif found := _EVERYBODY.fullmatch(piece) or _REST.fullmatch(piece):
        _fill(reading, piece, found[1])
    elif found := _PIECE.fullmatch(piece):
        _name(reading, piece, found)
    else:
        raise _unreadable(piece)


def _begin_except(reading: _Reading) -> None:
    """All but those that follow came; after a list, all of that list but those."""
    reading.excepting = True
    if not reading.named and reading.fill is None:
        reading.fill = Mark.PRESENT


def _fill(reading: _Reading, piece: str, word: str) -> None:
    mark = Mark.of(word) if word else Mark.PRESENT
    if mark is None:
        raise _unreadable(piece)
    if reading.fill not in (None, mark):
        raise Refused(f"{quoted(piece)}与前面说的不一致", todo="请只留一个")
    reading.fill = mark
    reading.excepting = False


def _name(reading: _Reading, piece: str, found: re.Match[str]) -> None:
    mark = Mark.of(found[3]) if found[3] else Mark.ABSENT if reading.excepting else Mark.PRESENT
    if mark is None:
        raise _unreadable(piece)
    into = reading.excepted if reading.excepting else reading.named
    if found[2] is None:
        reading.alone.add(int(found[1]))
    for number in _numbers(piece, found, reading.highest):
        if into.setdefault(number, mark) is not mark:
            raise Refused(
                f"{number}号写了两次，先是{into[number].label}，{quoted(piece)}又是{mark.label}",
                todo="请只留一个",
            )


def _numbers(piece: str, found: re.Match[str], highest: int) -> range:
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise Refused(f"{quoted(piece)}前大后小", todo=f"是不是 {last}-{first}")
    for number in (first, last):
        if not 1 <= number <= highest:
            raise Refused(f"{quoted(piece)}超出名单，签到表上只有1至{highest}号", todo="请对照签到表核对")
    return range(first, last + 1)


def _unreadable(piece: str) -> Refused:
    return Refused(f"{quoted(piece)}看不懂", todo="请写成如 1-18,20,23迟,25假")
