"""How the left side looks: entries with an icon and a count, headings with the sign of their fold."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon

ENTRY, HEADING = 32, 28
NAME = int(Qt.ItemDataRole.UserRole)
COUNT = NAME + 1
Index = QModelIndex | QPersistentModelIndex


class Foldable(QListWidget):
    """What the painter asks of the list."""

    narrow = False

    def is_folded(self, section: str) -> bool:
        """Whether the entries under this heading are hidden."""
        raise NotImplementedError


class NavigationPainter(QStyledItemDelegate):
    """Draws entries and headings."""

    def __init__(self, navigation: "Foldable") -> None:
        super().__init__(navigation)
        self._list = navigation

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(NAME) is not None
        heading = 12 if self._list.narrow else HEADING
        return QSize(self._list.width() - 2, ENTRY if entry else heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if index.data(NAME) is None:
            self._heading(painter, rect, str(index.data()), index.row())
        else:
            self._entry(painter, rect, index, option.state)  # type: ignore[attr-defined]
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, words: str, row: int) -> None:
        if self._list.narrow and row > 0:
            painter.fillRect(QRect(rect.left() + 12, rect.center().y(), rect.width() - 24, 1), QColor(LIGHT.line))
        if self._list.narrow:
            return
        font = QFont(self._list.font())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text_soft))
        painter.drawText(rect.adjusted(16, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        sign = icon("forward" if self._list.is_folded(words) else "down", LIGHT.text_off)
        sign.paint(painter, QRect(rect.right() - 24, rect.center().y() - 4, 14, 14))

    def _entry(self, painter: QPainter, rect: QRect, index: Index, state: QStyle.StateFlag) -> None:
        here = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        box = rect.adjusted(6, 2, -6, -2)
        if here or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent_soft if here else LIGHT.sunken))
            painter.drawRoundedRect(box, 6, 6)
        if here:
            painter.setBrush(QColor(LIGHT.accent))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 7, 3, box.height() - 14), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus and self._list.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(LIGHT.accent))
            painter.drawRoundedRect(box, 6, 6)
        self._face(painter, box, index, here)

    def _face(self, painter: QPainter, box: QRect, index: Index, here: bool) -> None:
        count = int(index.data(COUNT) or 0)
        picture: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        left = box.left() + (12 if self._list.narrow else 10)
        picture.paint(painter, QRect(left, box.center().y() - 9, 20, 20))
        if self._list.narrow:
            if count:
                self._pill(painter, QRect(box.right() - 19, box.top(), 20, 15), count)
            return
        font = QFont(self._list.font())
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.accent_strong if here else LIGHT.text))
        painter.drawText(box.adjusted(40, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if count:
            width = 16 + 7 * len(str(min(count, 999)))
            self._pill(painter, QRect(box.right() - width - 6, box.center().y() - 9, width, 19), count)

    def _pill(self, painter: QPainter, box: QRect, count: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.accent))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        font = QFont(self._list.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count) if count < 1000 else "999+")
