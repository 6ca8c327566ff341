"""Reading .csv and tab-separated text, in the encodings Chinese offices use."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.gb18030 import decode_gb18030
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.sheet import Sheet

_AS_TEXT = re.compile(r'="(.*)"')  # how programs keep a spreadsheet from reading an ID number as a number


def sheets(path: Path) -> tuple[Sheet, ...]:
    """The one sheet of a text file, named after it. Raises `Refused` when the bytes are no text."""
    text = decode(path.read_bytes())
    if re.search("[\x00-\x08\x0e-\x1f]", text[:100_000]):
        raise Refused("这不是工作簿，也不是文本文件", todo="请选择 .xlsx、.xls 或 .csv 文件")
    return (sheet(path.stem, text),)


def sheet(name: str, text: str) -> Sheet:
    """Delimited text as a sheet; what parts its cells is found out."""
    return Sheet(name, partial(_rows, text, _delimiter(text)), height=text.count("\n") + 1)


def decode(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else GB 18030 by the 2022 edition."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode_gb18030(data)


def _delimiter(text: str) -> str:
    start = "\n".join(text[:20_000].splitlines()[:20])
    return max(",\t;", key=start.count)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_plain(cell) for cell in row]
    except csv.Error as error:
        raise Refused("文本表格的引号不配对，或有超长的单元格", todo="请另存为 .xlsx 再试") from error


def _plain(cell: str) -> str:
    found = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return found[1] if found else cell
