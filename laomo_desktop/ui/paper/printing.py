"""A PDF to the printer: page by page at the printer's resolution, between the window's own events."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from laomo_desktop.printing.render import Document
from laomo_desktop.ui.paper.pages import image_of

DPI = 300
"""Enough for 9-point Chinese text and QR codes on an office printer; more only costs time."""


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages, from 0, that the print dialog asks for; empty where its range lies outside."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(range(count))
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return list(range(first - 1, min(last, count)))


class Printing(QObject):
    """One print job. `stepped` after each page, `ended` with "" or a sentence why not."""

    stepped = Signal(int, int)
    ended = Signal(str)

    def __init__(
        self, printer: QPrinter, document: Document, pages: Sequence[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer, self._document, self._pages = printer, document, list(pages)
        self._painter = QPainter()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; pages follow one a turn of the event loop."""
        self._turn(self._pages[0])
        if not self._painter.begin(self._printer):
            self.ended.emit("打印机没有接受这份文件，请检查打印机是否连接好。")
            return
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; pages already sent may still come out."""
        self._timer.stop()
        self._printer.abort()
        self._painter.end()
        self.ended.emit("打印已取消。")

    def _step(self) -> None:
        number = self._pages[self._done]
        if self._done:
            self._turn(number)
            if not self._printer.newPage():
                self._fail()
                return
        self._draw(number)
        self._done += 1
        self.stepped.emit(self._done, len(self._pages))
        if self._done == len(self._pages):
            self._timer.stop()
            self._painter.end()
            self.ended.emit("")

    def _fail(self) -> None:
        self._timer.stop()
        self._painter.end()
        self.ended.emit("打印中断了，请检查打印机后重新打印。")

    def _turn(self, number: int) -> None:
        width, height = self._document.size(number)
        landscape = QPageLayout.Orientation.Landscape
        self._printer.setPageOrientation(landscape if width > height else QPageLayout.Orientation.Portrait)

    def _draw(self, number: int) -> None:
        """The page at its true size, moved by the margins the printer cannot reach; shrunk only if too large."""
        width, height = self._document.size(number)
        picture = image_of(self._document.page(number, min(DPI, self._printer.resolution()) / 72))
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        inside = self._printer.pageRect(QPrinter.Unit.DevicePixel)
        dots = self._printer.resolution() / 72
        shrink = min(1.0, paper.width() / (width * dots), paper.height() / (height * dots))
        size = (width * dots * shrink, height * dots * shrink)
        left = (paper.width() - size[0]) / 2 - inside.left()
        self._painter.drawImage(QRectF(left, -inside.top(), *size), picture)
