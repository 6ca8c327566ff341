"""What stands where a list would be when there is nothing to show: a sentence, and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.ui.widgets.buttons import label


class Empty(QWidget):
    """A sentence in the middle with buttons under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(role="soft", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QHBoxLayout()
        self._row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addLayout(self._row)
        column.addStretch(3)

    def say(self, sentence: str, *buttons: QPushButton) -> None:
        """Show ``sentence`` and these buttons instead of the last ones."""
        self.words.setText(sentence)
        while self._row.count():
            old = self._row.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for made in buttons:
            self._row.addWidget(made)
