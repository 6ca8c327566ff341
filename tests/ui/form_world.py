"""A form on the screen: filled, read, its dialogs answered."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.panel import RecordPanel
from tests.ui.world import compose

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


def show(made: RecordPanel | Form, qtbot: QtBot) -> None:
    qtbot.addWidget(made)
    made.resize(520, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.take_focus()


def panel_of(context: Context, qtbot: QtBot, key: bytes | None = None, register: str = "people") -> RecordPanel:
    made = RecordPanel(context, register, key)
    show(made, qtbot)
    return made


def line(form: Form, name: str) -> QLineEdit:
    found: QLineEdit = form.fields.rows[name].editor.line  # type: ignore[attr-defined]
    return found


def said(form: Form, name: str) -> str:
    return form.fields.rows[name].complaint


def fill(form: Form, name: str, words: str, qtbot: QtBot) -> None:
    """Go to a field, put words in, go on by Enter."""
    at = line(form, name)
    at.setFocus()
    at.selectAll()
    (qtbot.keyClicks if words.isascii() else compose)(at, words)
    qtbot.keyClick(at, Key.Key_Return)


def press(words: str, qtbot: QtBot) -> Callable[[QMessageBox], None]:
    def act(box: QMessageBox) -> None:
        found = next(b for b in box.buttons() if b.text() == words)
        qtbot.mouseClick(found, Left)

    return act
