"""A table whose numbers are links: click or Enter opens the rows behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from laomo_desktop.db.query import Query
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.period import Period
from laomo_desktop.ui.theme.colours import LIGHT

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROOM = 250
"""Pixels without which words of a sentence's length would stand in a tower of lines."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a figure leads: the measure's rows of a span, under one value of a dimension."""

    measure: str
    span: Period
    by: str | None = None
    value: Value = None
    office: str | None = None
    """Another office than the one chosen above."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, the rows behind (if it is a figure: as a link or a list), and what the tip says."""

    words: str
    link: Link | Query | None = None
    tip: str = ""
    number: bool = False


class LinkModel(QAbstractTableModel):
    """Ready cells; the last row is a total where ``total`` says so."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[tuple[str, str]] = ()
        self.rows: Sequence[Sequence[Cell]] = ()
        self.total = False

    def show(self, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[Cell]], *, total: bool = False) -> None:
        """``heads`` are (label, tip)."""
        self.beginResetModel()
        self.heads, self.rows, self.total = heads, rows, total
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def cell(self, index: Index) -> Cell:
        """The cell at an index."""
        return self.rows[index.row()][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and cell.link and cell.words:
            return QColor(LIGHT.accent)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(index, cell)
        return None

    def _font(self, index: Index, cell: Cell) -> QFont | None:
        last = self.total and index.row() == len(self.rows) - 1
        if not last and not (cell.link and cell.words):
            return None
        font = QFont()
        font.setBold(last)
        font.setUnderline(bool(cell.link and cell.words))
        return font

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.heads[section][1] or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = any(row[section].number for row in self.rows[:1])
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class LinkTable(QTableView):
    """``opened`` tells the `Link` or list of a figure that was clicked or entered.

    ``whole``: the last column's words are broken into lines, and the table is as high as all its rows (its page
    scrolls); where there is hardly room for that column it goes, and ``told`` tells its words of the current row.
    """

    opened = Signal(object)
    told = Signal(str)

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self._widths: list[int] = []
        """Of all columns but the last, as wide as their words."""
        self.cells = LinkModel()
        self.setModel(self.cells)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(whole)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(self._open)

    def show_cells(
        self, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[Cell]], *, total: bool = False
    ) -> None:
        """Other contents; columns as wide as their words, within reason."""
        self.cells.show(heads, rows, total=total)
        self.resizeColumnsToContents()
        for column in range(len(heads) - 1):
            self.setColumnWidth(column, min(max(self.columnWidth(column) + 12, 64), 300))
        self._widths = [self.columnWidth(column) for column in range(len(heads) - 1)]
        if rows:
            self.setCurrentIndex(self.cells.index(0, min(1, len(heads) - 1)))
        self._fit()

    def _fit(self) -> None:
        if not self._whole or not self._widths:
            return
        self._make_room()
        self._tell()
        least = self.verticalHeader().defaultSectionSize()
        for row in range(len(self.cells.rows)):
            self.setRowHeight(row, max(least, self.sizeHintForRow(row) + 8))
        self.setMinimumHeight(self.verticalHeader().length() + self.horizontalHeader().height() + 20)

    def _make_room(self) -> None:
        """The last column as wide as there is room; without it the others share its room."""
        last = len(self._widths)
        room = self.viewport().width() - sum(self._widths)
        away = room < ROOM
        self.setColumnHidden(last, away)
        self.horizontalHeader().setStretchLastSection(not away)
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width + (max(room, 0) // last if away else 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell()

    def _tell(self) -> None:
        last, row = len(self.cells.heads) - 1, self.currentIndex().row()
        hidden = self._whole and row >= 0 and self.isColumnHidden(last)
        cells = self.cells.rows[row] if hidden else ()
        self.told.emit(f"{cells[0].words}：{cells[last].words}" if cells else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (link := self.cells.cell(index).link) and self.cells.cell(index).words:
            self.opened.emit(link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        link = index.isValid() and self.cells.cell(index).link and self.cells.cell(index).words
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().unsetCursor()
        super().leaveEvent(event)
