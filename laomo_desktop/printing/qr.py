"""A QR code as a stencil: one bit a module, painted through by the printer's own resolution.

A certificate's signed text takes 65 × 65 modules. As a path of rectangles that is 2.9 KB a page after compression,
as a stencil 0.6 KB, and a thousand certificates stay under 2 MB; edges come out as sharp.
"""

from dataclasses import dataclass
from functools import lru_cache

import segno

from laomo_desktop.printing.paper import MM, Box, Paper

# Choosing the best of eight masks costs five times the rest; readers need none in particular.
_MASK = 2
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")


@dataclass(frozen=True, slots=True)
class Code:
    """``modules`` a side, without the quiet zone; ``image`` a PDF inline image of one unit a side."""

    modules: int
    image: str


@lru_cache(maxsize=8)
def code(text: str) -> Code:
    """The QR code of a text (UTF-8, error correction M)."""
    matrix = segno.make_qr(text, error="m", mask=_MASK, boost_error=False).matrix
    side = len(matrix)
    padding = bytes(-side % 8)
    stencil = "".join(_hex(bytes(row) + padding) for row in matrix)
    head = f"BI /W {side} /H {side} /IM true /BPC 1 /D [1 0] /F /AHx ID"
    return Code(side, f"{head} {stencil}> EI")


def _hex(modules: bytes) -> str:
    """Modules (0 or 1 each, a multiple of eight) as hexadecimal digits."""
    return f"{int(modules.translate(_DIGITS), 2):0{len(modules) // 4}x}"


def draw(paper: Paper, box: Box, text: str) -> None:
    """Draw into the box (its lesser side counts). The caller leaves four modules of quiet zone around."""
    side = min(box.width, box.height) * MM
    y = (paper.height - box.y - box.height) * MM
    paper.canvas.addLiteral(f"q {side:.3f} 0 0 {side:.3f} {box.x * MM:.3f} {y:.3f} cm {code(text).image} Q")
