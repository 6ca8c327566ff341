"""Questions about keys that several widgets ask."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def is_plain_enter(event: QKeyEvent) -> bool:
    """Enter, of either block, with nothing held."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held
