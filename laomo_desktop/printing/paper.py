"""A sheet of paper: measured text, lines and boxes, in millimetres from the top left corner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Literal

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from laomo_desktop.printing.fonts import SERIF, Chain, face, runs, unit_width
from laomo_desktop.printing.lines import Fitted, fit

MM = 72 / 25.4
A4 = (210.0, 297.0)
A4_WIDE = (297.0, 210.0)
Align = Literal["left", "center", "right"]

# Saving reads glyphs through one file position a font, shared by all documents of the process.
_SAVING = Lock()


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: fonts, size in pt, extra space between characters in pt."""

    chain: Chain
    size: float
    spacing: float = 0.0

    def width(self, text: str) -> float:
        """Width of one line in mm."""
        extra = self.spacing * (len(text) - 1) if text else 0.0
        return (unit_width(text, self.chain) * self.size + extra) / MM

    def at(self, size: float) -> "Type":
        """The same at another size, its spacing in proportion."""
        return Type(self.chain, size, self.spacing * size / self.size)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm, from its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Paper:
    """One PDF being drawn. Text of a page is drawn over its lines. `finish` answers the bytes."""

    def __init__(self, title: str, size: tuple[float, float] = A4) -> None:
        self.width, self.height = size
        self._buffer = BytesIO()
        self.canvas = Canvas(
            self._buffer,
            pagesize=(size[0] * MM, size[1] * MM),
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            # reportlab would begin every page with Helvetica, which is not embedded.
            initialFontName=face(SERIF.faces[0]).fontName,  # type: ignore[arg-type]
        )
        self.canvas.setTitle(title)
        self.canvas.setCreator("劳模工匠助企行")
        self._fresh_text()

    def _fresh_text(self) -> None:
        self._text: PDFTextObject = self.canvas.beginText()
        self._font: tuple[str, float] = ("", 0.0)
        self._spacing = 0.0
        self._colour: Color = black

    def text(self, x: float, y: float, text: str, kind: Type, align: Align = "left") -> None:
        """One line whose baseline is at ``y``; ``x`` is its left end, middle or right end."""
        if align != "left":
            x -= kind.width(text) * (0.5 if align == "center" else 1.0)
        out = self._text
        out.setTextOrigin(x * MM, (self.height - y) * MM)
        if kind.spacing != self._spacing:
            out.setCharSpace(kind.spacing)
            self._spacing = kind.spacing
        *before, (last, rest) = runs(text, kind.chain)
        for name, part in before:
            self._use(name, kind.size)
            out.textOut(part)
        self._use(last, kind.size)
        out.textLine(rest)  # unlike textOut it measures nothing

    def _use(self, name: str, size: float) -> None:
        if (name, size) != self._font:
            self._text.setFont(name, size)
            self._font = (name, size)

    def block(self, box: Box, text: str, kind: Type, align: Align = "left") -> None:
        """Text fitted into the box, its lines as a whole in the middle of the height."""
        if text:
            fitted = fit(text, kind.chain, kind.size, box.width * MM, box.height * MM)
            self.put(box, fitted, kind, align)

    def put(self, box: Box, fitted: Fitted, kind: Type, align: Align = "left", *, top: bool = False) -> None:
        """Lines already fitted, in the middle of the box's height or from its top."""
        kind = kind if fitted.size == kind.size else kind.at(fitted.size)
        x = box.x + box.width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        above = 0.0 if top else (box.height - fitted.height / MM) / 2
        # 0.88 em: where the baseline of a Chinese glyph lies under the top of its square.
        y = box.y + above + 0.88 * fitted.size / MM
        for line in fitted.lines:
            self.text(x, y, line, kind, align)
            y += fitted.size * fitted.leading / MM

    def upright(self, x: float, y: float, text: str, kind: Type) -> None:
        """One line turned a quarter to the left, its middle at (x, y)."""
        half = kind.width(text) / 2
        out = self._text
        out.setTextTransform(0, 1, -1, 0, x * MM + kind.size * 0.35, (self.height - y - half) * MM)
        out.setCharSpace(kind.spacing)
        for name, part in runs(text, kind.chain):
            out.setFont(name, kind.size)
            out.textOut(part)
        self._font, self._spacing = ("", 0.0), kind.spacing

    @contextmanager
    def colour(self, colour: Color) -> Iterator[None]:
        """Text drawn inside has this colour."""
        before, self._colour = self._colour, colour
        self._text.setFillColor(colour)
        yield
        self._text.setFillColor(before)
        self._colour = before

    def rules(self, lines: list[tuple[float, float, float, float]], thick: float = 0.5) -> None:
        """Straight lines (x1, y1, x2, y2), ``thick`` pt."""
        self.canvas.setLineWidth(thick)
        top = self.height
        self.canvas.lines([(x * MM, (top - y) * MM, x2 * MM, (top - y2) * MM) for x, y, x2, y2 in lines])

    def frame(self, box: Box, thick: float = 1.0) -> None:
        """The outline of a box, ``thick`` pt."""
        self.canvas.setLineWidth(thick)
        y = (self.height - box.y - box.height) * MM
        self.canvas.rect(box.x * MM, y, box.width * MM, box.height * MM)

    def next_page(self) -> None:
        """End this page and begin another of the same size."""
        self.canvas.drawText(self._text)
        self.canvas.showPage()
        self._fresh_text()

    def finish(self) -> bytes:
        """The PDF. The last page must have been ended by `next_page`."""
        with _SAVING:
            self.canvas.save()
        return self._buffer.getvalue()
