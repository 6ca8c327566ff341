"""Charts of a printed report: bars in one grey, each with its number above and its label below."""

from collections.abc import Sequence

from laomo_desktop.printing.fonts import SANS, SERIF
from laomo_desktop.printing.listing import Picture
from laomo_desktop.printing.paper import MM, Box, Paper, Type
from laomo_desktop.printing.papers import Chart

TITLE, SMALL = Type(SANS, 9), Type(SERIF, 7.5)
HEIGHT = 42.0
_HEAD, _FOOT, _ABOVE = 6.0, 4.5, 4.0
_SIDE_BY_SIDE = 85.0
_GREY = 0.55


def picture(charts: Sequence[Chart], width: float) -> Picture | None:
    """The charts side by side as far as ``width`` mm has room, in rows; None where there are none."""
    if not charts:
        return None
    across = max(1, min(len(charts), int(width // _SIDE_BY_SIDE)))
    rows = -(-len(charts) // across)

    def draw(paper: Paper, box: Box) -> None:
        for number, chart in enumerate(charts):
            each = Box(
                box.x + number % across * box.width / across, box.y + number // across * HEIGHT,
                box.width / across - 4.0, HEIGHT - 3.0,
            )  # fmt: skip
            draw_chart(paper, each, chart)

    return rows * HEIGHT + 2.0, draw


def draw_chart(paper: Paper, box: Box, chart: Chart) -> None:
    """One chart in its box."""
    paper.block(Box(box.x, box.y, box.width, _HEAD), chart.title, TITLE)
    highest = max((*chart.values, 1.0))
    step = box.width / max(len(chart.values), 12)
    ground = box.y + box.height - _FOOT
    room = ground - box.y - _HEAD - _ABOVE
    for place, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        tall = room * max(value, 0.0) / highest
        left = box.x + place * step
        _bar(paper, Box(left + step * 0.2, ground - tall, step * 0.6, tall))
        if value:
            paper.block(Box(left, ground - tall - _ABOVE, step, _ABOVE), f"{value:,.0f}", SMALL, "center")
        paper.block(Box(left, ground + 0.3, step, _FOOT), label, SMALL, "center")
    paper.rules([(box.x, ground, box.x + box.width, ground)], 0.5)


def _bar(paper: Paper, box: Box) -> None:
    if box.height <= 0:
        return
    canvas = paper.canvas
    canvas.saveState()
    canvas.setFillGray(_GREY)
    below = (paper.height - box.y - box.height) * MM
    canvas.rect(box.x * MM, below, box.width * MM, box.height * MM, stroke=0, fill=1)
    canvas.restoreState()
