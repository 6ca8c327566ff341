"""Twelve months as bars, each with its number: to be looked at, and to be read without colour."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from laomo_desktop.ui.theme.colours import LIGHT

WORDS = 22
"""Height kept above for the numbers, and below for the months, in pixels."""
WAN = 10_000


class MonthBars(QWidget):
    """A bar a month, January first. With ``opens`` a month is a link: ``chosen`` tells which, 1 to 12."""

    chosen = Signal(int)

    def __init__(self, months: Sequence[int | Decimal], parent: QWidget | None = None, *, opens: bool = False) -> None:
        super().__init__(parent)
        self._opens, self._at = opens, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip("点一个月，看它背后的记录（←→ 选月，Enter 打开）")
        self.show_months(months)

    def show_months(self, months: Sequence[int | Decimal]) -> None:
        """Other numbers."""
        self._months = tuple(months)
        self.setAccessibleName("，".join(f"{place}月{number}" for place, number in enumerate(self._months, 1)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        highest = float(max(*self._months, 1))
        step = self.width() / max(len(self._months), 1)
        room = self.height() - 2 * WORDS
        for place, number in enumerate(self._months):
            tall = room * max(float(number), 0.0) / highest
            left = place * step
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent))
            painter.drawRoundedRect(QRectF(left + step * 0.25, WORDS + room - tall, step * 0.5, tall), 3, 3)
            painter.setPen(QColor(LIGHT.text if number else LIGHT.text_off))
            above = QRectF(left, WORDS + room - tall - WORDS, step, WORDS)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, _short(number) if number else "")
            below = QRectF(left, self.height() - WORDS, step, WORDS)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{place + 1}月")
            if self.hasFocus() and place == self._at:
                painter.setPen(QColor(LIGHT.accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(left + 2, 1, step - 4, self.height() - 2), 4, 4)
        painter.setPen(QColor(LIGHT.line))
        painter.drawLine(0, WORDS + room, self.width(), WORDS + room)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._opens and event.button() == Qt.MouseButton.LeftButton and self.rect().contains(at):
            self._at = min(at.x() * len(self._months) // max(self.width(), 1), len(self._months) - 1)
            self.chosen.emit(self._at + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self._opens and step:
            self._at = (self._at + step) % len(self._months)
            self.update()
        elif self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._at + 1)
        else:
            super().keyPressEvent(event)


def _short(number: int | Decimal) -> str:
    """12,345 as it is; 1,234,500 as 123.5万, so that twelve stand side by side."""
    if number < 100 * WAN:
        return f"{number:,}"
    return f"{float(number) / WAN:,.1f}".removesuffix(".0") + "万"
