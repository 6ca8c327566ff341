"""The figures page: the span above, the tabs below, Excel and PDF beside."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.paper.signers_dialog import ask_signers
from laomo_desktop.ui.screens.figures.frozen_tab import FrozenTab
from laomo_desktop.ui.screens.figures.funds_tab import FundsTab
from laomo_desktop.ui.screens.figures.hub import Hub
from laomo_desktop.ui.screens.figures.picture_tabs import FlowTab, HeatTab
from laomo_desktop.ui.screens.figures.span_bar import SpanBar
from laomo_desktop.ui.screens.figures.tabs import BreakdownTab, OfficesTab, StandingTab, Tab
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.where import ask_where


class FiguresScreen(Screen):
    """目标与进度."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.hub = Hub(context, self)
        self.span = SpanBar(context.desk)
        self.standing, self.breakdown = StandingTab(self.hub), BreakdownTab(self.hub)
        self.flow, self.heat, self.frozen = FlowTab(self.hub), HeatTab(self.hub), FrozenTab(self.hub)
        self.funds = FundsTab(self.hub)
        made: list[Tab] = [self.standing, self.breakdown, self.flow, self.heat, self.funds]
        if context.desk.is_city:
            made.append(OfficesTab(self.hub))
        self.tabs = QTabWidget()
        for tab in (*made, self.frozen):
            self.tabs.addTab(tab, tab.title)
        self._lay_out()
        self.span.changed.connect(self._asked)
        self.tabs.currentChanged.connect(self._load_shown)
        shortcut("Ctrl+E", self, self.to_excel)
        shortcut("Ctrl+P", self, self.to_paper)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("目标与进度", "title"))
        head.addStretch(1)
        head.addWidget(button("填表人…", self.ask_signers, tip="印在各种表下面的填表人、审核人和联系电话", role="link"))
        head.addWidget(button("导出 Excel", self.to_excel, tip="把当前这张表导出到 Excel", key="Ctrl+E"))
        head.addWidget(button("统计表", self.to_paper, tip="预览、打印统计表或存为 PDF", key="Ctrl+P", role="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.span)
        column.addWidget(self.tabs, 1)

    # -- the window's side -------------------------------------------------------------------------------------
    def arrive(self, place: Place) -> None:
        if by := place.ask.get("by"):
            self.breakdown.by.setCurrentIndex(max(0, self.breakdown.by.findData(by)))
            self.breakdown.stale = True
            self.tabs.setCurrentWidget(self.breakdown)
        self._load_shown()

    def changed(self, what: Changed) -> None:
        for number in range(self.tabs.count()):
            self._tab(number).stale = True
        if self.isVisible():
            self._load_shown()

    def _asked(self) -> None:
        self.hub.period, self.hub.office = self.span.period, self.span.office
        for number in range(self.tabs.count()):
            self._tab(number).stale = True
        self._load_shown()

    def _tab(self, number: int) -> Tab:
        tab = self.tabs.widget(number)
        assert isinstance(tab, Tab)
        return tab

    @guarded
    def _load_shown(self) -> None:
        shown = self._tab(self.tabs.currentIndex())
        if shown.stale:
            shown.load()

    # -- out -----------------------------------------------------------------------------------------------------
    @property
    def by(self) -> str | None:
        """The dimension shown; None for the table of measures."""
        grouped = self.tabs.currentWidget() is self.breakdown
        return str(self.breakdown.by.currentData()) if grouped else None

    @guarded
    def ask_signers(self) -> None:
        """Who fills in and checks the papers."""
        ask_signers(self.context, self)

    @guarded
    def to_paper(self) -> None:
        """The same table as a PDF to look at."""
        desk, span, by, office = self.context.desk, self.hub.period, self.by, self.hub.office
        reports, funds = lazy("laomo_desktop.services.reports"), self._shows_funds()

        def make(progress: Progress) -> Paper:
            if funds:
                made: Paper = reports.funds_paper(desk, span.last.year, office, progress)
            else:
                made = reports.statistics_paper(desk, span, by, office, progress)
            return made

        self.context.runner.do(
            make, self._preview, label="生成统计表", failed=self.context.frame.refuse, quiet=True
        )

    def _preview(self, paper: Paper) -> None:
        self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def to_excel(self) -> None:
        """The same table as a workbook."""
        desk, span, by, office = self.context.desk, self.hub.period, self.by, self.hub.office
        reports, funds = lazy("laomo_desktop.services.reports"), self._shows_funds()
        named = (
            reports.funds_name(desk, span.last.year, office)
            if funds
            else reports.statistics_name(desk, span, by, office)
        )
        path = ask_where(self, "导出到 Excel", self.context.exports / named)
        if path is None:
            return

        def write(_progress: Progress) -> Done:
            made: Done = (
                reports.funds_book(desk, span.last.year, office, path)
                if funds
                else reports.statistics_book(desk, span, by, office, path)
            )
            return made

        self.context.runner.do(
            write, self.context.frame.said, label=f"导出统计表到“{path.name}”", failed=self.context.frame.refuse
        )

    def _shows_funds(self) -> bool:
        return self.tabs.currentWidget() is self.funds
