"""The bottom line: who is ticked, when they are to come, and the acts."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout

from laomo_desktop.domain import dates
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.ui.form.editors.date import DateEditor
from laomo_desktop.ui.screens.matching.state import Card
from laomo_desktop.ui.widgets.buttons import button, label


class Foot(QFrame):
    """``expected`` raises `Refused` for what is no day."""

    def __init__(self, send: Callable[[], None], send_and_print: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.words = label(wrap=True)
        self.day = DateEditor(REGISTERS["assignments"]["expected"])
        self.day.setMaximumWidth(170)
        self.day.line.setAccessibleName("预计服务日期")
        self.sending = button("派工", send, tip="给勾选的人派工，不打印", key="Ctrl+S")
        self.printing = button(
            "派工并打印", send_and_print, tip="派工，每人一张派工单，打开预览", key="Ctrl+Enter", role="primary"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for widget in (label("预计服务日期"), self.day, self.sending, self.printing):
            row.addWidget(widget)

    def show_ticked(self, cards: Sequence[Card], *, may_send: bool, why_not: str) -> None:
        names = "、".join(card.title for card in cards[:4]) + (f"等{len(cards)}个" if len(cards) > 4 else "")
        told = f"已选{len(cards)}：{names}" if cards else "点击或按空格勾选，可选多个"
        self.words.setText(told if may_send else why_not)
        for act in (self.sending, self.printing):
            act.setEnabled(may_send and bool(cards))
        self.day.setEnabled(may_send)

    def expected(self) -> date | None:
        """The day they are to come, if one stands there."""
        typed = self.day.line.text().strip()
        return dates.parse_date(typed) if typed else None
