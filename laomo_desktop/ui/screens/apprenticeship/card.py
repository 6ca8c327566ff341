"""A card of the pair's page."""

from PySide6.QtWidgets import QFrame, QVBoxLayout


class Card(QFrame):
    """A frame whose parts stand in ``column``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 14, 12)
        self.column.setSpacing(8)
