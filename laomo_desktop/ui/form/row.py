"""One line of a form: label, editor, and under it what is wrong, doubtful or good to know."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.ui.form.editors.base import Editor
from laomo_desktop.ui.widgets.buttons import button, label, toned

LABEL_CHARACTERS = 8


class FieldRow(QWidget):
    """``link_asked``: the clerk wants to see the record a warning speaks of."""

    link_asked = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        of = editor.of
        self.label = label(f"{of.label} *" if of.required and not of.frozen else of.label, wrap=True)
        self.label.setFixedWidth(self.label.fontMetrics().horizontalAdvance("汉" * LABEL_CHARACTERS) + 8)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, 6, 0, 0)
        self.label.setToolTip("必填" if of.required else of.hint)
        self.label.setBuddy(editor)
        self.words = label(wrap=True)
        self.words.hide()
        self.link = button("查看那条记录", self.link_asked.emit, role="link")
        self.link.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.editor)
        right.addWidget(self.words)
        right.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)

    def say(self, error: str, warning: str = "", note: str = "", *, linked: bool = False) -> None:
        """An error before a warning before a note; ``linked`` offers the record the warning speaks of."""
        words, role = (error, "error") if error else (warning, "warning") if warning else (note, "soft")
        sign = "✕ " if error else "⚠ " if warning else ""
        self.words.setText(sign + words if words else "")
        toned(self.words, role)
        self.words.setVisible(bool(words))
        self.link.setVisible(linked and bool(error or warning))
        self.editor.mark("wrong" if error else "doubtful" if warning else "")
        self.editor.setAccessibleDescription(words)

    @property
    def complaint(self) -> str:
        """What stands under the field."""
        return self.words.text()
