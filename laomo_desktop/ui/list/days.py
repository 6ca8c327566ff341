"""Days a list is narrowed to: this month, last quarter … or any two dates."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain import period
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.register import Register
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine

OWN = "自定…"


def day_fields(reg: Register) -> tuple[str, ...]:
    """The days rows of a register may be narrowed by: those of the list, and those figures ask for."""
    return tuple(
        f.name for f in reg.fields
        if f.kind is Kind.DATE and not f.personal and (f.name in reg.columns or f.indexed)
    )  # fmt: skip


def spans(today: date) -> Mapping[str, Period]:
    """What is asked for most, in words."""
    month, quarter = period.month(today), period.quarter(today)
    return {
        "本月": month, "上月": period.month(_before(month)), "本季": quarter, "上季": period.quarter(_before(quarter)),
        "本年": period.year(today.year), "上年": period.year(today.year - 1),
    }  # fmt: skip


def _before(span: Period) -> date:
    return span.first - timedelta(days=1)


class DaysDialog(QDialog):
    """Two dates. ``span`` after acceptance."""

    def __init__(self, words: str, shown: Period, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(words)
        self.span = shown
        self.first, self.last = DayLine(shown.first), DayLine(shown.last)
        self.complaint = label("", "error", wrap=True)
        days = QHBoxLayout()
        for widget in (self.first, label("至", "soft"), self.last):
            days.addWidget(widget)
        self.ok = button("筛选", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.complaint, 1)
        foot.addWidget(self.ok)
        foot.addWidget(button("取消", self.reject, key="Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"只看{words}在这两天之间的："))
        column.addLayout(days)
        column.addLayout(foot)
        self.first.setFocus()
        self.first.selectAll()

    def accept(self) -> None:
        line = self.first
        try:
            first = line.day
            line = self.last
            self.span = Period(first, line.day)
        except Refused as no:
            self.complaint.setText(no.sentence)
            line.setFocus()
            return
        super().accept()
