"""A ruled table: measured rows, head over one or two levels, cells that fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from laomo_desktop.domain.errors import Refused
from laomo_desktop.printing.fonts import SANS, SERIF
from laomo_desktop.printing.lines import Fitted, fit
from laomo_desktop.printing.paper import MM, Align, Box, Paper, Type

HEAD = Type(SANS, 10)
BODY = Type(SERIF, 10.5)
Rule = tuple[float, float, float, float]
_PAD, _ROOM = 1.0, 1.8  # around one line, and around several
_NOTHING = ("—",)
_SMALLEST = 0.8  # of the size asked for; a row grows before its text becomes smaller


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in mm; columns side by side with the same ``group`` share an upper head cell."""

    title: str
    width: float
    align: Align = "center"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of ready text under columns. ``row`` and ``head`` are the least heights in mm."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    row: float = 9.0
    head: float = 10.0
    type: Type = field(default=BODY)

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def head_height(self) -> float:
        """Height of the whole head in mm: a group row adds half of ``head``."""
        return self.head * 1.5 if any(column.group for column in self.columns) else self.head


@dataclass(frozen=True, slots=True)
class Line:
    """A measured row."""

    height: float
    cells: tuple[Fitted | None, ...]


def measure(table: Table, tallest: float) -> list[Line]:
    """Every row measured; none is higher than ``tallest`` mm. Raises `Refused` naming the row."""
    return [_measured(table, number, row, tallest) for number, row in enumerate(table.rows, 1)]


def _measured(table: Table, number: int, row: Sequence[str], tallest: float) -> Line:
    try:
        cells = [_cell(table, column, text, tallest) for column, text in zip(table.columns, row, strict=True)]
    except Refused as no:
        who = "、".join(text for text in row[:2] if text)
        raise no.at(f"表中第{number}行（{who}）") from None
    needed = max((cell.height / MM + (_PAD if len(cell.lines) < 2 else _ROOM) for cell in cells if cell), default=0.0)
    return Line(max(table.row, needed), tuple(cells))


def _cell(table: Table, column: Column, text: str, tallest: float) -> Fitted | None:
    if not text:
        return None
    kind, width = table.type, (column.width - 2 * _PAD) * MM
    fitted = fit(text, kind.chain, kind.size, width, (table.row - 2 * _PAD) * MM)
    if fitted.size >= kind.size * _SMALLEST:
        return fitted
    return fit(text, kind.chain, kind.size * 0.85, width, (tallest - _ROOM) * MM)


def draw(paper: Paper, x: float, y: float, table: Table, lines: Sequence[Line]) -> float:
    """Draw head and ``lines`` with the upper left corner at (x, y); answers the y of the foot."""
    edges = [x + offset for offset in accumulate((c.width for c in table.columns), initial=0.0)]
    levels = _draw_head(paper, edges, y, table)
    top = y + table.head_height
    for line in lines:
        _draw_line(paper, edges, top, table, line)
        top += line.height
        levels.append((edges[0], top, edges[-1], top))
    uprights = [(edge, y + _head_top(table, n), edge, top) for n, edge in enumerate(edges[1:-1], 1)]
    paper.rules([*levels[:-1], *uprights], 0.5)
    paper.frame(Box(x, y, table.width, top - y), 1.0)
    return top


def _draw_line(paper: Paper, edges: Sequence[float], top: float, table: Table, line: Line) -> None:
    for column, left, fitted in zip(table.columns, edges, line.cells, strict=False):
        if fitted:
            box = Box(left + _PAD, top, column.width - 2 * _PAD, line.height)
            paper.put(box, fitted, table.type, "center" if fitted.lines == _NOTHING else column.align)


def _head_top(table: Table, edge: int) -> float:
    """Where the upright at this edge begins under the head's top: inside a group only below the group row."""
    left, right = table.columns[edge - 1].group, table.columns[edge].group
    return table.head * 0.75 if left and left == right else 0.0


def _draw_head(paper: Paper, edges: Sequence[float], y: float, table: Table) -> list[Rule]:
    """Titles and group titles; answers the level lines they need."""
    full, upper = table.head_height, table.head * 0.75
    levels = [(edges[0], y + full, edges[-1], y + full)]
    at = 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        columns = list(members)
        if group:
            width = edges[at + len(columns)] - edges[at]
            paper.block(Box(edges[at] + 0.5, y, width - 1, upper), group, HEAD, "center")
            levels.append((edges[at], y + upper, edges[at + len(columns)], y + upper))
        for n, column in enumerate(columns, at):
            box = Box(edges[n] + 0.5, y + (upper if group else 0), column.width - 1, upper if group else full)
            paper.block(box, column.title, HEAD, "center")
        at += len(columns)
    return levels
