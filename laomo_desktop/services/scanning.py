"""The text of a QR code in a picture or a scanned PDF: a certificate's, or that of the recovery sheet."""

from pathlib import Path
from typing import Any

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy

SHARP = 2.0
"""A PDF page is rendered at 144 dpi: a printed code of 25 mm then has two pixels a module."""


def read(path: Path, what: str = "证书") -> str:
    """What the first QR in the file says. Raises `Refused` when there is no picture, or no code in it."""
    for picture in _pictures(path):
        codes = lazy("zxingcpp").read_barcodes(picture)
        if codes:
            return str(codes[0].text)
    raise Refused("图片里没有找到二维码", where=path.name, todo=f"请把{what}的二维码拍得更近、更清楚些")


def _pictures(path: Path) -> list[Any]:
    image = lazy("PIL.Image")
    try:
        if path.suffix.lower() == ".pdf":
            document = lazy("pypdfium2").PdfDocument(str(path))
            return [page.render(scale=SHARP).to_pil().convert("L") for page in document]
        with image.open(path) as picture:
            return [picture.convert("L")]
    except (OSError, ValueError, RuntimeError):
        raise Refused("这个文件不是图片，或已损坏", where=path.name, todo="请另选一张") from None
