"""操作记录: everything that was done, newest first, found by words, and taken back from here."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.db.journal import Operation
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.times import local
from laomo_desktop.services import registers
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView
from laomo_desktop.ui.widgets.search_box import SearchBox

PAGE = 500
COLUMNS = (
    Column("时间", lambda o: local(o.at), 9),
    Column("用户", lambda o: o.user, 6),
    Column("操作", lambda o: o.kind, 5),
    Column("内容", lambda o: o.sentence + ("（已撤销）" if o.undone_by else ""), 40),
)


class JournalScreen(Screen):
    """The store's whole history."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.search = SearchBox()
        self.search.setPlaceholderText("查找操作：人名、班名、用户…")
        self.search.searched.connect(self._read)
        self.model = RowsModel(COLUMNS, _key, self)
        self.table = RowsView(self.model, "操作记录")
        self.count = label(role="soft")
        self.undoer = button("撤销选中的操作", self.undo, key="Ctrl+D")
        self.more = button("显示更早的", self._older)
        self._limit = PAGE
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._show_state)

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(label("操作记录", "title"))
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.search, 1)
        for widget in (self.undoer, self.more):
            below.addWidget(widget)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def arrive(self, place: Place) -> None:
        self._read()
        self.table.setFocus()

    def changed(self, what: Changed) -> None:
        if self.isVisible():
            self._read()

    @guarded
    def _read(self) -> None:
        found = registers.operations(self.context.desk, find=self.search.text(), limit=self._limit)
        self.model.show(found)
        self.more.setVisible(len(found) == self._limit)
        self.count.setText(f"{len(found)}条" if len(found) < self._limit else f"最近{self._limit}条")
        self._show_state()

    def _older(self) -> None:
        self._limit += PAGE
        self._read()

    def _chosen(self) -> Operation | None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        return self.model.rows[rows.pop()] if len(rows) == 1 else None

    def _show_state(self) -> None:
        operation = self._chosen()
        why = "请先选中一条操作" if operation is None else registers.why_final(operation)
        self.undoer.setEnabled(operation is not None and not why)
        self.undoer.setToolTip(why or "撤销选中的操作")

    @guarded
    def undo(self) -> None:
        """Take the chosen operation back; what stands in the way is shown first."""
        operation = self._chosen()
        if operation is not None:
            self.context.frame.take_back(operation.number)


def _key(operation: Operation) -> RowId:
    return operation.number.to_bytes(8, "big")
