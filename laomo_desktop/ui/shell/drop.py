"""A file dropped anywhere on the window: a workbook is imported, a package taken in."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from laomo_desktop.ui.context import Place

WORKBOOKS = frozenset({".xlsx", ".xls", ".csv"})
PACKAGES = frozenset({".lmpkg"})


def place_for(path: Path) -> Place | None:
    """Where a dropped file goes; None for files the program does not read."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return Place("import", ask={"file": path})
    return Place("exchange", ask={"file": path}) if suffix in PACKAGES else None


def wanted(mime: QMimeData) -> Place | None:
    """Where what is dragged goes: several packages together, else the first readable file."""
    urls = mime.urls() if mime.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    packages = [path for path in paths if path.suffix.lower() in PACKAGES]
    if len(packages) > 1:
        return Place("exchange", ask={"files": packages})
    return next((place for path in paths if (place := place_for(path))), None)


class FileDrop(QObject):
    """Sits before the window's widgets, so that a text field does not swallow a file's name."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)

    def attach(self) -> None:
        """Once the window has its handle (shown for the first time)."""
        if handle := self._window.windowHandle():
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        if not isinstance(event, QDropEvent) or (place := wanted(event.mimeData())) is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(place)
        return True
