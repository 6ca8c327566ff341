"""字典 in the city: a word that a district proposed is taken over, made one with another, or sent back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.db.ids import named_id
from laomo_desktop.services import dictionary, registers, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import operations
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.settling import ADOPT, MERGE, REFUSE, SettleDialog
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, settle, shown
from tests.ui.training_world import PrintingFrame

__all__ = ["frame"]
KEY = named_id("terms", "trade", "虚构电焊")


@pytest.fixture
def city_context(context: Context, city_desk: Desk) -> Context:
    return replace(context, desk=city_desk)


def proposed(desk: Desk) -> None:
    with desk.store.operation("导入", "试", desk.user) as write:
        terms.propose(write, [("trade", "虚构电焊")])
        write.insert("people", {"name": "𬍛䶮㛃𡈽", "trade": "虚构电焊"})


def settled(context: Context, qtbot: QtBot, act: str, into: str = "") -> str:
    page = shown(RegisterPage(context, "terms", acts=CATALOGUE["terms"].acts), Place("terms", KEY), qtbot)
    assert page.panel is not None
    button = next(b for b in page.panel.findChildren(QPushButton) if b.text() == "审定…")

    def answer(dialog: SettleDialog) -> None:
        qtbot.waitUntil(dialog.isVisible)
        assert not dialog.merge.isEnabled()
        if into:
            dialog.line.setFocus()
            dialog.line.setText("没有这个词")
            qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
            assert dialog.isVisible(), "Enter takes nothing over while another word is typed"
            dialog.line.setText(into)  # as an input method commits it
        qtbot.mouseClick(getattr(dialog, act), Qt.MouseButton.LeftButton)

    at_dialog(answer)  # type: ignore[arg-type]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    return str(registers.get(context.desk, "terms", KEY)["state"])


@pytest.mark.parametrize(("act", "state"), [("adopt", "启用"), ("refuse", "停用")])
def test_taken_over_or_sent_back(
    city_context: Context, frame: PrintingFrame, qtbot: QtBot, act: str, state: str
) -> None:
    proposed(city_context.desk)
    assert settled(city_context, qtbot, act) == state
    assert operations(city_context.desk, limit=1)[0].kind == dictionary.KIND


@pytest.mark.parametrize(("tabs", "choice"), [(0, ADOPT), (1, REFUSE), (2, "")])
def test_enter_presses_the_button_she_stands_on(qtbot: QtBot, tabs: int, choice: str) -> None:
    """On 退回 it sends back: before, Enter took over whatever had the focus."""
    word = {"id": b"1", "word": "电焊", "dictionary": "工种"}
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettleDialog(word, [{"id": b"2", "word": "焊工"}], 0, parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    for _ in range(tabs):
        dialog.focusNextChild()
    focused = dialog.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.choice == choice


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_down_and_enter_take_the_one_word_found(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettleDialog({"id": b"1", "word": "电焊", "dictionary": "工种"}, [{"id": b"2", "word": "焊工"}], 0, parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.line.setFocus()
    qtbot.keyClicks(dialog.line, "hg")
    qtbot.keyClick(dialog.line.popup, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.line.popup, Qt.Key.Key_Return)
    assert dialog.line.text() == "焊工"
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert (dialog.choice, dialog.into) == (MERGE, b"2")


def test_made_one_with_another(city_context: Context, frame: PrintingFrame, qtbot: QtBot) -> None:
    proposed(city_context.desk)
    assert settled(city_context, qtbot, "merge", "焊工") == "停用"
    assert _person(city_context.desk) == "焊工"


def test_a_district_is_not_offered_it(context: Context, frame: PrintingFrame, qtbot: QtBot) -> None:
    proposed(context.desk)
    page = shown(RegisterPage(context, "terms", acts=CATALOGUE["terms"].acts), Place("terms", KEY), qtbot)
    assert page.panel is not None
    assert not [b for b in page.panel.findChildren(QPushButton) if b.text() == "审定…"]


def _person(desk: Desk) -> object:
    with desk.store.reading() as connection:
        return connection.exec_driver_sql("SELECT trade FROM people").scalar_one()
