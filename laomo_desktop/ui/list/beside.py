"""The list, and beside it the form of the record that is opened."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.field import RowId
from laomo_desktop.ui.acts import Act
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.form.panel import RecordPanel

LEAST_LIST, LEAST_PANEL, WIDEST_PANEL = 360, 430, 640
"""Pixels a list and a form beside it need, and what a form has use for."""
SHARE = 0.42
"""Of the window's width is the form's, within these."""


class Beside(QSplitter):
    """At most one form at a time; ``closed`` and ``saved`` (the row's key) are the form's own."""

    closed = Signal()
    saved = Signal(bytes)

    def __init__(self, context: Context, register: str, listed: QWidget, acts: Sequence[Act]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context, self._register, self._acts = context, register, acts
        self.panel: RecordPanel | None = None
        self.setChildrenCollapsible(False)
        listed.setMinimumWidth(LEAST_LIST)
        self.addWidget(listed)
        self.setStretchFactor(0, 1)

    def open(self, key: RowId | None, values: Mapping[str, object], *, into: bool = True) -> None:
        """The form of a record, or an empty one with ``values``; unsaved words in another are asked about first."""
        if self.panel is not None:
            if self.panel.key == key and key is not None:
                self.panel.take_focus()
                return
            if not self.panel.may_leave():
                return
            self.drop()
        self.panel = self._made(key, values)
        if into:
            self.panel.take_focus()

    def drop(self) -> None:
        """Take the form away; nobody is asked."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.setParent(None)  # out of the splitter at once: the next one has its place and width
            self.panel.deleteLater()
            self.panel = None

    def may_leave(self) -> bool:
        """Whether nothing would be lost (asks if something would)."""
        return self.panel is None or self.panel.may_leave()

    def concerns(self, what: Changed) -> bool:
        """Whether something the form shows was written."""
        return self.panel is not None and self.panel.concerns(what)

    def changed(self, what: Changed) -> None:
        """Tell the form what was written."""
        if self.panel is not None:
            self.panel.changed(what)

    def _made(self, key: RowId | None, values: Mapping[str, object]) -> RecordPanel:
        panel = RecordPanel(self._context, self._register, key, values, acts=self._acts)
        panel.closed.connect(self.closed)
        panel.saved.connect(self.saved)
        self.addWidget(panel)
        self.setCollapsible(1, False)
        wide = max(LEAST_PANEL, min(round(self.width() * SHARE), WIDEST_PANEL))
        self.setSizes([self.width() - wide, wide])
        return panel
