"""Workbooks for tests, made as the programs of clerks make them."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.drafts import Draft, read_drafts
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.reading import open_workbook

Rows = Iterable[Sequence[object]]


def xlsx(path: Path, rows: Rows, merged: Sequence[str] = (), title: str = "Sheet1") -> Path:
    """An .xlsx by openpyxl; text beginning with = becomes a formula, as when typed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def xls(path: Path, rows: Rows, merged: Sequence[tuple[int, int, int, int, str]] = ()) -> Path:
    """An old .xls."""
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    for area in merged:
        sheet.write_merge(*area)
    book.save(str(path))
    return path


def edit(path: Path, part: str, pattern: str, new: str) -> Path:
    """Change the XML of one part inside a workbook; the pattern has to occur."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(pattern, new, parts[part].decode())
    assert count, f"{pattern} not in {part}"
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def drafts(path: Path, register: str = "people", given: Sequence[str] = ()) -> list[Draft]:
    """All drafts of a file, heads found by themselves."""
    book = open_workbook(path)
    layout = find_layout(book, REGISTERS[register], given)
    return list(read_drafts(book[layout.sheet], layout, REGISTERS[register]))
