"""Who served whom: teams on the left, enterprises on the right under their groups, a band a pair, as thick as often."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from laomo_desktop.ui.theme.colours import LIGHT

Members = Mapping[object, tuple[str, int]]
"""Key -> name and number."""
ROW, GAP, HEAD = 26, 6, 22
NUMBERS = (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
"""Where on its band a number may stand, the best first."""
LARGEST = 14.0
"""Pixels of the thickest band."""


@dataclass(frozen=True, slots=True)
class Band:
    """``left`` served ``right`` (keys), ``number`` times; ``group`` is the heading ``right`` stands under."""

    left: object
    left_name: str
    right: object
    right_name: str
    group: str
    number: int


@dataclass(frozen=True, slots=True)
class _Box:
    key: object
    words: str
    number: int
    y: float


class FlowMap(QWidget):
    """``opened`` tells (left key or None, right key or None, whether left was meant, whether right was)."""

    opened = Signal(object, object, bool, bool)

    def __init__(self, bands: Sequence[Band], parent: QWidget | None = None, *, most: int = 40) -> None:
        """Of more than ``most`` bands only the first are drawn; the boxes' numbers count all of them."""
        super().__init__(parent)
        self.bands = tuple(bands[:most])
        self._left, self._right, self._heads, tall = _placed(self.bands, bands)
        self._tall = tall
        self._at: tuple[int, int] = (0, 0)  # side, place among its boxes
        self._hover: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = (f"{b.left_name}服务{b.right_name}{b.number}场" for b in self.bands[:40])
        self.setAccessibleName("，".join(told) or "没有服务记录")
        self.setToolTip("点名字看它的全部活动，点连线看这一对的活动（↑↓←→ 选择，Enter 打开）")

    def sizeHint(self) -> QSize:
        return QSize(820, int(self._tall) + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(520, int(self._tall) + 8)

    # -- drawing -----------------------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._hover or (self._at if self.hasFocus() else None)
        most = max((band.number for band in self.bands), default=1)
        for band in sorted(self.bands, key=lambda band: self._is_lit(band, lit)):
            self._draw_band(painter, band, most, lit is not None, self._is_lit(band, lit))
        told: list[QRectF] = []
        for band in self.bands:
            if self._is_lit(band, lit) or (lit is None and len(self.bands) <= 12):
                self._draw_number(painter, band, told)
        for side, boxes in enumerate((self._left, self._right)):
            for place, box in enumerate(boxes):
                self._draw_box(painter, side, box, lit == (side, place))
        painter.setPen(QColor(LIGHT.text_soft))
        for words, y in self._heads:
            head = QRectF(self._edge(1), y, self.width() - self._edge(1), HEAD)
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _is_lit(self, band: Band, lit: tuple[int, int] | None) -> bool:
        if lit is None:
            return False
        box = (self._left, self._right)[lit[0]][lit[1]] if self.bands else None
        return box is not None and box.key == (band.left, band.right)[lit[0]]

    def _draw_band(self, painter: QPainter, band: Band, most: int, any_lit: bool, lit: bool) -> None:
        path = self._path(band)
        colour = QColor(LIGHT.accent if lit or not any_lit else LIGHT.line)
        colour.setAlphaF(0.9 if lit else 0.35 if not any_lit else 0.6)
        thick = max(1.5, LARGEST * band.number / most)
        painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_number(self, painter: QPainter, band: Band, told: list[QRectF]) -> None:
        """On the band's middle; where another number stands there, nearer to one of its ends."""
        path = self._path(band)
        boxes = [QRectF(at.x() - 16, at.y() - 10, 32, 20) for at in map(path.pointAtPercent, NUMBERS)]
        box = next((box for box in boxes if not any(box.intersects(other) for other in told)), boxes[0])
        told.append(box)
        painter.setPen(QColor(LIGHT.line_strong))
        painter.setBrush(QColor(LIGHT.surface))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(LIGHT.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(band.number))

    def _draw_box(self, painter: QPainter, side: int, box: _Box, lit: bool) -> None:
        where = self._where(side, box)
        painter.setPen(QPen(QColor(LIGHT.accent if lit else LIGHT.line_strong), 2 if lit else 1))
        painter.setBrush(QColor(LIGHT.accent_soft if lit else LIGHT.surface))
        painter.drawRoundedRect(where, 5, 5)
        painter.setPen(QColor(LIGHT.text))
        number = f"{box.number}场"
        needed = painter.fontMetrics().horizontalAdvance(number) + 8
        room = where.adjusted(8, 0, -needed - 8, 0)
        words = painter.fontMetrics().elidedText(box.words, Qt.TextElideMode.ElideMiddle, int(room.width()))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.drawText(where.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | middle, number)

    def _edge(self, side: int) -> float:
        return self.width() * 0.66 if side else self.width() * 0.34

    def _where(self, side: int, box: _Box) -> QRectF:
        if side:
            return QRectF(self._edge(1), box.y, self.width() - self._edge(1) - 2, ROW)
        return QRectF(2, box.y, self._edge(0) - 2, ROW)

    def _path(self, band: Band) -> QPainterPath:
        left = next(box for box in self._left if box.key == band.left)
        right = next(box for box in self._right if box.key == band.right)
        begin, end = QPointF(self._edge(0), left.y + ROW / 2), QPointF(self._edge(1), right.y + ROW / 2)
        bend = (end.x() - begin.x()) / 2
        path = QPainterPath(begin)
        path.cubicTo(begin + QPointF(bend, 0), end - QPointF(bend, 0), end)
        return path

    # -- acting ------------------------------------------------------------------------------------------------
    def _box_at(self, point: QPointF) -> tuple[int, int] | None:
        for side, boxes in enumerate((self._left, self._right)):
            for place, box in enumerate(boxes):
                if self._where(side, box).contains(point):
                    return side, place
        return None

    def _band_at(self, point: QPointF) -> Band | None:
        most = max((band.number for band in self.bands), default=1)
        for band in self.bands:
            path = self._path(band)
            reach = max(6.0, LARGEST * band.number / most / 2 + 3)
            steps = (path.pointAtPercent(step / 60) for step in range(61))
            if any((on - point).manhattanLength() < reach for on in steps):
                return band
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._box_at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.update()
        link = hover is not None or self._band_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if found := self._box_at(event.position()):
            self._at = found
            self._open_box(*found)
        elif band := self._band_at(event.position()):
            self.opened.emit(band.left, band.right, True, True)

    def _open_box(self, side: int, place: int) -> None:
        box = (self._left, self._right)[side][place]
        self.opened.emit(None if side else box.key, box.key if side else None, not side, bool(side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = (self._left, self._right)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not self.bands:
            super().keyPressEvent(event)
        elif step:
            side, place = self._at
            self._at = (side, max(0, min(place + step, len(sides[side]) - 1)))
            self.update()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side = int(event.key() == Qt.Key.Key_Right)
            self._at = (side, min(self._at[1], len(sides[side]) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_box(*self._at)
        else:
            super().keyPressEvent(event)


def _placed(
    bands: Sequence[Band], all_: Sequence[Band]
) -> tuple[list[_Box], list[_Box], list[tuple[str, float]], float]:
    """Boxes of both sides, the groups' headings, and the height of it all."""
    of_left, of_right = Counter[object](), Counter[object]()
    for band in all_:
        of_left[band.left] += band.number
        of_right[band.right] += band.number
    lefts: dict[object, tuple[str, int]] = {}
    groups: dict[str, dict[object, tuple[str, int]]] = {}
    for band in bands:
        lefts[band.left] = (band.left_name, of_left[band.left])
        groups.setdefault(band.group, {})[band.right] = (band.right_name, of_right[band.right])
    right, heads, y = _column(groups)
    tall = max(y, len(lefts) * (ROW + GAP))
    free = (tall - len(lefts) * (ROW + GAP)) / (len(lefts) + 1) if lefts else 0.0
    left = [
        _Box(key, words, number, free + place * (ROW + GAP + free))
        for place, (key, (words, number)) in enumerate(lefts.items())
    ]
    return left, right, heads, tall


def _column(groups: Mapping[str, Members]) -> tuple[list[_Box], list[tuple[str, float]], float]:
    right: list[_Box] = []
    heads: list[tuple[str, float]] = []
    y = 0.0
    for words, members in groups.items():
        heads.append((words, y))
        y += HEAD
        for key, (name, number) in members.items():
            right.append(_Box(key, name, number, y))
            y += ROW + GAP
    return right, heads, y
