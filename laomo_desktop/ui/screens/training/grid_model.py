"""People × periods as a table: what is recorded, with what was just marked laid over it."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from laomo_desktop.db.records import Record
from laomo_desktop.domain.attendance import Tally, tally
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.marks import Mark
from laomo_desktop.services.attendance import Cell, Grid, outside
from laomo_desktop.services.trainings import Class
from laomo_desktop.ui.screens.training.words import period_words

Index = QModelIndex | QPersistentModelIndex
Changes = Mapping[Cell, Mark | None]
MARK = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
TOTALS = ("出勤", "缺勤")
MISSED = "—"
"""What stands where somebody who joined on the spot was not yet there (未参加)."""
WORDS: Mapping[Mark, str] = {
    Mark.PRESENT: "到",
    Mark.LATE: "迟",
    Mark.EARLY: "退",
    Mark.LEAVE: "假",
    Mark.ABSENT: "缺",
}


class GridModel(QAbstractTableModel):
    """Columns are the periods, then 出勤 and 缺勤. ``marked`` carries what `put` changed."""

    marked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.enrolments: list[Record] = []
        self.periods: list[Record] = []
        self._of: Class | None = None
        self._outside: frozenset[Cell] | None = None
        self._recorded: dict[Cell, Mark] = {}
        self._over: dict[Cell, Mark | None] = {}

    def show(self, grid: Grid) -> None:
        """Other people or periods make a new table; other marks only new cells."""
        self._of = of = grid.of
        self._outside = None
        if _outline(of) == (_keys(self.enrolments), _keys(self.periods)):
            self.enrolments, self.periods, self._recorded = of.enrolments, of.periods, dict(grid.marks)
            self._redraw()
            return
        self.beginResetModel()
        self.enrolments, self.periods, self._recorded = of.enrolments, of.periods, dict(grid.marks)
        self._over.clear()
        self.endResetModel()

    # -- marks -------------------------------------------------------------------------------------------------
    def mark(self, row: int, column: int) -> Mark | None:
        """What stands there now, recorded or about to be."""
        return self._now(self.cell(row, column))

    def cell(self, row: int, column: int) -> Cell:
        return self.enrolments[row]["id"], self.periods[column]["id"]

    @property
    def outside(self) -> frozenset[Cell]:
        """The cells nobody has to fill in, by the marks as they stand now."""
        if self._outside is None:
            self._outside = outside(self._of, self._now) if self._of else frozenset()
        return self._outside

    def _now(self, cell: Cell) -> Mark | None:
        return self._over[cell] if cell in self._over else self._recorded.get(cell)

    def waiting(self, column: int) -> list[int]:
        """The rows of a period that wait for a mark."""
        cells = [self.cell(row, column) for row in range(len(self.enrolments))]
        return [row for row, cell in enumerate(cells) if self._now(cell) is None and cell not in self.outside]

    def first_open(self) -> int:
        """The first period that is not complete; the last one when all are."""
        columns = range(len(self.periods))
        return next((c for c in columns if self.waiting(c)), max(len(self.periods) - 1, 0))

    def is_cell(self, index: Index) -> bool:
        """Whether a mark can stand there (not in the totals)."""
        return index.isValid() and index.column() < len(self.periods)

    def put(self, indexes: Iterable[Index], mark: Mark | None) -> None:
        """Mark cells at once; they are recorded a moment later."""
        self.put_marks({self.cell(i.row(), i.column()): mark for i in indexes if self.is_cell(i)})

    def put_marks(self, changes: Changes) -> None:
        """As `put`, each its own; cells that stand so already are left out."""
        fresh = {c: m for c, m in changes.items() if self._over.get(c, self._recorded.get(c)) is not m}
        if fresh:
            self._over.update(fresh)
            self._redraw()
            self.marked.emit(fresh)

    def settled(self, changes: Changes) -> None:
        """These are recorded now."""
        for cell, mark in changes.items():
            if mark is None:
                self._recorded.pop(cell, None)
            else:
                self._recorded[cell] = mark
        self.forget(changes)

    def forget(self, changes: Changes) -> None:
        """What was laid over is gone, unless it was marked otherwise since."""
        for cell, mark in changes.items():
            if cell in self._over and self._over[cell] is mark:
                del self._over[cell]
        self._redraw()

    def of_person(self, row: int) -> Tally:
        """One row; what came before she joined on the spot counts as absent."""
        cells = [self.cell(row, column) for column in range(len(self.periods))]
        return tally(Mark.ABSENT if cell in self.outside else self._now(cell) for cell in cells)

    def of_period(self, column: int) -> Tally:
        """One column, without those who joined later on the spot."""
        cells = [self.cell(row, column) for row in range(len(self.enrolments))]
        return tally(self._now(cell) for cell in cells if cell not in self.outside)

    def place_of(self, cell: Cell) -> tuple[int, int] | None:
        """Row and column of a cell; None if its person or period is not in the table."""
        row = self.row_of(cell[0])
        column = next((c for c, p in enumerate(self.periods) if p["id"] == cell[1]), None)
        return None if row is None or column is None else (row, column)

    def row_of(self, enrolment: RowId) -> int | None:
        return next((r for r, e in enumerate(self.enrolments) if e["id"] == enrolment), None)

    # -- Qt's side ---------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.enrolments)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self.periods else len(self.periods) + len(TOTALS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_cell(index):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.is_cell(index):
            return self._total(index, role)
        mark = self.mark(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{mark.sign}{WORDS[mark]}" if mark else MISSED if self._missed(index) else ""
        if role == MARK:
            return mark
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.told(index)
        return None

    def _missed(self, index: Index) -> bool:
        return self.cell(index.row(), index.column()) in self.outside

    def told(self, index: Index) -> str:
        """A cell in words: who, which period, what was noted."""
        mark = self.mark(index.row(), index.column())
        enrolment, period = self.enrolments[index.row()], self.periods[index.column()]
        missed = "未参加：后来才现场加入，本人计缺勤，不计入这一节的应到"
        words = mark.label if mark else missed if self._missed(index) else "未登记"
        return f"{enrolment['number']}号 {enrolment['who']['name']}，{period_words(period)}：{words}"

    def _total(self, index: Index, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        sums = self.of_person(index.row())
        if index.column() == len(self.periods):
            return f"{sums.present}/{sums.expected}"
        return str(sums.absent + sums.leave) if sums.absent + sums.leave else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._person(section, role)
        if section >= len(self.periods):
            return TOTALS[section - len(self.periods)] if role == Qt.ItemDataRole.DisplayRole else None
        return period_words(self.periods[section]) + "\n" + self.of_period(section).sentence

    def _person(self, row: int, role: int) -> str:
        enrolment = self.enrolments[row]
        name = f"{enrolment['number']} {enrolment['who']['name']}"
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        unit = enrolment["who"]["enterprise.title"]
        return f"{name}　{unit}\n{self.of_person(row).sentence}"

    def _redraw(self) -> None:
        self._outside = None
        if self.enrolments and self.periods:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)


def _keys(rows: Iterable[Record]) -> list[RowId]:
    return [row["id"] for row in rows]


def _outline(of: Class) -> tuple[list[RowId], list[RowId]]:
    return _keys(of.enrolments), _keys(of.periods)
