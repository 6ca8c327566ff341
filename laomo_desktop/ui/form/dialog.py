"""The form in a window of its own: for what belongs to a record (an honour, a team's member)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.guard import guarded


class FormDialog(QDialog):
    """Fill one row; ``fixed`` values (its owner) are not asked for, ``values`` are where a new one starts.

    Closes when saved.
    """

    saved = Signal(object)

    def __init__(
        self, context: Context, register: str, key: RowId | None, fixed: Mapping[str, Value],
        parent: QWidget | None = None, *, values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = dict(values or {})
        reg = REGISTERS[register]
        self._context, self._register, self._fixed = context, register, fixed
        self._say(key)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self.form = self._make(key)
        self.resize(500, min(150 + 48 * len(reg.form_fields), 620))

    def _make(self, key: RowId | None) -> Form:
        form = Form(self._context, self._register, key, self._values, fixed=self._fixed)
        form.saved.connect(self._saved)
        form.close_asked.connect(self.accept)
        form.twin_asked.connect(self._show_twin)
        self._column.addWidget(form)
        form.take_focus()
        return form

    def _saved(self, done: Done, another: bool) -> None:
        self.saved.emit(done)
        if another:
            self._replace(None)
        else:
            self.accept()

    @guarded
    def _show_twin(self, key: RowId) -> None:
        """The record that is there already, in this same window."""
        if self.form.may_close():
            self._replace(key)

    def _replace(self, key: RowId | None) -> None:
        self._column.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self._say(key)
        self.form = self._make(key)

    def _say(self, key: RowId | None) -> None:
        self.setWindowTitle(f"{'新建' if key is None else '修改'}{REGISTERS[self._register].label}")

    def reject(self) -> None:
        if self.form.may_close():
            super().reject()
