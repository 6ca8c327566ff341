"""What kind of file lies before us, told by its first bytes and never by its suffix."""

import os
import zipfile
from enum import Enum
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.paths import is_odd

LARGEST_FILE = 200 * 1024 * 1024
LARGEST_CONTENT = 1536 * 1024 * 1024
RESAVE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHERS = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"{\\rtf": "Word 文档",
    b"MZ": "程序文件",
    b"SQLite format 3": "数据库文件",
}


class Format(Enum):
    """How a roster's file is to be read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


def sniff(path: Path) -> Format:
    """The format of a file. Raises `Refused` (with the file's name) for all that is no readable workbook."""
    try:
        head = _head(path)
        return _format(path, head)
    except Refused as no:
        raise no.at(path.name) from None


def _head(path: Path) -> bytes:
    try:
        if is_odd(path):
            raise Refused("这是文件夹或设备，不是文件", todo="请选择工作簿文件")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused(f"文件有 {size // 1024 // 1024} MB，太大了", todo="请删去空行空列，或分成几个文件")
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise Refused("找不到这个文件", todo="请核对文件名和位置") from None
    except PermissionError:
        raise Refused("文件打不开，可能正被 Excel 或 WPS 使用，或没有读取权限", todo="请关闭后再试") from None
    except OSError as error:
        raise Refused(f"文件读不出来（{os.strerror(error.errno or 0)}）", todo="请换一个位置再试") from None
    if not head:
        raise Refused("文件是空的，一个字节也没有", todo="请向提供人重新索取")
    return head


def _format(path: Path, head: bytes) -> Format:
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _ole(path)
    if head[:2] == b"\x09\x08" or head[:4] in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"):
        return Format.XLS  # a bare BIFF stream, as very old programs write
    return _plain(head)


def _zipped(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("工作簿不完整，可能没有复制完或没有下载完", todo="请重新复制一份再试") from None
    names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
    if any(name.startswith("word/") for name in names):
        raise Refused("这是 Word 文档，不是工作簿", todo="请把表格复制到 Excel 或 WPS 表格里")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("这是演示文稿，不是工作簿", todo="请选择 .xlsx、.xls 或 .csv 文件")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise Refused("这是压缩包，不是工作簿", todo="请解压后选择里面的工作簿")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("工作簿有打开密码", todo="请取消密码后另存一份再试")
    if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        raise Refused("工作簿展开后太大", todo="请删去空行空列，或分成几个文件")
    return Format.XLSX


def _ole(path: Path) -> Format:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise Refused("工作簿有打开密码", todo="请取消密码后另存一份再试")
    if any(name in content for name in _BOOKS):
        return Format.XLS
    if _WORD in content:
        raise Refused("这是 Word 文档，不是工作簿", todo="请把表格复制到 Excel 或 WPS 表格里")
    if _SLIDES in content:
        raise Refused("这是演示文稿，不是工作簿", todo="请选择 .xlsx、.xls 或 .csv 文件")
    raise Refused("这不是工作簿，或者文件不完整", todo=RESAVE)


def _plain(head: bytes) -> Format:
    for start, name in _OTHERS.items():
        if head.startswith(start):
            raise Refused(f"这是{name}，不是工作簿", todo="请选择 .xlsx、.xls 或 .csv 文件")
    start_of_text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if start_of_text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")) or (
        start_of_text.startswith(b"<") and (b"<html" in head.lower() or b"urn:schemas-microsoft-com" in head)
    ):
        raise Refused("这其实是网页或 XML 文件，只是名字像工作簿", todo=RESAVE)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Format.TEXT
    if b"\x00" in head:
        raise Refused("这不是工作簿", todo="请选择 .xlsx、.xls 或 .csv 文件")
    return Format.TEXT
