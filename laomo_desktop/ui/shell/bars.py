"""The quiet bars at the bottom: 已保存 · 撤销, and a refusal's sentence until it is read."""

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from laomo_desktop.services.registers import Done
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon, picture

STAYS = 20_000
"""The undo bar goes after this many milliseconds without the mouse on it; Ctrl+Z goes on working."""

UNREAD = 2_000
"""A refusal of the last so many milliseconds has not been read yet: a save going on meanwhile does not hide it."""


class Bar(QFrame):
    """An icon, a sentence, acts, and a cross."""

    def __init__(self, name: str, sign: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        shown = QLabel()
        shown.setPixmap(picture(sign, colour, 20))
        self.cross = QToolButton()
        self.cross.setIcon(icon("close"))
        self.cross.setToolTip("关闭")
        self.cross.setAccessibleName("关闭")
        self.cross.clicked.connect(self.hide)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 5, 8, 5)
        self.row.setSpacing(10)
        self.row.addWidget(shown)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.cross)
        self.hide()

    def add(self, button: QPushButton) -> None:
        """An act, before the cross."""
        self.row.insertWidget(self.row.count() - 1, button)


class UndoBar(Bar):
    """What was just saved, and the way back."""

    undo = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("undo_bar", "check", LIGHT.good, parent)
        self.operation = 0
        self.button = QPushButton("撤销")
        self.button.setToolTip("撤销刚才的保存　Ctrl+Z")
        self.button.clicked.connect(self.ask)
        self.add(self.button)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)

    def show_done(self, done: Done) -> None:
        """Tell it; one that changed nothing only says so, one that is final offers no way back."""
        self.operation = 0 if done.final else done.operation
        self.words.setText(f"已保存：{done.sentence}" if done.operation else "内容没有变化，不用保存。")
        self.button.setVisible(bool(self.operation))
        self.show()
        self._timer.start()

    def show_taken_back(self, done: Done) -> None:
        """After an undo: what was taken back; nothing more to undo."""
        self.operation = 0
        self.words.setText(f"已{done.sentence}" if done.sentence.startswith("撤销") else done.sentence)
        self.button.hide()
        self.show()
        self._timer.start()

    def ask(self) -> None:
        """The button, or Ctrl+Z. Once the bar is gone, the first Ctrl+Z only shows again what it would take back."""
        if not self.operation:
            return
        if self.isHidden():
            self.show()
            self._timer.start()
        else:
            self.undo.emit(self.operation)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._timer.start()
        super().leaveEvent(event)  # type: ignore[arg-type]


class RefusalBar(Bar):
    """A sentence that stays until it is read; its details can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("refusal_bar", "warning", LIGHT.bad, parent)
        self.details = ""
        self.copy = QPushButton(" 复制详情")
        self.copy.setIcon(icon("copy"))
        self.copy.setToolTip("复制后可发给技术支持")
        self.copy.clicked.connect(self._copy)
        self.cross.setToolTip("知道了　Esc")
        self.add(self.copy)
        self._shown = QElapsedTimer()

    def outlived(self) -> None:
        """Something was saved since: the sentence is settled, unless it stands so shortly that nobody read it."""
        if not self._shown.isValid() or self._shown.elapsed() > UNREAD:
            self.hide()

    def show_refusal(self, sentence: str, details: str = "") -> None:
        """Show a sentence; ``details`` go to the clipboard together with it."""
        self._shown.start()
        self.words.setText(sentence)
        self.details = details
        self.show()

    def _copy(self) -> None:
        parts = [self.words.text(), self.details]
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
