"""The bottom line: who is ticked, when they were sent and are to come, and the acts."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.ui.form.editors.date import DateEditor
from laomo_desktop.ui.screens.matching.state import Card
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine

BESIDE = 800
"""Pixels from which the days stand beside the acts."""


class Foot(QFrame):
    """``sent_on`` is the day of sending, today unless told; see `days`."""

    def __init__(self, send: Callable[[], None], send_and_print: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.words = label()
        self._told = ""
        self.sent_on = DayLine(date.today())
        self.sent_on.setMaximumWidth(160)
        self.sent_on.setAccessibleName("派工日期")
        self.day = DateEditor(REGISTERS["assignments"]["expected"])
        self.day.setMaximumWidth(170)
        self.day.line.setAccessibleName("预计服务日期")
        self.day.line.setPlaceholderText("可以不填")
        self.sending = button("派工", send, tip="给勾选的人派工，不打印", key="Ctrl+S")
        self.printing = button(
            "派工并打印", send_and_print, tip="派工，每人一张派工单，打开预览", key="Ctrl+Enter", role="primary"
        )
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._of_days = (label("派工日期"), self.sent_on, label("预计服务"), self.day)
        days, acts = _row(*self._of_days), _row(self.words, self.sending, self.printing)
        acts.setStretch(0, 1)
        self._rows = (days, acts)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(12, 8, 12, 8)
        self._box.setSpacing(6)
        self._box.addLayout(days)
        self._box.addLayout(acts, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The days above the acts where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(across if beside else down)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """The wider row alone: beside each other they must not keep the window from narrowing."""
        wanted = super().minimumSizeHint()
        margins = self._box.contentsMargins()
        widest = max(row.minimumSize().width() for row in self._rows)
        return QSize(widest + margins.left() + margins.right(), wanted.height())

    def _elide(self) -> None:
        self._box.activate()
        room = max(60, self.words.width())
        self.words.setText(self.fontMetrics().elidedText(self._told, Qt.TextElideMode.ElideRight, room))
        self.words.setToolTip(self._told)

    def show_ticked(self, cards: Sequence[Card], *, may_send: bool, why_not: str) -> None:
        names = "、".join(card.title for card in cards[:4]) + (f"等{len(cards)}个" if len(cards) > 4 else "")
        told = f"已选{len(cards)}：{names}" if cards else "点击或按空格勾选"
        self._told = told if may_send else why_not
        for widget in self._of_days:  # nobody is sent: the words why need their room
            widget.setVisible(may_send)
        for act in (self.sending, self.printing):
            act.setEnabled(may_send and bool(cards))
        self._elide()

    def clear_days(self) -> None:
        """As for a new sending: today, and no day to come."""
        self.sent_on.put(date.today())
        self.day.line.clear()

    def days(self) -> tuple[date, date | None]:
        """When they were sent, and when they are to come if that stands there; what is no day gets the cursor."""
        return self._day_of(self.sent_on) or date.today(), self._day_of(self.day.line)

    @staticmethod
    def _day_of(line: QLineEdit) -> date | None:
        try:
            return dates.parse_typed(line.text(), date.today()) if line.text().strip() else None
        except Refused:
            line.setFocus()
            raise


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row
