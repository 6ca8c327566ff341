"""Ctrl+K: one box that finds people, enterprises, classes, certificates, screens and commands.

It lies in the window, not in a popup of its own: popups grab the keyboard, and input methods fail in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import finder
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.theme.icons import icon

WAIT = 90
"""Milliseconds after the last key before the store is asked."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do or somewhere to go: what it is called, its key in words, its icon."""

    label: str
    do: Callable[[], None]
    keys: str = ""
    icon: str = "forward"


class Palette(QFrame):
    """Opens over the window; arrows choose, Enter goes, Esc closes."""

    def __init__(
        self, desk: Desk, commands: Sequence[Command], go: Callable[[Place], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._desk, self._commands, self._go = desk, tuple(commands), go
        self.box = QLineEdit()
        self.box.setPlaceholderText("找人员、企业、培训班、证书，或输入要做的事（可用拼音首字母）")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # long rows end in …
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self.list)
        self._most = 460
        self._before: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.refill)
        self.box.textChanged.connect(lambda _: self._timer.start())
        self.box.installEventFilter(self)
        self.hide()
        self.list.itemClicked.connect(self._take)

    def open_over(self, window: QWidget) -> None:
        """Show it empty, below the window's head."""
        width = min(640, window.width() - 80)
        self._most = min(460, window.height() - 140)
        self.resize(width, self._most)
        self.move((window.width() - width) // 2, 56)
        self._before = window.focusWidget()
        self.box.clear()
        self.refill()
        self.show()
        self.raise_()
        self.box.setFocus()

    def refill(self) -> None:
        """Fill the list for what stands in the box; commands first only while nothing is found."""
        words = self.box.text().strip()
        self.list.clear()
        for hit in finder.find_anything(self._desk, words, MOST):
            entry = CATALOGUE[hit.register]
            label = f"{hit.title}　{hit.hint}　· {REGISTERS[hit.register].label}"
            self._add(label, entry.icon, Place(hit.register, key=hit.key))
        for command in self._commands:
            if finder.sounds_like(command.label, words):
                keys = f"　{command.keys}" if command.keys else ""
                self._add(command.label + keys, command.icon, command)
        if not self.list.count():
            nothing = QListWidgetItem("没有找到。换几个字，或用拼音首字母、手机号后四位试试。", self.list)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        """As high as what it holds, so that nothing below is hidden without need."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.resize(self.width(), min(self._most, self.box.sizeHint().height() + rows + 8))

    def _add(self, label: str, sign: str, what: Place | Command) -> None:
        item = QListWidgetItem(icon(sign), label, self.list)
        item.setData(Qt.ItemDataRole.UserRole, what)

    def _take(self, item: QListWidgetItem | None) -> None:
        what = item.data(Qt.ItemDataRole.UserRole) if item else None
        if what is None:
            return
        self._leave()
        if isinstance(what, Command):
            what.do()
        else:
            self._go(what)

    def _leave(self) -> None:
        """Back to where the clerk was typing."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and not self.list.underMouse():
            self.hide()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, rows = Qt.Key(event.key()), self.list.count()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            step = 1 if key is Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self.refill()
            self._take(self.list.currentItem())
        elif key is Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True
