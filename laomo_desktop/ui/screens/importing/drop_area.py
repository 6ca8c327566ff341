"""The large field that takes a dropped file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import picture
from laomo_desktop.ui.widgets.buttons import label, toned

ICON = 48


class DropArea(QFrame):
    """``dropped`` tells the file's path; whether it is a workbook is found out by reading it."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(150)
        sign = QLabel()
        sign.setPixmap(picture("excel", LIGHT.accent, ICON))
        self.words = label("把 Excel 拖到这里", "heading")
        self.more = label("支持 .xlsx、.xls 和 .csv，表头写法不限", "soft")
        self.column = QVBoxLayout(self)
        self.column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.setSpacing(8)
        for widget in (sign, self.words, self.more):
            self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        toned(self, "drop")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file(event.mimeData()) is not None:
            event.acceptProposedAction()
            toned(self, "drop_now")
            self.words.setText("松开鼠标即可")

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        self._calm()
        if (path := _file(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _calm(self) -> None:
        toned(self, "drop")
        self.words.setText("把 Excel 拖到这里")


def _file(mime: QMimeData) -> Path | None:
    urls = mime.urls() if mime.hasUrls() else []
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
