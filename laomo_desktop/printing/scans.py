"""Scans that came as PDF: whether they can be opened, and how their first page looks."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.printing.render import Document, Picture

EDGE = 1600
"""The longer edge of a shown page in pixels: 137 dpi of an A4 sheet."""
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Front:
    """The first page, and how many there are."""

    picture: Picture
    pages: int

    def jpeg(self) -> bytes:
        """The page as a picture file."""
        size = (self.picture.width, self.picture.height)
        image = lazy("PIL.Image").frombuffer("RGB", size, self.picture.pixels, "raw", "BGRX", 0, 1)
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()


def front(content: bytes, edge: int = EDGE) -> Front:
    """The first page of a PDF, its longer edge ``edge`` pixels. Raises `Refused`: damaged, locked or without pages."""
    try:
        with Document(content) as document:
            if not len(document):
                raise Refused("这份PDF里没有页面", todo="请重新扫描，或改用 JPG 图片")
            width, height = document.size(0)
            return Front(document.page(0, edge / max(width, height, 1.0)), len(document))
    except pdfium.PdfiumError as no:
        raise _told(no) from None


def _told(no: pdfium.PdfiumError) -> Refused:
    if getattr(no, "err_code", None) in _LOCKED or "password" in str(no).lower():
        return Refused("这份PDF设了密码，打不开", todo="请去掉密码，或把页面另存为图片再放")
    return Refused("这份PDF打不开，文件可能已损坏", todo="请重新扫描，或改用 JPG 图片")


_LOCKED = frozenset({4, 5})
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h."""
