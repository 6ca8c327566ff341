"""Text that fits its place: shrunk first, wrapped next, shrunk again; never cut off."""

import re
from dataclasses import dataclass
from functools import lru_cache

from laomo_desktop.printing.fonts import Chain, unit_width

LEADING = 1.3
_ONE_LINE = 0.85
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’％%℃·…—,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,@:/_+\-*]*|\s|.", re.DOTALL)
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of text at the size (pt) at which they fit."""

    size: float
    lines: tuple[str, ...]
    leading: float = LEADING

    @property
    def height(self) -> float:
        """Height of the block in pt, from the top of the first line to the foot of the last."""
        return self.size * (1 + self.leading * (len(self.lines) - 1))


@lru_cache(maxsize=30_000)
def fit(text: str, chain: Chain, size: float, width: float, height: float) -> Fitted:
    """Fit ``text`` into ``width`` × ``height`` (pt), at most at ``size`` pt.

    One line is kept down to 85 % of the size; below that the text is wrapped, and shrunk as far as needed.
    """
    if "\n" not in text:
        natural = unit_width(text, chain)
        if natural * size <= width + _SLACK:
            return Fitted(min(size, height), (text,))
        if natural * size * _ONE_LINE <= width:
            return Fitted(min(width / natural, height), (text,))
    return _balanced(flow(text, chain, size, width, height), text, chain, width)


def _balanced(fitted: Fitted, text: str, chain: Chain, width: float) -> Fitted:
    """Two or three lines of about the same length rather than a full one and a rest."""
    if len(fitted.lines) not in (2, 3):
        return fitted
    for tenth in range(6, 10):
        lines = wrap(text, chain, width * tenth / 10 / fitted.size)
        if len(lines) == len(fitted.lines):
            return Fitted(fitted.size, lines)
    return fitted


def flow(
    text: str, chain: Chain, size: float, width: float, height: float, *, leading: float = LEADING
) -> Fitted:
    """Wrap ``text`` at ``size`` pt, or smaller as ``height`` asks; ``leading`` is in sizes."""
    smaller = size
    while True:
        fitted = Fitted(smaller, wrap(text, chain, width / smaller), leading)
        if fitted.height <= height + _SLACK or smaller < 1:
            return fitted
        smaller *= 0.95


@lru_cache(maxsize=10_000)
def wrap(text: str, chain: Chain, ems: float) -> tuple[str, ...]:
    """Cut into lines of at most ``ems`` times the font's size, by the rules for Chinese line ends."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, chain, ems)
    return tuple(lines)


def _paragraph(text: str, chain: Chain, ems: float) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    room = ems
    for token in _tokens(text, chain, ems):
        need = unit_width(token, chain)
        if need > room + _SLACK and line:
            carried = _carried(line, token)
            lines.append("".join(line[: len(line) - len(carried)]).rstrip(" "))
            line = carried
            room = ems - sum(unit_width(part, chain) for part in carried)
            if token == " ":
                continue
        line.append(token)
        room -= need
    return [*lines, "".join(line)]


def _tokens(text: str, chain: Chain, ems: float) -> list[str]:
    """Words of letters and digits whole unless longer than a line; every other character by itself."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        tokens += [token] if len(token) == 1 or unit_width(token, chain) <= ems else list(token)
    return tokens


def _carried(line: list[str], token: str) -> list[str]:
    """What must go over to the next line so that it may begin with ``token``."""
    cut = len(line)
    first = token[0]
    while cut > 1 and (first in _NOT_FIRST or line[cut - 1] in _NOT_LAST):
        cut -= 1
        first = line[cut][0]
    return line[cut:] if cut > 1 or len(line) == 1 else []
