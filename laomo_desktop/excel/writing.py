"""A register's rows as a workbook that opens clean in WPS and Excel, and that read back changes nothing.

Written by rust_xlsxwriter row by row: memory does not grow with the rows, and no text ever becomes a formula.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from datetime import date
from pathlib import Path
from typing import Any

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.excel.outgoing import WAYS, Written, exported, key_of, number_format
from laomo_desktop.excel.saving import replacing

HEAD_COLOUR = "#D9E7F5"
FONT = "宋体"
LONGEST_TEXT = 32767
"""Excel's limit for a cell, in UTF-16 units."""

_A4 = 9
_TELL_EVERY = 1000
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def export(
    register: Register,
    rows: Iterable[Mapping[str, Value]],
    path: Path,
    office_name: str,
    progress: Progress = silent,
    columns: Sequence[str] | None = None,
    more: Sequence[Field] = (),
) -> int:
    """Write rows (stored values by field name; links by ``<field>.title``) and answer how many there were.

    ``more`` fields that are not the register's own stand at the end, in each row by their name. Raises `Refused` when
    the file cannot be written or a text is too long for a cell; ``progress`` may raise `Cancelled`. Nothing is left of
    a file that was not finished.
    """
    fields = (*(register[name] for name in columns), *more) if columns else (*exported(register), *more)
    counted = _Counted(rows, fields, progress)
    with replacing(path) as fresh:
        looks = _looks(fields, f"{office_name} {register.label}")
        write = lazy("rustpy_xlsxwriter").write_worksheet
        write(counted.records(), str(fresh), sheet_name=register.label, **looks)
    return counted.done


def file_name(office_full: str, register_label: str, day: date) -> str:
    """烟台市芝罘区总工会_人员台账_20260306.xlsx."""
    return _NOT_IN_NAMES.sub("_", f"{office_full}_{register_label}台账_{day:%Y%m%d}.xlsx")


class _Counted:
    """The rows as the writer wants them, counted and watched as they pass."""

    def __init__(self, rows: Iterable[Mapping[str, Value]], fields: Sequence[Field], progress: Progress) -> None:
        self.done = 0
        self._rows = rows
        self._fields = fields
        self._progress = progress
        self._total = len(rows) if isinstance(rows, Sized) else 0

    def records(self) -> Iterator[dict[str, Written | Value]]:
        plan = [(f, f.label, key_of(f), WAYS.get(f.kind)) for f in self._fields]
        long = [f for f in self._fields if f.kind in (Kind.LONG, Kind.TEXT, Kind.TERMS)]
        for row in self._rows:
            for field in long:
                _check_length(field, row.get(field.name))
            yield {
                label: value if way is None or value is None else way(value)
                for _, label, key, way in plan
                for value in (row.get(key),)
            }
            self._count()
        if not self.done:
            yield {label: None for _, label, _, _ in plan}  # without a record the writer would write no head
        self._progress(self.done, self.done, f"已写出{self.done}行")

    def _count(self) -> None:
        self.done += 1
        if self.done % _TELL_EVERY == 0:
            self._progress(self.done, self._total, f"已写出{self.done}行")


def _check_length(field: Field, value: Value) -> None:
    if isinstance(value, str) and len(value) > LONGEST_TEXT // 2 and len(value.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Refused(f"有一行的{field.label}超过{LONGEST_TEXT}字，Excel 放不下", todo="请先缩短后再导出")


def _looks(fields: Sequence[Field], title: str) -> dict[str, Any]:
    texts = [f.label for f in fields if f.kind in (Kind.ID_NUMBER, Kind.PHONE, Kind.USCC, Kind.TEXT, Kind.OFFICE)]
    return {
        "column_formats": {f.label: _cells(f) for f in fields},
        "column_widths": {f.label: float(max(f.width, len(f.label)) * 2 + 3) for f in fields},
        "header_format": _head(),
        "freeze_row": 1,
        "autofilter": True,
        "ignore_errors": texts,
        "page_setup": {
            "landscape": True,
            "paper_size": _A4,
            "repeat_rows": (0, 0),
            "fit_to_pages": (1, 0),
            "header": f"&C{title.replace('&', '&&')}",
            "footer": "&C第 &P 页 共 &N 页",
        },
    }


def _cells(field: Field) -> Any:
    made = lazy("rustpy_xlsxwriter").Format().set_font_name(FONT).set_num_format(number_format(field))
    return made.set_text_wrap() if field.kind is Kind.LONG else made


def _head() -> Any:
    made = lazy("rustpy_xlsxwriter").Format().set_font_name(FONT).set_bold().set_border("thin")
    return made.set_background_color(HEAD_COLOUR).set_align("center").set_num_format("@")
