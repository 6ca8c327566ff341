"""Plain lines and blocks of text; numbers, phones, codes are lines too, put in their usual form when left."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Value
from laomo_desktop.ui.form.editors.base import Editor, Entry
from laomo_desktop.ui.widgets.buttons import label


class LineEditor(Editor):
    """One line. No length limit: Qt's would cut rare characters, which are two UTF-16 units."""

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(of.hint)
        self.line.textEdited.connect(self.edited)
        self.row.addWidget(self.line)
        self.faced(self.line)

    def entry(self) -> Entry:
        return self.line.text().strip() or None

    def put(self, value: Value) -> None:
        self.line.setText(kinds.show(self.of, value))
        self.line.setCursorPosition(0)

    def restore(self, entry: Entry) -> None:
        self.line.setText(str(entry or ""))

    def settle(self) -> None:
        if self.line.isReadOnly():
            return
        try:
            shown = kinds.show(self.of, kinds.parse(self.of, self.line.text()))
        except Refused:
            return  # said under the field, what was typed stays
        if shown != self.line.text():
            self.line.setText(shown)


class LongEditor(Editor):
    """Several lines; Tab goes on, Enter breaks the line."""

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(of.hint)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4 + 16)
        self.text.textChanged.connect(self.edited)
        self.row.addWidget(self.text)
        self.faced(self.text)

    def entry(self) -> Entry:
        return self.text.toPlainText().strip() or None

    def put(self, value: Value) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(str(value or ""))
        self.text.blockSignals(False)

    def goes_on(self, _event: QKeyEvent) -> bool:
        return False


class ReadOnlyEditor(Editor):
    """A field the program sets: to be read and copied."""

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self.words: QLabel = label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setContentsMargins(0, 6, 0, 4)  # its first line beside its label's
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._entry: Entry = None
        self.row.addWidget(self.words, 1)

    def entry(self) -> Entry:
        return self._entry

    def put(self, value: Value) -> None:
        self.say(kinds.masked(self.of, value))

    def say(self, words: str) -> None:
        """Show words of the caller's (a link's title)."""
        self.words.setText(words or "—")

    def known(self) -> bool:
        return False
