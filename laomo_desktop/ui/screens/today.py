"""今日: what to do as sentences with a button each, the year in numbers that open their rows, months as bars."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain import period
from laomo_desktop.services import figures, today
from laomo_desktop.services.desk import READER
from laomo_desktop.services.today import Figure, Today, Todo
from laomo_desktop.ui.behind import RowsBehind, Wanted
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.bars import MonthBars
from laomo_desktop.ui.widgets.buttons import button, label, toned
from laomo_desktop.ui.widgets.target_rows import TargetRows


class TodayScreen(Screen):
    """The first page after login."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._behind = RowsBehind(context, self)
        self._first: QWidget | None = None
        self._page = QWidget()
        self._page.setObjectName("page")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(14)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def arrive(self, place: Place) -> None:
        self._read()

    def changed(self, what: Changed) -> None:
        if self.isVisible():
            self._read()

    @guarded
    def _read(self) -> None:
        self.context.runner.do(
            lambda _progress: today.load(self.context.desk), self._show, label="读取今日事项", quiet=True
        )

    def _show(self, found: Today) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._first = None
        self._column.addWidget(label(f"{self.context.desk.office.short}，今天要做的事", "title"))
        self._column.addWidget(self._todos(found))
        self._column.addWidget(label("　".join(found.notes), "soft", wrap=True))
        self._column.addWidget(label("今年以来", "heading"))
        self._column.addWidget(self._targets(found))
        self._column.addWidget(self._figures(found))
        self._column.addWidget(self._months(found))
        self._column.addStretch(1)
        self._take_focus()

    def _take_focus(self) -> None:
        """The first thing to do, unless the clerk is busy elsewhere in the window."""
        if self._first is not None and self.isVisible() and not self._in_use():
            self._first.setFocus()

    def _in_use(self) -> bool:
        """Whether the focus is somewhere the clerk put it (not on the page itself, where what she had is gone)."""
        here = self.window().focusWidget()
        return here is not None and here is not self and not self.isAncestorOf(here)

    def _todos(self, found: Today) -> QFrame:
        card = _card()
        rows = QGridLayout(card)
        rows.setColumnStretch(0, 1)
        rows.setVerticalSpacing(8)
        for place, todo in enumerate(found.todos):
            rows.addWidget(label(todo.sentence, wrap=True), place, 0)
            rows.addWidget(self._act(todo, first=place == 0), place, 1)
        if not found.todos:
            rows.addWidget(label("今天没有等着要做的事。", "soft"), 0, 0)
        return card

    def _act(self, todo: Todo, *, first: bool) -> QWidget:
        place = Place(todo.screen, todo.key, todo.ask)
        made = button(todo.act, lambda: self.context.frame.go(place), role="primary" if first else "")
        self._first = made if first else self._first
        return made

    def _targets(self, found: Today) -> TargetRows:
        rows = TargetRows()
        rows.opened.connect(self._open_target)
        year = date.today().year
        ask = {"new": {"year": year, "office": self.context.desk.office.code}}
        place = Place("targets", ask=ask)
        act = button("设定目标", lambda: self.context.frame.go(place), tip="写上本年的场次、问题数、人次")
        act.setEnabled(self.context.desk.role != READER)
        rows.show_targets(found.progress, f"{year}年还没有设定目标。", act)
        return rows

    def _figures(self, found: Today) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for figure in found.figures:
            row.addWidget(self._figure(figure), 1)
        return line

    def _figure(self, figure: Figure) -> QFrame:
        card = _card()
        column = QVBoxLayout(card)
        column.setSpacing(2)
        column.addWidget(label(figure.label, "soft"))
        number = button(
            f"{figure.value:,} {figure.unit}",
            lambda: self.context.frame.go(Place(figure.screen, ask=figure.ask)),
            tip=f"查看{figure.label}",
        )
        column.addWidget(toned(number, "figure"), alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _months(self, found: Today) -> QFrame:
        card = _card()
        column = QVBoxLayout(card)
        column.addWidget(label("每月服务场次（活动和课时节次）", "soft"))
        bars = MonthBars(found.months, opens=True)
        bars.chosen.connect(self._open_month)
        column.addWidget(bars)
        return card

    def _open_target(self, code: str) -> None:
        """The rows that a target's figure counts: the year up to today."""
        self._behind.open(Wanted(code, figures.standard_period()))

    def _open_month(self, number: int) -> None:
        """The rows of a month's bar."""
        today = date.today()
        self._behind.open(Wanted("events", period.month(date(today.year, number, 1)).until(today)))


def _card() -> QFrame:
    card = toned(QFrame(), "card")
    card.setContentsMargins(6, 4, 6, 4)
    return card
