"""The one search box of a list: names, pinyin initials, phone and ID tails; it acts when typing pauses."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE = 120
"""Milliseconds without a key after which the list is filtered."""


class SearchBox(QLineEdit):
    """``searched`` with the words when typing pauses or at Enter; ``into_list`` on Down."""

    searched = Signal(str)
    into_list = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.act_now)
        self._acted = ""
        self.textChanged.connect(self._wait)

    def _wait(self) -> None:
        self._pause.start()

    def act_now(self) -> None:
        """Do not wait for the pause."""
        self._pause.stop()
        if self.text().strip() != self._acted:
            self._acted = self.text().strip()
            self.searched.emit(self._acted)

    def put(self, words: str) -> None:
        """Set the words without the pause and without a signal."""
        self._acted = words.strip()
        self.setText(words)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.act_now()
            self.into_list.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.act_now()
        else:
            super().keyPressEvent(event)
