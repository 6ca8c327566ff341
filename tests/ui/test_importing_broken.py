"""Whatever is no roster ends in one sentence on the screen, and the store stays as it was."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from laomo_desktop.db.query import Query
from laomo_desktop.services import lists
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.importing import ImportScreen
from tests.excel import books
from tests.people import make_people
from tests.ui.world import FakeFrame, context, frame

__all__ = ["context", "frame"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = "xl/worksheets/sheet1.xml"


def good(path: Path, rows: int = 3) -> Path:
    people = make_people(rows)
    return books.xlsx(path, [("姓名", "身份证号"), *((p.name, p.id_number) for p in people)])


def renamed_doc(path: Path) -> None:
    path.write_bytes(OLE + "WordDocument".encode("utf-16-le"))


def encrypted(path: Path) -> None:
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))


def truncated(path: Path) -> None:
    path.write_bytes(good(path, 500).read_bytes()[:-2000])


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def empties(path: Path) -> None:
    """Hundreds of MB once unpacked, and not a word in it."""
    good(path)
    row = b'<row r="1"><c r="A1" s="0"/></row>' * 40_000
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, _, after = parts[SHEET].partition(b"<sheetData>")
    tail = after.partition(b"</sheetData>")[2]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name != SHEET:
                archive.writestr(name, data)
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(before + b"<sheetData>")
            for _ in range(160):
                sheet.write(row)
            sheet.write(b"</sheetData>" + tail)


def only_blanks(path: Path) -> None:
    books.xlsx(path, [])


def no_words(path: Path) -> None:
    books.xlsx(path, [(1, 2), (3, 4)])


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "改名的 doc": (renamed_doc, "Word"),
    "加密": (encrypted, "密码"),
    "截断": (truncated, "不完整"),
    "零字节": (nothing, "一个字节也没有"),
    "两百兆空格": (empties, "没有内容"),
    "空表": (only_blanks, "没有内容"),
}


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> ImportScreen:
    made = ImportScreen(context)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def arrive(screen: ImportScreen, qtbot: QtBot, path: Path, register: str = "people") -> None:
    screen.arrive(Place("import", ask={"register": register, "file": path}))
    qtbot.waitUntil(lambda: not screen.context.runner.jobs, timeout=60_000)


@pytest.mark.parametrize(
    ("name", "register"), [*((name, "people") for name in BAD), ("空表", ""), ("加密", "")]
)
def test_one_sentence_and_another_try(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, name: str, register: str, frame: FakeFrame
) -> None:
    make, expected = BAD[name]
    path = tmp_path / f"{name}.xlsx"
    make(path)
    arrive(screen, qtbot, path, register)
    assert screen.steps.currentWidget() is screen.choose
    sentence = screen.choose.problem.text()
    assert expected in sentence
    assert sentence.startswith(path.name)
    assert sentence.count("。") == 1
    assert screen.choose.problem_box.isVisible()
    assert frame.refusals == []
    assert screen.choose.choose.isEnabled()
    assert lists.count(screen.context.desk, Query("people")) == 0
    arrive(screen, qtbot, good(tmp_path / "好.xlsx"))
    assert screen.steps.currentWidget() is screen.preview
    assert screen.choose.problem.text() == ""


def test_locked_by_another_program(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = good(tmp_path / "a.xlsx")
    whole = Path.open

    def locked(self: Path, *given: object, **named: object) -> object:
        if self == path:
            raise PermissionError(13, "used by another process")
        return whole(self, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", locked)
    arrive(screen, qtbot, path)
    assert "正被 Excel 或 WPS 使用" in screen.choose.problem.text()


def test_words_that_fit_no_register(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "数字.xlsx"
    no_words(path)
    arrive(screen, qtbot, path, "")
    assert "认不出" in screen.choose.problem.text()
    arrive(screen, qtbot, path, "people")
    assert "其中没有“姓名”" in screen.preview.problem.text()
    assert not screen.preview.go.isEnabled()


def test_failed_formulas_are_wrong_cells(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    path = good(tmp_path / "公式.xlsx")
    books.edit(
        path, SHEET, r'<c r="B3"[^>]*>.*?</c>', '<c r="B3" t="e"><f>VLOOKUP(1,X:X,1)</f><v>#N/A</v></c>'
    )
    arrive(screen, qtbot, path)
    assert screen.preview.go.text() == "导入 2 行"
    assert "公式错误 #N/A" in screen.preview.details.text.toPlainText()


def test_merged_heads_and_a_million_blank_rows(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    person = make_people(1)[0]
    heads = [("参训人员名单",), ("基本信息", None, "联系方式"), ("姓名", "身份证号", "手机")]
    rows = [*heads, (person.name, person.id_number, person.phone)]
    path = books.xlsx(tmp_path / "合并.xlsx", rows, merged=("A1:C1", "A2:B2"))
    books.edit(path, SHEET, "</sheetData>", '<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>')
    arrive(screen, qtbot, path)
    assert screen.preview.go.text() == "导入 1 行"


def test_wrong_digits_twins_and_the_unborn(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    a, b = make_people(2)
    later = date(date.today().year + 2, 1, 1).isoformat()
    twins = [(a.name, a.id_number, None), (b.name, a.id_number, None)]
    rows = [("姓名", "身份证号", "出生日期"), *twins, ("陈㛃", None, later)]
    arrive(screen, qtbot, books.xlsx(tmp_path / "a.xlsx", rows))
    assert not screen.preview.go.isEnabled()
    assert "双击红色单元格" in screen.preview.told.text()
