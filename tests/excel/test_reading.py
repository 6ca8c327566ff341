"""Files of every program a clerk may use give the same rows."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from laomo_desktop.excel.cells import BROKEN
from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.excel.sheet import MOST_BLANK_ROWS
from laomo_desktop.excel.sources import zipped
from tests.excel import books
from tests.people import RARE_NAME

ROWS = [("姓名", "生日", "数"), (RARE_NAME, date(1990, 3, 7), 1.5), ("陈㛃", date(2001, 12, 31), 7)]


def rows_of(path: Path) -> list[tuple[int, list[object]]]:
    return [(number, list(row)) for number, row in open_workbook(path).sheets[0].rows()]


def test_xlsx_keeps_kinds_and_row_numbers(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "名单.xlsx", [(), *ROWS, (), ("末行", None, 3)])
    assert rows_of(path) == [
        (2, ["姓名", "生日", "数"]),
        (3, [RARE_NAME, date(1990, 3, 7), 1.5]),
        (4, ["陈㛃", date(2001, 12, 31), 7]),
        (6, ["末行", "", 3]),
    ]


def test_empty_columns_on_the_left_keep_their_place(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [(None, None, "姓名"), (None, None, "陈㛃")])
    assert rows_of(path) == [(1, ["", "", "姓名"]), (2, ["", "", "陈㛃"])]


def test_wps_dimension_of_one_cell_hides_nothing(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "wps.xlsx", ROWS)
    books.edit(path, "xl/worksheets/sheet1.xml", r'<dimension ref="[^"]*" ?/>', '<dimension ref="A1"/>')
    assert [row[0] for _, row in rows_of(path)] == ["姓名", RARE_NAME, "陈㛃"]


def test_streaming_reader_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = books.xlsx(tmp_path / "wps.xlsx", ROWS)
    books.edit(path, "xl/worksheets/sheet1.xml", r'<dimension ref="[^"]*" ?/>', '<dimension ref="A1"/>')
    usual = rows_of(path)
    monkeypatch.setattr(zipped, "MOST_CELLS", 0)
    streamed = rows_of(path)
    assert [row[0] for _, row in streamed] == [row[0] for _, row in usual]
    assert [number for number, _ in streamed] == [1, 2, 3]


def test_one_value_in_the_last_cell_costs_no_memory(tmp_path: Path) -> None:
    """A full rectangle of this sheet would take 17 thousand million cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "姓名", "陈㛃", "x"
    book.save(tmp_path / "far.xlsx")
    assert [number for number, _ in rows_of(tmp_path / "far.xlsx")] == [1, 2]


def test_a_million_blank_rows_end_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "姓名", "陈㛃"
    sheet.cell(MOST_BLANK_ROWS + 2, 1).value = "近"
    sheet.cell(1_000_000, 1).value = "远"
    book.save(tmp_path / "blank.xlsx")
    assert [row[0] for _, row in rows_of(tmp_path / "blank.xlsx")] == ["姓名", "陈㛃", "近"]


def test_failed_formulas_are_not_taken_for_empty_cells(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "f.xlsx", [("姓名", "手机", "年"), ("陈㛃", "x", "=1+1")])
    part = "xl/worksheets/sheet1.xml"
    books.edit(path, part, r'<c r="B2"[^>]*>.*?</c>', '<c r="B2" s="0" t="e"><f>Sheet9!A1</f><v>#REF!</v></c>')
    books.edit(path, part, r'<c r="C2"[^>]*>.*?</c>', '<c r="C2"><f>1+1</f><v>2</v></c>')
    assert rows_of(path)[1] == (2, ["陈㛃", "#REF!", 2])
    assert "#REF!" in BROKEN


def test_failed_formula_in_the_last_column_alone(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "f.xlsx", [("姓名",), ("陈㛃",)])
    part = "xl/worksheets/sheet1.xml"
    books.edit(path, part, r'(<c r="A2".*?</c>)', r'\1<c r="AB2" t="e"><v>#DIV/0!</v></c>')
    number, row = rows_of(path)[1]
    assert (number, row[0], row[27]) == (2, "陈㛃", "#DIV/0!")


def test_suffix_may_lie(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.xls")
    assert rows_of(path)[1][1][0] == RARE_NAME


def test_xls_with_days_errors_and_merged_cells(tmp_path: Path) -> None:
    made = [(None, None, None), ("姓名", "在职", "数"), (RARE_NAME, True, 3.5)]
    path = books.xls(tmp_path / "旧.xls", made, [(0, 0, 0, 2, "名单")])
    sheet = open_workbook(path).sheets[0]
    rows = dict(sheet.rows())
    assert (list(rows[3]), sheet.merged) == ([RARE_NAME, True, 3.5], ((1, 0, 1, 2),))


def test_xls_days_times_and_failed_formulas(tmp_path: Path) -> None:
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("x")
    day, clock = xlwt.easyxf(num_format_str="YYYY-MM-DD"), xlwt.easyxf(num_format_str="HH:MM")
    sheet.write(0, 0, date(1990, 3, 7), day)
    sheet.write(0, 1, time(8, 30), clock)
    sheet.row(0).set_cell_error(2, "#REF!")
    book.save(str(tmp_path / "x.xls"))
    assert rows_of(tmp_path / "x.xls") == [(1, [date(1990, 3, 7), time(8, 30), "#REF!"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["姓名|身份证号", f'{RARE_NAME}|="990101199003070111"', '"陈|㛃"|x', ""]
    text = "\r\n".join(lines).replace("|", delimiter)
    path = tmp_path / "名单.csv"
    path.write_bytes(text.encode(encoding))
    assert rows_of(path) == [
        (1, ["姓名", "身份证号"]),
        (2, [RARE_NAME, "990101199003070111"]),
        (3, [f"陈{delimiter}㛃", "x"]),
    ]


def test_csv_gb18030_positions_that_python_takes_for_private_use(tmp_path: Path) -> None:
    """FE59 is 龴 U+9FB4 by the 2022 edition; the codec of Python answers U+E81E."""
    path = tmp_path / "a.csv"
    path.write_bytes("姓名\r\n陈".encode("gb18030") + b"\xfe\x59\r\n")
    assert rows_of(path)[1] == (2, ["陈\u9fb4"])


def test_hidden_sheets_are_not_offered(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(tmp_path / "h.xlsx")
    opened = open_workbook(tmp_path / "h.xlsx")
    assert [s.name for s in opened.sheets] == ["Sheet", "藏"]
    assert [s.name for s in opened.visible] == ["Sheet"]
