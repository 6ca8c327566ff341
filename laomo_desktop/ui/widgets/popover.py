"""A small window under a chip: tick several of many, with counts and a search line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain.field import Value
from laomo_desktop.services import spelling
from laomo_desktop.services.lists import Choice
from laomo_desktop.ui.widgets.buttons import button

DATA = Qt.ItemDataRole.UserRole
SEARCH_FROM = 8
"""With fewer choices than this the search line is left out."""


class ChoicePopover(QFrame):
    """``chosen`` is emitted with the ticked values at every tick; Esc or a click elsewhere closes it."""

    chosen = Signal(list)

    def __init__(self, choices: Sequence[Choice], ticked: Sequence[Value], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("role", "popover")
        self._choices = list(choices)
        self._ticked = list(ticked)
        self.search = QLineEdit(placeholderText="查找选项（可用拼音首字母）")
        self.search.setVisible(len(choices) >= SEARCH_FROM)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._flip)
        self.list.installEventFilter(self)
        self._lay_out()
        self._fill("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(button("清除", self._clear, tip="取消全部勾选"))
        row.addStretch(1)
        row.addWidget(button("完成", self._finish, key="Enter", role="primary"))
        column.addLayout(row)

    def open_under(self, anchor: QWidget) -> None:
        """Show below ``anchor``, kept inside the screen."""
        self.resize(280, min(110 + 30 * len(self._choices), 420))
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
        room = (QGuiApplication.screenAt(corner) or self.screen()).availableGeometry()
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        (self.list if self.search.isHidden() else self.search).setFocus()

    def _fill(self, typed: str) -> None:
        self.list.clear()
        shown = set(spelling.narrow([choice.words for choice in self._choices], typed))
        for choice in self._choices:
            if choice.words in shown:
                self.list.addItem(self._item(choice))
        self.list.setCurrentRow(0)

    def _item(self, choice: Choice) -> QListWidgetItem:
        item = QListWidgetItem(f"{choice.words}　{choice.count}")
        item.setData(DATA, [choice.value])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(_state(choice.value in self._ticked))
        return item

    def _flip(self, item: QListWidgetItem) -> None:
        value = item.data(DATA)[0]
        if value in self._ticked:
            self._ticked.remove(value)
        else:
            self._ticked.append(value)
        item.setCheckState(_state(value in self._ticked))
        self.chosen.emit(list(self._ticked))

    def _finish(self) -> None:
        self.close()

    def _clear(self) -> None:
        self._ticked.clear()
        self._fill(self.search.text())
        self.chosen.emit([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem()
            if watched is self.search and self.search.text() and item is not None:
                self._flip(item)
                self.search.clear()
            else:
                self.close()
            return True
        if watched is self.search and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        if watched is self.list and event.key() == Qt.Key.Key_Space and (item := self.list.currentItem()):
            self._flip(item)
            return True
        return False


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
