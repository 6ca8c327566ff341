"""The clerk's own workbook comes back marked, and read again it is as good as before."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel import report as reports
from laomo_desktop.excel.drafts import read_drafts
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook, open_workbook
from laomo_desktop.excel.report import RowNote, note_of, report
from laomo_desktop.excel.styles import DOUBTFUL_FILL, WRONG_FILL
from tests.excel import books
from tests.people import RARE_NAME, make_people, spoil

PEOPLE = REGISTERS["people"]
ONE, TWO = make_people(2, first=40)
ROWS = [
    ("花名册", None, None),
    ("姓名", "身份证号", "备注"),
    (RARE_NAME, ONE.id_number, "=1+1"),
    ("李䶮", spoil(TWO.id_number), "x"),
    (),
    ("王五", None, "y"),
]


def opened(path: Path) -> tuple[Workbook, Layout]:
    book = open_workbook(path)
    return book, find_layout(book, PEOPLE)


def notes(path: Path) -> list[RowNote]:
    book, layout = opened(path)
    drafts = read_drafts(book[layout.sheet], layout, PEOPLE)
    return [note for draft in drafts if (note := note_of(draft))]


def marked(source: Path, target: Path) -> openpyxl.Workbook:
    book, layout = opened(source)
    report(book, layout, [*notes(source), RowNote(6, ("与已有的王五相近，请核对。",), doubtful=True)], target)
    return openpyxl.load_workbook(target)


def styled(path: Path) -> Path:
    books.xlsx(path, ROWS, ["A1:C1"], title="名单")
    book = openpyxl.load_workbook(path)
    sheet = book["名单"]
    sheet["A3"].font = Font(color="FF00B050", bold=True)
    sheet["B3"].fill = PatternFill("solid", start_color="FFCCCCFF")
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("别的")["A1"] = "留着"
    book.save(path)
    return path


def test_same_layout_with_marks(tmp_path: Path) -> None:
    book = marked(styled(tmp_path / "a.xlsx"), tmp_path / "r.xlsx")
    sheet = book["名单"]
    assert sheet["D2"].value == "错误说明"
    assert "校验码" in str(sheet["D4"].value)
    assert sheet["B4"].fill.start_color.rgb == WRONG_FILL
    assert sheet["A4"].fill.fill_type is None
    assert {sheet.cell(6, c).fill.start_color.rgb for c in (1, 2, 3, 4)} == {DOUBTFUL_FILL}
    assert sheet["D3"].value is None
    assert (sheet["A3"].font.color.rgb, sheet["A3"].font.b) == ("FF00B050", True)
    assert sheet["B3"].fill.start_color.rgb == "FFCCCCFF"
    assert sheet["C3"].value == "=1+1"
    assert sheet.column_dimensions["A"].width == 33
    assert book["别的"]["A1"].value == "留着"
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A1:C1"]


def test_corrected_and_imported_again(tmp_path: Path) -> None:
    marked(styled(tmp_path / "a.xlsx"), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    book["名单"]["B4"] = TWO.id_number
    book.save(tmp_path / "c.xlsx")
    before, after = books.drafts(tmp_path / "a.xlsx"), books.drafts(tmp_path / "c.xlsx")
    assert [d.row_number for d in after if d.values != before[after.index(d)].values] == [4]
    assert not any(d.errors for d in after)
    layout = opened(tmp_path / "c.xlsx")[1]
    assert (layout.notes, layout.unknown) == (3, ())
    assert layout.fingerprint == opened(tmp_path / "a.xlsx")[1].fingerprint


def test_a_second_report_takes_the_place_of_the_first(tmp_path: Path) -> None:
    marked(styled(tmp_path / "a.xlsx"), tmp_path / "r.xlsx")
    book, layout = opened(tmp_path / "r.xlsx")
    report(book, layout, [RowNote(3, ("甲", "乙", "甲"), (0,))], tmp_path / "r2.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r2.xlsx")["名单"]
    assert [sheet.cell(n, 4).value for n in (2, 3, 4, 6)] == ["错误说明", "甲\n乙", None, None]
    assert sheet.max_column == 4
    assert sheet["B4"].fill.fill_type is None
    assert sheet["B3"].fill.start_color.rgb == "FFCCCCFF"
    assert sheet["A3"].fill.start_color.rgb == WRONG_FILL


@pytest.mark.parametrize("kind", ["xls", "csv", "long xlsx"])
def test_other_files_come_back_as_xlsx_with_the_same_cells(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [tuple("+1" if cell == "=1+1" else cell for cell in row) for row in ROWS]
    if kind == "xls":
        source = books.xls(tmp_path / "a.xls", rows)
    elif kind == "csv":
        source = tmp_path / "a.csv"
        lines = (",".join(str(cell or "") for cell in row) for row in ROWS)
        source.write_bytes("\r\n".join(lines).encode("gb18030"))
    else:
        source = books.xlsx(tmp_path / "a.xlsx", rows)
        monkeypatch.setattr(reports, "LONG_SHEET", 2)
    sheet = marked(source, tmp_path / "r.xlsx").worksheets[0]
    assert sheet["D2"].value == "错误说明"
    assert "校验码" in str(sheet["D4"].value)
    assert sheet["B4"].fill.start_color.rgb == WRONG_FILL
    assert {sheet.cell(6, c).fill.start_color.rgb for c in (1, 2, 3, 4)} == {DOUBTFUL_FILL}
    assert (sheet["A3"].value, sheet["C3"].data_type) == (RARE_NAME, "s")
    before, after = books.drafts(source), books.drafts(tmp_path / "r.xlsx")
    assert [(d.row_number, d.values) for d in after] == [(d.row_number, d.values) for d in before]


def test_the_report_may_stand_on_the_clerks_own_file(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx")
    marked(path, path)
    assert opened(path)[1].notes == 3
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
