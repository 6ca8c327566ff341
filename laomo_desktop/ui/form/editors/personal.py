"""A personal value of a stored record: masked until the clerk asks for it, and asking is noted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.services import registers
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.editors.base import Entry
from laomo_desktop.ui.form.editors.text import LineEditor
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button


class PersonalEditor(LineEditor):
    """As a line, but a value there is already stands masked and cannot be edited until 显示."""

    revealed = Signal()

    def __init__(
        self, of: Field, context: Context, register: str, key: RowId | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(of, parent)
        self.context = context
        self._register, self._key = register, key
        self._masked = False
        self.eye = button("显示", self.reveal, tip=f"显示完整的{of.label}并可修改（会记入操作记录）")
        self.eye.hide()
        self.row.addWidget(self.eye)

    def put(self, value: Value) -> None:
        masked = bool(value) and self._key is not None
        self.line.setText(kinds.masked(self.of, value) if masked else kinds.show(self.of, value))
        self._set_masked(masked)

    def restore(self, entry: Entry) -> None:
        super().restore(entry)
        self._set_masked(False)

    def known(self) -> bool:
        return not self._masked

    @guarded
    def reveal(self) -> None:
        """Show the whole value; the look is logged with the record."""
        if self._masked and self._key is not None:
            key, desk, name = self._key, self.context.desk, self.of.name
            self.eye.setEnabled(False)
            self.context.runner.do(
                lambda _progress: registers.reveal(desk, self._register, key, name), self._show_all,
                label=f"显示{self.of.label}", failed=self.context.frame.refuse, quiet=True,
            )

    def _show_all(self, words: str) -> None:
        self.line.setText(words)
        self._set_masked(False)
        self.revealed.emit()
        self.take_focus()

    def _set_masked(self, masked: bool) -> None:
        self._masked = masked
        self.line.setReadOnly(masked)
        self.eye.setVisible(masked)
        self.eye.setEnabled(True)
