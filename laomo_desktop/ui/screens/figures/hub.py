"""What the tabs of the figures page share: the span, the office, and the way to the rows behind a figure."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures
from laomo_desktop.ui.behind import RowsBehind, Wanted
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.figures.table import Link


class Hub(QObject):
    """``period`` and ``office`` as chosen above the tabs."""

    asked = Signal(object)
    """A `Place` was opened (for tests and the trail)."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.period: Period = figures.standard_period()
        self.office: str = context.desk.office.code
        self._rows = RowsBehind(context, parent)
        self.menu, self.go = self._rows.menu, self._rows.go

    def open(self, link: Link) -> None:
        """The rows behind a figure."""
        office = link.office or self.office
        self._rows.open(Wanted(link.measure, link.span, link.by, link.value, office))
