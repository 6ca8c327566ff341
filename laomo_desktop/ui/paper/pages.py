"""The pages of a PDF below each other, each drawn sharp when it comes into sight: a thousand open like one.

(QPrintPreviewDialog draws every page before it shows the first, and keeps them all.)
"""

from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from laomo_desktop.printing.render import Document, Picture

GAP = 16
KEPT = 8
"""How many drawn pages stay in memory."""
SMALLEST, LARGEST = 0.2, 5.0
POINT = 96 / 72
"""Screen pixels a point at 100 %."""


def image_of(picture: Picture) -> QImage:
    """A rendered page for Qt (the bytes are copied)."""
    made = QImage(picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
    return made.copy()


class Pages(QAbstractScrollArea):
    """Scrolls through a document; Ctrl+wheel zooms."""

    turned = Signal(int)
    """The page in the middle of the view, from 0."""
    zoomed = Signal(float)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName("页面")
        self.document = document
        self.sizes = [document.size(number) for number in range(len(document))]
        self.zoom = 1.0
        self.fit: str = "page"
        self._drawn: OrderedDict[int, QImage] = OrderedDict()
        self._rects: list[QRect] = []
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(60)

    @property
    def current(self) -> int:
        """The page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for number, rect in enumerate(self._rects):
            if rect.bottom() + GAP >= middle:
                return number
        return max(0, len(self._rects) - 1)

    def show_page(self, number: int) -> None:
        """Bring page ``number`` (from 0) to the top."""
        if 0 <= number < len(self._rects):
            self.verticalScrollBar().setValue(self._rects[number].top() - GAP)

    def set_zoom(self, zoom: float, fit: str = "") -> None:
        """1.0 is true size; ``fit`` "page" or "width" follows the window instead."""
        here = self.current
        self.fit = fit
        self.zoom = min(LARGEST, max(SMALLEST, zoom))
        self._drawn.clear()
        self._arrange()
        self.show_page(here)
        self.zoomed.emit(self.zoom)
        self.viewport().update()

    def refit(self) -> None:
        """Anew for the size the view has now."""
        if not self.fit or not self.sizes:
            self._arrange()
            return
        width, height = self.sizes[self.current if self._rects else 0]
        room = self.viewport().size() - QSize(2 * GAP, 2 * GAP)
        zoom = room.width() / (width * POINT)
        if self.fit == "page":
            zoom = min(zoom, room.height() / (height * POINT))
        self.set_zoom(zoom, self.fit)

    def _arrange(self) -> None:
        top, room, self._rects = GAP, self.viewport().width(), []
        widest = 0
        for width, height in self.sizes:
            size = QSize(round(width * POINT * self.zoom), round(height * POINT * self.zoom))
            self._rects.append(QRect(max(GAP, (room - size.width()) // 2), top, size.width(), size.height()))
            top += size.height() + GAP
            widest = max(widest, size.width() + 2 * GAP)
        for bar, whole, seen in (
            (self.verticalScrollBar(), top, self.viewport().height()),
            (self.horizontalScrollBar(), widest, room),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)

    def _scrolled(self) -> None:
        self.turned.emit(self.current)
        self.viewport().update()

    def _page(self, number: int) -> QImage:
        if number not in self._drawn:
            ratio = self.devicePixelRatioF()
            drawn = image_of(self.document.page(number, POINT * self.zoom * ratio))
            drawn.setDevicePixelRatio(ratio)
            self._drawn[number] = drawn
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(number)
        return self._drawn[number]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for number, rect in enumerate(self._rects):
            placed = rect.translated(-across, -down)
            if placed.intersects(event.rect()):
                painter.fillRect(placed.adjusted(2, 3, 3, 4), QColor(0, 0, 0, 60))
                painter.drawImage(placed, self._page(number))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15))
            event.accept()
        else:
            super().wheelEvent(event)
