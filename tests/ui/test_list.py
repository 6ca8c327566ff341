"""The list of a register with mouse and keys: find, sort, choose, copy, delete, open, paste."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.list.pages import KEPT, SIZE
from laomo_desktop.ui.widgets.reason import ReasonDialog
from tests.people import RARE_NAME, MadeUp
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import choose
from tests.ui.world import FakeFrame, add, compose, idle

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


@pytest.fixture
def many(desk: Desk, people: list[MadeUp]) -> list[bytes]:
    unit = add(desk, "enterprises", name="虚构机械厂")
    trades = ("焊工", "钳工", "电工")
    return [
        add(
            desk, "people", name=p.name, id_number=p.id_number, phone=p.phone,
            enterprise=unit if n % 2 else None, trade=trades[n % 3],
        )
        for n, p in enumerate(people)
    ]


@pytest.fixture
def page(context: Context, many: list[bytes], qtbot: QtBot) -> Iterator[RegisterPage]:
    made = RegisterPage(context, "people")
    qtbot.addWidget(made)
    made.resize(1166, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive(Place("people"))
    yield made
    idle(context.runner, qtbot)


def names(page: RegisterPage) -> list[str]:
    column = page.model.columns.index("name")
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def click_row(
    page: RegisterPage, qtbot: QtBot, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    spot = page.view.visualRect(page.model.index(row, 0)).center()
    qtbot.mouseClick(page.view.viewport(), Left, held, spot)


def test_typing_filters_after_a_pause_by_name_initials_and_phone_tail(
    page: RegisterPage, people: list[MadeUp], qtbot: QtBot
) -> None:
    assert page.top.count.text() == "共 100 人"
    qtbot.keyClick(page.view, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.top.search.hasFocus()
    compose(page.top.search, "䶮㛃")
    qtbot.waitUntil(lambda: names(page) == [RARE_NAME])
    assert page.top.count.text() == "共 100 人，筛选后 1 人"
    for typed, wanted in (("sdx", []), ("syl", ["单样例"]), ("0099", [people[99].name])):
        page.top.search.clear()
        qtbot.keyClicks(page.top.search, typed)
        qtbot.waitUntil(lambda typed=typed: page.model.query.find == typed)
        assert names(page) == wanted


def test_a_letter_typed_on_the_list_goes_to_the_search_box(page: RegisterPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClicks(page.view, "q")
    qtbot.keyClicks(page.top.search, "y")
    qtbot.waitUntil(lambda: page.model.query.find == "qy")
    assert page.top.search.hasFocus()
    page.top.search.clear()
    qtbot.keyClicks(page.top.search, "qs")
    qtbot.keyClick(page.top.search, Key.Key_Return)
    assert page.view.hasFocus()
    assert page.view.ranges() == [(0, 0)]


def test_nothing_found_says_so_and_offers_the_way_back(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.top.search, "nobody at all")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert page.empty.words.text() == "没有符合条件的人员。"
    back = page.empty._row.itemAt(0).widget()
    qtbot.mouseClick(back, Left)
    assert page.model.rowCount() == 100
    assert page.top.search.text() == ""


def test_an_empty_register_says_what_to_do_first(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    page = RegisterPage(context, "people")
    qtbot.addWidget(page)
    page.show()
    page.arrive(Place("people"))
    assert "花名册" in page.empty.words.text()
    qtbot.mouseClick(page.empty._row.itemAt(1).widget(), Left)
    assert frame.places == [Place("import", ask={"register": "people"})]


def test_a_click_on_a_head_sorts_in_the_store_and_again_turns_it(page: RegisterPage, qtbot: QtBot) -> None:
    head = page.view.horizontalHeader()
    spot = QPoint(head.sectionViewportPosition(0) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Left, pos=spot)
    assert page.model.query.order == ("name",)
    first = names(page)
    qtbot.mouseClick(head.viewport(), Left, pos=spot)
    assert page.model.query.order == ("-name",)
    assert names(page) == first[::-1]
    qtbot.mouseClick(head.viewport(), Left, pos=spot)
    assert page.model.query.order == ()


def test_pages_are_forgotten_so_memory_stays(page: RegisterPage) -> None:
    reads: list[int] = []
    whole = page.model._pages
    read = whole._read
    whole._read = lambda offset, limit: reads.append(offset) or read(offset, limit)  # type: ignore[func-returns-value]
    for row in range(0, SIZE * KEPT * 2, SIZE):
        whole.row(row)
    assert len(whole) == KEPT
    assert len(reads) >= KEPT


def test_copying_keeps_masked_values_masked(page: RegisterPage, people: list[MadeUp], qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["姓名", "性别"]
    assert [line.split("\t")[0] for line in lines[1:]] == names(page)[:2]
    whole = "\n".join(lines)
    assert not any(p.id_number in whole or p.phone in whole for p in people)
    assert "****" in whole


def test_a_pasted_block_goes_to_the_import(page: RegisterPage, frame: FakeFrame, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("姓名\t手机\n陈㛃\t19900001234")
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert frame.places == [Place("import", ask={"register": "people", "clipboard": "姓名\t手机\n陈㛃\t19900001234"})]


def test_only_the_selected_rows_are_exported(
    page: RegisterPage, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "文档" / "导出"
    asked: list[str] = []

    def take(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    object.__setattr__(context, "exports", tmp_path / "文档")  # the folder is missing
    click_row(page, qtbot, 0)
    click_row(page, qtbot, 2, Qt.KeyboardModifier.ControlModifier)
    at_dialog(choose("选中的 2 人"))
    qtbot.keyClick(page.view, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    idle(context.runner, qtbot)
    assert Path(asked[0]).parent == tmp_path / "文档"
    assert Path(asked[0]).parent.is_dir()
    sheet = openpyxl.load_workbook(target.with_suffix(".xlsx")).active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    shown = names(page)
    assert [name in words for name in shown[:4]] == [True, False, True, False]


def test_delete_asks_for_a_reason_and_can_be_undone(
    page: RegisterPage, context: Context, frame: FakeFrame, qtbot: QtBot
) -> None:
    click_row(page, qtbot, 1)
    click_row(page, qtbot, 3, Qt.KeyboardModifier.ControlModifier)
    gone = {names(page)[1], names(page)[3]}
    assert page.top.count.text() == "共 100 人，已选 2 人"

    def answer(dialog: ReasonDialog) -> None:
        qtbot.mouseClick(dialog.delete, Left)
        assert "原因" in dialog.complaint.text()
        dialog.entry.lineEdit().setFocus()
        compose(dialog.entry.lineEdit(), "重复登记")
        qtbot.mouseClick(dialog.delete, Left)

    at_dialog(answer)
    qtbot.keyClick(page.view, Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 98)
    assert not gone & set(names(page))
    assert frame.dones[0].sentence == "删除人员2人（重复登记）"
    registers.undo(context.desk, frame.dones[0].operation)
    page.refresh()
    assert page.model.rowCount() == 100
    assert gone <= set(names(page))


def test_a_refresh_keeps_the_chosen_row(page: RegisterPage, context: Context, qtbot: QtBot) -> None:
    page.view.choose(40)
    name = names(page)[40]
    add(context.desk, "people", name="阿新", phone="19900009999")
    page.refresh()
    assert page.model.rowCount() == 101
    assert page.view.currentIndex().siblingAtColumn(0).data() == name


def test_a_field_of_many_is_set_at_once(page: RegisterPage, frame: FakeFrame, qtbot: QtBot) -> None:
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    def answer(dialog: object) -> None:
        labels = [dialog.field.itemText(n) for n in range(dialog.field.count())]  # type: ignore[attr-defined]
        assert not {"姓名", "身份证号", "手机", "照片"} & set(labels)
        dialog.field.setCurrentIndex(labels.index("学历"))  # type: ignore[attr-defined]
        line = dialog.editor.line  # type: ignore[attr-defined]
        line.setText("小学生")
        dialog.accept()  # type: ignore[attr-defined]
        assert "可选项" in dialog.complaint.text()  # type: ignore[attr-defined]
        dialog.field.setCurrentIndex(labels.index("所属工会"))  # type: ignore[attr-defined]
        dialog.editor.line.setText("福山区")  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]
        assert "由他们修改" in dialog.complaint.text(), "a doubt is said before it is done"  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    at_dialog(answer)
    page.acts.set_field()
    qtbot.waitUntil(lambda: bool(frame.dones))
    assert frame.dones[0].sentence == "把2人人员的所属工会改为“福山区”"


def test_columns_are_remembered(page: RegisterPage, context: Context, qtbot: QtBot) -> None:
    page.view.horizontalHeader().moveSection(2, 0)
    page.view.horizontalHeader().resizeSection(0, 222)
    again = RegisterPage(context, "people")
    qtbot.addWidget(again)
    assert again.model.columns[:3] == ("enterprise", "name", "sex")
    assert again.view.columnWidth(1) == 222


def test_enter_opens_the_form_beside_and_esc_comes_back(page: RegisterPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.choose(2)
    qtbot.keyClick(page.view, Key.Key_Return)
    assert page.panel is not None
    assert page.panel.title.text() == names(page)[2]
    qtbot.waitUntil(lambda: page.panel.width() >= 430)
    assert page.view.isVisible()
    assert page.view.width() >= 300
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert page.panel is None
    assert page.view.hasFocus()


def test_a_class_is_opened_on_its_own_page(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "trainings", title="虚构班", kind="微课堂", begins="2026-3-6")
    page = RegisterPage(context, "trainings")
    qtbot.addWidget(page)
    page.show()
    page.arrive(Place("trainings"))
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_Return)
    assert frame.places == [Place("training", key)]


def test_closing_a_form_over_an_empty_list_leaves_the_keys_at_work(page: RegisterPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.top.search, "nobody")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    qtbot.keyClick(page, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.panel is not None
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert page.panel is None
    assert QApplication.focusWidget() is page.top.search


def test_the_form_beside_the_list_is_that_of_the_row_clicked(page: RegisterPage, qtbot: QtBot) -> None:
    """Else what is added there goes to somebody who is not highlighted."""
    click_row(page, qtbot, 0)
    assert page.panel is None
    qtbot.keyClick(page.view, Key.Key_Return)
    assert page.panel is not None
    wide = page.panel.width()
    click_row(page, qtbot, 3)
    assert (page.panel.width(), page.beside.count()) == (wide, 2)
    assert page.panel.key == page.model.key(3)
    assert page.focusWidget() is page.view
    qtbot.keyClick(page.view, Key.Key_Down)
    qtbot.waitUntil(lambda: page.panel is not None and page.panel.key == page.model.key(4))
    assert page.focusWidget() is page.view
    click_row(page, qtbot, 6, Qt.KeyboardModifier.ControlModifier)  # several for an act: the form stays
    assert page.panel.key == page.model.key(4)


def test_a_new_form_asked_for_at_once_is_not_taken_over_by_the_row(page: RegisterPage, qtbot: QtBot) -> None:
    """She comes to the list and presses Ctrl+N before the arrows have rested: what she types is no edit of the first."""
    page.view.choose(0)
    qtbot.keyClick(page.view, Key.Key_Down)
    assert page.following._rest.isActive()
    qtbot.keyClick(page.view, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.following._rest.isActive())
    assert page.panel is not None
    assert page.panel.key is None


def test_words_not_yet_saved_are_asked_about_before_another_row_takes_the_form(
    page: RegisterPage, qtbot: QtBot
) -> None:
    page.open_row(0)
    assert page.panel is not None
    page.panel.form.fields.rows["post"].editor.restore("班长")
    at_dialog(choose("继续编辑"))
    click_row(page, qtbot, 2)
    assert page.panel.key == page.model.key(0)
    assert page.view.ranges() == [(0, 0)]
    at_dialog(choose("不保存"))
    click_row(page, qtbot, 2)
    assert page.panel.key == page.model.key(2)
