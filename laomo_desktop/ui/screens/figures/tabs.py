"""The tabs of the figures page: each reads for itself, off the window's thread, when it is first looked at."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.domain import period
from laomo_desktop.domain.measures import MEASURES, OVERLAP, PLACED
from laomo_desktop.services import figures
from laomo_desktop.services.figures import Figures, Groups, Number, Progress
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.screens.figures import cells
from laomo_desktop.ui.screens.figures.hub import Hub
from laomo_desktop.ui.screens.figures.table import Link, LinkTable
from laomo_desktop.ui.widgets.bars import MonthBars
from laomo_desktop.ui.widgets.buttons import button, label, toned
from laomo_desktop.ui.widgets.target_rows import TargetRows


class Tab(QWidget):
    """``stale`` until it has read what the hub asks for."""

    title = ""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self.stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 10, 0, 0)
        self.column.setSpacing(10)

    def load(self) -> None:
        """Read anew."""

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Off the window's thread; the answer to an older question is thrown away."""
        self.stale = False
        asked = (self.hub.period, self.hub.office)
        context = self.hub.context

        def show(found: Any) -> None:
            if asked == (self.hub.period, self.hub.office):
                done(found)

        context.runner.do(lambda _progress: work(), show, label="统计", failed=context.frame.refuse, quiet=True)


class StandingTab(Tab):
    """Targets as bars, months as bars, and every measure in a table."""

    title = "目标与指标"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.targets = TargetRows()
        self.targets.opened.connect(self._open_target)
        self.measure = QComboBox()
        self.measure.setAccessibleName("逐月看哪个指标")
        for one in MEASURES:
            self.measure.addItem(f"{one.label}（{one.unit}）", one.code)
        self.months = MonthBars([0] * 12, opens=True)
        self.months.chosen.connect(self._open_month)
        self.table = LinkTable("各项指标", whole=True)
        self.table.opened.connect(hub.open)
        self.rule = label(role="soft", wrap=True)
        """How the chosen figure is counted, where the table has no room for it."""
        self.table.told.connect(self._tell_rule)
        self.measure.activated.connect(self._read_months)
        self._found: tuple[Figures, tuple[Progress, ...]] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(self.targets)
        column.addWidget(self.rule)
        column.addWidget(self.table, 1)
        column.addWidget(self._month_card())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.column.addWidget(area)

    def _month_card(self) -> QFrame:
        card = toned(QFrame(), "card")
        column = QVBoxLayout(card)
        line = QHBoxLayout()
        line.addWidget(label("逐月", "soft"))
        line.addWidget(self.measure)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.months)
        return card

    def load(self) -> None:
        desk, span, office = self.hub.context.desk, self.hub.period, self.hub.office
        self.read(
            lambda: (figures.figures(desk, span, office), figures.progress(desk, span.last, office)), self._show
        )
        self._read_months()

    def _show(self, found: tuple[Figures, tuple[Progress, ...]]) -> None:
        heads, rows = cells.standing(found[0])
        self.table.show_cells(heads, rows)
        year = found[0].period.last.year
        self.targets.show_targets(found[1], f"{year}年还没有设定目标。", self._set_targets())

    def _tell_rule(self, words: str) -> None:
        self.rule.setText(f"口径　{words}" if words else "")
        self.rule.setVisible(bool(words))

    def _set_targets(self) -> QWidget:
        year, office = self.hub.period.last.year, self.hub.office
        place = Place("targets", ask={"new": {"year": year, "office": office}})
        return button("设定目标", lambda: self.hub.context.frame.go(place))

    def _read_months(self) -> None:
        desk, last, office = self.hub.context.desk, self.hub.period.last, self.hub.office
        code = str(self.measure.currentData())
        self.read(lambda: (code, figures.by_month(desk, last, code, office)), self._show_months)

    def _show_months(self, found: tuple[str, tuple[Number, ...]]) -> None:
        if found[0] == self.measure.currentData():
            self.months.show_months(found[1])

    def _open_month(self, number: int) -> None:
        whole = period.month(self.hub.period.last.replace(day=1, month=number))
        self.hub.open(Link(str(self.measure.currentData()), whole.until(self.hub.period.last)))

    def _open_target(self, code: str) -> None:
        self.hub.open(Link(code, self.hub.period.so_far))


class BreakdownTab(Tab):
    """Every measure by a dimension."""

    title = "分组统计"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.by = QComboBox()
        self.by.setAccessibleName("按什么分组")
        for code, words in figures.DIMENSIONS.items():
            self.by.addItem(f"按{words}", code)
        self.table = LinkTable("分组统计")
        self.table.opened.connect(hub.open)
        self.note = label("", "soft", wrap=True)
        self.by.activated.connect(self.load)
        line = QHBoxLayout()
        line.addWidget(self.by)
        line.addWidget(self.note, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.table, 1)

    def load(self) -> None:
        desk, span, office, by = self.hub.context.desk, self.hub.period, self.hub.office, str(self.by.currentData())
        self.read(lambda: figures.grouped(desk, span, by, office), self._show)

    def _show(self, found: Groups) -> None:
        if found.by == self.by.currentData():
            heads, rows = cells.breakdown(found)
            self.table.show_cells(heads, rows, total=True)
            self.note.setText(f"{PLACED[found.by]}。{OVERLAP}")


class OfficesTab(Tab):
    """The city's view: every district's targets."""

    title = "各区市目标"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.inside = QWidget()
        self.inside.setObjectName("page")
        self.grid = QGridLayout(self.inside)
        self.grid.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.inside)
        self.column.addWidget(area)

    def load(self) -> None:
        desk, until = self.hub.context.desk, self.hub.period.last
        self.read(lambda: figures.offices_progress(desk, until), self._show)

    def _show(self, found: tuple[Any, ...]) -> None:
        while self.grid.count():
            if (old := self.grid.takeAt(0).widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, (office, reached) in enumerate(found):
            card = TargetRows(office.short)
            card.show_targets(reached, "")
            self.grid.addWidget(card, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        if not found:
            self.grid.addWidget(label("还没有给区市设定本年目标。在“目标”里按单位、年度登记。", "soft"), 0, 0)
        self.grid.setRowStretch(len(found) // 2 + 1, 1)


