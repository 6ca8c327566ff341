"""A form of boxes on one page: rows of label and value, some high enough for long text or the pen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from laomo_desktop.printing.fonts import BOLD, SANS, SERIF
from laomo_desktop.printing.lines import fit
from laomo_desktop.printing.paper import A4, MM, Box, Paper, Type

LEFT, WIDTH = 22.0, 166.0
TOP, FOOT = 40.0, 262.0
LABEL_WIDTH = 26.0
_PAD = 1.5
_TITLE = Type(BOLD, 22, 6)
_LABEL = Type(SANS, 10.5)
_VALUE = Type(SERIF, 11)
_SMALL = Type(SERIF, 10)


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and what stands beside it; ``share`` is its part of the row's width."""

    label: str
    value: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side. ``height`` in mm is the least; rows that ``grow`` share what the page has left, and hold long
    text from their top; ``pen`` stands at the foot of the row's value, for what is filled in by hand."""

    cells: Sequence[Cell]
    height: float = 9.0
    grow: float = 0.0
    pen: str = ""


def page(
    title: str, above: tuple[str, str], rows: Sequence[Row], foot: Sequence[str], remark: str = "",
    then: Callable[[Paper], None] | None = None,
) -> bytes:
    """The form as PDF, A4 portrait, one page; ``above`` stands left and right over the boxes, ``foot`` under them.

    ``then`` draws further pages (photos).
    """
    paper = Paper(title)
    draw_page(paper, title, above, rows, foot, remark)
    if then is not None:
        then(paper)
    return paper.finish()


def draw_page(
    paper: Paper, title: str, above: tuple[str, str], rows: Sequence[Row], foot: Sequence[str], remark: str = ""
) -> None:
    """One page of boxes, as `page` has it, on a paper of several."""
    paper.text(LEFT + WIDTH, 14, remark, _SMALL.at(9), "right")
    paper.text(A4[0] / 2, 27, title, _TITLE, "center")
    paper.text(LEFT, TOP - 3, above[0], _SMALL)
    paper.text(LEFT + WIDTH, TOP - 3, above[1], _SMALL, "right")
    y = TOP
    for row, height in zip(rows, _heights(rows), strict=True):
        _row(paper, y, row, height)
        y += height
    paper.frame(Box(LEFT, TOP, WIDTH, y - TOP), 1.2)
    _foot(paper, y, foot)
    paper.next_page()


def _heights(rows: Sequence[Row]) -> list[float]:
    """Every row's height: long text gets the room it needs first, what is left is shared by ``grow``."""
    wanted = [max(row.height, _needed(row)) for row in rows]
    room = FOOT - TOP
    over = sum(wanted) - room
    if over > 0:  # text becomes smaller in the rows that grew
        grown = sum(want - row.height for want, row in zip(wanted, rows, strict=True))
        return [
            want - over * (want - row.height) / grown if grown else want
            for want, row in zip(wanted, rows, strict=True)
        ]
    shares = sum(row.grow for row in rows) or 1.0
    return [want - over * row.grow / shares for want, row in zip(wanted, rows, strict=True)]


def _needed(row: Row) -> float:
    """Height in mm at which the row's longest text stands at full size."""
    texts = [
        fit(cell.value, _VALUE.chain, _VALUE.size, (_value_width(row, cell) - 2 * _PAD) * MM, A4[1] * MM).height / MM
        for cell in row.cells
        if cell.value
    ]
    return max(texts, default=0.0) + 2 * _PAD + (9.0 if row.pen else 0.0)


def _value_width(row: Row, cell: Cell) -> float:
    return WIDTH * cell.share / sum(each.share for each in row.cells) - LABEL_WIDTH


def _row(paper: Paper, y: float, row: Row, height: float) -> None:
    x = LEFT
    lines = [(LEFT, y, LEFT + WIDTH, y)]
    for cell in row.cells:
        width = _value_width(row, cell)
        paper.block(Box(x + 0.5, y, LABEL_WIDTH - 1, height), cell.label, _LABEL, "center")
        _value(paper, Box(x + LABEL_WIDTH + _PAD, y, width - 2 * _PAD, height), cell.value, row)
        lines += [(x, y, x, y + height), (x + LABEL_WIDTH, y, x + LABEL_WIDTH, y + height)]
        x += LABEL_WIDTH + width
    paper.rules(lines, 0.5)


def _value(paper: Paper, box: Box, value: str, row: Row) -> None:
    room = box.height - 2 * _PAD - (9.0 if row.pen else 0.0)
    if row.pen:
        paper.block(Box(box.x, box.y + box.height - 10, box.width, 9), row.pen, _SMALL)
    if value:
        fitted = fit(value, _VALUE.chain, _VALUE.size, box.width * MM, room * MM)
        paper.put(Box(box.x, box.y + _PAD, box.width, room), fitted, _VALUE, top=bool(row.grow))


def _foot(paper: Paper, y: float, foot: Sequence[str]) -> None:
    each = WIDTH / max(1, len(foot))
    for n, words in enumerate(foot):
        paper.text(LEFT + n * each, y + 9, words, _SMALL)
