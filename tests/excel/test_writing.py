"""What we write opens clean, holds no formula, and read back is the same."""

import errno
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laomo_desktop.domain import derive, kinds
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.domain.offices import OFFICES
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.cells import BROKEN
from laomo_desktop.excel.outgoing import exported, key_of
from laomo_desktop.excel.tables import table
from laomo_desktop.excel.writing import LONGEST_TEXT, export, file_name
from tests.excel import books
from tests.people import RARE_NAME, make_people, make_uscc

PEOPLE = REGISTERS["people"]
OFFICE = "烟台市芝罘区总工会"
ROW: dict[str, Value] = {"name": RARE_NAME, "phone": "19900000001", "enterprise.title": "虚构厂"}

ODD = st.sampled_from("=+-@'\"<>&;,、_x000D_ \n　Ａ1.5是#𬍛䶮㛃𡈽")
TEXTS = st.text(ODD | st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12).filter(
    lambda text: text.strip() not in BROKEN  # a cell that shows a failed formula is told as one
)


def stored(field: Field, raw: object) -> Value:
    """A value as the store could hold it: what the rule of its kind made of something."""
    try:
        return kinds.parse(field, raw)
    except Refused:
        return None


def values(field: Field) -> st.SearchStrategy[Value]:
    by_kind: Mapping[Kind, st.SearchStrategy[object]] = {
        Kind.NAME: st.sampled_from([p.name for p in make_people(30)]),
        Kind.ID_NUMBER: st.sampled_from([p.id_number for p in make_people(30)]),
        Kind.USCC: st.integers(0, 999).map(make_uscc),
        Kind.PHONE: st.sampled_from(["19900000001", "0535-6000000", "0535-6000000-801", "400-000-0000"]),
        Kind.DATE: st.dates(date(1850, 1, 1), date(2100, 1, 1)),
        Kind.TIME: st.times(),
        Kind.INT: st.integers(-(10**11), 10**11),
        Kind.MONEY: st.integers(-(10**13), 10**13).map(lambda cents: f"{cents / 100:.2f}"),
        Kind.YES_NO: st.sampled_from(["是", "否"]),
        Kind.OFFICE: st.sampled_from([office.code for office in OFFICES]),
        Kind.CHOICE: st.sampled_from(field.choices or ("",)),
    }
    raw = by_kind.get(field.kind, TEXTS)
    if field.kind is Kind.LINK:
        made = raw.map(lambda text: stored(Field(name="x", label="x", kind=Kind.TERM), text))
    else:
        made = raw.map(lambda text: stored(field, text))
    return made.filter(lambda value: value is not None) if field.required else st.none() | made


def rows(register: Register) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({key_of(f): values(f) for f in exported(register)})


@pytest.mark.parametrize("name", [r.name for r in REGISTERS.values() if r.importable])
@settings(max_examples=25)
@given(data=st.data())
def test_export_then_import_is_the_same(name: str, data: st.DataObject) -> None:
    register = REGISTERS[name]
    made = data.draw(st.lists(rows(register), min_size=1, max_size=4))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        assert export(register, made, path, OFFICE) == len(made)
        back = books.drafts(path, name)
    shown = [{f.name: row[key_of(f)] for f in exported(register) if f.is_read} for row in made]
    for draft, row in zip(back, shown, strict=True):
        contradictory = set(derive.complete(name, row).errors)
        assert {error.field for error in draft.errors} == contradictory
        blank = {f.name for f in register.fields if f.required and f.default is not None and row[f.name] is None}
        expected = {n: value for n, value in row.items() if n not in contradictory | blank}
        assert {**draft.values, **draft.links} == expected


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "{=1}"]
    export(PEOPLE, [{**ROW, "department": text} for text in evil], tmp_path / "a.xlsx", OFFICE)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<f " not in xml
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    column = next(c for c in sheet.iter_cols() if c[0].value == "部门车间")
    assert [(cell.value, cell.data_type, cell.number_format) for cell in column[1:]] == [(t, "s", "@") for t in evil]


