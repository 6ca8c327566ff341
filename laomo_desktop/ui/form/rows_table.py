"""A small table of records inside a form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.register import Register
from laomo_desktop.services import registers
from laomo_desktop.ui.widgets.keys import is_plain_enter


class RowsTable(QTableWidget):
    """``opened`` and ``delete_asked`` tell the row's number in `records`."""

    opened = Signal(int)
    delete_asked = Signal()

    def __init__(self, reg: Register, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self._reg, self._columns = reg, tuple(columns)
        self.records: list[Record] = []
        self.setHorizontalHeaderLabels([reg[name].label for name in columns])
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(row))

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these rows; the chosen one stays chosen if it is still there."""
        chosen = {self.records[row]["id"] for row in self.chosen()}
        self.records = list(records)
        self.setRowCount(len(records))
        for row, record in enumerate(records):
            for place, name in enumerate(self._columns):
                item = QTableWidgetItem(registers.present(self._reg, record, name))
                item.setToolTip(item.text())
                self.setItem(row, place, item)
            if record["id"] in chosen:
                self.selectRow(row)
        self.horizontalHeader().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        for place in range(len(self._columns)):
            self.setColumnWidth(place, min(self.columnWidth(place) + 12, 220))

    def chosen(self) -> list[int]:
        """The selected rows' numbers."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()} - {len(self.records)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain_enter(event):
            if self.currentRow() >= 0:
                self.opened.emit(self.currentRow())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)
