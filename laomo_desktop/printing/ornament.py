"""The few lines that make a sheet a certificate."""

from reportlab.lib.colors import Color, black

from laomo_desktop.printing.paper import MM, Box, Paper

_NOTCH = 7.0


def border(paper: Paper, box: Box, colour: Color) -> None:
    """A strong outer line, a thin inner one that steps back at the corners, a small square in each step."""
    paper.canvas.setStrokeColor(colour)
    paper.canvas.setFillColor(colour)
    paper.frame(box, 2.6)
    inner = Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6)
    _stepped(paper, inner, 0.9)
    _stepped(paper, Box(inner.x + 1.3, inner.y + 1.3, inner.width - 2.6, inner.height - 2.6), 0.35)
    for x in (inner.x + 0.6, inner.x + inner.width - _NOTCH + 1.4):
        for y in (inner.y + 0.6, inner.y + inner.height - _NOTCH + 1.4):
            _corner(paper, Box(x, y, _NOTCH - 2, _NOTCH - 2))
    paper.canvas.setStrokeColor(black)
    paper.canvas.setFillColor(black)


def _stepped(paper: Paper, box: Box, thick: float) -> None:
    left, right, top, foot = box.x, box.x + box.width, box.y, box.y + box.height
    step = _NOTCH
    points = [
        (left + step, top), (right - step, top), (right - step, top + step), (right, top + step),
        (right, foot - step), (right - step, foot - step), (right - step, foot), (left + step, foot),
        (left + step, foot - step), (left, foot - step), (left, top + step), (left + step, top + step),
    ]  # fmt: skip
    path = paper.canvas.beginPath()
    path.moveTo(points[0][0] * MM, (paper.height - points[0][1]) * MM)
    for x, y in points[1:]:
        path.lineTo(x * MM, (paper.height - y) * MM)
    path.close()
    paper.canvas.setLineWidth(thick)
    paper.canvas.drawPath(path)


def _corner(paper: Paper, box: Box) -> None:
    paper.frame(box, 0.7)
    quarter = box.width * 0.28
    y = (paper.height - box.y - box.height + quarter) * MM
    side = (box.width - 2 * quarter) * MM
    paper.canvas.rect((box.x + quarter) * MM, y, side, side, stroke=0, fill=1)


def cut_line(paper: Paper, x: float, gap: float) -> None:
    """A dashed line down the sheet, where it is cut, with a gap in the middle for the number over the seam."""
    paper.canvas.setDash(4, 3)
    above, below = (paper.height - gap) / 2, (paper.height + gap) / 2
    paper.rules([(x, 0, x, above), (x, below, x, paper.height)], 0.5)
    paper.canvas.setDash()
