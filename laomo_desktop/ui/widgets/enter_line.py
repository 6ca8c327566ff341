"""A line whose Enter goes on to the next place instead of to the form around it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from laomo_desktop.ui.widgets.keys import is_plain_enter


class EnterLine(QLineEdit):
    """``entered`` at Enter; a composing input method keeps its own."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
