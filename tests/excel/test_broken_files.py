"""Whatever is no workbook ends in one clear Chinese sentence."""

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.excel import sniff
from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.excel.sources import zipped
from tests.excel import books

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
NOISE = random.Random(7).randbytes(5000)


def _good(path: Path) -> bytes:
    rows = [("姓名", "备注"), *((f"陈㛃{i}", i * 7919) for i in range(3000))]
    return books.xlsx(path.with_suffix(".good"), rows).read_bytes()


def _zip(path: Path, *names: str) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return path.read_bytes()


BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "0 字节": (lambda _: b"", "一个字节也没有"),
    "改名的 doc": (lambda _: OLE + "WordDocument".encode("utf-16-le"), "Word"),
    "加密": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "不明 OLE": (lambda _: OLE + NOISE, "不是工作簿"),
    "残缺 xls": (lambda _: OLE + "Workbook".encode("utf-16-le") + NOISE, "损坏"),
    "截断": (lambda p: _good(p)[:-3000], "不完整"),
    "只有开头": (lambda _: b"PK\x03\x04" + NOISE, "不完整"),
    "改名的 docx": (lambda p: _zip(p, "[Content_Types].xml", "word/document.xml"), "Word"),
    "改名的 zip": (lambda p: _zip(p, "照片.jpg"), "压缩包"),
    "空壳 xlsx": (lambda p: _zip(p, "xl/workbook.xml"), "损坏"),
    "网页": (lambda _: "<html><body><table><tr><td>姓名</td></tr></table></body></html>".encode(), "网页"),
    "网页带声明": (lambda _: b'<?xml version="1.0"?>\n<html xmlns="x"></html>', "网页"),
    "PDF": (lambda _: b"%PDF-1.7 ...", "PDF"),
    "乱码": (lambda _: b"\x01\x02\x00" + NOISE, "不是工作簿"),
    "全零": (lambda _: b"\0" * 100_000, "不是工作簿"),
    "不是 GB 18030": (lambda _: "姓名\n".encode("gb18030") + b"\xff\xff\xff", "GB 18030"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_one_sentence(tmp_path: Path, name: str, suffix: str) -> None:
    make, expected = BAD[name]
    path = tmp_path / f"{name}{suffix}"
    path.write_bytes(make(path))
    with pytest.raises(Refused, match=expected) as no:
        open_workbook(path)
    assert str(no.value).startswith(path.name)
    assert str(no.value).count("。") == 1


def test_damage_inside_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    data = bytearray(_good(path))
    middle = data.index(b"xl/worksheets/sheet1.xml") + 4000
    data[middle : middle + 200] = NOISE[:200]
    path.write_bytes(data)
    with pytest.raises(Refused, match="损坏"):
        open_workbook(path)


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到这个文件"):
        open_workbook(tmp_path / "无.xlsx")
    with pytest.raises(Refused, match="文件夹"):
        open_workbook(tmp_path)


def test_locked_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名",)])

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(Refused, match=r"正被 Excel 或 WPS 使用.*请关闭后再试"):
        open_workbook(path)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("姓名",)])
    monkeypatch.setattr(sniff, "LARGEST_CONTENT", 1000)
    with pytest.raises(Refused, match="展开后太大"):
        open_workbook(path)
    monkeypatch.setattr(sniff, "LARGEST_FILE", 1000)
    with pytest.raises(Refused, match="太大"):
        open_workbook(path)


def test_password_inside_xls(tmp_path: Path) -> None:
    """FILEPASS (0x2F) after the first record marks an encrypted .xls."""
    path = books.xls(tmp_path / "密.xls", [("姓名",)])
    data = path.read_bytes()
    at = data.index(b"\x09\x08")
    length = int.from_bytes(data[at + 2 : at + 4], "little") + 4
    mark = b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04"
    path.write_bytes(data[: at + length] + mark + data[at + length + len(mark) :])
    with pytest.raises(Refused, match="密码"):
        open_workbook(path)


def test_a_panic_of_the_fast_reader_falls_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    def panic(*_: object) -> None:
        raise Panic

    path = books.xlsx(tmp_path / "a.xlsx", [("姓名",), ("陈㛃",)])
    monkeypatch.setattr(zipped, "_read", panic)
    assert [row[0] for _, row in open_workbook(path).sheets[0].rows()] == ["姓名", "陈㛃"]
