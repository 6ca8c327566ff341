"""The table of a list: keys, copying for Excel, and typing that goes on in the search box."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from laomo_desktop.domain.field import RowId
from laomo_desktop.ui.list.model import RegisterModel
from laomo_desktop.ui.widgets.keys import is_plain_enter

MOST_COPIED = 20_000
"""Rows the clipboard takes at once; more is what 导出 is for."""


class ListView(QTableView):
    """Rows of a `RegisterModel`. Every act is a signal; the page does it."""

    opened = Signal(int)
    delete_asked = Signal()
    escaped = Signal()
    pasted = Signal(str)
    typed = Signal(str)
    copied = Signal(int)
    too_many = Signal(int)

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._heads()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def _heads(self) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.fontMetrics().height() + 14)
        top = self.horizontalHeader()
        top.setSectionsMovable(True)
        top.setHighlightSections(False)
        top.setSortIndicatorClearable(True)
        top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        top.setStretchLastSection(True)
        self.setSortingEnabled(True)

    def ranges(self) -> list[tuple[int, int]]:
        """The selected rows as (first, last), in order."""
        chosen = self.selectionModel().selection()
        found = {(chosen.at(i).top(), chosen.at(i).bottom()) for i in range(chosen.count())}
        return sorted(found)

    def chosen_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.ranges())

    def chosen_keys(self) -> list[RowId]:
        """The keys of the selected rows."""
        return [key for first, last in self.ranges() for key in self.rows.keys(first, last)]

    def choose(self, row: int) -> None:
        """Select one row and bring it into sight."""
        index = self.rows.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def copy(self) -> None:
        """The selected rows as Excel takes them: what is seen, a head row first when there are several."""
        count = self.chosen_count()
        if count > MOST_COPIED:
            self.too_many.emit(count)
            return
        order = [self.horizontalHeader().logicalIndex(v) for v in range(self.rows.columnCount())]
        lines = [
            "\t".join(str(self.rows.index(row, column).data() or "") for column in order)
            for first, last in self.ranges() for row in range(first, last + 1)
        ]
        if count > 1:
            lines.insert(0, "\t".join(self.rows.reg[self.rows.columns[column]].label for column in order))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.copied.emit(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif is_plain_enter(event):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif _begins_a_word(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def _begins_a_word(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.text().isprintable() and not event.text().isspace() and bool(event.text())
