"""Steps that have to be explained (void, withdraw, go back) ask for their reason: chosen or typed, never pre-filled."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.past_day import PastDay
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine


class WhyDialog(QDialog):
    """``reason`` after acceptance. ``more`` says what the step does and whether it can be taken back."""

    def __init__(
        self,
        title: str,
        what: str,
        act: str,
        reasons: Sequence[str],
        more: str = "",
        parent: QWidget | None = None,
        past: PastDay | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._past = past
        self.day = DayLine(date.today())
        self.setMinimumWidth(440)
        self.entry = QComboBox(editable=True)
        self.entry.addItems(list(reasons))
        self.entry.setCurrentIndex(-1)
        self.entry.setAccessibleName("原因")
        if line := self.entry.lineEdit():
            line.setPlaceholderText("请选择或写明原因")
        self.complaint = label(role="error")
        self.entry.currentTextChanged.connect(self.complaint.clear)
        self.act = button(act, self.accept, key="Enter", role="danger")
        self.act.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(what, wrap=True))
        if more:
            column.addWidget(label(more, "soft", wrap=True))
        column.addWidget(self.entry)
        if past is not None:
            column.addLayout(_named(past.label, self.day))
        column.addWidget(self.complaint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.act)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)
        self.entry.setFocus()

    @property
    def reason(self) -> str:
        return self.entry.currentText().strip()

    def accept(self) -> None:
        if not self.reason:
            self.complaint.setText("请先写明原因。")
            self.entry.setFocus()
            return
        try:
            if self._past is not None:
                self._past.check(self.day.day)
        except Refused as no:
            self.complaint.setText(no.sentence)
            self.day.setFocus()
            return
        super().accept()


def ask_why(
    parent: QWidget, title: str, what: str, *, act: str, reasons: Sequence[str] = (), more: str = ""
) -> str:
    """The reason, or "" when the clerk gave up. ``act`` is the word on the button."""
    dialog = WhyDialog(title, what, act, reasons, more, parent.window())
    reason = dialog.reason if dialog.exec() else ""
    dialog.deleteLater()
    return reason


def ask_why_and_when(
    parent: QWidget, title: str, what: str, past: PastDay, *, act: str, reasons: Sequence[str] = ()
) -> tuple[str, date] | None:
    """As `ask_why`, with the day it was: today, or a past one."""
    dialog = WhyDialog(title, what, act, reasons, "", parent.window(), past)
    told = (dialog.reason, dialog.day.day) if dialog.exec() else None
    dialog.deleteLater()
    return told


def _named(words: str, line: DayLine) -> QHBoxLayout:
    line.setAccessibleName(words)
    row = QHBoxLayout()
    row.addWidget(label(words))
    row.addWidget(line)
    row.addStretch(1)
    return row
