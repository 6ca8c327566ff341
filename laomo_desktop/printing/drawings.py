"""What is drawn under a report's table, each as a picture of known height: greys and numbers, for any printer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportlab.lib.colors import Color, white

from laomo_desktop.printing import bars
from laomo_desktop.printing.fonts import SANS, SERIF
from laomo_desktop.printing.listing import Picture
from laomo_desktop.printing.paper import MM, Box, Paper, Type
from laomo_desktop.printing.papers import Chart, FlowChart, HeatChart, Shade, Targets

Drawing = Targets | Sequence[Chart] | FlowChart | HeatChart

TITLE, WORDS, SMALL = Type(SANS, 9), Type(SERIF, 9), Type(SERIF, 7.5)
HEAD, NOTE = 7.0, 5.0
LINE, ROW, GROUP, CELL = 8.0, 6.4, 5.2, 6.4
TALLEST = 150.0
"""Millimetres: what still fits a landscape page under its running head."""
_DARK, _MIDDLE, _LIGHT = 0.45, 0.72, 0.9


def picture(drawing: Drawing, width: float) -> Picture | None:
    """The drawing in ``width`` mm; None where there is nothing to draw."""
    match drawing:
        case Targets():
            return _targets(drawing) if drawing.lines else None
        case FlowChart():
            return _flows(drawing) if drawing.bands else None
        case HeatChart():
            return _heat(drawing) if any(c and c.sign for row in drawing.cells for c in row) else None
        case _:
            return bars.picture(drawing, width)


def _fill(paper: Paper, box: Box, grey: float) -> None:
    """A grey box without a rim."""
    canvas = paper.canvas
    canvas.saveState()
    canvas.setFillGray(grey)
    below = (paper.height - box.y - box.height) * MM
    canvas.rect(box.x * MM, below, box.width * MM, box.height * MM, stroke=0, fill=1)
    canvas.restoreState()


def _targets(of: Targets) -> Picture:
    """A bar a target; the stroke across it is where the days gone by would have it."""

    def draw(paper: Paper, box: Box) -> None:
        paper.block(Box(box.x, box.y, box.width, HEAD), of.title, TITLE)
        wide = box.width * 0.42
        x = box.x + box.width * 0.16
        for n, line in enumerate(of.lines):
            y = box.y + HEAD + n * LINE
            paper.block(Box(box.x, y, x - box.x - 2, LINE), line.label, WORDS)
            bar = Box(x, y + 1.8, wide, LINE - 3.6)
            _fill(paper, bar, _LIGHT)
            _fill(paper, Box(bar.x, bar.y, wide * max(0.0, min(line.share, 1.0)), bar.height), _DARK)
            at = x + wide * max(0.0, min(line.expected, 1.0))
            paper.rules([(at, bar.y - 0.9, at, bar.y + bar.height + 0.9)], 1.2)
            paper.block(Box(x + wide + 3, y, box.x + box.width - x - wide - 3, LINE), line.words, WORDS)

    return HEAD + len(of.lines) * LINE + 2.0, draw


def _heat(of: HeatChart) -> Picture:
    def draw(paper: Paper, box: Box) -> None:
        paper.block(Box(box.x, box.y, box.width, HEAD), of.title, TITLE)
        side = max(SMALL.width(row) for row in of.rows) + 3
        wide, top = (box.width - side) / len(of.columns), box.y + HEAD + CELL
        for n, words in enumerate(of.columns):
            paper.block(Box(box.x + side + n * wide, box.y + HEAD, wide, CELL), words, SMALL, "center")
        for n, (words, cells) in enumerate(zip(of.rows, of.cells, strict=True)):
            y = top + n * CELL
            paper.block(Box(box.x, y, side - 1.5, CELL), words, SMALL, "right")
            for m, shade in enumerate(cells):
                if shade is not None:
                    _shade(paper, Box(box.x + side + m * wide + 0.2, y + 0.2, wide - 0.4, CELL - 0.4), shade)
        if of.note:
            paper.block(Box(box.x, top + len(of.rows) * CELL + 0.5, box.width, NOTE), of.note, SMALL)

    return HEAD + CELL * (len(of.rows) + 1) + (NOTE if of.note else 0.0) + 2.0, draw


def _shade(paper: Paper, box: Box, shade: Shade) -> None:
    share = max(0.0, min(shade.share, 1.0))
    _fill(paper, box, _LIGHT - (_LIGHT - 0.3) * share if shade.sign else 0.94)
    with paper.colour(white if share > 0.55 else Color(0, 0, 0)):
        paper.block(box, shade.sign, SMALL, "center")


def _flows(of: FlowChart) -> Picture:
    shown = of.bands[: of.most]
    of_left, of_right = Counter[str](), Counter[str]()
    for band in of.bands:
        of_left[band.left] += band.number
        of_right[band.right] += band.number
    groups: dict[str, dict[str, int]] = {}
    for band in shown:
        groups.setdefault(band.group, {})[band.right] = of_right[band.right]
    lefts = {band.left: of_left[band.left] for band in shown}
    rights = sum(len(members) for members in groups.values())
    natural = max(rights * ROW + len(groups) * GROUP, len(lefts) * ROW)
    tall = min(natural, TALLEST - HEAD - NOTE - 2)
    scale, note = tall / natural, _left_out(of)

    def draw(paper: Paper, box: Box) -> None:
        paper.block(Box(box.x, box.y, box.width, HEAD), of.title, TITLE)
        place = _Places(Box(box.x, box.y + HEAD, box.width, tall), scale, of.unit)
        ends = place.rights(groups)
        begins = place.lefts(lefts)
        most = max(band.number for band in shown)
        for band in shown:
            _curve(paper, begins[band.left], ends[band.right], 0.35 + 3.2 * band.number / most * scale)
        place.draw(paper)
        if note:
            paper.block(Box(box.x, box.y + HEAD + tall + 0.5, box.width, NOTE), note, SMALL)

    return HEAD + tall + (NOTE if note else 0.0) + 2.0, draw


def _left_out(of: FlowChart) -> str:
    rest = of.bands[of.most :]
    told = f"另有{len(rest):,}对共{sum(band.number for band in rest):,}{of.unit}未画出；方框里的数为全部。"
    return told if rest else ""


class _Places:
    """Where the boxes of both sides stand, and what is written into them."""

    def __init__(self, box: Box, scale: float, unit: str) -> None:
        self._box, self._scale, self._unit = box, scale, unit
        self._wide = box.width * 0.33
        self._type = WORDS if scale > 0.85 else WORDS.at(max(5.5, WORDS.size * scale))
        self._boxes: list[tuple[Box, str, str]] = []
        self._heads: list[tuple[Box, str]] = []

    def rights(self, groups: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[float, float]]:
        """Where a band into each ends."""
        found, y, x = {}, self._box.y, self._box.x + self._box.width - self._wide
        for group, members in groups.items():
            self._heads.append((Box(x, y, self._wide, GROUP * self._scale), group))
            y += GROUP * self._scale
            for name, number in members.items():
                found[name] = (x, self._put(x, y, name, number))
                y += ROW * self._scale
        return found

    def lefts(self, members: Mapping[str, int]) -> dict[str, tuple[float, float]]:
        """Where the bands of each begin; spread over the whole height."""
        step = self._box.height / len(members)
        space = (step - ROW * self._scale) / 2
        return {
            name: (self._box.x + self._wide, self._put(self._box.x, self._box.y + n * step + space, name, number))
            for n, (name, number) in enumerate(members.items())
        }

    def _put(self, x: float, y: float, name: str, number: int) -> float:
        """Keep a box; the middle of its height."""
        high = ROW * self._scale
        self._boxes.append((Box(x, y + 0.4, self._wide, high - 0.8), name, f"{number:,}{self._unit}"))
        return y + high / 2

    def draw(self, paper: Paper) -> None:
        """The boxes over the bands."""
        for box, name, number in self._boxes:
            _fill(paper, box, 1.0)
            left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
            paper.rules([(left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
                         (right, top, right, bottom)], 0.4)  # fmt: skip
            room = self._type.width(number) + 3
            paper.block(Box(left + 1.2, top, box.width - room - 2, box.height), name, self._type)
            paper.block(Box(right - room, top, room - 1.2, box.height), number, self._type, "right")
        for box, group in self._heads:
            paper.block(box, group, SMALL if self._scale > 0.85 else SMALL.at(max(5.5, 7.5 * self._scale)))


def _curve(paper: Paper, begin: tuple[float, float], end: tuple[float, float], thick: float) -> None:
    """A band from left to right, ``thick`` mm."""
    canvas, high = paper.canvas, paper.height
    (x1, y1), (x2, y2) = begin, end
    bend = (x2 - x1) / 2
    canvas.saveState()
    canvas.setStrokeGray(_MIDDLE)
    canvas.setLineWidth(thick * MM)
    canvas.setLineCap(0)
    points = (x1, high - y1, x1 + bend, high - y1, x2 - bend, high - y2, x2, high - y2)
    canvas.bezier(*(value * MM for value in points))
    canvas.restoreState()
