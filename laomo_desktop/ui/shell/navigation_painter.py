"""How the left side looks: entries with an icon and a count, headings with the sign of their fold."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon

ENTRY, HEADING = 32, 28
CLOSE, GAP = 27, 9
"""Heights in the narrow form: an entry, the line between two sections."""
NAME = int(Qt.ItemDataRole.UserRole)
COUNT = NAME + 1
SHORT = NAME + 2
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
        height = (CLOSE if entry else GAP) if self._list.narrow else ENTRY if entry else HEADING
        return QSize(self._list.width() - 2, height)

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
        box = rect.adjusted(3, 1, -3, -1) if self._list.narrow else rect.adjusted(6, 2, -6, -2)
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
        narrow, count = self._list.narrow, int(index.data(COUNT) or 0)
        size, left = (16, 6) if narrow else (20, 10)
        picture: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        picture.paint(painter, QRect(box.left() + left, box.center().y() - size // 2, size, size))
        font = QFont(self._list.font())
        font.setBold(here)
        if narrow:
            font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.accent_strong if here else LIGHT.text))
        words = str(index.data(SHORT) if narrow else index.data())
        painter.drawText(box.adjusted(26 if narrow else 40, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if count:
            width = 14 + 7 * len(str(min(count, 999)))
            edge = 2 if narrow else 8
            self._pill(painter, QRect(box.right() - width - edge, box.center().y() - 8, width, 17), count)

    def _pill(self, painter: QPainter, box: QRect, count: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.accent))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        font = QFont(self._list.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count) if count < 1000 else "999+")
