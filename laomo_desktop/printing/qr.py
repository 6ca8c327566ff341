"""A QR code as one filled path."""

import re
from dataclasses import dataclass
from functools import lru_cache

import segno
from reportlab.pdfgen.pathobject import PDFPathObject

from laomo_desktop.printing.paper import MM, Box, Paper

_DARK = re.compile(b"\x01+")
# Choosing the best of eight masks costs 3.6 ms a code, a fixed one 0.65 ms; readers need none in particular.
_MASK = 2


@dataclass(frozen=True, slots=True)
class Code:
    """``modules`` a side, without the quiet zone; ``path`` in modules from the lower left corner."""

    modules: int
    path: str


@lru_cache(maxsize=8)
def code(text: str) -> Code:
    """The QR code of a text (UTF-8, error correction M)."""
    matrix = segno.make_qr(text, error="m", mask=_MASK, boost_error=False).matrix
    side = len(matrix)
    rects = [
        f"{run.start()} {side - 1 - n} {run.end() - run.start()} 1 re"
        for n, row in enumerate(matrix)
        for run in _DARK.finditer(bytes(row))
    ]
    return Code(side, " ".join(rects))


def draw(paper: Paper, box: Box, text: str) -> None:
    """Draw into the box (its lesser side counts). The caller leaves four modules of quiet zone around."""
    made = code(text)
    side = min(box.width, box.height) * MM / made.modules
    canvas = paper.canvas
    canvas.saveState()
    canvas.transform(side, 0, 0, side, box.x * MM, (paper.height - box.y - box.height) * MM)
    canvas.drawPath(PDFPathObject([made.path]), stroke=0, fill=1)
    canvas.restoreState()
