"""How the printing tests look at a PDF: its text, its fonts, the ink on a page."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from laomo_desktop.printing.render import render_page

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
MM = 72 / 25.4


def text_of(pdf: bytes, index: int | None = None) -> str:
    """The text of one page or of all, as one copies it in a reader (PDFium)."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = range(len(document)) if index is None else [index]
        return "\n".join(_page_text(document, n) for n in pages)
    finally:
        document.close()


def _page_text(document: pdfium.PdfDocument, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What pdftotext or pdffonts says about the PDF."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = [tool, *options, str(path), *(["-"] if tool == "pdftotext" else [])]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def squeezed(text: str) -> str:
    """Without any white space."""
    return re.sub(r"\s", "", text)


@dataclass
class Ink:
    """The darkness of a rendered page; positions in mm from the upper left corner."""

    width: int
    height: int
    pixels: bytes
    scale: float

    def dark(self, x: float, y: float) -> bool:
        column, row = int(x * MM * self.scale), int(y * MM * self.scale)
        blue, green, red = self.pixels[(row * self.width + column) * 4 :][:3]
        return blue + green + red < 384

    def share(self) -> float:
        """The part of the page that is not white."""
        return sum(value < 200 for value in self.pixels[1::4]) / (self.width * self.height)

    def inked(self, left: float, top: float, right: float, foot: float) -> bool:
        """Whether anything darker than white lies in the rectangle."""
        first, last = (round(y * MM * self.scale) for y in (top, foot))
        begin, end = (round(x * MM * self.scale) for x in (left, right))
        return any(
            value < 250
            for row in range(first, last)
            for value in self.pixels[(row * self.width + begin) * 4 + 1 : (row * self.width + end) * 4 : 4]
        )


def ink(pdf: bytes, index: int = 0, scale: float = 2.0) -> Ink:
    return Ink(*render_page(pdf, index, scale), scale)
