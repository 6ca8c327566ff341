"""A line with a drop-down that searches as one types; the drop-down never takes the focus from the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyledItemDelegate, QWidget

from laomo_desktop.ui.theme.icons import icon

OPTION = Qt.ItemDataRole.UserRole
MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a drop-down: what is taken, what is shown, and a greyed remark."""

    value: str | bytes
    words: str
    second: str = ""


class DropLine(QLineEdit):
    """``options(typed)`` gives the lines; ``picked`` tells the chosen `Option`; ``typed`` every edit by hand."""

    picked = Signal(object)
    typed = Signal(str)

    def __init__(self, options: Callable[[str], Sequence[Option]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._lines = QStandardItemModel(self)
        self._drop = QCompleter(self._lines, self)
        self._drop.setWidget(self)
        self._drop.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._drop.setMaxVisibleItems(MOST_LINES)
        self._drop.setWrapAround(False)  # ↓ on the last line stays there: Enter then takes it
        self._drop.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # Qt's overloaded signal
        self.popup.setItemDelegate(_TwoTones(self))
        self.textEdited.connect(self._edited)
        arrow = self.addAction(icon("down"), QLineEdit.ActionPosition.TrailingPosition)
        arrow.setToolTip("展开选项（↓）")
        arrow.triggered.connect(self.open_all)

    @property
    def popup(self) -> QAbstractItemView:
        """The list that drops down."""
        return self._drop.popup()

    def part(self) -> str:
        """What of the text is being searched for; several values in one line search by their last."""
        return self.text()

    def open_all(self) -> None:
        """Show every option."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(self._options(""))
        self._choose_line()

    def _edited(self, _text: str) -> None:
        self.typed.emit(self.text())
        if self.part().strip():
            self._open(self._options(self.part().strip()))
        else:
            self._drop.popup().hide()

    def _open(self, options: Sequence[Option]) -> None:
        self._lines.clear()
        for option in options:
            item = QStandardItem(option.words)
            item.setData(option, OPTION)
            self._lines.appendRow(item)
        if options and not self.isReadOnly():
            self._drop.complete(QRect(0, 0, max(self.width(), 260), self.height()))
            if self.part().strip() and self.part().isascii():
                self._choose_line()  # pinyin: the first is meant unless another is chosen
        else:
            self._drop.popup().hide()

    def _choose_line(self) -> None:
        """Highlight what stands in the line, else the first."""
        same = self._lines.findItems(self.text()) or [self._lines.item(0)]
        if same[0] is not None:
            self.popup.setCurrentIndex(self._drop.completionModel().index(same[0].row(), 0))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is highlighted, as Enter does, and goes on."""
        if self.popup.isVisible():
            chosen = self.popup.currentIndex()
            self.popup.hide()
            if chosen.isValid():
                self._take(chosen)
        return super().focusNextPrevChild(forward)

    def _take(self, index: QModelIndex) -> None:
        option = index.data(OPTION)
        if isinstance(option, Option):
            self.picked.emit(option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        dropped = self._drop.popup().isVisible()
        if dropped and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()  # the drop-down's own keys
        elif not dropped and event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.open_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text() and not self.isReadOnly():
            self._open(self._options(""))


class _TwoTones(QStyledItemDelegate):
    """The words as ever, the remark greyed behind them; lines high enough for the mouse."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + 10)

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        given = index.data(OPTION)
        if isinstance(given, Option) and given.second:
            rect = QRect(option.rect)
            rect.setLeft(rect.left() + option.fontMetrics.horizontalAdvance(given.words) + 24)
            painter.save()
            painter.setPen(option.palette.placeholderText().color())
            words = option.fontMetrics.elidedText(given.second, Qt.TextElideMode.ElideRight, rect.width() - 6)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words)
            painter.restore()
