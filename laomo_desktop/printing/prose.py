"""A paper of running text: title, paragraphs, numbered clauses, over as many pages as needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.printing.fonts import BOLD, SANS, SERIF, Chain
from laomo_desktop.printing.lines import wrap
from laomo_desktop.printing.paper import A4, MM, Box, Paper, Type

_LEFT, _RIGHT, _TOP, _FOOT = 28.0, 25.0, 22.0, 20.0
_WIDTH = A4[0] - _LEFT - _RIGHT
_TITLE = Type(BOLD, 22, 4)
_SIZE, _LINE = 12.0, 7.7
_SMALL = Type(SERIF, 9)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: a clause's heading (``head``) or a paragraph, indented by two characters."""

    text: str
    head: bool = False
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of label and value side by side that stay together on one page; a line is ``height`` mm high."""

    lines: Sequence[Sequence[str]]
    height: float = 10.0


@dataclass(frozen=True, slots=True)
class _Set:
    """One line ready to be drawn; ``cells`` share the width; ``keep``: not the last of a page."""

    cells: Sequence[str]
    chain: Chain
    height: float
    keep: bool = False


def render(title: str, parts: Sequence[Part | Block], *, copies: int = 1, remark: str = "") -> bytes:
    """The text as PDF, ``copies`` times, each copy's pages counted by themselves (for the 骑缝章)."""
    paper = Paper(title)
    pages = _pages([line for part in parts for line in _lines(part)], paper.height)
    for copy in range(1, copies + 1):
        label = f"一式{'一二三四五六'[copies - 1]}份 第{copy}份" if copies > 1 else ""
        for number, lines in enumerate(pages, 1):
            _draw(paper, title if number == 1 else "", remark, lines)
            foot = paper.height - 13
            paper.text(A4[0] / 2, foot, f"第{number}页 共{len(pages)}页", _SMALL, "center")
            paper.text(_LEFT + _WIDTH, foot, label, _SMALL, "right")
            paper.next_page()
    return paper.finish()


def _lines(part: Part | Block) -> list[_Set]:
    if isinstance(part, Block):
        last = len(part.lines) - 1
        return [_Set(line, SERIF, part.height, n < last) for n, line in enumerate(part.lines)]
    chain = SANS if part.head else SERIF
    text = f"　　{part.text}" if part.indent else part.text
    lines = wrap(text, chain, _WIDTH * MM / _SIZE)
    return [_Set((line,), chain, _LINE + 1.2 * part.head, part.head) for line in lines]


def _pages(lines: Sequence[_Set], high: float) -> list[list[_Set]]:
    """Cut so that a heading, or a part of a block with the line before it, never stays behind alone."""
    pages: list[list[_Set]] = [[]]
    left = high - _TOP - _FOOT - 20
    for line in lines:
        if line.height > left:
            over: list[_Set] = []
            while pages[-1] and pages[-1][-1].keep:
                over.insert(0, pages[-1].pop())
            pages.append(over)
            left = high - _TOP - _FOOT - sum(each.height for each in over)
        pages[-1].append(line)
        left -= line.height
    return pages


def _draw(paper: Paper, title: str, remark: str, lines: Sequence[_Set]) -> None:
    y = _TOP
    if title:
        paper.text(_LEFT + _WIDTH, 15, remark, _SMALL, "right")
        paper.text(A4[0] / 2, y + 7, title, _TITLE, "center")
        y += 20
    for line in lines:
        each = _WIDTH / len(line.cells)
        for n, text in enumerate(line.cells):
            paper.block(Box(_LEFT + n * each, y, each, line.height), text, Type(line.chain, _SIZE))
        y += line.height
