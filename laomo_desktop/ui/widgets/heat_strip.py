"""A heat strip: rows of small cells, each darker the fuller, each with its sign or number: read without colour too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from laomo_desktop.ui.theme.colours import LIGHT

CELL, HEAD = 24, 22
LEAST = 20


@dataclass(frozen=True, slots=True)
class Heat:
    """A cell: ``share`` 0 … 1 is how dark, ``sign`` what stands in it, ``tip`` says it in words."""

    share: float
    sign: str
    tip: str


class HeatStrip(QWidget):
    """People × periods, or months × days. ``chosen`` tells row and column of a cell that was clicked or entered."""

    chosen = Signal(int, int)

    def __init__(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Heat | None]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), cells
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        metrics = self.fontMetrics()
        self._side = max((metrics.horizontalAdvance(row) for row in rows), default=0) + 12
        self.setAccessibleName("考勤热力图")

    def sizeHint(self) -> QSize:
        return QSize(self._side + len(self._columns) * CELL, HEAD + len(self._rows) * CELL)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side + len(self._columns) * LEAST, HEAD + len(self._rows) * CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self._wide()
        painter.setPen(QColor(LIGHT.text_soft))
        for column, words in enumerate(self._columns):
            box = QRectF(self._side + column * wide, 0, wide, HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        for row, words in enumerate(self._rows):
            painter.setPen(QColor(LIGHT.text))
            box = QRectF(0, HEAD + row * CELL, self._side - 8, CELL)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            for column, heat in enumerate(self._cells[row]):
                self._draw(painter, self.cell(row, column), heat)
        if self.hasFocus():
            painter.setPen(QColor(LIGHT.accent_strong))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(*self._at).adjusted(-1, -1, 1, 1))

    def cell(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn."""
        wide = self._wide()
        return QRectF(self._side + column * wide + 1, HEAD + row * CELL + 1, wide - 2, CELL - 2)

    def _draw(self, painter: QPainter, box: QRectF, heat: Heat | None) -> None:
        painter.setPen(QColor(LIGHT.line))
        if heat is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            return
        full = _mixed(LIGHT.accent_soft, LIGHT.accent, heat.share)
        painter.setBrush(full if heat.sign else QColor(LIGHT.surface))
        painter.drawRect(box)
        painter.setPen(QColor(LIGHT.on_accent if heat.share > 0.45 else LIGHT.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, heat.sign)

    def _wide(self) -> float:
        room = (self.width() - self._side) / max(len(self._columns), 1)
        return max(float(LEAST), min(room, CELL * 1.6))

    def place(self, at: QPoint) -> tuple[int, int] | None:
        """The cell under a point."""
        column = int((at.x() - self._side) // self._wide())
        row = (at.y() - HEAD) // CELL
        inside = at.x() >= self._side and 0 <= row < len(self._rows) and 0 <= column < len(self._columns)
        return (row, column) if inside else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = self.place(event.pos())
            heat = self._cells[at[0]][at[1]] if at else None
            QToolTip.showText(event.globalPos(), heat.tip if heat else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.place(event.position().toPoint())
        if at and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self.update()
            self.chosen.emit(*at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step and self._rows and self._columns:
            row, column = self._at[0] + step[0], self._at[1] + step[1]
            self._at = (max(0, min(row, len(self._rows) - 1)), max(0, min(column, len(self._columns) - 1)))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(*self._at)
        else:
            super().keyPressEvent(event)


def _mixed(light: str, dark: str, share: float) -> QColor:
    one, other, share = QColor(light), QColor(dark), max(0.0, min(share, 1.0))
    parts = ((getattr(one, n)(), getattr(other, n)()) for n in ("red", "green", "blue"))
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
