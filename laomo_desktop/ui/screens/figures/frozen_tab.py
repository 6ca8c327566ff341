"""Figures as reported with packages, beside what the books say now: 补报差额."""

from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.times import local
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import Supplement
from laomo_desktop.services.figures import number_words
from laomo_desktop.ui.screens.figures.hub import Hub
from laomo_desktop.ui.screens.figures.table import Cell, Link, LinkTable
from laomo_desktop.ui.screens.figures.tabs import Tab
from laomo_desktop.ui.widgets.buttons import label


class FrozenTab(Tab):
    """The last package of each office: as reported, as it is now, the difference."""

    title = "上报与补报"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.note = label("", "soft", wrap=True)
        self.table = LinkTable("补报差额")
        self.table.opened.connect(hub.open)
        self.column.addWidget(self.note)
        self.column.addWidget(self.table, 1)
        self.column.addStretch(0)

    def load(self) -> None:
        desk = self.hub.context.desk
        self.read(lambda: exchange.supplements(desk), self._show)

    def _show(self, found: tuple[Supplement, ...]) -> None:
        heads = (("单位", ""), ("数据包", ""), ("统计期间", ""), ("指标", ""), ("上报数", "写包时冻结的数"),
                 ("现在的数", "按同一期间重新统计"), ("补报差额", "现在的数减上报数"))  # fmt: skip
        rows = [self._line(one, code) for one in found for code in one.reported if code in BY_CODE]
        self.table.show_cells(heads, rows)
        self.note.setText(
            "上报的数随数据包冻结；之后补登、更正的，列为补报差额，并写在下一个数据包的封面上。"
            if found else "还没有随数据包上报过数。写出第一个数据包以后，这里对照上报数和现在的数。"
        )  # fmt: skip
        self.table.setVisible(bool(found))
        self.column.setStretch(2, 0 if found else 1)

    @staticmethod
    def _line(one: Supplement, code: str) -> list[Cell]:
        measure, gap = BY_CODE[code], one.differences.get(code, 0)
        link = Link(code, one.period, office=one.office.code)
        return [
            Cell(one.office.short), Cell(f"第{one.number}包　{local(one.at)}"), Cell(one.period.words),
            Cell(f"{measure.label}（{measure.unit}）", tip=measure.rule),
            Cell(number_words(one.reported[code]), number=True),
            Cell(number_words(one.now[code]), link if one.now[code] else None, measure.rule, number=True),
            Cell(f"{gap:+,}" if gap else "无", number=True),
        ]  # fmt: skip
