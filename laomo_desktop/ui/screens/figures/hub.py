"""What the tabs of the figures page share: the span, the office, and the way to the rows behind a figure."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures
from laomo_desktop.services.figures import Behind
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded
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
        self._at = QPoint()
        self.menu = QMenu(parent)

    @guarded
    def open(self, link: Link) -> None:
        """The rows behind a figure: at once where they stand in one list, from a menu where in two."""
        desk, office = self.context.desk, link.office or self.office
        self._at = QCursor.pos()
        self.context.runner.do(
            lambda _progress: (
                link, figures.rows_behind(desk, link.measure, link.span, by=link.by, value=link.value, office=office)
            ),
            self._behind, label="查找明细", failed=self.context.frame.refuse, quiet=True,
        )  # fmt: skip

    def _behind(self, found: tuple[Link, tuple[Behind, ...]]) -> None:
        link, lists = found
        measure = BY_CODE[link.measure]
        if not lists:
            raise Refused(f"{measure.label}在{link.span.words}没有明细记录")
        if len(lists) == 1:
            self.go(lists[0].query, measure.label)
            return
        self.menu.clear()
        for behind in lists:
            self._add(behind, measure.label)
        self.menu.popup(self._at)

    def _add(self, behind: Behind, what: str) -> None:
        action = self.menu.addAction(f"{behind.label}　{behind.count:,} 条")
        action.triggered.connect(lambda _checked: self.go(behind.query, what))

    def go(self, wanted: Query, what: str) -> None:
        """A list of just these rows."""
        ask: dict[str, Any] = {"filters": dict(wanted.filters), "between": dict(wanted.between)}
        if wanted.keys is not None:
            ask |= {"keys": wanted.keys, "says": f"统计“{what}”对应的 {len(wanted.keys):,} 条"}
        self.context.frame.go(Place(wanted.register, ask=ask))
