"""The dialog for a new user: Enter goes on, what is wrong is said with the cursor in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.screens.users import UserDialog
from tests.people import RARE_NAME


def _type(qtbot: QtBot, dialog: UserDialog, words: str) -> None:
    line = dialog.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText(words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_enter_goes_through_the_fields_and_ends_the_dialog(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = UserDialog(parent, "新建用户", login=None, role="经办人")
    dialog.open()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    for words in (RARE_NAME, "abc123", "abc124"):
        _type(qtbot, dialog, words)
    assert dialog.isVisible()
    assert "不一样" in dialog.complaint.text()
    _type(qtbot, dialog, "abc123")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answers() == (RARE_NAME, "abc123", "经办人")
