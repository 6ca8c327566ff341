"""Pages of a PDF as pictures, for the preview on the screen and for the printer."""

from dataclasses import dataclass

import pypdfium2 as pdfium


@dataclass(frozen=True, slots=True)
class Picture:
    """``pixels``: 4 bytes a pixel, B G R and 255, rows from the top without padding."""

    width: int
    height: int
    pixels: bytes


class Document:
    """A PDF opened for looking at; close it, or use it in ``with``."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdfium.PdfDocument(pdf)

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        self._pdf.close()

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points (1/72 inch)."""
        width, height = self._pdf.get_page_size(index)
        return width, height

    def page(self, index: int, scale: float) -> Picture:
        """One page, ``scale`` pixels a point, on white."""
        page = self._pdf[index]
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        try:
            return Picture(bitmap.width, bitmap.height, _tight(bitmap))
        finally:
            bitmap.close()
            page.close()


def _tight(bitmap: pdfium.PdfBitmap) -> bytes:
    """The bitmap's bytes without padding, its unused byte set to 255 so that it is opaque as BGRA as well."""
    raw, row = bytes(bitmap.buffer), bitmap.width * 4
    if bitmap.stride != row:
        raw = b"".join(raw[n * bitmap.stride :][:row] for n in range(bitmap.height))
    pixels = bytearray(raw)
    pixels[3::4] = b"\xff" * (len(pixels) // 4)
    return bytes(pixels)


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with Document(pdf) as document:
        return len(document)


def render_page(pdf: bytes, index: int, scale: float) -> tuple[int, int, bytes]:
    """Width, height (pixels) and BGRA bytes of one page at ``scale`` pixels a point."""
    with Document(pdf) as document:
        picture = document.page(index, scale)
    return picture.width, picture.height, picture.pixels
