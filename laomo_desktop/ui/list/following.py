"""The form beside a list is that of the chosen row: what is added there goes to whom the clerk sees highlighted."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QTimer

from laomo_desktop.domain.field import RowId
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.list.beside import Beside
from laomo_desktop.ui.list.view import ListView

REST = 250
"""Milliseconds the arrows rest on a row before its form is fetched."""


class Following(QObject):
    """A click brings the row's form at once, the arrows when they rest; nothing happens while no form is open."""

    def __init__(self, view: ListView, beside: Beside, choose: Callable[[RowId], None]) -> None:
        super().__init__(view)
        self._view, self._beside, self._choose = view, beside, choose
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._rested)
        view.clicked.connect(self._clicked)
        view.selectionModel().currentRowChanged.connect(self._moved)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._view.hasFocus():
            self._rest.start()

    @guarded
    def _rested(self) -> None:
        """Meanwhile she may have gone into a form (a new one by Ctrl+N): it stays."""
        panel, at = self._beside.panel, self._view.window().focusWidget()
        if panel is not None and not panel.form.dirty() and (at is None or not panel.isAncestorOf(at)):
            self._follow()

    @guarded
    def _clicked(self, _index: QModelIndex) -> None:
        self._rest.stop()
        self._follow()

    def _follow(self) -> None:
        """Unsaved words are asked about first; who stays with them gets her row back."""
        panel, key = self._beside.panel, self._only()
        if panel is None or key is None or panel.key == key:
            return
        self._beside.open(key, {}, into=False)
        if self._beside.panel is panel and panel.key is not None:
            self._choose(panel.key)

    def _only(self) -> RowId | None:
        row = self._view.currentIndex().row()
        return self._view.rows.key(row) if row >= 0 and self._view.chosen_count() == 1 else None
