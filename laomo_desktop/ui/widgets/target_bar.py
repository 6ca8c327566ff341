"""A target as a bar: what is reached, and a line where the year's days say it should be."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from laomo_desktop.ui.theme.colours import LIGHT

TALL, BAR = 24, 14


class TargetBar(QWidget):
    """``share`` of the target reached and ``expected`` by today, 1.0 for all of it; more than all fills the bar."""

    clicked = Signal()

    def __init__(self, share: float, expected: float, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._expected = share, expected
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}。竖线是按日子算今天应到的位置（{expected:.0%}）。点击看明细")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(360, TALL)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = max(self._share, 1.0)
        top = (self.height() - BAR) / 2 + 2
        wide = self.width() - 2.0
        painter.setPen(QPen(QColor(LIGHT.line_strong), 1))
        painter.setBrush(QColor(LIGHT.sunken))
        painter.drawRoundedRect(QRectF(1, top, wide / whole, BAR), 4, 4)
        late = self._share < min(self._expected, 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        # Behind time is hatched, not only of another colour.
        painter.setBrush(QColor(LIGHT.warn if late else LIGHT.accent))
        painter.drawRoundedRect(QRectF(1, top, wide * self._share / whole, BAR), 4, 4)
        if late:
            painter.setBrush(QBrush(QColor(LIGHT.warn_soft), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(QRectF(1, top, wide * self._share / whole, BAR), 4, 4)
        self._line(painter, 1 + wide * min(self._expected, 1.0) / whole, top)

    def _line(self, painter: QPainter, x: float, top: float) -> None:
        painter.setPen(QPen(QColor(LIGHT.text), 2))
        painter.drawLine(QPointF(x, top - 3), QPointF(x, top + BAR + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.text))
        painter.drawPolygon(QPolygonF([QPointF(x - 4, top - 7), QPointF(x + 4, top - 7), QPointF(x, top - 2)]))
