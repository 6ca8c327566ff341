"""Certificate numbers by an office's own pattern: ``烟芝工培〔{year}〕第{seq:04}号``.

{seq} must stand once and may carry its width; {year}, {office} (its mark, 芝) and {kind} may stand once each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.text import check_text, narrow, quoted

DEFAULT = "烟{office}工培〔{year}〕第{seq:04}号"
PARTS = ("year", "seq", "office", "kind")
_SAMPLE = "请写成如 烟芝工培〔{year}〕第{seq:04}号"
_Piece = tuple[str, str | None, str]
"""What stands before a part, the part (None at the end), and the part's width."""


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A checked pattern; made by `parse_pattern`."""

    text: str
    pieces: tuple[_Piece, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for _, part, _ in self.pieces if part)

    @property
    def by_year(self) -> bool:
        """Whether counting may begin anew each year."""
        return "year" in self.parts

    def format(self, seq: int, year: int, office: str = "", kind: str = "") -> str:
        """The number. Raises `Refused` if a part the pattern wants is not given or cannot be right."""
        if seq < 1:
            raise Refused(f"证书顺序号{seq}不对", todo="应从1开始")
        if not 1000 <= year <= 9999:
            raise Refused(f"年份{year}不对", todo="应为四位")
        given = {"seq": str(seq), "year": str(year), "office": office, "kind": kind}
        for part in self.parts:
            if not given[part]:
                raise Refused(f"证书编号格式{quoted(self.text)}要用到{{{part}}}，但没有给出", todo="请补上")
        return "".join(before + _filled(given, part, width) for before, part, width in self.pieces)

    def read(self, number: str) -> tuple[int | None, int]:
        """The year (None if the pattern has none) and sequence of a number. Raises `Refused` if not ours."""
        found = re.fullmatch("".join(_expressions(self.pieces)), narrow(number))
        if not found or not int(found["seq"]):
            raise Refused(f"编号{quoted(number, 40)}不符合格式{quoted(self.text, 40)}", todo="请核对编号")
        groups = found.groupdict()
        return (int(groups["year"]) if "year" in groups else None), int(groups["seq"])


def parse_pattern(text: str) -> NumberPattern:
    """Check a pattern as typed. Raises `Refused` saying what is wrong with it."""
    tidy = check_text(narrow(text))
    try:
        raw = [
            (before, part, _width(spec, part, bang)) for before, part, spec, bang in Formatter().parse(tidy)
        ]
    except ValueError:
        raise Refused(f"编号格式{quoted(tidy, 40)}的花括号不成对", todo=_SAMPLE) from None
    pattern = NumberPattern(tidy, _joined(raw))
    _check_parts(pattern)
    _check_neighbours(pattern)
    return pattern


def _joined(raw: list[_Piece]) -> tuple[_Piece, ...]:
    """Written braces ({{) come as pieces of their own; they belong to what stands before the next part."""
    joined: list[_Piece] = []
    waiting = ""
    for before, part, width in raw:
        waiting += before
        if part is not None:
            joined.append((waiting, part, width))
            waiting = ""
    return (*joined, (waiting, None, "")) if waiting else tuple(joined)


def _width(spec: str | None, part: str | None, conversion: str | None) -> str:
    """The width of {seq:04}; other parts carry none."""
    if not spec and not conversion:
        return ""
    if part == "seq" and not conversion and (found := re.fullmatch(r"0?([1-9])d?", spec or "")):
        return found[1]
    raise Refused(f"编号格式里{{{part}}}的写法看不懂", todo="宽度写成如 {seq:04}")


def _check_parts(pattern: NumberPattern) -> None:
    for part in pattern.parts:
        if part not in PARTS:
            raise Refused(f"编号格式里的{{{part}}}不认识", todo="可用的有 {year}、{seq}、{office}、{kind}")
        if pattern.parts.count(part) > 1:
            raise Refused(f"编号格式里{{{part}}}写了两次", todo="请只留一个")
    if "seq" not in pattern.parts or any(part == "" for _, part, _ in pattern.pieces):
        raise Refused("编号格式里没有顺序号{seq}", todo=_SAMPLE)


def _check_neighbours(pattern: NumberPattern) -> None:
    """{seq} next to other digits could not be told from them again."""
    for (_, left, _), (between, right, _) in zip(pattern.pieces, pattern.pieces[1:], strict=False):
        if (
            right
            and "seq" in (left, right)
            and (not between or between[0].isdigit() or between[-1].isdigit())
        ):
            raise Refused(f"编号格式里{{{left}}}和{{{right}}}连在一起，分不开", todo="请在中间加一个字或横线")


def _filled(given: dict[str, str], part: str | None, width: str) -> str:
    return given[part].zfill(int(width or 0)) if part else ""


def _expressions(pieces: tuple[_Piece, ...]) -> Iterator[str]:
    for before, part, width in pieces:
        yield re.escape(before)
        if part == "seq":
            yield rf"(?P<seq>[0-9]{{{width or 1},9}})"
        elif part == "year":
            yield "(?P<year>[0-9]{4})"
        elif part:
            yield ".+?"
