"""The preview's table: widths by what stands in the columns, keys, cells opened for correcting."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from laomo_desktop.services.imports import Preview, Verdict
from laomo_desktop.ui.screens.importing.heads import HeadView
from laomo_desktop.ui.screens.importing.model import FIRST, REMARK, PreviewModel
from laomo_desktop.ui.widgets.keys import is_plain_enter

Index = QModelIndex | QPersistentModelIndex
MEASURED = 60
NARROWEST, WIDEST = 8, 18
"""Of a column, in Chinese characters."""
OPEN = (Verdict.WRONG, Verdict.DOUBTFUL)


class PreviewView(QTableView):
    """``lined`` tells the current row whenever it is another."""

    lined = Signal(int)

    def __init__(self, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.heads = HeadView(self, model)
        self.setHorizontalHeader(self.heads)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("导入预览")
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.fontMetrics().height() + 12)
        side.setToolTip("表里的行号和这一行的结果")

    def fit(self, preview: Preview, columns: Sequence[int]) -> None:
        """Widths for a newly read file."""
        letter = self.fontMetrics().horizontalAdvance("汉")
        self.setColumnWidth(REMARK, 16 * letter)
        for at in range(FIRST, FIRST + len(columns)):
            head = str(self.rows.headerData(at, Qt.Orientation.Horizontal))
            shown = (
                self.rows.index(row, at).data() or "" for row in islice(range(self.rows.rowCount()), MEASURED)
            )
            widest = max((self.fontMetrics().horizontalAdvance(words) for words in (head, *shown)), default=0)
            wide = max(NARROWEST * letter, min(widest + 3 * letter, WIDEST * letter))
            self.setColumnWidth(at, max(wide, self.heads.room_of(at - FIRST)))

    def stand_at(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        if 0 <= row < self.rows.rowCount():
            index = self.rows.index(row, min(column, self.rows.columnCount() - 1))
            self.setCurrentIndex(index)
            self.scrollTo(index)
            right = self.columnViewportPosition(index.column()) + self.columnWidth(index.column())
            if self.horizontalScrollBar().value() + right <= self.viewport().width():
                self.horizontalScrollBar().setValue(0)  # the remark stays in sight where the cell does too

    def next_open(self) -> None:
        """The next row that is wrong or doubtful, from the top again after the last."""
        count, start = self.rows.rowCount(), self.currentIndex().row()
        for step in range(1, count + 1):
            row = (start + step) % count
            line = self.rows.line(row)
            if line is not None and line.verdict in OPEN:
                self.stand_at(row, self.rows.first_wrong(row))
                self.setFocus()
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.lined.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if is_plain_enter(event) and not editing and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)
