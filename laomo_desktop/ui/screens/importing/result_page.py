"""Step three: what was done, and what may follow."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.services.imports import Imported, Preview, Verdict
from laomo_desktop.ui.screens.importing.words import TINTS, sign
from laomo_desktop.ui.widgets.buttons import button, label, toned

WIDEST = 820


class ResultPage(QWidget):
    """Counts, and the acts that follow an import; the screen does them."""

    undo_asked = Signal()
    report_asked = Signal()
    open_asked = Signal()
    pending_asked = Signal()
    again_asked = Signal()
    training_asked = Signal()
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(role="title")
        self.sentence = label(role="soft", wrap=True)
        self.numbers = {verdict: label(role="figure") for verdict in Verdict}
        self.told = label(wrap=True)
        self.undo = button("撤销本次导入", self.undo_asked.emit, tip="以后也可以在“操作记录”里撤销")
        self.report = button(
            "保存错误说明表", self.report_asked.emit, tip="您的原表，错误处涂色并写明原因", key="Ctrl+E"
        )
        self.open = button("打开错误说明表", self.open_asked.emit)
        self.pending = button("去处理存疑", self.pending_asked.emit)
        self.training = button("回到培训班", self.training_asked.emit, role="primary")
        self.list = button("查看列表", self.list_asked.emit, role="primary")
        self.again = button("再导入一份", self.again_asked.emit, key="Ctrl+N")
        self._lay_out()

    def show_result(self, preview: Preview, outcome: Imported, *, training: bool) -> None:
        """Tell what an import did."""
        self.title.setText("导入完成")
        self.sentence.setText(outcome.done.sentence)
        for verdict, number in self.numbers.items():
            number.setText(f"{outcome.counts[verdict]:,}")
        self.told.setText(_advice(preview, outcome))
        self.undo.setVisible(outcome.done.operation > 0)
        left = outcome.counts[Verdict.WRONG] + outcome.counts[Verdict.DOUBTFUL]
        self.report.setVisible(left > 0)
        self.open.hide()
        self.pending.setVisible(outcome.pending > 0)
        self.training.setVisible(training)
        self.list.setVisible(not training)
        self.list.setText(f"查看{preview.register.label}")
        (self.training if training else self.list).setFocus()

    def taken_back(self, sentence: str) -> None:
        """The import was undone."""
        self.title.setText("已撤销")
        self.sentence.setText(f"{sentence}。")
        self.told.setText("名单已恢复到导入前的样子。")
        self.undo.hide()
        self.pending.hide()
        self.again.setFocus()

    def reported(self, path: Path, rows: int) -> None:
        """The report was written."""
        self.told.setText(f"错误说明表已保存：{path}，标出{rows}行。改好后再导入一次，只会改动这几行。")
        self.open.show()

    def _lay_out(self) -> None:
        box = QWidget()
        box.setMaximumWidth(WIDEST)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (first, (self.training, self.list, self.pending, self.again)),
            (second, (self.report, self.open, self.undo)),
        ):
            row.setSpacing(10)
            for made in buttons:
                row.addWidget(made)
            row.addStretch(1)
        for widget in (self.title, self.sentence, self._cards(), self.told):
            column.addWidget(widget)
        column.addLayout(first)
        column.addLayout(second)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 22, 28, 22)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def _cards(self) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for at, (verdict, number) in enumerate(self.numbers.items()):
            card = toned(QFrame(), "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(14, 10, 14, 10)
            name = label(sign(verdict))
            name.setStyleSheet(f"color: {TINTS[verdict].text}")
            inside.addWidget(number, 0, Qt.AlignmentFlag.AlignLeft)
            inside.addWidget(name)
            grid.addWidget(card, 0, at)
        return row


def _advice(preview: Preview, outcome: Imported) -> str:
    """What the clerk may want to do about what stayed out."""
    parts = []
    if number := outcome.counts[Verdict.WRONG]:
        parts.append(f"{number}行有错误没有导入：可保存错误说明表，在原表上改好再导入，只会补上这几行。")
    if outcome.pending:
        parts.append(f"{outcome.pending}行存疑已放进“待处理”，什么时候处理都可以。")
    if made := preview.made:
        parts.append(f"顺便{'、'.join(made)}。")
    return "\n".join(parts)
