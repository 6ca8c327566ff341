"""Small pieces the start's pages are made of."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon, picture

SHORTEST = 6
"""The fewest characters of a password (as db.vault holds it)."""


def label(words: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Words in one of the style sheet's roles."""
    made = QLabel(words)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(words: str, act: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """A button that never takes Enter by itself."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if tip:
        made.setToolTip(tip)

    def clicked() -> None:  # without Qt's "checked"
        act()

    made.clicked.connect(clicked)
    return made


class Password(QLineEdit):
    """Hidden letters, and an eye to show them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        eye = self.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        eye.setToolTip("显示或隐藏密码")
        eye.setCheckable(True)
        eye.toggled.connect(self._show)

    def _show(self, yes: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if yes else QLineEdit.EchoMode.Password)


SIGNS: Mapping[str, tuple[str, str]] = {
    "error": ("warning", LIGHT.bad), "good": ("check", LIGHT.good), "soft": ("info", LIGHT.text_soft)
}


class Told(QFrame):
    """A line for what is wrong or what is going on, with a sign beside it; takes its room only when it speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign, self.words = QLabel(), label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str, role: str = "error") -> None:
        """Show ``words``; nothing hides the line."""
        name, colour = SIGNS[role]
        self.sign.setPixmap(picture(name, colour, 18))
        self.words.setProperty("role", role)
        self.words.style().polish(self.words)
        self.words.setText(words)
        self.setVisible(bool(words))


class Page(QWidget):
    """One page: a title, what it holds, and a row of buttons below. ``forward`` is what Enter does."""

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.title = label(title, "title")
        self.column.addWidget(self.title)
        if lead:
            self.column.addWidget(label(lead, "soft"))
        self.column.addSpacing(4)
        self.told = Told()

    def add(self, name: str, widget: QWidget) -> None:
        """A field with its name above it; the name is the field's buddy."""
        words = label(name)
        words.setBuddy(widget)
        group = QVBoxLayout()
        group.setSpacing(4)
        group.addWidget(words)
        group.addWidget(widget)
        self.column.addLayout(group)

    def end(self, *buttons: QPushButton) -> None:
        """The line for messages, and the buttons: the last one stands right."""
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        for made in buttons[:-1]:
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(buttons[-1])
        self.column.addLayout(row)

    def begin(self) -> None:
        """The page was just shown: put the focus where typing starts."""

    def forward(self) -> None:
        """What Enter does."""

    def back(self) -> None:
        """What Esc does."""


def strength(password: str) -> str:
    """How good a password is, in a few words; "" while it is empty."""
    if not password:
        return ""
    if len(password) < SHORTEST:
        return f"还差{SHORTEST - len(password)}位（至少{SHORTEST}位）"
    kinds = sum(any(test(c) for c in password) for test in (str.isdecimal, str.isalpha, _is_sign))
    points = kinds + (len(password) >= 8) + (len(password) >= 12) - (len(set(password)) <= 3)
    if points <= 1:
        return "强度：弱。加几个字母或再长一些更安全"
    return "强度：中" if points <= 3 else "强度：强"


def _is_sign(character: str) -> bool:
    return not character.isalnum()


def new_password_fault(first: str, second: str) -> str:
    """What is wrong with a new password typed twice; "" if nothing."""
    if len(first) < SHORTEST:
        return f"密码太短，至少要{SHORTEST}位。"
    return "" if first == second else "两次输入的密码不一样，请重新输入。"
