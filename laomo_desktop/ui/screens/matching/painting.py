"""How a proposal looks: a tick, the name, the score, and under it each reason with a small bar of its points."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from laomo_desktop.services.matching import Reason
from laomo_desktop.ui.screens.matching.state import Card
from laomo_desktop.ui.theme.colours import LIGHT

CARD = int(Qt.ItemDataRole.UserRole) + 1
PAD = 8
BAR = 44
"""Pixels of the bar of the strongest reason there can be."""
FULL = 25.0
"""Points at which a bar is full."""
TWO_COLUMNS = 560
Index = QModelIndex | QPersistentModelIndex


class CardPainter(QStyledItemDelegate):
    """Draws a `Card`; as high as its reasons need."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card: Card = index.data(CARD)
        width = self._view.viewport().width() - 2 * self._view.spacing() - 2
        line = self._line()
        return QSize(width, 2 * PAD + line + 2 + line * _lines(card, width) + (line if card.taken else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(CARD)
        painter.save()
        rect = self._view.visualRect(index)
        self._ground(painter, rect, index)
        inner = rect.adjusted(PAD, PAD, -PAD, -PAD)
        line = self._line()
        left = self._tick(painter, index, inner, line, card)
        head = QRect(left, inner.top(), inner.right() - left, line)
        self._head(painter, head, card)
        below = QRect(left, head.bottom() + 3, head.width(), inner.bottom() - head.bottom() - 3)
        self._reasons(painter, below, card, line)
        if card.taken:
            painter.setPen(QColor(LIGHT.warn))
            painter.drawText(
                QRect(left, inner.bottom() - line + 1, head.width(), line), Qt.AlignmentFlag.AlignVCenter, card.taken
            )
        painter.restore()

    def _line(self) -> int:
        return self._view.fontMetrics().height() + 4

    def _ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        current = index == self._view.currentIndex()
        focused = current and self._view.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(LIGHT.accent_soft if ticked else LIGHT.surface))
        painter.setPen(QColor(LIGHT.accent if focused or ticked else LIGHT.line_strong if current else LIGHT.line))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 6, 6)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 5, 5)

    def _tick(self, painter: QPainter, index: Index, inner: QRect, line: int, card: Card) -> int:
        """The box; answers where the words begin."""
        box = QStyleOptionButton()
        box.rect = QRect(inner.left(), inner.top() + (line - 18) // 2, 18, 18)  # type: ignore[attr-defined]
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off
        if not card.taken:
            state |= QStyle.StateFlag.State_Enabled
        box.state = state  # type: ignore[attr-defined]
        box.palette = QPalette(self._view.palette())  # type: ignore[attr-defined]
        self._view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self._view)
        return inner.left() + 26

    def _head(self, painter: QPainter, head: QRect, card: Card) -> None:
        bold = QFont(self._view.font())
        bold.setBold(True)
        painter.setFont(bold)
        score = f"{card.score:g} 分" if card.fits else f"只是相近 · {card.score:g} 分"
        room = painter.fontMetrics().horizontalAdvance(score) + 12
        painter.setPen(QColor(LIGHT.accent_strong if card.fits else LIGHT.text_soft))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, score)
        painter.setPen(QColor(LIGHT.text))
        name = painter.fontMetrics().elidedText(card.title, Qt.TextElideMode.ElideRight, head.width() - room)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        used = painter.fontMetrics().horizontalAdvance(name) + 10
        painter.setFont(self._view.font())
        painter.setPen(QColor(LIGHT.text_soft))
        rest = QRect(head.left() + used, head.top(), head.width() - used - room, head.height())
        words = f"{card.kind} · {card.second}" if card.second else card.kind
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _reasons(self, painter: QPainter, room: QRect, card: Card, line: int) -> None:
        """Those for it in columns; those against one a line, for they tell why."""
        columns, top = _columns(self._view.viewport().width()), room.top()
        for reasons, across, colour, sign in (
            (card.reasons, columns, LIGHT.accent, "＋"), (card.against, 1, LIGHT.bad, "－"),
        ):  # fmt: skip
            width = room.width() // across
            for place, reason in enumerate(reasons):
                cell = QRect(room.left() + place % across * width, top + place // across * line, width - 8, line)
                _reason(painter, cell, reason, QColor(colour), sign)
            top += -(-len(reasons) // across) * line


def _reason(painter: QPainter, cell: QRect, reason: Reason, colour: QColor, sign: str) -> None:
    """A bar as long as its points, the points, the words."""
    bar = max(2, round(min(1.0, reason.points / FULL) * BAR))
    middle = cell.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.sunken))
    painter.drawRoundedRect(QRect(cell.left(), middle - 3, BAR, 7), 3, 3)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRect(cell.left(), middle - 3, bar, 7), 3, 3)
    numbers = painter.fontMetrics().horizontalAdvance("＋25.0") + 6
    painter.setPen(colour)
    painter.drawText(
        QRect(cell.left() + BAR + 4, cell.top(), numbers, cell.height()), Qt.AlignmentFlag.AlignVCenter,
        f"{sign}{reason.points:g}",
    )  # fmt: skip
    left = cell.left() + BAR + 4 + numbers
    words = painter.fontMetrics().elidedText(reason.words, Qt.TextElideMode.ElideRight, cell.right() - left)
    painter.setPen(QColor(LIGHT.text) if sign == "＋" else colour)
    painter.drawText(QRect(left, cell.top(), cell.right() - left, cell.height()), Qt.AlignmentFlag.AlignVCenter, words)


def _columns(width: int) -> int:
    return 2 if width >= TWO_COLUMNS else 1


def _lines(card: Card, width: int) -> int:
    return -(-len(card.reasons) // _columns(width)) + len(card.against)
