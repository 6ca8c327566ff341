"""The import screen as a clerk uses it: choose, look over, correct, import, undo."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import lists, registers, trainings
from laomo_desktop.services.imports import Verdict
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.importing import ImportScreen
from laomo_desktop.ui.screens.importing import screen as screen_module
from laomo_desktop.ui.screens.importing.model import FIRST
from laomo_desktop.ui.widgets import taking_back
from tests.excel import books
from tests.people import RARE_NAME, make_people, spoil
from tests.ui.world import FakeFrame, add, context, frame, idle

__all__ = ["context", "frame"]
HEADS = ("序号", "姓名", "身份证号码", "联系电话", "工作单位", "职务")


def people_book(path: Path, count: int = 6, **other: object) -> Path:
    rows = [
        [n, p.name, p.id_number, p.phone, "样例厂", "班组长"] for n, p in enumerate(make_people(count), 1)
    ]
    for place, value in other.items():
        row, column = map(int, place.removeprefix("at").split("_"))
        rows[row][column] = value
    return books.xlsx(path, [HEADS, *rows])


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> ImportScreen:
    made = ImportScreen(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def arrive(screen: ImportScreen, qtbot: QtBot, **ask: object) -> None:
    screen.arrive(Place("import", ask=ask))
    idle(screen.context.runner, qtbot)


def settle(screen: ImportScreen, qtbot: QtBot) -> None:
    idle(screen.context.runner, qtbot)


def shown(screen: ImportScreen) -> object:
    return screen.steps.currentWidget()


def count(screen: ImportScreen, register: str = "people") -> int:
    return lists.count(screen.context.desk, Query(register))


def type_into(screen: ImportScreen, qtbot: QtBot, index: QModelIndex, words: str) -> None:
    view = screen.preview.view
    view.setCurrentIndex(index)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText(words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state() is not view.State.EditingState)
    settle(screen, qtbot)


def test_dropped_looked_over_imported_and_taken_back(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    arrive(screen, qtbot, file=people_book(tmp_path / "职工花名册.xlsx"))
    page = screen.preview
    assert shown(screen) is page
    assert page.title.text() == "职工花名册.xlsx"
    assert page.counts.buttons[Verdict.NEW].text().endswith("新增 6")
    assert page.go.text() == "导入 6 行"
    assert "新建企业1家" in page.told.text()
    assert page.model.index(0, FIRST + 1).data() == RARE_NAME
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(screen, qtbot)
    assert shown(screen) is screen.result
    assert screen.result.numbers[Verdict.NEW].text() == "6"
    assert count(screen) == 6
    qtbot.mouseClick(screen.result.undo, Qt.MouseButton.LeftButton)
    settle(screen, qtbot)
    qtbot.waitUntil(lambda: screen.result.title.text() == "已撤销")
    assert (count(screen), count(screen, "enterprises")) == (0, 0)


def test_a_wrong_cell_is_told_and_corrected_in_place(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    right = make_people(3)[2].id_number
    arrive(
        screen,
        qtbot,
        register="people",
        file=people_book(tmp_path / "a.xlsx", at2_2=spoil(right), at3_2=1.5e17),
    )
    page = screen.preview
    assert page.go.text() == "导入 4 行"
    here = page.view.currentIndex()
    assert (page.model.line(here.row()).number, here.column()) == (4, FIRST + 2)  # type: ignore[union-attr]
    assert "校验码" in page.details.text.toPlainText()
    assert "校验码" in str(here.data(Qt.ItemDataRole.ToolTipRole))
    assert here.data(Qt.ItemDataRole.DecorationRole) is not None
    type_into(screen, qtbot, here, right)
    assert page.go.text() == "导入 5 行"
    assert page.counts.buttons[Verdict.WRONG].text().endswith("错误 1")
    assert page.model.index(2, here.column()).data() == right
    qtbot.keyClick(page.view, Qt.Key.Key_F8)
    assert page.model.line(page.view.currentIndex().row()).number == 5  # type: ignore[union-attr]
    assert "数字格式" in page.details.text.toPlainText()


def test_leaving_with_corrections_asks(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = make_people(3)[2].id_number
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "a.xlsx", at2_2=spoil(right)))
    assert screen.may_leave()
    type_into(screen, qtbot, screen.preview.view.currentIndex(), right)
    asked: list[str] = []

    def stay(_parent: object, question: str, _answers: object) -> int:
        asked.append(question)
        return 0

    monkeypatch.setattr(screen_module, "ask", stay)
    assert not screen.may_leave()
    assert "改过1处" in asked[0]
    screen.preview.go.click()
    settle(screen, qtbot)
    assert screen.may_leave()


def test_counts_filter_the_rows(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "a.xlsx", at1_3="12"))
    page = screen.preview
    qtbot.mouseClick(page.counts.buttons[Verdict.WRONG], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 1
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "3　✕ 错误"
    assert not page.counts.buttons[Verdict.DOUBTFUL].isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert page.model.rowCount() == 6


def test_changed_and_doubtful_rows_show_both_sides(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    a, b = make_people(2)
    for person in (a, b):
        known = {"name": person.name, "id_number": person.id_number, "phone": person.phone}
        add(screen.context.desk, "people", **known, post="班组长", enterprise="样例厂")
    arrive(
        screen,
        qtbot,
        register="people",
        file=people_book(tmp_path / "a.xlsx", 2, at0_5="车间主任", at1_1="陈另名"),
    )
    page = screen.preview
    assert page.model.index(0, FIRST + 5).data() == "班组长 → 车间主任"
    page.view.setCurrentIndex(page.model.index(1, FIRST))
    told = page.details.text.toPlainText()
    assert "身份证号相同，但姓名不同" in told
    assert f"姓名：现有 {b.name}，表里 陈另名" in told
    assert b.id_number not in told
    page.go.click()
    settle(screen, qtbot)
    frame = cast(FakeFrame, screen.context.frame)
    qtbot.mouseClick(screen.result.pending, Qt.MouseButton.LeftButton)
    assert frame.places == [Place("pending")]


def test_a_head_nobody_knows_is_pointed_at(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    path = books.xlsx(
        tmp_path / "a.xlsx", [("人名", "联系电话"), ("陈㛃", "19900000001"), ("李䶮", "19900000002")]
    )
    arrive(screen, qtbot, register="people", file=path)
    page = screen.preview
    assert "其中没有“姓名”" in page.problem.text()
    assert page.problem_box.isVisible()
    assert not page.go.isEnabled()
    box = page.view.heads.boxes[0]
    box.setFocus()
    box.setCurrentIndex(box.findData("name"))
    box.activated.emit(box.currentIndex())
    settle(screen, qtbot)
    assert not page.problem_box.isVisible()
    assert page.go.text() == "导入 2 行"
    assert page.focusWidget() is box  # the next column is a Tab away
    box = page.view.heads.boxes[1]
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    settle(screen, qtbot)
    page.go.click()
    settle(screen, qtbot)
    assert count(screen) == 2
    arrive(screen, qtbot, register="people", file=path)
    assert (page.problem.text(), page.view.heads.boxes[0].currentData()) == ("", "name")


def test_another_register_and_another_sheet(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    path = books.xlsx(tmp_path / "a.xlsx", [("企业名称", "联系人"), ("样例厂", "陈㛃")], title="企业")
    arrive(screen, qtbot, register="people", file=path)
    page = screen.preview
    assert "更像企业名单" in page.problem.text()
    page.whereto.setCurrentIndex(page.whereto.findData("enterprises"))
    page.whereto.activated.emit(page.whereto.currentIndex())
    settle(screen, qtbot)
    assert (page.problem.text(), page.go.text()) == ("", "导入 1 行")


def test_paste_comes_in_too(screen: ImportScreen, qtbot: QtBot) -> None:
    arrive(screen, qtbot, register="people", clipboard=f"姓名\t手机\n{RARE_NAME}\t19900000001\n")
    assert screen.preview.go.text() == "导入 1 行"


def test_a_roster_goes_back_to_its_class(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    training = trainings.create(
        screen.context.desk,
        {"title": "样例班", "kind": "技能培训", "begins": "2026-03-02"},
        periods=[],
        instructors=[],
    ).key
    arrive(screen, qtbot, register="people", training=training)
    assert not screen.choose.whereto.isEnabled()
    screen.read(people_book(tmp_path / "名单.xlsx"))
    settle(screen, qtbot)
    assert screen.preview.go.text() == "导入并报名 6 人"
    screen.preview.go.click()
    settle(screen, qtbot)
    qtbot.mouseClick(screen.result.training, Qt.MouseButton.LeftButton)
    assert cast(FakeFrame, screen.context.frame).places == [Place("training", key=training)]
    assert count(screen, "enrolments") == 6


def test_the_report_lies_beside_the_original(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def take(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        offered.append(suggested)
        return suggested, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "名单.xlsx", at1_3="12"))
    screen.preview.go.click()
    settle(screen, qtbot)
    qtbot.mouseClick(screen.result.report, Qt.MouseButton.LeftButton)
    settle(screen, qtbot)
    assert offered == [str(tmp_path / "名单_错误说明.xlsx")]
    assert (tmp_path / "名单_错误说明.xlsx").exists()
    assert "标出1行" in screen.result.told.text()


def test_a_pasted_path_opens_the_file(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    file = people_book(tmp_path / "名 单.xlsx")
    for text in (str(file), f'"{file}"', file.as_uri()):
        arrive(screen, qtbot, register="people", clipboard=text)
        assert shown(screen) is screen.preview
        assert screen.preview.preview is not None
        assert screen.preview.preview.book.path == file
    arrive(screen, qtbot, register="people", clipboard=str(tmp_path / "没有.xlsx"))
    assert "找不到文件“没有.xlsx”" in screen.choose.problem.text()


def test_the_words_of_the_heads_are_whole(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "名单.xlsx"))
    for box in screen.preview.view.heads.boxes:
        assert box.fontMetrics().horizontalAdvance(box.currentText()) + 40 <= box.width(), box.currentText()


def test_undo_lists_what_stands_in_the_way(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "名单.xlsx"))
    screen.preview.go.click()
    settle(screen, qtbot)
    assert screen.outcome is not None
    registers.save(screen.context.desk, "people", {"post": "主任"}, screen.outcome.done.keys[0])
    heard: list[str] = []

    def refuse(_window: object, standing: list[str], *_rest: object) -> bool:
        heard.extend(str(words) for words in standing)
        return False

    monkeypatch.setattr(taking_back, "ask", refuse)
    screen.result.undo.click()
    settle(screen, qtbot)
    qtbot.waitUntil(lambda: bool(heard))
    assert any(RARE_NAME in words for words in heard)
    assert count(screen) == 6


def test_the_same_place_again_keeps_what_stands_there(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place("import", ask={"register": "people", "file": people_book(tmp_path / "a.xlsx")})
    screen.arrive(place)
    settle(screen, qtbot)
    screen.preview.go.click()
    settle(screen, qtbot)
    screen.arrive(place)
    assert shown(screen) is screen.result
    screen.arrive(Place("import", ask=dict(place.ask)))
    settle(screen, qtbot)
    assert screen.preview.counts.buttons[Verdict.SAME].text().endswith("相同 6")
    assert not screen.preview.go.isEnabled()
    assert "完全相同" in screen.preview.told.text()


def test_the_template_and_the_last_folder(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(screen, qtbot)
    assert not screen.choose.template.isEnabled()
    screen.choose.set_register("teams")
    target = tmp_path / "服务队导入表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(screen.choose.template, Qt.MouseButton.LeftButton)
    settle(screen, qtbot)
    assert target.exists()
    (tmp_path / "深处").mkdir()
    path = people_book(tmp_path / "深处" / "a.xlsx")
    asked: list[str] = []

    def choose(_parent: object, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    screen.choose.set_register("people")
    for _ in range(2):
        screen.choose_file()
        settle(screen, qtbot)
    assert asked[1] == str(tmp_path / "深处")


def test_cancelled_reading_and_a_failing_import_leave_the_screen_usable(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(screen, qtbot, register="people", file=people_book(tmp_path / "a.xlsx"))

    def full(*_: object, **__: object) -> None:
        raise Refused("磁盘空间不足，这次操作没有保存", todo="请清理磁盘后再试")

    monkeypatch.setattr(screen_module.imports, "apply", full)
    screen.preview.go.click()
    settle(screen, qtbot)
    assert [no.what for no in cast(FakeFrame, screen.context.frame).refusals] == [
        "磁盘空间不足，这次操作没有保存"
    ]
    assert shown(screen) is screen.preview
    assert screen.preview.go.isEnabled()
    assert count(screen) == 0
