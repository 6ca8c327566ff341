"""An empty workbook to hand out: text columns, drop-downs, an example row, and a page that says how to fill it in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.offices import DISTRICTS
from laomo_desktop.domain.register import Register
from laomo_desktop.excel.examples import example
from laomo_desktop.excel.foot import EXAMPLE
from laomo_desktop.excel.outgoing import exported, number_format
from laomo_desktop.excel.saving import replacing
from laomo_desktop.excel.styles import head_style, put

ROWS = 5000
"""Drop-downs reach down to this row."""

LISTS = "选项"
GUIDE = "填写说明"
_ORDINAL_WIDTH = 6
_PRINTED_ROWS = 40


def template(register: Register, path: Path, dictionaries: Mapping[str, Sequence[str]]) -> None:
    """Write the template of a register; ``dictionaries`` gives the words of each dictionary. Raises `Refused`."""
    fields = [f for f in exported(register) if not f.frozen]
    book = lazy("openpyxl").Workbook()
    sheet = book.active
    sheet.title = register.label
    guide, lists = book.create_sheet(GUIDE), book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    _head(sheet, fields)
    _example(sheet, fields, dictionaries)
    for column, field in enumerate(fields, 2):
        _column(sheet, column, field)
        if words := offered(field, dictionaries):
            _drop_down(sheet, lists, column, field, words)
    _page(sheet, len(fields) + 1)
    _guide(guide, register, fields, dictionaries)
    with replacing(path) as fresh:
        book.save(fresh)


def offered(field: Field, dictionaries: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The words a drop-down of the field offers."""
    if field.kind is Kind.CHOICE:
        return field.choices
    if field.kind is Kind.YES_NO:
        return ("是", "否")
    if field.kind is Kind.OFFICE:
        return tuple(office.short for office in DISTRICTS)
    return dictionaries.get(field.dictionary, ()) if field.dictionary else ()


def _head(sheet: Any, fields: Sequence[Field]) -> None:
    labels = ["序号", *(f"{f.label}*" if f.required else f.label for f in fields)]
    for column, label in enumerate(labels, 1):
        head_style(put(sheet, 1, column, label))


def _example(sheet: Any, fields: Sequence[Field], dictionaries: Mapping[str, Sequence[str]]) -> None:
    grey = lazy("openpyxl.styles").Font(italic=True, color="FF808080")
    values = [EXAMPLE, *(example(f, offered(f, dictionaries)) for f in fields)]
    formats = ["@", *(number_format(f) for f in fields)]
    for column, (value, shape) in enumerate(zip(values, formats, strict=True), 1):
        cell = put(sheet, 2, column, value)
        cell.font = grey
        cell.number_format = shape


def _column(sheet: Any, column: int, field: Field) -> None:
    """The whole column's format and width; the cells a clerk will fill in take them."""
    about = sheet.column_dimensions[lazy("openpyxl.utils").get_column_letter(column)]
    about.number_format = number_format(field)
    about.width = max(field.width, len(field.label) + 1) * 2 + 2


def _drop_down(sheet: Any, lists: Any, column: int, field: Field, words: Sequence[str]) -> None:
    """A list on the hidden sheet: written into the rule itself it could not pass 255 characters."""
    letter = lazy("openpyxl.utils").get_column_letter(column)
    for row, word in enumerate([field.label, *words], 1):
        put(lists, row, column, word)
    rule = lazy("openpyxl.worksheet.datavalidation").DataValidation(
        type="list", formula1=f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}", allow_blank=True
    )
    rule.showErrorMessage = field.kind is not Kind.TERMS  # several words may stand in one cell
    rule.errorStyle = "warning" if field.kind is Kind.TERM else "stop"
    rule.errorTitle, rule.error = field.label, "不在下拉列表中，请从列表中选择。"
    rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(rule)


def _page(sheet: Any, width: int) -> None:
    last = lazy("openpyxl.utils").get_column_letter(width)
    sheet.column_dimensions["A"].width = _ORDINAL_WIDTH
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{last}{_PRINTED_ROWS}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"


def _guide(sheet: Any, register: Register, fields: Sequence[Field], dictionaries: Mapping[str, Sequence[str]]) -> None:
    lines = (
        f"{register.label}导入表填写方法",
        "1. 带 * 的栏必填；其他栏没有就空着，不要写“无”。不需要的列可以删去，列的顺序可以调整。",
        "2. 示例行不会被导入，可以留着，也可以删去。",
        "3. 身份证号、信用代码、电话一律按文本填写；本表已设好格式，从别处粘贴时请选“只粘贴数值”。",
        "4. 一格里有几项时用“、”隔开。导入后如有错误，程序会在本表右侧写出原因，改好后再导入即可。",
    )
    for row, line in enumerate(lines, 1):
        put(sheet, row, 1, line)
    for column, label in enumerate(("栏目", "要求", "填法", "可选内容"), 1):
        head_style(put(sheet, len(lines) + 2, column, label))
    for row, field in enumerate(fields, len(lines) + 3):
        words = "、".join(offered(field, dictionaries)[:30])
        told = (field.label, "必填" if field.required else "选填", field.hint or _HOW.get(field.kind, ""), words)
        for column, text in enumerate(told, 1):
            put(sheet, row, column, text)
    for letter, width in zip("ABCD", (20, 8, 44, 60), strict=True):
        sheet.column_dimensions[letter].width = width


_HOW: Mapping[Kind, str] = {
    Kind.ID_NUMBER: "18位，按文本填写",
    Kind.USCC: "18位，按文本填写",
    Kind.PHONE: "一格一个号码；座机带区号，如 0535-6212345",
    Kind.DATE: "如 2026-3-6",
    Kind.TIME: "如 9:00",
    Kind.INT: "只填数字",
    Kind.MONEY: "单位为元，也可写“5万”",
    Kind.YES_NO: "是 或 否",
    Kind.CHOICE: "从下拉列表中选一项",
    Kind.TERM: "从下拉列表中选一项",
    Kind.TERMS: "可选几项，用“、”隔开",
    Kind.LINK: "写全称",
    Kind.OFFICE: "从下拉列表中选择区市",
}
