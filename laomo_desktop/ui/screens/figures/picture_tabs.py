"""Who served whom, and attendance as a heat strip."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain import period
from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import figures
from laomo_desktop.services.figures import Flow
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.figures.hub import Hub
from laomo_desktop.ui.screens.figures.table import Link
from laomo_desktop.ui.screens.figures.tabs import Tab
from laomo_desktop.ui.widgets.buttons import label
from laomo_desktop.ui.widgets.flow_map import Band, FlowMap
from laomo_desktop.ui.widgets.heat_strip import Heat, HeatStrip

MOST = 40
"""So many pairs are drawn: more could not be told apart."""


class _PictureTab(Tab):
    """A picture that scrolls, with a sentence above."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.context = hub.context
        self.note = label("", "soft", wrap=True)
        self.line = QHBoxLayout()
        self.line.addWidget(self.note, 1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.column.addLayout(self.line)
        self.column.addWidget(self.area, 1)

    def put(self, picture: QWidget) -> None:
        """Show ``picture``; the old one goes."""
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(page)


class FlowTab(_PictureTab):
    """Team → enterprise, enterprises under their chain or district."""

    title = "谁服务了谁"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.group = QComboBox()
        self.group.addItems(["企业按产业链排", "企业按区市排"])
        self.group.setAccessibleName("企业怎么排")
        self.group.activated.connect(self._draw)
        self.line.insertWidget(0, self.group)
        self._found: tuple[Flow, ...] = ()
        self.map = FlowMap(())

    def load(self) -> None:
        desk, span, office = self.hub.context.desk, self.hub.period, self.hub.office
        self.read(lambda: figures.flows(desk, span, office), self._show)

    def _show(self, found: tuple[Flow, ...]) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        found = figures.pairs(self._found, by_office=self.group.currentIndex() == 1)
        bands = [Band(p.team, p.team_name, p.enterprise, p.enterprise_name, p.group, p.visits) for p in found]
        self.map = FlowMap(bands, most=MOST)
        self.map.opened.connect(self._open)
        self.put(self.map)
        more = f"共 {len(bands)} 对，只画服务最多的 {MOST} 对，其余见“分组统计”。" if len(bands) > MOST else ""
        self.note.setText(f"连线越粗，服务越多。{more}" if bands else "这段时间还没有写明企业的服务活动。")

    @guarded
    def _open(self, team: RowId | None, firm: RowId | None, by_team: bool, by_firm: bool) -> None:
        hub = self.hub
        if by_team and by_firm and firm is not None:
            keys = figures.visits_between(self.context.desk, hub.period, team, firm, hub.office)
            hub.go(Query("visits", keys=keys), "谁服务了谁")
        elif by_team:
            hub.open(Link("enterprise_visits", hub.period, "team", team))
        else:
            hub.open(Link("enterprise_visits", hub.period, "enterprise", firm))


class HeatTab(_PictureTab):
    """Class days of the year: a row a month, a cell a day, as dark as its 出勤率, its number the 实到."""

    title = "考勤热力"

    def load(self) -> None:
        desk, office = self.hub.context.desk, self.hub.office
        whole = period.year(self.hub.period.last.year)
        self.read(lambda: figures.attendance_by_day(desk, whole, office), self._show)

    def _show(self, found: dict[str, tuple[int, int]]) -> None:
        year = self.hub.period.last.year
        rows = [[_heat(found, year, month, day) for day in range(1, 32)] for month in range(1, 13)]
        strip = HeatStrip([f"{n}月" for n in range(1, 13)], [str(n) for n in range(1, 32)], rows)
        strip.chosen.connect(self._open)
        self.put(strip)
        days = len(found)
        self.note.setText(
            f"{year}年有考勤的 {days} 天：格里是实到人次，颜色越深出勤率越高。点一格看当天的培训班。"
            if days else f"{year}年还没有登记考勤。"
        )  # fmt: skip

    @guarded
    def _open(self, row: int, column: int) -> None:
        year, month = self.hub.period.last.year, row + 1
        if column + 1 <= monthrange(year, month)[1]:
            day = date(year, month, column + 1)
            self.hub.open(Link("attendances", period.Period(day, day)))


def _heat(found: dict[str, tuple[int, int]], year: int, month: int, day: int) -> Heat | None:
    if day > monthrange(year, month)[1]:
        return None
    when = date(year, month, day)
    if when.isoformat() not in found:
        return Heat(0.0, "", f"{paper_date(when)}没有考勤")
    present, all_ = found[when.isoformat()]
    share = present / all_ if all_ else 0.0
    tip = f"{paper_date(when)}实到{present}，出勤率{share:.0%}"
    return Heat(share, str(present) if present < 1000 else "999+", tip)
