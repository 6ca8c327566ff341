"""A chip: one filter that is on, or one of several chosen, to be opened or removed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from laomo_desktop.ui.widgets.buttons import tool


class Chip(QFrame):
    """Says what is filtered; Enter or click opens it, Delete or × removes it."""

    opened = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None, *, removing: str = "去掉这个条件") -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.face = QPushButton()
        self.face.setFlat(True)
        self.face.setAutoDefault(False)
        self.face.setProperty("role", "chip")
        self.face.clicked.connect(self.opened)
        self.face.installEventFilter(self)
        self.cross = tool("×", self.removed.emit, tip=removing, key="Delete")
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.face)
        row.addWidget(self.cross)

    def say(self, text: str, tip: str = "") -> None:
        """What stands on the chip."""
        self.face.setText(text.replace("&", "&&"))
        self.face.setToolTip(tip or text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.opened.emit()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]
