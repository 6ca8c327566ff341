"""The register's own form in a window of its own: the head of a class, one of its periods."""

from collections.abc import Mapping

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.form import Form


class FormDialog(QDialog):
    """Closes once saved; asks before something is lost."""

    def __init__(
        self,
        context: Context,
        title: str,
        register: str,
        key: RowId | None,
        parent: QWidget,
        *,
        values: Mapping[str, object] | None = None,
        fixed: Mapping[str, Value] | None = None,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.form = Form(context, register, key, values, fixed)
        self.form.saved.connect(self._saved)
        self.form.close_asked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.addWidget(self.form)
        self.resize(520, 620)

    def _saved(self, _done: Done, another: bool) -> None:
        if not another:
            self.accept()

    def reject(self) -> None:
        if self.form.may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.form.may_close():
            super().closeEvent(event)
        else:
            event.ignore()
