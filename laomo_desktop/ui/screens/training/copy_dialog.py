"""复制本班: the same class again from another day."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services.trainings import Class
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine


@dataclass(frozen=True, slots=True)
class Copy:
    """What was asked for; ``begins`` is an ISO date."""

    title: str
    begins: str
    with_roster: bool


class CopyDialog(QDialog):
    """Title, first day, and whether the roster comes along."""

    def __init__(self, of: Class, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("复制培训班")
        last = date.fromisoformat(of.training["ends"] or of.training["begins"])
        self.entry = QLineEdit(of.title)
        self.day = DayLine(max(last + timedelta(days=7), date.today()))
        self.roster = QCheckBox(f"带上名单（{len(of.enrolments)}人，序号重新从1排）")
        self.roster.setChecked(bool(of.enrolments))
        self.roster.setEnabled(bool(of.enrolments))
        self.complaint = label(role="error")
        form = QFormLayout()
        form.addRow("新班名称", self.entry)
        form.addRow("开始日期", self.day)
        form.addRow("", self.roster)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addWidget(
            label(
                f"照“{of.title}”再办一期：{len(of.periods)}节、授课人和结业条件都带过去，日期顺延。",
                "soft",
                wrap=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self.complaint)
        column.addLayout(self._buttons())
        self.setMinimumWidth(460)
        self.entry.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.ok = button("复制", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        row.addWidget(self.ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        return row

    def accept(self) -> None:
        if not self.entry.text().strip():
            self.complaint.setText("请写新班的名称。")
            self.entry.setFocus()
            return
        try:
            _ = self.day.day
        except Refused as no:
            self.complaint.setText(no.sentence)
            self.day.setFocus()
            return
        super().accept()

    @property
    def wanted(self) -> Copy:
        return Copy(self.entry.text().strip(), self.day.day.isoformat(), self.roster.isChecked())


def ask_copy(parent: QWidget, of: Class) -> Copy | None:
    """What to copy; None when the clerk gave up."""
    dialog = CopyDialog(of, parent.window())
    wanted = dialog.wanted if dialog.exec() else None
    dialog.deleteLater()
    return wanted
