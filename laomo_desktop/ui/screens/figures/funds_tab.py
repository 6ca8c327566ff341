"""奖励资助 of the year by kind and name, against the standards; every sum opens its awards."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from laomo_desktop.services import funding
from laomo_desktop.services.funding import Sum
from laomo_desktop.services.reports import funds
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.figures.hub import Hub
from laomo_desktop.ui.screens.figures.table import Cell, LinkTable
from laomo_desktop.ui.screens.figures.tabs import Tab
from laomo_desktop.ui.widgets.buttons import button, label

TIPS = {
    "标准（元）": "当年资助标准里的金额", "按标准（元）": "标准 × 项数", "登记金额（元）": "各项登记的金额之和",
    "已到账（元）": "写明了到账日期的金额",
}  # fmt: skip


class FundsTab(Tab):
    """The whole year of the span above."""

    title = "奖励资助"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.note = label("", "soft", wrap=True)
        self.table = LinkTable("奖励资助汇总")
        self.table.opened.connect(self._open)
        self.adder = button("登记奖励资助", self._begin, tip="给成果、创新工作室、联盟或基地登记一笔")
        self.rules = button("资助标准", self._rules, tip="各年度的资助标准", role="link")
        line = QHBoxLayout()
        for widget, share in ((self.note, 1), (self.rules, 0), (self.adder, 0)):
            line.addWidget(widget, share)
        self.column.addLayout(line)
        self.column.addWidget(self.table, 1)
        self.column.addStretch(0)

    @property
    def year(self) -> int:
        """The year the sums are of."""
        return self.hub.period.last.year

    def load(self) -> None:
        desk, year, office = self.hub.context.desk, self.year, self.hub.office
        self.read(lambda: funding.sums(desk, year, office), self._show)

    def _show(self, found: list[Sum]) -> None:
        heads = [(column.title, TIPS.get(column.title, "")) for column in funds.COLUMNS]
        rows = [self._line(one) for one in found]
        last = [Cell("合计"), *(_plain(words, n) for n, words in enumerate(funds.total(found)) if n)]
        self.table.show_cells(heads, [*rows, last] if rows else [], total=bool(rows))
        self.table.setVisible(bool(rows))
        self.note.setText(f"{self.year}年：{funds.NOTE}" if rows else f"{self.year}年还没有登记奖励和资助。")
        self.column.setStretch(self.column.count() - 1, 0 if rows else 1)

    @staticmethod
    def _line(one: Sum) -> list[Cell]:
        made = [_plain(words, n) for n, words in enumerate(funds.cells(one))]
        for n in (2, 5):
            made[n] = Cell(made[n].words, one.query, "点击看明细", number=True)
        return made

    def _open(self, link: Any) -> None:
        self.hub.go(link, "奖励资助")

    @guarded
    def _begin(self) -> None:
        self.hub.context.frame.go(Place("awards", ask={"new": {"year": self.year}}))

    @guarded
    def _rules(self) -> None:
        self.hub.context.frame.go(Place("funding_rules", ask={"filters": {"year": (self.year,)}}))


def _plain(words: str, column: int) -> Cell:
    return Cell(words, number=funds.COLUMNS[column].number)
