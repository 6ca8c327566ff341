"""A plain table: rows of words made once per reading, selection by rows, keys handed on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
FLAGS = QItemSelectionModel.SelectionFlag
KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what stands in it, its width in Chinese characters, how its words are toned.

    ``spare``: where a table has no room for all, columns with 1 go first, then those with 2 …; those with 0 stay."""

    label: str
    words: Callable[[Any], str]
    width: int = 6
    right: bool = False
    colour: Callable[[Any], str] | None = None
    spare: int = 0


class RowsModel(QAbstractTableModel):
    """Rows of anything with a key. Keeps the rows' identity, so that a selection survives a reading."""

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], RowId], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._key = key

    def show(self, rows: Sequence[Any]) -> None:
        """Other keys make a new table; else only the cells are new."""
        same = [self._key(row) for row in rows] == self.keys()
        if not same:
            self.beginResetModel()
        self.rows = list(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def keys(self) -> list[RowId]:
        return [self._key(row) for row in self.rows]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.words(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.colour is not None:
            return QColor(column.colour(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._key(row) if role == KEY else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RowsView(QTableView):
    """``opened`` at Enter or double click, ``delete_asked`` at Delete, both with the current key."""

    opened = Signal(object)
    delete_asked = Signal()

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        for place, column in enumerate(model.columns):
            self.setColumnWidth(place, self.width_of(column))
        self._gone: dict[int, int] = {}
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(KEY)))

    @property
    def least_height(self) -> int:
        """Pixels for the heads and five rows: less than that is no table."""
        rows = 5 * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()

    def fit(self) -> None:
        """Hide columns that may be spared, as many as the room wants; of the last, which stretches, its declared width
        is kept."""
        columns = self.rows.columns
        widths = {place: self._gone.get(place, self.columnWidth(place)) for place in range(len(columns) - 1)}
        need = sum(widths.values()) + self.width_of(columns[-1])
        gone = dict[int, int]()
        for place in sorted((p for p in widths if columns[p].spare), key=lambda p: columns[p].spare):
            if need > self.viewport().width() and widths[place]:
                gone[place] = widths[place]
                need -= widths[place]
        for place in gone.keys() ^ self._gone.keys():
            self.setColumnHidden(place, place in gone)
        self._gone = gone

    def width_of(self, column: Column) -> int:
        """Its declared width in pixels."""
        return self.fontMetrics().horizontalAdvance("字") * column.width + 20

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def chosen(self) -> list[RowId]:
        """The keys of the selected rows, top down."""
        keys = self.rows.keys()
        return [keys[row] for row in sorted(i.row() for i in self.selectionModel().selectedRows())]

    def choose(self, keys: Sequence[RowId]) -> None:
        """Select these rows and bring the first into sight."""
        wanted = frozenset(keys)
        found = [row for row, key in enumerate(self.rows.keys()) if key in wanted]
        selection = QItemSelection()
        for row in found:
            selection.select(self.rows.index(row, 0), self.rows.index(row, len(self.rows.columns) - 1))
        if found:
            self.selectionModel().setCurrentIndex(self.rows.index(found[0], 0), FLAGS.NoUpdate)
            self.selectionModel().select(selection, FLAGS.ClearAndSelect)
            self.scrollTo(self.rows.index(found[0], 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().data(KEY))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


def record_key(row: Record) -> RowId:
    """The key of a row of the store."""
    key: RowId = row["id"]
    return key
