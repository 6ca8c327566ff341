"""Buttons and small texts made the same way everywhere: every act says its key in its tip."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

Act = Callable[[], None]
W = TypeVar("W", bound=QObject)


def button(text: str, does: Act, *, tip: str = "", key: str = "", role: str = "") -> QPushButton:
    """A push button; ``key`` is only told in the tip (see `shortcut`), ``role`` "primary" marks the main act."""
    made = QPushButton(text)
    made.setToolTip(told(tip or text, key))
    made.setAutoDefault(True)  # Enter presses the button that has the focus
    made.clicked.connect(_without_arguments(does))
    return toned(made, role)


def foot(ok: QPushButton, cancel: Act) -> QHBoxLayout:
    """The last line of a dialog: its act, and 取消 by Esc."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(ok)
    row.addWidget(button("取消", cancel, key="Esc"))
    return row


def tool(text: str, does: Act | None = None, *, tip: str = "", key: str = "", name: str = "") -> QToolButton:
    """A small flat button inside another control. ``name`` is what a screen reader says."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(told(tip or text, key))
    made.setAccessibleName(name or tip or text)
    made.setAutoRaise(True)
    if does is not None:
        made.clicked.connect(_without_arguments(does))
    return made


def shortcut(key: str, owner: QWidget, does: Act, *, anywhere: bool = False) -> QShortcut:
    """A key that works while the focus is inside ``owner``; ``anywhere``: in its window, while it is to be seen."""
    inside, window = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WindowShortcut
    made = QShortcut(QKeySequence(key), owner, context=window if anywhere else inside)
    made.activated.connect(_without_arguments(does))
    return made


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain text label; never reads its text as HTML: names may hold anything."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return toned(made, role)


def toned(widget: W, role: str) -> W:
    """Mark a widget for the style sheet (``[role="error"]``) and let it show at once."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        if isinstance(widget, QWidget):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
    return widget


def _without_arguments(does: Act) -> Act:
    """Signals bring arguments (``checked``) that acts have no use for."""

    def act(*_given: object) -> None:
        does()

    return act


def told(tip: str, key: str) -> str:
    """新建（Ctrl+N）"""
    return f"{tip}（{key}）" if key else tip
