"""历史: who did what with a record and when, before and after; each step can be taken back."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.db.journal import Obstacle
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import registers
from laomo_desktop.services.desk import READER
from laomo_desktop.services.merging.aliases import KIND, PARTED
from laomo_desktop.services.registers import Done, HistoryLine
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label

HEADS = ("时间", "谁", "做了什么", "改动（前 → 后）")
LOOKS = "查看"
MOST_TOLD = 6


class HistoryTab(QWidget):
    """The lines of `registers.history`, newest first."""

    def __init__(self, context: Context, register: str, key: RowId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._register, self._key = context, register, key
        self.lines: list[HistoryLine] = []
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.setAccessibleName("历史")
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._show_state)
        self.undoer = button("撤销这一步", self.undo, tip="把这一步改回去，撤销本身也会记入历史")
        self.undoer.setVisible(context.desk.role != READER)
        self.words = label(role="soft", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.undoer)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew."""
        self.lines = registers.history(self.context.desk, self._register, self._key)
        self.table.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            for place, words in enumerate(told(line)):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                item.setToolTip(words)
                self.table.setItem(row, place, item)
        self.table.horizontalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        for place in range(len(HEADS) - 1):
            self.table.setColumnWidth(place, min(self.table.columnWidth(place) + 12, 180))
        self.table.resizeRowsToContents()
        if self.lines and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self._show_state()

    @guarded
    def undo(self) -> None:
        """Take the chosen step back; later edits in its way are told first."""
        line = self._chosen()
        if line is None:
            raise Refused("还没有选中哪一步", todo="请先点选一行")
        number = line.operation.number
        standing = registers.obstacles(self.context.desk, number)
        if standing and not self._agreed(standing):
            return
        leave = [obstacle.row for obstacle in standing]
        self.context.runner.do(
            lambda _progress: registers.undo(self.context.desk, number, leave=leave), self._undone,
            label="撤销", failed=self.context.frame.refuse, quiet=True,
        )

    def _agreed(self, standing: list[Obstacle]) -> bool:
        """Later edits would be lost: leave those rows as they are, or do nothing."""
        rows = {obstacle.row for obstacle in standing}
        if self._key in rows:
            later = next(o for o in standing if o.row == self._key)
            reg = REGISTERS[self._register]
            named = "、".join(reg[name].label for name in later.fields if name in reg.by_name) or "这条记录"
            raise Refused(f"{named}后来又改过（{later.by.sentence}）", todo="请先撤销后面的修改")
        listed = "\n".join(f"· {o.by.sentence}" for o in standing[:MOST_TOLD])
        return ask(self, f"有{len(rows)}条记录后来又改过。", ("只撤销其余的", "取消"), more=listed) == 0

    @guarded
    def _undone(self, done: Done) -> None:
        self.context.frame.said(done)
        self.refresh()

    def _chosen(self) -> HistoryLine | None:
        row = self.table.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _show_state(self) -> None:
        line = self._chosen()
        able = line is not None and line.operation.undone_by is None and line.operation.kind != LOOKS
        self.undoer.setEnabled(able)
        self.undoer.setText(PARTED if line is not None and line.operation.kind == KIND else "撤销这一步")
        self.words.setText(line.operation.sentence if line is not None else "")


def told(line: HistoryLine) -> tuple[str, str, str, str]:
    """One line of the table, in words."""
    done = line.operation
    at = datetime.fromisoformat(done.at).astimezone()
    what = done.kind + ("（已撤销）" if done.undone_by is not None else "")
    changes = [f"{name}：{before or '空'} → {after or '空'}" for name, before, after in line.differences]
    return f"{at:%Y-%m-%d %H:%M}", done.user, what, "\n".join(changes) or done.sentence
