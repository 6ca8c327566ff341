"""What is asked when somebody has served, and when a need is closed."""

from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.past_day import PastDay
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.needs import SATISFACTION
from laomo_desktop.services.needs import Closing
from laomo_desktop.ui.form.editors.text import LineEditor
from laomo_desktop.ui.widgets.buttons import button, foot, label, shortcut
from laomo_desktop.ui.widgets.day_line import DayLine

NOT_SAID = "企业还没有评价"


def rating_box() -> QComboBox:
    """The enterprise's rating; nothing is pre-chosen."""
    box = QComboBox()
    box.addItem(NOT_SAID, "")
    for words in SATISFACTION:
        box.addItem(words, words)
    box.setAccessibleName("企业评价")
    return box


class CompleteDialog(QDialog):
    """完成: with the enterprise's rating, if it gave one."""

    def __init__(self, who: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("完成")
        self.setMinimumWidth(400)
        self.rating = rating_box()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"{who}的服务完成了，企业怎么评价？", wrap=True))
        column.addWidget(self.rating)
        self.ok = button("完成", self.accept, key="Enter", role="primary")
        self.ok.setDefault(True)
        column.addLayout(foot(self.ok, self.reject))
        self.rating.setFocus()


class CloseDialog(QDialog):
    """销号: how it was solved (wanted), what it saved, how content the enterprise is; what a visit told is there."""

    def __init__(self, title: str, known: Closing, past: PastDay, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._past = past
        self.setWindowTitle("销号")
        self.setMinimumWidth(480)
        self.closing = Closing()
        self.result_box = QPlainTextEdit(known.result)
        self.result_box.setTabChangesFocus(True)
        self.result_box.setAccessibleName("解决情况")
        self.result_box.setPlaceholderText("怎样解决的")
        self.benefit = LineEditor(REGISTERS["needs"]["benefit"])
        self.benefit.line.setPlaceholderText("如 50000 或 5万；服务活动里登记过的不用再填")
        self.rating = rating_box()
        self.rating.setCurrentIndex(max(0, self.rating.findData(known.satisfaction)))
        self.day = DayLine(known.day or date.today())
        self.day.setAccessibleName("办结日期")
        self.complaint = label(role="error", wrap=True)
        self._lay_out(title)
        shortcut("Ctrl+Return", self, self.accept)
        self.result_box.setFocus()

    def _lay_out(self, title: str) -> None:
        grid = QGridLayout()
        rows = (("解决情况", self.result_box), ("经济效益(元)", self.benefit), ("满意度", self.rating),
                ("办结日期", self.day))  # fmt: skip
        for row, (words, widget) in enumerate(rows):
            grid.addWidget(label(words), row, 0)
            grid.addWidget(widget, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(f"“{title}”解决了，登记结果后销号。", wrap=True))
        column.addLayout(grid)
        column.addWidget(self.complaint)
        self.ok = button("销号", self.accept, key="Ctrl+Enter", role="primary")
        column.addLayout(foot(self.ok, self.reject))

    def accept(self) -> None:
        result = self.result_box.toPlainText().strip()
        try:
            at: QWidget = self.benefit.line
            benefit = kinds.parse(REGISTERS["needs"]["benefit"], self.benefit.line.text())
            at, day = self.day, self._past.check(self.day.day)
        except Refused as no:
            self.complaint.setText(no.sentence)
            at.setFocus()
            return
        if not result:
            self.complaint.setText("请先写明解决情况。")
            self.result_box.setFocus()
            return
        saved = benefit if isinstance(benefit, int) else None
        self.closing = Closing(result, saved, self.rating.currentData(), day)
        super().accept()
