"""按半天生成: the first and last day, and how many half-days between them."""

from contextlib import suppress
from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import trainings
from laomo_desktop.services.trainings import MOST_PERIODS, Class
from laomo_desktop.ui.screens.training.words import short_day
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine


class PlanDialog(QDialog):
    """Shows what would come of it before anything is made."""

    def __init__(self, of: Class, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("按半天生成节次")
        begins = date.fromisoformat(of.training["begins"])
        ends = date.fromisoformat(of.training["ends"] or of.training["begins"])
        self.begins, self.ends = DayLine(begins), DayLine(ends)
        self.count = QSpinBox()
        self.count.setRange(1, MOST_PERIODS)
        self.count.setSuffix(" 节")
        self.words = label(role="soft", wrap=True)
        self.ok = button("生成", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        self._lay_out()
        for line in (self.begins, self.ends):
            line.day_changed.connect(self._days)
            line.textEdited.connect(self._tell)
        self.count.valueChanged.connect(self._tell)
        self._days()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("从", self.begins)
        form.addRow("到", self.ends)
        form.addRow("共", self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)
        self.setMinimumWidth(420)
        self.begins.setFocus()

    def _days(self) -> None:
        with suppress(Refused):  # told below
            self.count.setValue(max(((self.ends.day - self.begins.day).days + 1) * 2, 1))
        self._tell()

    def _tell(self) -> None:
        try:
            if self.ends.day < self.begins.day:
                raise Refused("结束日期早于开始日期")
            made = trainings.planned_periods(*self.wanted)
        except Refused as no:
            self.words.setText(no.sentence)
            self.ok.setEnabled(False)
            return
        self.ok.setEnabled(True)
        first, last = (f"{short_day(str(p['day']))}{p['half']!s}" for p in (made[0], made[-1]))
        self.words.setText(f"将有{len(made)}节：{first} 至 {last}，已有的半天会跳过。")

    @property
    def wanted(self) -> tuple[str, str, int]:
        """First and last day (ISO), and how many."""
        return self.begins.day.isoformat(), self.ends.day.isoformat(), self.count.value()


def ask_plan(parent: QWidget, of: Class) -> tuple[str, str, int] | None:
    """What to plan; None when the clerk gave up."""
    dialog = PlanDialog(of, parent.window())
    wanted = dialog.wanted if dialog.exec() else None
    dialog.deleteLater()
    return wanted
