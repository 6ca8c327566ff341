"""Attendance as a heat strip: a line a period, a cell a person by her number; who was missing stands out."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from laomo_desktop.domain.marks import Mark
from laomo_desktop.ui.screens.training.grid_model import MISSED, GridModel
from laomo_desktop.ui.screens.training.words import period_words
from laomo_desktop.ui.widgets.buttons import label
from laomo_desktop.ui.widgets.heat_strip import Heat, HeatStrip

SHARES: Mapping[Mark, float] = {
    Mark.PRESENT: 1.0, Mark.LATE: 0.7, Mark.EARLY: 0.7, Mark.LEAVE: 0.3, Mark.ABSENT: 0.05,
}  # fmt: skip
"""How dark a mark is: the fuller the darker; its sign tells it without colour."""


class HeatPanel(QScrollArea):
    """``chosen`` tells row and column of the grid (person, period) of a cell that was clicked or entered."""

    chosen = Signal(int, int)

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._grid = model
        self.strip: HeatStrip | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("考勤热力图")

    def show_marks(self) -> None:
        """Drawn anew from the marks as they stand."""
        grid = self._grid
        people, periods = range(len(grid.enrolments)), range(len(grid.periods))
        cells = [[self._heat(person, period) for person in people] for period in periods]
        names = [f"{period_words(grid.periods[p])}　{_share(grid, p)}" for p in periods]
        self.strip = HeatStrip(names, [str(e["number"]) for e in grid.enrolments], cells)
        self.strip.chosen.connect(lambda period, person: self.chosen.emit(person, period))
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 8, 4, 4)
        column.addWidget(self.strip)
        column.addWidget(label(LEGEND, "soft", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)
        self.setFocusProxy(self.strip)

    def _heat(self, person: int, period: int) -> Heat:
        mark, index = self._grid.mark(person, period), self._grid.index(person, period)
        told = str(self._grid.told(index))
        if mark is not None:
            return Heat(SHARES[mark], mark.sign, told)
        return Heat(0.0, MISSED if self._grid.cell(person, period) in self._grid.outside else "", told)


def _share(grid: GridModel, period: int) -> str:
    sums = grid.of_period(period)
    return f"{sums.present}/{sums.expected}"


LEGEND = (
    "横看一节，竖看一人（上面是序号）：颜色越深到得越全。√ 到　△ 迟到　▽ 早退　○ 请假　× 缺勤　— 未参加　空白未登记。"
    "点一格回到表格里的那一格。"
)
