"""Templates: what is handed out can be filled in and read back."""

from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.examples import example
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.outgoing import exported
from laomo_desktop.excel.reading import open_workbook
from laomo_desktop.excel.template import GUIDE, LISTS, ROWS, offered, template
from tests.excel import books
from tests.people import RARE_NAME

TRADES = [f"虚构的第{n}个工种" for n in range(200)]
DICTIONARIES = {"trade": TRADES, "skill": ["高级工", "技师"], "specialty": ["焊接", "数控"]}
IMPORTABLE = [r.name for r in REGISTERS.values() if r.importable]


@pytest.mark.parametrize("name", IMPORTABLE)
def test_every_column_is_known_again_and_the_example_is_passed_over(tmp_path: Path, name: str) -> None:
    register = REGISTERS[name]
    template(register, tmp_path / "t.xlsx", DICTIONARIES)
    layout = find_layout(open_workbook(tmp_path / "t.xlsx"), register)
    wanted = [f.name for f in exported(register) if not f.frozen]
    assert [f.name for f in layout.columns.values()] == wanted
    assert (layout.sheet, layout.ordinal, layout.unknown) == (register.label, 0, ())
    drafts = books.drafts(tmp_path / "t.xlsx", name)
    assert [d.skipped for d in drafts] == ["示例行，已跳过。"]


@pytest.mark.parametrize("name", IMPORTABLE)
def test_examples_keep_the_rules_they_show(name: str) -> None:
    for field in exported(REGISTERS[name]):
        shown = example(field, offered(field, DICTIONARIES))
        if field.kind is not Kind.LINK and shown not in ("", None):
            assert kinds.parse(field, shown) is not None


def test_filled_in_by_a_clerk(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    template(REGISTERS["people"], path, DICTIONARIES)
    book = openpyxl.load_workbook(path)
    sheet = book["人员"]
    heads = [cell.value for cell in sheet[1]]
    assert "姓名*" in heads
    sheet.cell(3, heads.index("姓名*") + 1).value = RARE_NAME
    book.save(path)
    assert [d.values["name"] for d in books.drafts(path) if not d.skipped] == [RARE_NAME]


def test_looks_and_drop_downs(tmp_path: Path) -> None:
    template(REGISTERS["people"], tmp_path / "t.xlsx", DICTIONARIES)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet, lists = book["人员"], book[LISTS]
    assert book.sheetnames == ["人员", GUIDE, LISTS]
    assert lists.sheet_state == "hidden"
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area
    letters = {str(cell.value).rstrip("*"): cell.column_letter for cell in sheet[1]}
    assert sheet.column_dimensions[letters["身份证号"]].number_format == "@"
    assert sheet.column_dimensions[letters["出生日期"]].number_format == "yyyy-mm-dd"
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    trade = rules[f"{letters['工种']}2:{letters['工种']}{ROWS}"]
    assert trade.formula1 == f"'{LISTS}'!${letters['工种']}$2:${letters['工种']}$201"
    assert [cell.value for cell in lists[letters["工种"]]][1:] == DICTIONARIES["trade"]
    assert trade.errorStyle == "warning"
    assert rules[f"{letters['性别']}2:{letters['性别']}{ROWS}"].errorStyle == "stop"
    assert rules[f"{letters['专长']}2:{letters['专长']}{ROWS}"].showErrorMessage is False
    assert any("身份证号" in str(row[0]) for row in book[GUIDE].iter_rows(values_only=True))
