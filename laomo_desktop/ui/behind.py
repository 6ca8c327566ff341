"""From a figure to the rows behind it: at once where they stand in one list, from a menu where in two."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures
from laomo_desktop.services.figures import Behind
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure: a measure in a span, perhaps of one value of a dimension; ``office`` None is one's own."""

    measure: str
    span: Period
    by: str | None = None
    value: Value = None
    office: str | None = None


class RowsBehind(QObject):
    """Opens the lists behind figures; ``menu`` is where two of them are offered."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.menu = QMenu(parent)
        self._at = QPoint()

    @guarded
    def open(self, wanted: Wanted) -> None:
        """Look the rows up and go there."""
        desk = self.context.desk
        self._at = QCursor.pos()
        self.context.runner.do(
            lambda _progress: (
                wanted,
                figures.rows_behind(
                    desk, wanted.measure, wanted.span, by=wanted.by, value=wanted.value, office=wanted.office
                ),
            ),
            self._found, label="查找明细", failed=self.context.frame.refuse, quiet=True,
        )  # fmt: skip

    def _found(self, found: tuple[Wanted, tuple[Behind, ...]]) -> None:
        wanted, lists = found
        measure = BY_CODE[wanted.measure]
        if not lists:
            raise Refused(f"{measure.label}在{wanted.span.words}没有明细记录")
        if len(lists) == 1:
            self.go(lists[0].query, measure.label)
            return
        self.menu.clear()
        for behind in lists:
            self._offer(behind, measure.label)
        self.menu.popup(self._at)

    def _offer(self, behind: Behind, what: str) -> None:
        action = self.menu.addAction(f"{behind.label}　{behind.count:,} 条")
        action.triggered.connect(lambda _checked: self.go(behind.query, what))

    def go(self, wanted: Query, what: str) -> None:
        """A list of just these rows."""
        ask: dict[str, Any] = {"filters": dict(wanted.filters), "between": dict(wanted.between)}
        if wanted.keys is not None:
            ask |= {"keys": wanted.keys, "says": f"统计“{what}”对应的 {len(wanted.keys):,} 条"}
        self.context.frame.go(Place(wanted.register, ask=ask))
