"""What every editor of a form can do, whatever its kind of field."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from laomo_desktop.domain.field import Field, Value

Entry = str | bytes | None
"""What stands in an editor: words as typed, or the key of a chosen row."""
BESIDES = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Editor(QWidget):
    """One field's editor. ``edited``: the clerk changed it; ``left``: the focus went on; ``onward``: Enter."""

    edited = Signal()
    left = Signal()
    onward = Signal()

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of = of
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self._face: QWidget = self

    def entry(self) -> Entry:
        """What stands in it now; empty is None."""
        raise NotImplementedError

    def put(self, value: Value) -> None:
        """Show a stored value; no signal."""
        raise NotImplementedError

    def restore(self, entry: Entry) -> None:
        """Show an earlier `entry` again (a draft); no signal."""
        self.put(entry)

    def settle(self) -> None:
        """The clerk goes on: finish what is half said (a single candidate, a date's usual form)."""

    def problem(self) -> str:
        """A complaint only the editor can know of (two rows of that name), or nothing."""
        return ""

    def note(self) -> str:
        """A quiet remark under the field (a new word will be proposed), or nothing."""
        return ""

    def known(self) -> bool:
        """Whether `entry` is the field's value: a masked one is not until it was revealed."""
        return True

    def take_focus(self) -> None:
        """Put the cursor here."""
        self._face.setFocus(Qt.FocusReason.TabFocusReason)

    def mark(self, state: str) -> None:
        """"wrong", "doubtful", or "" for neither: the frame's colour beside the words under the field."""
        for name in ("wrong", "doubtful"):
            self._face.setProperty(name, "true" if state == name else "false")
        self._face.style().unpolish(self._face)
        self._face.style().polish(self._face)

    def faced(self, face: QWidget) -> None:
        """``face`` is the widget that takes the focus: its leaving and its Enter are the editor's."""
        self._face = face
        face.setAccessibleName(self.of.label)
        face.installEventFilter(self)
        self.setFocusProxy(face)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._face:
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in BESIDES:
                self.settle()
                self.left.emit()
            elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.goes_on(event):
                self.onward.emit()
                return True
        return super().eventFilter(watched, event)

    def goes_on(self, event: QKeyEvent) -> bool:
        """Whether this key leads to the next field."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held
