"""One assignment: who, when, what they answered, and the buttons for what they answer now."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates
from laomo_desktop.domain.dispatching import (
    ABSENT,
    ACCEPTED,
    COMPLETED,
    DECLINED,
    MAY_FOLLOW,
    NEED_REASON,
    WAITING,
)
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.flow import FlowLayout

TONES = {WAITING: "warning", ACCEPTED: "good", COMPLETED: "good", DECLINED: "error", ABSENT: "error"}
RATED = "企业评价"
"""What is still to be told of an assignment that is 完成 already."""
MARKS = {WAITING: "○", ACCEPTED: "✓", COMPLETED: "✓", DECLINED: "✗", ABSENT: "✗"}


class SentCard(QFrame):
    """``answered`` tells (the assignment's row, an answer), ``wanted_paper`` the row."""

    answered = Signal(object, str)
    wanted_paper = Signal(object)

    def __init__(self, row: Record, *, may_write: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.row = row
        head = QHBoxLayout()
        head.addWidget(label(str(row["team.title"] or row["person.title"]), "strong", wrap=True), 1)
        head.addWidget(label(f"{MARKS[row['answer']]} {row['answer']}", TONES[row["answer"]]))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(label(_told(row), "soft", wrap=True))
        column.addWidget(self._make_acts(may_write))

    def _make_acts(self, may_write: bool) -> QWidget:
        acts = QWidget()
        flow = FlowLayout(acts)
        self.buttons = {}
        for answer in MAY_FOLLOW[self.row["answer"]] if may_write else ():
            words = RATED if answer == self.row["answer"] else answer
            more = "…" if answer in NEED_REASON or answer == COMPLETED else ""
            made = button(words + more, lambda after=answer: self.answered.emit(self.row, after))  # type: ignore[misc]
            self.buttons[answer] = made
            flow.addWidget(made)
        self.paper = button("派工单", lambda: self.wanted_paper.emit(self.row), tip="预览和打印派工单")
        flow.addWidget(self.paper)
        return acts


def _told(row: Record) -> str:
    parts = [str(row["number"] or ""), f"{_day(row['assigned'])}派工"]
    if row["expected"]:
        parts.append(f"预计{_day(row['expected'])}服务")
    if row["answered"]:
        parts.append(f"{_day(row['answered'])}答复")
    parts += [row["reason"] or "", f"企业评价{row['rating']}" if row["rating"] else ""]
    return " · ".join(part for part in parts if part)


def _day(iso: str) -> str:
    return dates.paper_date(date.fromisoformat(iso))
