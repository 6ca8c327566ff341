"""Photos and scans, kept once by their content."""

import hashlib

from sqlalchemy import select

from laomo_desktop.db.schema import ATTACHMENTS
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services.desk import Desk

LARGEST = 8 * 1024 * 1024
PDF = "application/pdf"
SIGNS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"%PDF-": PDF}


def store(desk: Desk, content: bytes) -> str:
    """Keep an image or a scan (JPEG, PNG, PDF; at most 8 MB); returns its SHA-256. Raises `Refused` for all else.

    A PDF must open: what is locked or damaged nobody could look at later.
    """
    desk.must_write()
    kind = media_type(content)
    if kind is None:
        raise Refused("只能放 JPG、PNG 图片或 PDF 扫描件", todo="请另选一张")
    if len(content) > LARGEST:
        raise Refused(f"文件太大（{len(content) / 1048576:.1f}MB）", todo="请缩小到8MB以内再放")
    if kind == PDF:
        lazy("laomo_desktop.printing.scans").front(content, 100)
    name = hashlib.sha256(content).hexdigest()
    with desk.store.operation("附件", "存入图片", desk.user) as write:
        write.attach(name, kind, content)
    return name


def media_type(content: bytes) -> str | None:
    """What kind of image or scan ``content`` begins as, or None if of no kind that is kept."""
    return next((kind for sign, kind in SIGNS.items() if content.startswith(sign)), None)


def load(desk: Desk, name: str) -> bytes | None:
    """The content of an attachment, or None if this store does not have it."""
    with desk.store.reading() as connection:
        found = connection.execute(select(ATTACHMENTS.c.content).where(ATTACHMENTS.c.hash == name)).scalar()
    return None if found is None else bytes(found)
