"""A tab beside a record's fields: rows that belong to it are edited here, others are looked at where they live."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import lists, making, registers
from laomo_desktop.services.desk import READER
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.hanging import AWAY, Hanging, shown_columns
from laomo_desktop.ui.form.rows_table import RowsTable
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.reason import ReasonDialog


class HangingTab(QWidget):
    """``counted`` tells how many rows there are."""

    counted = Signal(int)

    def __init__(self, context: Context, hanging: Hanging, key: RowId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.hanging, self._key = context, hanging, key
        self.table = RowsTable(hanging.other, shown_columns(hanging))
        self.table.setAccessibleName(hanging.label)
        self.table.opened.connect(self.open_row)
        self.table.delete_asked.connect(self.delete)
        self._hint = label(role="soft", wrap=True)
        self._begins = bool(hanging.begun) and context.desk.role != READER
        self._edits = hanging.owned and self._begins
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        if self._begins:
            column.addLayout(self._buttons())
            shortcut("Ctrl+Shift+N", self, self.add)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        self.refresh()

    def refresh(self) -> None:
        """Read the rows anew."""
        other = self.hanging.other
        rows = lists.pointing(self.context.desk, other.name, self.hanging.link.name, self._key)
        self.table.show_records(rows)
        self._hint.setText("双击打开。" if rows else other.empty)
        self._hint.setVisible(not rows or not self.hanging.owned)
        self.counted.emit(len(rows))
        self._show_acts()

    @guarded
    def add(self) -> None:
        """One more row of this record."""
        start = {self.hanging.link.name: self._key}
        if self.hanging.begun == AWAY:
            self.context.frame.go(Place(self.hanging.other.name, None, {"new": start}))
        elif self.hanging.owned:
            self._edit(None)
        else:
            self._open(FormDialog(self.context, self.hanging.other.name, None, {}, self.window(), values=start))

    @guarded
    def open_row(self, row: int) -> None:
        """Edit what belongs to the record, go to what does not."""
        record = self.table.records[row]
        if self._edits:
            self._edit(record["id"])
        elif not self.hanging.owned:
            self.context.frame.go(self._place(record))

    def _place(self, record: dict[str, object]) -> Place:
        other = self.hanging.other
        if other.owner:
            owner = record[other.owner]
            return Place(other[other.owner].target, owner if isinstance(owner, bytes) else None)
        key = record["id"]
        return Place(other.name, key if isinstance(key, bytes) else None)

    def _edit(self, key: RowId | None) -> None:
        fixed = {self.hanging.link.name: self._key}
        self._open(FormDialog(self.context, self.hanging.other.name, key, fixed, self.window()))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._written)
        dialog.exec()
        dialog.deleteLater()

    @guarded
    def edit(self) -> None:
        """The chosen row."""
        self.open_row(self._chosen()[0])

    @guarded
    def delete(self) -> None:
        """The chosen rows, with a reason."""
        if not self._edits:
            return
        rows, other = self._chosen(), self.hanging.other
        keys = [self.table.records[row]["id"] for row in rows]
        title = registers.present(other, self.table.records[rows[0]], other.title)
        what = f"“{title}”" if len(rows) == 1 else f"{len(rows)}{other.unit}"
        dialog = ReasonDialog(f"要删除{other.label}{what}吗？", self.window())
        agreed, reason = dialog.exec(), dialog.reason
        dialog.deleteLater()
        if agreed:
            self.context.runner.do(
                lambda _progress: making.delete(self.context.desk, other.name, keys, reason), self._deleted,
                label=f"删除{other.label}", failed=self.context.frame.refuse, quiet=True,
            )

    def _show_acts(self) -> None:
        """What is about a row needs a row."""
        if self._edits:
            chosen = len(self.table.chosen())
            self.editor.setEnabled(chosen == 1)
            self.deleter.setEnabled(chosen > 0)

    def _chosen(self) -> list[int]:
        rows = self.table.chosen()
        if not rows:
            raise Refused("还没有选中记录", todo="请先点选一行")
        return rows

    @guarded
    def _deleted(self, done: Done) -> None:
        self.refresh()
        self.context.frame.said(done)

    @guarded
    def _written(self, _done: Done) -> None:
        self.refresh()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.adder = button(f"添加{self.hanging.other.label}", self.add, key="Ctrl+Shift+N")
        row.addWidget(self.adder)
        if self._edits:
            self.editor = button("修改", self.edit, key="Enter")
            self.deleter = button("删除", self.delete, key="Delete")
            row.addWidget(self.editor)
            row.addWidget(self.deleter)
            self.table.itemSelectionChanged.connect(self._show_acts)
        row.addStretch(1)
        return row
