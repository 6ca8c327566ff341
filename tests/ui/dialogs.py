"""Doing something in a modal dialog, which holds up the test that opened it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def at_dialog(does: Callable[..., Any]) -> None:
    """When the next dialog is up and has the keys, do this with it; should that fail, the dialog does not wait on."""

    def look(left: int = 200) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or (left and not dialog.isActiveWindow()):
            QTimer.singleShot(20, lambda: look(left - isinstance(dialog, QDialog)))
            return
        try:
            does(dialog)
        except BaseException:
            dialog.reject()
            raise

    QTimer.singleShot(20, look)
