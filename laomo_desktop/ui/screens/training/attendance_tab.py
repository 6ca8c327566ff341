"""考勤: the quick line on top, the grid below, walk-ins on the spot."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.marks import Mark
from laomo_desktop.services import attendance
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.batch import Batch
from laomo_desktop.ui.screens.training.find_row import FindRow
from laomo_desktop.ui.screens.training.grid_model import Changes, GridModel
from laomo_desktop.ui.screens.training.grid_view import GridView, legend
from laomo_desktop.ui.screens.training.heat_panel import HeatPanel
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.people_picker import pick_people
from laomo_desktop.ui.screens.training.quick_bar import QuickBar
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.screens.training.words import period_words
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty


class AttendanceTab(Tab):
    """Marks are shown at once and recorded in small batches, each one operation that can be taken back."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.quick = QuickBar()
        self.model = GridModel(self)
        self.grid = GridView(self.model)
        self.finder = FindRow(self.model)
        self.batch = Batch(self)
        self.heat = HeatPanel(self.model)
        self.empty = Empty()
        self.stack = QStackedWidget()
        self._of: RowId | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.quick)
        row = QHBoxLayout()
        row.addWidget(self.quick.meaning, 1)
        row.addWidget(self.finder)
        self.searching = button("查找", self.search, tip="按姓名、拼音首字母或序号查找", key="Ctrl+F 或 /")
        self.joining = button("现场加入", self.walk_in, tip="名单外的人当场报名，并记为出勤", key="Ctrl+N")
        self.picturing = button("热力图", self.picture, tip="整班考勤一眼看全；再点一次回到表格", key="Ctrl+H")
        self.picturing.setCheckable(True)
        for made in (self.searching, self.joining, self.picturing):
            row.addWidget(made)
        column.addLayout(row)
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.heat)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)
        keys = "Delete 清除　Ctrl+D 照上一个往下填　Ctrl+A 选全节（再按 D 即全到）"
        self.legend = label(f"{legend()}　{keys}", "soft", wrap=True)
        column.addWidget(self.legend)

    def _connect(self) -> None:
        self.quick.recorded.connect(self.record_quick)
        self.quick.chosen.connect(self._to_period)
        self.quick.left.connect(self.grid.setFocus)
        self.grid.moved.connect(self._at_period)
        self.grid.find_asked.connect(self.search)
        self.grid.stroked.connect(self._locked)
        self.finder.found.connect(self._to_row)
        self.finder.closed.connect(self._found)
        self.model.marked.connect(self._marked)
        self.heat.chosen.connect(self._from_picture)
        shortcut("Ctrl+H", self, self.picturing.click, anywhere=True)
        self.batch.due.connect(self._record)
        shortcut("Ctrl+F", self, self.search, anywhere=True)
        shortcut("Ctrl+N", self, self.walk_in, anywhere=True)
        shortcut("F2", self, self.quick.line.setFocus, anywhere=True)

    # -- showing -----------------------------------------------------------------------------------------------
    def take_focus(self) -> None:
        self.quick.line.setFocus()

    def show_class(self) -> None:
        grid, of = self.loaded.grid, self.loaded.of
        self._of = self.loaded.key
        self.grid.editable = self.loaded.open
        self.grid.head.locked = not self.loaded.open
        self.joining.setEnabled(self.loaded.open and bool(of.periods))
        self.model.show(grid)
        self.quick.show_grid(grid, open_=self.loaded.open and bool(of.enrolments))
        self.quick.show_period(self.grid.currentIndex().column())
        self.picturing.setEnabled(bool(of.periods and of.enrolments))
        if of.periods and of.enrolments:
            self.picture()
        else:
            self._say_empty()
        self._show_sums()

    def picture(self) -> None:
        """The strip or the grid, as the button stands."""
        if self.picturing.isChecked():
            self.heat.show_marks()
        self.stack.setCurrentWidget(self.heat if self.picturing.isChecked() else self.grid)

    def _from_picture(self, row: int, column: int) -> None:
        """A cell of the strip was chosen: there it can be changed."""
        self.picturing.setChecked(False)
        self.picture()
        self.grid.go(row, column)
        self.grid.setFocus()

    def set_low(self, low: bool) -> None:
        """On a low screen the rows matter more than the legend and the heads."""
        self.legend.setVisible(not low)
        self.grid.set_compact(low)

    def go_to_open(self) -> None:
        """Come here to note what was not noted yet."""
        self.picturing.setChecked(False)
        self.picture()
        self.grid.go_to_open()

    def _say_empty(self) -> None:
        if not self.loaded.of.periods:
            words, to, tab = "还没有节次，不能登记考勤。", "去排节次", "periods"
        else:
            words, to, tab = "还没有学员，不能登记考勤。", "去加名单", "roster"
        self.empty.say(words, button(to, partial(self.hub.wanted.emit, tab), role="primary"))
        self.stack.setCurrentWidget(self.empty)

    def _show_sums(self, *, keep: bool = True) -> None:
        column = self.quick.period.currentIndex()
        if 0 <= column < len(self.model.periods):
            words = f"{period_words(self.model.periods[column])}：{self.model.of_period(column).sentence}"
            self.quick.show_sums(words, keep=keep)

    def _at_period(self, column: int) -> None:
        other = column != self.quick.period.currentIndex()
        self.quick.show_period(column)
        self._show_sums(keep=not other)

    def _to_period(self, column: int) -> None:
        if column < len(self.model.periods) and self.model.rowCount():
            self.grid.go(max(self.grid.currentIndex().row(), 0), column)
        self._show_sums()

    def _to_row(self, row: int) -> None:
        self.grid.go(row, max(self.grid.currentIndex().column(), 0))

    def search(self) -> None:
        """Type to find somebody's row."""
        self.searching.hide()
        self.finder.open()

    def _found(self) -> None:
        self.searching.show()
        self.grid.setFocus()

    def _locked(self) -> None:
        self.context.frame.refuse(Refused("培训班已归档，不能再改考勤", todo="请先取消归档"))

    # -- recording ---------------------------------------------------------------------------------------------
    def _marked(self, changes: Changes) -> None:
        self.batch.add(changes)
        self._show_sums(keep=False)

    def _record(self, changes: dict[attendance.Cell, Mark | None]) -> None:
        if self._of is None:
            return
        training = self._of
        self.hub.write(
            "登记考勤",
            lambda desk: attendance.record(desk, training, changes),
            then=lambda _done: self.model.settled(changes),
            failed=partial(self._not_recorded, changes),
        )

    def _not_recorded(self, changes: Changes, no: Refused) -> None:
        self.model.forget(changes)
        self._show_sums()
        self.context.frame.refuse(no)

    def settle(self) -> None:
        self.batch.flush()

    @guarded
    def record_quick(self, number: int, line: str, rest: Any) -> None:
        """The quick line, once it is right."""
        self.batch.flush()
        training, sums = self.loaded.key, []

        def work(desk: Desk) -> Done:
            done, counted = attendance.quick(desk, training, number, line, rest=rest)
            sums.append(counted.sentence)
            return done

        self.hub.write(
            "登记考勤",
            work,
            then=lambda _done: self._quick_done(number, sums[0]),
            failed=partial(self._quick_refused, number, line),
        )

    def _quick_done(self, number: int, sentence: str) -> None:
        last = "。这是最后一节" if number == self.loaded.of.periods[-1]["number"] else ""
        self.quick.done(f"✓ 第{number}节已登记：{sentence}{last}")
        self._show_sums()

    def _quick_refused(self, number: int, line: str, no: Refused) -> None:
        self.quick.not_done(number, line)
        self.context.frame.refuse(no)

    @guarded
    def walk_in(self) -> None:
        """Somebody who stands in the door: on the roster with the next number, and present."""
        column = self.quick.period.currentIndex()
        if not self.loaded.open or not 0 <= column < len(self.model.periods):
            return
        training, period = self.loaded.key, self.model.periods[column]
        people = pick_people(self, self.context.desk, f"现场加入：{period_words(period)}", self._there())
        if people:
            self.batch.flush()
            self.hub.write(
                "现场加入",
                lambda desk: attendance.walk_in(desk, training, people, period["id"]),
            )

    def _there(self) -> frozenset[RowId]:
        return frozenset(e["person"] for e in self.loaded.of.enrolments)
