"""What a clerk drops on a visit, made fit to be kept: photos smaller, scans as they are."""

from pathlib import Path

from PySide6.QtGui import QImage

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services import attachments
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.pictures import as_jpeg, at_most

KEPT = 1600
"""The longer edge of a kept photo in pixels: sharp on half a page."""
LARGEST_PHOTO = 64 * 1024 * 1024
"""A telephone's photo is often above 10 MB; what is kept of it is small."""
KINDS = "照片和扫描件 (*.jpg *.jpeg *.png *.bmp *.webp *.pdf);;图片 (*.jpg *.jpeg *.png *.bmp *.webp);;PDF (*.pdf)"
Source = Path | QImage


def keep(desk: Desk, source: Source) -> str:
    """Store a picture or PDF file or a copied picture; answers its hash. Raises `Refused` naming the file."""
    if isinstance(source, QImage):
        return _keep_photo(desk, source, "剪贴板里的图片")
    if _is_pdf(source):
        return _keep_scan(desk, source)
    name = f"照片“{source.name}”"
    _check_size(source, name, LARGEST_PHOTO)
    return _keep_photo(desk, QImage(str(source)), name)


def _keep_photo(desk: Desk, image: QImage, name: str) -> str:
    if image.isNull():
        raise Refused(f"{name}不是能识别的图片", todo="请使用 JPG、PNG 图片或 PDF 扫描件")
    return attachments.store(desk, as_jpeg(at_most(image, KEPT), 85))


def _keep_scan(desk: Desk, path: Path) -> str:
    name = f"扫描件“{path.name}”"
    _check_size(path, name, attachments.LARGEST)
    try:
        return attachments.store(desk, path.read_bytes())
    except OSError:
        raise Refused(f"{name}读不出来", todo="请检查文件是否还在") from None
    except Refused as no:
        raise Refused(no.what, where=name, todo=no.todo) from None


def _is_pdf(path: Path) -> bool:
    """By its first bytes, whatever its name; a file that cannot be read is told later."""
    try:
        with path.open("rb") as file:
            return attachments.media_type(file.read(16)) == attachments.PDF
    except OSError:
        return False


def _check_size(path: Path, name: str, limit: int) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise Refused(f"{name}读不出来", todo="请检查文件是否还在") from None
    if size > limit:
        raise Refused(f"{name}太大（{size / 1048576:.1f}MB）", todo=f"请缩小到{limit // 1048576}MB以内再放")


def shown(content: bytes, edge: int) -> tuple[QImage, int]:
    """How it looks, and the pages of a scan (0: a photo). The null image for what cannot be shown."""
    image = QImage()
    if attachments.media_type(content) != attachments.PDF:
        image.loadFromData(content)
        return image, 0
    try:
        front = lazy("laomo_desktop.printing.scans").front(content, edge)
    except Refused:
        return image, 1
    picture = front.picture
    page = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
    return page.copy(), front.pages
