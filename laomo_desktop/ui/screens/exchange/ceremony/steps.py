"""What both sides of the ceremony are made of: numbered steps, big digits, a line to type what was read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.domain.text import fold
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import picture
from laomo_desktop.ui.widgets.buttons import button, label, toned


class Step(QFrame):
    """A numbered card: what to do, how it stands, what belongs to it."""

    def __init__(self, number: int, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        toned(self, "card")
        self._number = toned(QLabel(str(number)), "step")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setAccessibleName(f"第{number}步")
        self.state = label(role="good", wrap=True)
        self._tick = QLabel()
        self._tick.setPixmap(picture("check", LIGHT.good, 18))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.body.addWidget(label(title, "heading"))
        self.body.addWidget(label(words, "soft", wrap=True))
        stands = QHBoxLayout()
        stands.addWidget(self._tick)
        stands.addWidget(self.state, 1)
        self.body.addLayout(stands)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 14)
        row.setSpacing(14)
        row.addWidget(self._number, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.body, 1)
        self.done("")

    def add(self, *buttons: QPushButton) -> None:
        """A row of acts."""
        row = QHBoxLayout()
        for made in buttons:
            row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)

    def done(self, sentence: str) -> None:
        """Say that it is done; "" that it is not."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        self._tick.setVisible(bool(sentence))


class Digits(QWidget):
    """The six digits of this screen, big, and the line for those read over the phone; ``typed`` when confirmed."""

    typed = Signal(str)
    appeared = Signal()
    """There is something to compare: bring it into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = label(role="strong", wrap=True)
        self.shown = label("— — —", "digits")
        self.shown.setAccessibleName("本机显示的六位数字")
        self.entry = toned(QLineEdit(placeholderText="六位数字"), "digits")
        self.entry.setFixedWidth(240)
        self.entry.setAccessibleName("对方读出的六位数字")
        self.confirm = button("核对并登记", self._confirm, key="Enter", role="primary")
        self.complaint = label(role="error", wrap=True)
        self.entry.returnPressed.connect(self._confirm)
        self.entry.textChanged.connect(self.complaint.clear)
        self._lay_out()
        self.wait()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label("对方读出的数字："))
        row.addWidget(self.entry)
        row.addWidget(self.confirm)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.who)
        column.addWidget(self.shown)
        column.addLayout(row)
        column.addWidget(self.complaint)

    def wait(self) -> None:
        """Nothing to compare yet."""
        self.who.hide()
        self.shown.setText("— — —")
        self.entry.clear()
        self.setEnabled(False)

    def show_digits(self, digits: str, who: str) -> None:
        """Compare these."""
        self.setEnabled(True)
        self.who.setText(who)
        self.who.setVisible(bool(who))
        self.shown.setText(f"{digits[:3]} {digits[3:]}")
        self.entry.clear()
        self.entry.setFocus()
        self.appeared.emit()

    def once_more(self) -> None:
        """What was typed did not fit: ready to be typed over."""
        if self.isEnabled() and self.entry.text():
            self.entry.selectAll()
            self.entry.setFocus()

    def _confirm(self) -> None:
        given = "".join(sign for sign in fold(self.entry.text()) if sign.isdigit())
        if len(given) != 6:
            self.complaint.setText("请填写电话里对方读出的六位数字。")
            self.entry.setFocus()
        else:
            self.typed.emit(given)


Tell = Callable[[str, str], None]
"""Tone and sentence: puts a notice on the page."""
