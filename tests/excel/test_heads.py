"""Heads are found by their words, wherever and however they stand."""

from pathlib import Path

import openpyxl
import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.heads import find_layout, guess_layout, layout_at
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import open_workbook
from tests.excel import books

PEOPLE = REGISTERS["people"]


def layout_of(path: Path, register: str = "people") -> Layout:
    return find_layout(open_workbook(path), REGISTERS[register])


def names(layout: Layout) -> dict[int, str]:
    return {index: field.name for index, field in layout.columns.items()}


def test_below_titles_merged_rows_and_a_blank_row(tmp_path: Path) -> None:
    rows = [
        ("烟台市某某区总工会劳模工匠人员花名册", None, None, None),
        ("填报单位：某某厂", None, "联系电话：0535-6000000", None),
        (),
        ("序号", "姓  名", "身份证号码", "联系方式"),
        (1, "陈㛃", "990101199003070111", "19900000001"),
    ]
    layout = layout_of(books.xlsx(tmp_path / "a.xlsx", rows, ["A1:D1", "A2:B2"]))
    assert (layout.head_row, layout.ordinal) == (4, 0)
    assert names(layout) == {1: "name", 2: "id_number", 3: "phone"}


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("＊姓名", "name"),
        ("姓名(必填)", "name"),
        ("学员\n姓名", "name"),
        ("姓名/Name", "name"),
        ("参训学员姓名", "name"),
        ("身份证号（18位）", "id_number"),
        ("居民身份证号码", "id_number"),
        ("手机/电话", "phone"),
        ("Ｘ手机号码", "phone"),
        ("本人手机号码", "phone"),
        ("所在单位名称", "enterprise"),
        ("职业（工种）", "trade"),
        ("出生年月日", "birth"),
    ],
)
def test_words_of_heads(tmp_path: Path, head: str, field: str) -> None:
    other = "性别" if field == "name" else "姓名"
    layout = layout_of(books.xlsx(tmp_path / "a.xlsx", [(other, head)]))
    assert names(layout)[1] == field


@pytest.mark.parametrize("head", ["单位性质", "姓名拼音", "身份证有效期", "手机型号", "第一列"])
def test_words_that_only_contain_a_field(tmp_path: Path, head: str) -> None:
    layout = layout_of(books.xlsx(tmp_path / "a.xlsx", [("姓名", "性别", head)]))
    assert layout.unknown == (2,)


def test_the_better_word_wins_a_field(tmp_path: Path) -> None:
    layout = layout_of(books.xlsx(tmp_path / "a.xlsx", [("紧急联系人电话", "姓名", "手机")]))
    assert names(layout) == {1: "name", 2: "phone"}
    assert layout.unknown == (0,)


def test_two_rows_merged_both_ways(tmp_path: Path) -> None:
    rows = [
        ("序号", "姓名", "单位", None, "联系方式", None),
        (None, None, "名称", "性质", "手机", "座机"),
        (1, "陈㛃", "虚构厂", "国有", "19900000001", "0535-6000000"),
    ]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
    layout = layout_of(books.xlsx(tmp_path / "a.xlsx", rows, merged))
    assert (layout.top_row, layout.head_row) == (1, 2)
    assert names(layout) == {1: "name", 2: "enterprise", 4: "phone", 5: "phone2"}
    assert layout.heads[3] == "单位性质"


def test_two_rows_in_text_without_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,联系方式,,单位\n,手机,座机,名称\n陈㛃,19900000001,,虚构厂\n", encoding="utf-8")
    assert names(layout_of(path)) == {0: "name", 1: "phone", 2: "phone2", 3: "enterprise"}


def test_best_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["说明", "姓名要写全"])
    book.create_sheet("企业").append(["企业名称", "统一社会信用代码"])
    book.create_sheet("名单").append(["姓名", "性别", "手机"])
    book.save(tmp_path / "a.xlsx")
    assert layout_of(tmp_path / "a.xlsx").sheet == "名单"
    assert layout_of(tmp_path / "a.xlsx", "enterprises").sheet == "企业"


def test_no_name_column_is_refused_with_the_row_taken(tmp_path: Path) -> None:
    rows = [("花名册", None, None), ("性别", "手机", "工种"), ("男", "19900000001", "焊工")]
    with pytest.raises(Refused, match=r"a\.xlsx.*Sheet1.*第2行被当作表头（性别、手机、工种）.*没有“姓名”"):
        layout_of(books.xlsx(tmp_path / "a.xlsx", rows))


def test_nothing_like_a_head(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"第1行被当作表头（甲、乙）.*“姓名”"):
        layout_of(books.xlsx(tmp_path / "a.xlsx", [("甲", "乙"), (1, 2)]))


def test_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有内容"):
        layout_of(books.xlsx(tmp_path / "a.xlsx", []))


def test_given_fields_need_no_column(tmp_path: Path) -> None:
    book = open_workbook(books.xlsx(tmp_path / "a.xlsx", [("姓名", "队内分工"), ("陈㛃", "队员")]))
    assert names(find_layout(book, REGISTERS["members"], given=("team",))) == {0: "person", 1: "role"}
    with pytest.raises(Refused, match="没有“服务队”"):
        find_layout(book, REGISTERS["members"])


def test_correction_by_hand(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("人", "手机", "号"), ("陈㛃", "19900000001", "x")])
    sheet = open_workbook(path).sheets[0]
    layout = layout_at(sheet, PEOPLE, 1)
    with pytest.raises(Refused):
        layout.require()
    corrected = layout.with_column(0, PEOPLE["name"]).with_column(2, PEOPLE["phone"])
    assert names(corrected.require()) == {0: "name", 2: "phone"}
    assert names(corrected.with_column(2, None)) == {0: "name"}
    assert layout.corrected({0: "name", 1: "", 2: "phone"}) == corrected
    assert corrected.fingerprint == layout.fingerprint


def test_fingerprint_tells_heads_apart_but_not_rows_nor_our_own_column(tmp_path: Path) -> None:
    one = layout_of(books.xlsx(tmp_path / "1.xlsx", [("姓名", "手机"), ("甲某", "")]))
    two = layout_of(books.xlsx(tmp_path / "2.xlsx", [("标题",), ("姓 名", "手机", "错误说明"), ("乙某", "")]))
    three = layout_of(books.xlsx(tmp_path / "3.xlsx", [("手机", "姓名")]))
    assert one.fingerprint == two.fingerprint != three.fingerprint
    assert (two.notes, two.unknown) == (2, ())


def test_a_sheet_that_is_no_table_has_no_layout(tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("关于做好劳模工匠工作的通知",), ("各单位：",)])
    assert guess_layout(open_workbook(path).sheets[0], PEOPLE) is None
