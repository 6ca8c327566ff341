"""Which one? A short list to choose a need or a team from, narrowed by typing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import spelling
from laomo_desktop.ui.widgets.buttons import button, foot, label

KEY = Qt.ItemDataRole.UserRole
Line = tuple[RowId, str, str]
"""A row's key, its words, what tells it from others."""


class _Search(QLineEdit):
    """Up and Down go through the list while the cursor stays here."""

    def __init__(self, below: QListWidget) -> None:
        super().__init__()
        self._below = below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            row = self._below.currentRow() + step
            self._below.setCurrentRow(max(0, min(row, self._below.count() - 1)))
        else:
            super().keyPressEvent(event)


class WhichDialog(QDialog):
    """``key`` after acceptance."""

    def __init__(self, title: str, lines: Sequence[Line], nothing: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self._lines = lines
        self.key: RowId | None = None
        self.list = QListWidget()
        self.line = _Search(self.list)
        self.line.setPlaceholderText("输入查找（可用拼音首字母）")
        self.words = label(nothing, "soft", wrap=True)
        self.words.setVisible(not lines)
        self.ok = button("选定", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        self.ok.setEnabled(bool(lines))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        for widget in (self.line, self.words, self.list):
            column.addWidget(widget)
        column.addLayout(foot(self.ok, self.reject))
        self.line.textChanged.connect(self._fill)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.resize(520, 420)
        self._fill("")
        self.line.setFocus()

    def _fill(self, typed: str) -> None:
        wanted = set(spelling.narrow([words for _, words, _ in self._lines], typed.strip()))
        self.list.clear()
        for key, words, second in self._lines:
            if words in wanted or (typed.strip() and typed.strip() in second):
                item = QListWidgetItem(f"{words}　{second}" if second else words)
                item.setData(KEY, key)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.key = item.data(KEY)
            super().accept()


def which(parent: QWidget, title: str, lines: Sequence[Line], nothing: str) -> RowId | None:
    """The chosen row, or None when the clerk gave up. ``nothing`` says what to do where there is none."""
    dialog = WhichDialog(title, lines, nothing, parent)
    chosen = dialog.key if dialog.exec() else None
    dialog.deleteLater()
    return chosen
