"""The rows of a list, a window of pages over the store: memory does not grow with the rows."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import lists, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.list.pages import SIZE, Pages
from laomo_desktop.ui.list.scope import with_scope

Index = QModelIndex | QPersistentModelIndex
DEEP = 3 * SIZE
"""From this row on a list in an order no index holds is sorted once, whole."""
KEY = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RegisterModel(QAbstractTableModel):
    """A register's rows under a `Query`. Cells are words as the clerk may see them: personal data masked."""

    def __init__(self, desk: Desk, register: str, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reg: Register = REGISTERS[register]
        self.query = Query(register)
        self.columns = tuple(columns)
        self.asked = self.query
        """What is looked for now; ``query`` is what is shown until the answer is there."""
        self.ask: Callable[[Query], None] = self.show
        """Where another order is asked for: at once, or where a page lets long questions wait (see `finder`)."""
        self._desk = desk
        self._pages = Pages(self._read)
        self._count = 0
        self._order: array[int] | None = None

    def show(self, query: Query) -> None:
        """Other rows, or another order: everything is read anew."""
        self.take(query, lists.count(self._desk, query), None)

    def take(self, query: Query, count: int, order: "array[int] | None") -> None:
        """Show what was found: so many rows, in this order where no index holds it."""
        if order is not None and order == self._order and query == self.query:
            self.asked = query
            self._anew()
            return
        self.beginResetModel()
        self.query, self.asked, self._count, self._order = query, query, count, order
        self._pages.forget()
        self.endResetModel()

    def refresh(self) -> bool:
        """Something was written. Returns whether rows came or went (then the selection is gone)."""
        count = lists.count(self._desk, self.query)
        if count != self._count:
            self.show(self.query)
            return True
        self._order = None
        self._anew()
        return False

    def _anew(self) -> None:
        self._pages.forget()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))

    def set_columns(self, columns: Sequence[str]) -> None:
        """Which fields stand in which order."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def record(self, row: int) -> Record | None:
        """All of one row; None if it is gone since it was counted."""
        return self._pages.row(row)

    def key(self, row: int) -> RowId | None:
        """The key of one row."""
        record = self.record(row)
        return None if record is None else record["id"]

    def keys(self, first: int, last: int) -> list[RowId]:
        """The keys of rows ``first`` to ``last``, both included; few are read from the pages."""
        if last - first < SIZE:
            found = [self.key(row) for row in range(first, last + 1)]
            return [key for key in found if key is not None]
        if self._order is not None:
            return lists.keys_of(self._desk, self.reg.name, self._order[first : last + 1])
        return lists.keys(self._desk, self.query)[first : last + 1]

    def place(self, key: RowId) -> int | None:
        """The row a key stands in."""
        if self._order is None:
            return lists.position(self._desk, self.query, key)
        number = lists.number_of(self._desk, self.reg.name, key)
        return None if number is None or number not in self._order else self._order.index(number)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        of = self.reg[self.columns[index.column()]]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            record = self.record(index.row())
            return self._words(of, record) if record else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_right(index.column()):
            return RIGHT
        return self.key(index.row()) if role == KEY else None

    def _words(self, of: Field, record: Record) -> str:
        """A cell; beside a title what else it was called before something was merged into it."""
        words = registers.present(self.reg, record, of.name).replace("\n", " ")
        once = registers.once_called(record) if of.name == self.reg.title else ""
        return f"{words}（{once}）" if once else words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        of = self.reg[self.columns[section]]
        if role == Qt.ItemDataRole.DisplayRole:
            return of.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return with_scope(of, f"{of.label}：点一下按它排序，再点一下反过来")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._is_right(section) else LEFT
        return None

    def _is_right(self, column: int) -> bool:
        """Numbers stand right; not in the last column, which takes the room that is left."""
        of = self.reg[self.columns[column]]
        return of.kind in (Kind.INT, Kind.MONEY) and column < len(self.columns) - 1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By one column, in SQL; column -1 is the register's own order."""
        by: tuple[str, ...] = ()
        if column >= 0:
            by = (("-" if order is Qt.SortOrder.DescendingOrder else "") + self.columns[column],)
        if by != self.asked.order:
            self.ask(replace(self.asked, order=by))

    def _read(self, offset: int, limit: int) -> list[Record]:
        if self._order is None and offset >= DEEP:
            self._order = lists.sorted_once(self._desk, self.query)
        if self._order is None:
            return lists.page(self._desk, self.query, offset, limit)
        return lists.rows(self._desk, self.reg.name, self._order[offset : offset + limit])
