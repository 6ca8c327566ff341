"""Write the sample workbooks beside this file, byte for byte the same at every run.

From the checkout's root: ``python -m resources.demo.make_demo [FOLDER]``. They look as clerks' files do:
titles and merged heads above the rows, other words for a column, spaces where none belong, a few rows wrong.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from resources.demo.made_up import FIRMS, Person, firm, id_number_of, roster, trainees

Cell = str | int | float | None
Row = Sequence[Cell]

HERE = Path(__file__).resolve().parent
DAY = datetime(2026, 3, 6, 9, 0, 0)
LINE = Side(style="thin")
THIN = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)

ROSTER, TRAINEES, ENTERPRISES = "职工花名册.xlsx", "参训名单.xlsx", "企业名单.xlsx"
SPOILT = {
    41: "身份证号是数字格式",
    97: "身份证号校验码不对",
    158: "出生日期在今天之后",
    233: "身份证号与第20行重复",
}
"""What is wrong in the roster: the place (序号) of each wrong row, and why."""


def main(folder: Path = HERE) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in ((ROSTER, make_roster), (TRAINEES, make_trainees), (ENTERPRISES, make_enterprises)):
        (folder / name).write_bytes(_bytes(make()))


def make_roster() -> Workbook:
    """300 rows under a two-row merged head, a blank row in the middle, a signature line at the end."""
    book, sheet = _sheet("花名册")
    filled = "填报单位（盖章）：示例工会　　填报日期：2026年3月6日"
    _title(sheet, 15, "烟台市芝罘区职工花名册（示例，人员均为虚构）", filled)
    _two_row_head(sheet)
    for index, row in enumerate(_spoil(_roster_rows())):
        _write(sheet, 5 + index + (index >= 150), row)
    last = sheet.max_row + 1
    sheet.cell(last, 1, "填表人：示例甲　　　审核人：示例乙")
    sheet.merge_cells(start_row=last, end_row=last, start_column=1, end_column=15)
    _widths(sheet, (5, 14, 5, 21, 14, 30, 10, 9, 20, 15, 11, 12, 20, 8, 10))
    return book


def make_trainees() -> Workbook:
    """60 rows, the plain list that an enterprise sends for one class."""
    book, sheet = _sheet("参训人员")
    _title(sheet, 7, "安全生产大课堂参训名单（示例，人员均为虚构）")
    _write(sheet, 2, ("序号", "学员姓名", "证件号码", "单位名称", "职业工种", "手机号", "备注"), bold=True)
    for place, each in enumerate(trainees(), start=1):
        row = (place, each.name, each.id_number, each.enterprise, each.trade, each.phone, "")
        _write(sheet, 2 + place, row)
    _widths(sheet, (5, 24, 21, 30, 20, 14, 10))
    return book


def make_enterprises() -> Workbook:
    book, sheet = _sheet("企业")
    _title(sheet, 13, "芝罘区重点企业名单（示例，企业均为虚构）")
    heads = ("序号", "单位名称", "信用代码", "区市", "所属产业链", "行业", "企业规模", "企业类别", "职工数",
             "全员创新企业", "联系人", "联系方式", "单位地址")  # fmt: skip
    _write(sheet, 2, heads, bold=True)
    for place in range(1, FIRMS + 1):
        each = firm(place - 1)
        row = (place, each.name, each.uscc, "芝罘区", each.chain, each.industry, each.size, each.role,
               each.workers, each.innovative, each.contact, each.phone, each.address)  # fmt: skip
        _write(sheet, 2 + place, row)
    _widths(sheet, (5, 34, 22, 8, 12, 26, 9, 18, 8, 8, 10, 14, 26))
    return book


def _roster_rows() -> Iterable[list[Cell]]:
    people = (_untidy(place, each) for place, each in enumerate(roster(), start=1))
    for place, each in enumerate(people, start=1):
        yield [
            place, each.name, each.sex, each.id_number, each.phone, each.enterprise, each.workshop, each.post,
            each.trade, each.skill, each.education, each.kind, each.specialty, "芝罘区", each.remark,
        ]  # fmt: skip


def _untidy(place: int, each: Person) -> Person:
    """What hands do to a list: all of it is put right without a word by the import."""
    if len(each.name) == 2:
        each = replace(each, name="\u3000".join(each.name))
    if each.id_number.endswith("X"):
        each = replace(each, id_number=each.id_number.replace("X", "x" if place % 2 else "Ｘ"))
    if place % 37 == 0:
        each = replace(each, id_number="'" + each.id_number)
    if place % 29 == 0:
        each = replace(each, id_number=f"{each.id_number[:6]} {each.id_number[6:14]} {each.id_number[14:]}")
    if place % 23 == 0:
        each = replace(each, phone=f"{each.phone[:3]}-{each.phone[3:7]}-{each.phone[7:]}")
    if place % 19 == 0:
        each = replace(each, enterprise=f" {each.enterprise} ".replace("（", "(").replace("）", ")"))
    return each


def _spoil(rows: Iterable[list[Cell]]) -> Iterable[list[Cell]]:
    """The four wrong rows of `SPOILT`; the column of the ID number is the fourth."""
    people = roster()
    for row in rows:
        match row[0]:
            case 41:
                row[3] = float(int(people[40].id_number[:17]) * 10)
            case 97:
                row[3] = _wrong_check_digit(people[96].id_number)
            case 158:
                row[3] = id_number_of(date(2099, 1, 1), 157)
            case 233:
                row[3] = people[15].id_number
        yield row


def _wrong_check_digit(number: str) -> str:
    return number[:-1] + ("0" if number[-1] != "0" else "1")


def _sheet(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "laomo_desktop"
    book.properties.created = DAY
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def _title(sheet: Worksheet, columns: int, *lines: str) -> None:
    for row, line in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        cell = sheet.cell(row, 1, line)
        cell.font = Font(bold=row == 1, size=16 if row == 1 else 11)
        cell.alignment = CENTRE if row == 1 else Alignment(horizontal="left")


def _two_row_head(sheet: Worksheet) -> None:
    """Rows 3 and 4: four columns stand under 岗位情况, the others are merged downwards."""
    upper = ("序号", "姓　名", "性别", "身份证\n号码", "联系\n电话", "工作单位", "岗位情况", None, None, None,
             "文化程度", "人员类型", "技术专长", "区市", "备注")  # fmt: skip
    lower = (*[None] * 6, "车间", "岗位", "职业工种", "职业技能等级", *[None] * 5)
    _write(sheet, 3, upper, bold=True)
    _write(sheet, 4, lower, bold=True)
    sheet.merge_cells("G3:J3")
    for column in (*range(1, 7), *range(11, 16)):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)


def _write(sheet: Worksheet, row: int, values: Row, *, bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.border = THIN
        if bold:
            cell.font, cell.alignment = Font(bold=True), CENTRE
        if value not in (None, ""):
            cell.value = value
            cell.number_format = "@" if isinstance(value, str) else "General"


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in zip("ABCDEFGHIJKLMNO", widths, strict=False):
        sheet.column_dimensions[column].width = width


def _bytes(book: Workbook) -> bytes:
    """The workbook without the hour it was written at: openpyxl stamps `modified`, zipfile each member."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=DAY.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, _without_hour(name, source.read(name)))
    return out.getvalue()


def _without_hour(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    stamp = f"{DAY:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
