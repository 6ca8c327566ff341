"""Sentences that stay in the page until they are read: an icon, words, perhaps buttons, a cross."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon, picture
from laomo_desktop.ui.widgets.buttons import label, toned, tool
from laomo_desktop.ui.widgets.flow import FlowLayout

GOOD, BAD, WARN, PLAIN = "good", "bad", "warn", "plain"
_SIGNS = {
    GOOD: ("check", LIGHT.good),
    BAD: ("warning", LIGHT.bad),
    WARN: ("warning", LIGHT.warn),
    PLAIN: ("info", LIGHT.accent),
}


class Notice(QFrame):
    """One of them. ``closed`` when it was read."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self.words = label(role="strong", wrap=True)
        self.lines = label(wrap=True)
        for words in (self.words, self.lines):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts)
        self.cross = tool("", self.closed.emit, tip="知道了", name="知道了")
        self.cross.setIcon(icon("close"))
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(4)
        for widget in (self.words, self.lines, self._acts):
            middle.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(middle, 1)
        row.addWidget(self.cross, alignment=Qt.AlignmentFlag.AlignTop)

    def say(
        self, tone: str, sentence: str, lines: Sequence[str] = (), buttons: Sequence[QPushButton] = ()
    ) -> None:
        """Other words and buttons in place of the last."""
        toned(self, f"notice_{tone}")
        self._picture.setPixmap(picture(*_SIGNS[tone], 20))
        self.words.setText(sentence)
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        while self._flow.count():
            item = self._flow.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for made in buttons:
            self._flow.addWidget(made)
        self._acts.setVisible(bool(buttons))


class Notices(QScrollArea):
    """All that is unread, the newest on top and to be seen whole; as high as needed, up to a part of the page.
    ``came`` when there is a new one."""

    MOST = 300
    came = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = QWidget()
        self._inner.setObjectName("page")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._inner.installEventFilter(self)
        self.setWidgetResizable(True)
        self.setWidget(self._inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()
        self._seen: tuple[Notice, QWidget] | None = None

    @property
    def all(self) -> list[Notice]:
        """Those that stand, top down."""
        items = (self._column.itemAt(place).widget() for place in range(self._column.count()))
        return [widget for widget in items if isinstance(widget, Notice)]

    def tell(
        self, tone: str, sentence: str, lines: Sequence[str] = (), buttons: Sequence[QPushButton] = ()
    ) -> Notice:
        """A new one; it takes the place of one that says the very same."""
        for old in self.all:
            if (old.words.text(), old.lines.text()) == (sentence, "\n".join(lines)):
                self._remove(old)
        notice = Notice()
        notice.say(tone, sentence, lines, buttons)
        self.put(notice)
        return notice

    def put(self, notice: Notice) -> None:
        """A notice on top; it goes when it is closed."""
        self._seen = None
        self._column.insertWidget(0, notice)
        notice.closed.connect(self._drop)
        self.show()
        self.verticalScrollBar().setValue(0)
        self.came.emit()

    def retell(self, old: Notice | None, tone: str, sentence: str) -> Notice:
        """A new one in place of ``old``, where that still stands: what has gone right takes away what was wrong."""
        self.take_away(old)
        return self.tell(tone, sentence)

    def take_away(self, old: Notice | None) -> None:
        """``old`` says nothing true any more, if it still stands."""
        if old is not None and old in self.all:
            self._remove(old)

    def see(self, notice: Notice, part: QWidget) -> None:
        """Scroll to the head of ``notice``, or as far down as ``part`` of it needs; again as the room grows."""
        self._seen = (notice, part)
        self._scroll()

    def _scroll(self) -> None:
        if self._seen is None or not all(isValid(widget) for widget in self._seen):
            self._seen = None
            return
        notice, part = self._seen
        below = part.mapTo(self._inner, part.rect().bottomLeft()).y() + 12
        self.verticalScrollBar().setValue(max(notice.y(), below - self.viewport().height()))

    def clear(self) -> None:
        """Nothing unread."""
        for notice in self.all:
            self._remove(notice)

    def _drop(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._remove(notice)

    def _remove(self, notice: Notice) -> None:
        self._column.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(self._column.count() > 0)

    def sizeHint(self) -> QSize:
        width = max(self.viewport().width(), 1)
        tall = self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else -1
        tall = tall if tall >= 0 else self._column.totalSizeHint().height()
        return QSize(width, min(tall + 2, self.MOST))

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        newest = self.all[:1]
        tall = max((max(each.heightForWidth(whole.width() - 4), 0) + 2 for each in newest), default=0)
        return QSize(200, min(tall, whole.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        self._scroll()
