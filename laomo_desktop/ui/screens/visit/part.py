"""What every part of a visit's page looks like: a heading with its count, a complaint, a frame."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.ui.widgets.buttons import label


class Part(QFrame):
    """``changed`` whenever the clerk put something in or took something out; ``onward``: Enter on an empty line."""

    changed = Signal()
    onward = Signal()

    def __init__(self, heading: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._unit = unit
        self.heading = label(heading, "heading")
        self.count = label(role="soft")
        self.complaint = label(role="error", wrap=True)
        self.complaint.hide()
        self.top = QHBoxLayout()
        self.top.addWidget(self.heading)
        self.top.addWidget(self.count)
        self.top.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 10)
        self.column.setSpacing(6)
        self.column.addLayout(self.top)

    def tell(self, number: int) -> None:
        """How many there are."""
        self.count.setText(f"{number}{self._unit}" if number else "")

    def complain(self, words: str) -> None:
        """Say what is wrong with what was typed; "" takes it back."""
        self.complaint.setText(f"✕ {words}" if words else "")
        self.complaint.setVisible(bool(words))

    def take_focus(self) -> None:
        """Ready for typing."""
        self.setFocus()

    def settle(self) -> bool:
        """Take what is typed and not yet chosen; False (and a complaint) where it leads nowhere."""
        return True