def test_numbers_of_people_are_text_and_days_are_days(tmp_path: Path) -> None:
    person = make_people(1, first=50)[0]
    row: dict[str, Value] = {**ROW, "id_number": person.id_number, "birth": "1990-03-07"}
    export(PEOPLE, [row], tmp_path / "a.xlsx", OFFICE)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = {column[0].value: column[1] for column in sheet.iter_cols()}
    assert cells["身份证号"].value == person.id_number
    assert cells["手机"].number_format == "@"
    assert cells["出生日期"].is_date
    assert cells["姓名"].value == RARE_NAME
    assert cells["单位"].value == "虚构厂"


def test_looks(tmp_path: Path) -> None:
    export(PEOPLE, [ROW] * 3, tmp_path / "a.xlsx", "甲&乙工会")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.title == "人员"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.endswith("4")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.b
    assert "甲&&乙工会" in str(sheet.oddHeader.center.text)


def test_chosen_columns_and_no_rows(tmp_path: Path) -> None:
    assert export(PEOPLE, [], tmp_path / "a.xlsx", OFFICE, columns=("phone", "name")) == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["手机", "姓名"]
    assert books.drafts(tmp_path / "a.xlsx") == []


def test_cancel_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def stop(done: int, total: int, text: str = "") -> None:
        if done >= 2000:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(PEOPLE, [ROW] * 5000, target, OFFICE, stop)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert target.read_bytes() == b"old"


def test_progress(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int, text: str = "") -> None:
        told.append((done, total))

    export(PEOPLE, [ROW] * 2500, tmp_path / "a.xlsx", OFFICE, watch)
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_target_open_in_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused, match=r"a\.xlsx：文件正被 Excel 或 WPS 打开，请关闭后再试。"):
        export(PEOPLE, [ROW], tmp_path / "a.xlsx", OFFICE)
    assert list(tmp_path.iterdir()) == []


def test_full_disk(tmp_path: Path) -> None:
    def rows_until_full() -> object:
        yield ROW
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused, match="磁盘已满"):
        export(PEOPLE, rows_until_full(), tmp_path / "a.xlsx", OFFICE)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("tempfile.mkstemp", denied)
    with pytest.raises(Refused, match="这个文件夹不能写入，请另选保存位置"):
        export(PEOPLE, [ROW], tmp_path / "a.xlsx", OFFICE)


def test_no_such_folder_and_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有这个文件夹"):
        export(PEOPLE, [ROW], tmp_path / "无" / "a.xlsx", OFFICE)
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(Refused, match="文件夹的名字"):
        export(PEOPLE, [ROW], tmp_path / "b.xlsx", OFFICE)


def test_text_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    fits: dict[str, Value] = {**ROW, "remark": "𬍛" * (LONGEST_TEXT // 2)}
    assert export(PEOPLE, [fits], tmp_path / "a.xlsx", OFFICE) == 1
    with pytest.raises(Refused, match="备注超过32767字"):
        export(PEOPLE, [{**ROW, "remark": "𬍛" * (LONGEST_TEXT // 2 + 1)}], tmp_path / "b.xlsx", OFFICE)


def test_file_name() -> None:
    assert file_name(OFFICE, "人员", date(2026, 3, 6)) == "烟台市芝罘区总工会_人员台账_20260306.xlsx"
    assert file_name("甲/乙", 'a:b*"', date(2026, 3, 6)) == "甲_乙_a_b__台账_20260306.xlsx"


def test_table(tmp_path: Path) -> None:
    rows_ = [("=1+1", 3, date(2026, 3, 6)), (None, 2.5, date(1890, 1, 1))]
    path = tmp_path / "t.xlsx"
    table("2026年[统计]表", ["项目", "数", "日"], rows_, path, above=["填报单位：某"], below=["口径：=x"])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "2026年_统计_表"
    assert sheet["A1"].value == "2026年[统计]表"
    assert [cell.value for cell in sheet[3]] == ["项目", "数", "日"]
    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
    assert sheet["C4"].is_date
    assert [cell.value for cell in sheet[5]] == ["—", 2.5, "1890-01-01"]
    assert sheet["A6"].value == "口径：=x"
    assert sheet.print_title_rows == "$3:$3"
