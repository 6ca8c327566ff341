"""Twelve months as bars, each with its number: to be looked at, and to be read without colour."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from laomo_desktop.ui.theme.colours import LIGHT

WORDS = 22
"""Height kept above for the numbers, and below for the months, in pixels."""


class MonthBars(QWidget):
    """A bar a month, January first."""

    def __init__(self, months: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months = tuple(months)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "，".join(f"{place}月{number}" for place, number in enumerate(self._months, 1))
        )

    def sizeHint(self) -> QSize:
        return QSize(600, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        highest = max(*self._months, 1)
        step = self.width() / max(len(self._months), 1)
        room = self.height() - 2 * WORDS
        for place, number in enumerate(self._months):
            tall = room * number / highest
            left = place * step
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.accent))
            painter.drawRoundedRect(QRectF(left + step * 0.25, WORDS + room - tall, step * 0.5, tall), 3, 3)
            painter.setPen(QColor(LIGHT.text if number else LIGHT.text_off))
            above = QRectF(left, WORDS + room - tall - WORDS, step, WORDS)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(number) if number else "")
            below = QRectF(left, self.height() - WORDS, step, WORDS)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{place + 1}月")
        painter.setPen(QColor(LIGHT.line))
        painter.drawLine(0, WORDS + room, self.width(), WORDS + room)
