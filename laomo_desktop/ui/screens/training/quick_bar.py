"""The quick line: 1-18,20,23迟,25假 as read off the paper sheet, with what it means said while it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.attendance import tally
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.marks import Mark
from laomo_desktop.services import attendance
from laomo_desktop.services.attendance import Cell, Grid
from laomo_desktop.ui.screens.training.calm_line import CalmLine
from laomo_desktop.ui.screens.training.words import period_words
from laomo_desktop.ui.widgets.buttons import button, label, toned

RESTS = (("没写到的记缺勤", Mark.ABSENT), ("没写到的不动", None))
HINT = "照签到表输入，如 1-18,20,23迟,25假；也可写 全到、除3,5、其余缺"


class QuickBar(QWidget):
    """``recorded`` (period number, line, rest) at Enter, only if the line is right; ``chosen`` a period's column.

    `meaning` is laid out by the tab: it says what the line means, what came of it, or how the period stands.
    """

    recorded = Signal(int, str, object)
    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid: Grid | None = None
        self._said = ""
        self._sums = ""
        self.period = QComboBox()
        self.period.setAccessibleName("节次")
        self.period.setToolTip("要登记的节次（在右边的输入框里按 ↑ ↓ 换节次）")
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.line = CalmLine(HINT)
        self.line.setAccessibleName("快速登记")
        self.line.setToolTip("快速登记（F2）：Enter 登记并到下一节，Esc 回到表格")
        self.rest = QComboBox()
        for words, _mark in RESTS:
            self.rest.addItem(words)
        self.rest.setToolTip("这一行没有写到的学员怎么记")
        self.go = button("登记", self.record, tip="登记这一节并到下一节", key="Enter", role="primary")
        self.meaning = label(wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, stretch in ((self.period, 0), (self.line, 1), (self.rest, 0), (self.go, 0)):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._typed)
        self.line.entered.connect(self.record)
        self.line.left.connect(self.left)
        self.line.stepped.connect(self.step)
        self.rest.currentIndexChanged.connect(self._explain)
        self.period.activated.connect(self.chosen)
        self.period.currentIndexChanged.connect(self._explain)

    def show_grid(self, grid: Grid, *, open_: bool) -> None:
        """The class as it is now; the chosen period and what was typed stay."""
        words = [self._period_words(grid, period) for period in grid.of.periods]
        here = min(max(self.period.currentIndex(), 0), len(words) - 1)
        self._grid = grid
        self.period.blockSignals(True)
        self.period.clear()
        self.period.addItems(words)
        self.period.setCurrentIndex(here)
        self.period.blockSignals(False)
        for widget in (self.period, self.line, self.rest, self.go):
            widget.setEnabled(bool(words) and open_)
        self._explain()

    @staticmethod
    def _period_words(grid: Grid, period: Record) -> str:
        sums = grid.of_period(period["id"])
        done = " ✓" if sums.expected and not sums.unmarked else ""
        return period_words(period) + done

    def show_period(self, column: int) -> None:
        """The period the grid is in."""
        if 0 <= column < self.period.count() and column != self.period.currentIndex():
            self.period.setCurrentIndex(column)

    def show_sums(self, sums: str, *, keep: bool = False) -> None:
        """What stands below an empty line: 应到 and 实到 of the period; news of the last line stays if ``keep``."""
        self._sums = sums
        self._said = self._said if keep else ""
        self._explain()

    def step(self, by: int) -> None:
        """The next or previous period."""
        wanted = self.period.currentIndex() + by
        if 0 <= wanted < self.period.count():
            self.period.setCurrentIndex(wanted)
            self.chosen.emit(wanted)

    def record(self) -> None:
        """Hand the line on; a wrong one stays, and what is wrong is said."""
        grid = self._grid
        if grid is None or not grid.of.periods:
            return
        try:
            self._read(grid)
        except Refused as no:
            self._complain(no)
            self.line.setFocus()
            return
        place, line = self.period.currentIndex(), self.line.text()
        self._said = f"正在登记第{grid.of.periods[place]['number']}节…"
        self.recorded.emit(grid.of.periods[place]["number"], line, self._rest())
        # The next sheet may be typed at once: nothing waits for the store.
        self.line.clear()
        self.step(1)
        self.line.setFocus()

    def done(self, sentence: str) -> None:
        """What came of it stays readable until the next line is begun."""
        self._said = sentence
        self._explain()

    def not_done(self, number: int, line: str) -> None:
        """The store said no: the line comes back, unless another is being typed."""
        self._said = ""
        places = [p["number"] for p in self._grid.of.periods] if self._grid else []
        if not self.line.text() and number in places:
            self.period.setCurrentIndex(places.index(number))
            self.chosen.emit(places.index(number))
            self.line.setText(line)
        self._explain()

    def _rest(self) -> Mark | None:
        return RESTS[max(self.rest.currentIndex(), 0)][1]

    def _read(self, grid: Grid) -> dict[Cell, Mark | None]:
        period = grid.of.periods[self.period.currentIndex()]
        return attendance.read_quick(grid, period["id"], self.line.text(), rest=self._rest())

    def _typed(self) -> None:
        self._said = "" if self.line.text() else self._said
        self._explain()

    def _explain(self) -> None:
        grid = self._grid
        if grid is None or not grid.of.periods:
            return
        if not self.line.text().strip():
            self._say(self._said or self._sums, "good" if self._said else "plain")
            return
        try:
            self._say(self._meaning(grid, self._read(grid)), "")
        except Refused as no:
            self._complain(no)

    def _meaning(self, grid: Grid, cells: dict[Cell, Mark | None]) -> str:
        period = grid.of.periods[self.period.currentIndex()]["id"]
        sheet: list[Cell] = [(e["id"], period) for e in grid.of.enrolments]
        counted = [cell for cell in sheet if cell in cells or cell not in grid.outside]
        sums = tally(cells.get(cell, grid.marks.get(cell)) for cell in counted)
        changed = sum(cell in grid.marks and grid.marks[cell] is not mark for cell, mark in cells.items())
        tail = f"；会改掉已登记的 {changed} 人" if changed else ""
        return f"将记为：{sums.sentence}{tail}。按 Enter 登记"

    def _complain(self, no: Refused) -> None:
        self._say(f"✗ {no.sentence}", "error")

    def _say(self, words: str, role: str) -> None:
        self.meaning.setText(words)
        toned(self.meaning, {"plain": ""}.get(role, role or "soft"))
        self.line.setProperty("wrong", "true" if role == "error" else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
