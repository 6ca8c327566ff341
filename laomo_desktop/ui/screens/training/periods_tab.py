"""节次: when what is taught by whom."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import periods
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.form_dialog import FormDialog
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.plan_dialog import ask_plan
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView, record_key

PERIODS = REGISTERS["periods"]


def _field(name: str) -> Callable[[Record], str]:
    return lambda row: kinds.show(PERIODS[name], row[name])


class PeriodsTab(Tab):
    """Table and the few acts; one period is edited by the register's own form."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        columns = (
            Column("节次", _field("number"), 2, right=True),
            Column("日期", _field("day"), 9),
            Column("时段", _field("half"), 3),
            Column("开始", _field("starts"), 3),
            Column("结束", _field("stops"), 3),
            Column("课题", _field("topic"), 16),
            Column("授课人", lambda row: str(row["instructor.title"] or ""), 7),
            Column("考勤", self._attended, 10),
        )
        self.model = RowsModel(columns, record_key, self)
        self.view = RowsView(self.model, "节次")
        self.empty = Empty()
        self.stack = QStackedWidget()
        self._lay_out()
        self.view.opened.connect(self.edit)
        self.view.delete_asked.connect(self.delete)
        self.view.selectionModel().selectionChanged.connect(self._show_acts)
        shortcut("Ctrl+N", self, self.add, anywhere=True)

    def _attended(self, period: Record) -> str:
        sums = self.loaded.grid.of_period(period["id"])
        if not sums.expected or sums.unmarked == sums.expected:
            return "未登记"
        return f"实到 {sums.present}/{sums.expected}" + (
            f"，{sums.unmarked}人未登记" if sums.unmarked else ""
        )

    def _lay_out(self) -> None:
        self.adding = button("新增一节", self.add, key="Ctrl+N", role="primary")
        self.planning = button("按半天生成…", self.plan, tip="从某天到某天，每半天一节")
        self.editing = button("修改", self._edit_current, key="Enter")
        self.deleting = button("删除", self.delete, key="Delete")
        self.ordering = button("按日期重排节次号", self.renumber)
        row = QHBoxLayout()
        row.setSpacing(6)
        for made in (self.adding, self.planning, self.editing, self.deleting, self.ordering):
            row.addWidget(made)
        row.addStretch(1)
        self.count = label(role="soft")
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        column.addWidget(self.stack, 1)

    def take_focus(self) -> None:
        self.view.setFocus()

    def show_class(self) -> None:
        rows, open_ = self.loaded.of.periods, self.loaded.open
        self.model.show(rows)
        self.count.setText(f"共 {len(rows)} 节" if rows else "")
        for made in (self.adding, self.planning, self.ordering):
            made.setEnabled(open_)
        self._show_acts()
        if rows:
            self.stack.setCurrentWidget(self.view)
            return
        steps = (
            (button("按半天生成", self.plan, role="primary"), button("新增一节", self.add)) if open_ else ()
        )
        self.empty.say("还没有节次。一个半天算一节，也可以逐节填写时间和课题。", *steps)
        self.stack.setCurrentWidget(self.empty)

    def _show_acts(self, *_: object) -> None:
        """What is about a period needs one chosen."""
        chosen = len(self.view.chosen()) if self.hub.is_open and self.loaded.open else 0
        self.editing.setEnabled(chosen == 1)
        self.deleting.setEnabled(chosen > 0)

    def _must_be_open(self) -> RowId:
        self.context.desk.must_write()
        if not self.loaded.open:
            raise Refused("培训班已归档，不能再改节次", todo="请先取消归档")
        return self.loaded.key

    @guarded
    def add(self) -> None:
        """One more period, by default the half-day after the last."""
        training, there = self._must_be_open(), self.loaded.of.periods
        day = there[-1]["day"] if there else self.loaded.of.training["begins"]
        values: dict[str, Any] = {"number": max((p["number"] for p in there), default=0) + 1, "day": day}
        values["half"] = "下午" if there and there[-1]["half"] == "上午" else "上午"
        self._form("新增一节", None, values, training)

    @guarded
    def edit(self, key: RowId) -> None:
        """The form of one period."""
        self._form("修改节次", key, {}, self._must_be_open())

    @guarded
    def _edit_current(self) -> None:
        keys = self.view.chosen()
        if not keys:
            raise Refused("还没有选中节次", todo="请先点选一节")
        self.edit(keys[0])

    def _form(self, title: str, key: RowId | None, values: dict[str, Any], training: RowId) -> None:
        dialog = FormDialog(
            self.context, title, "periods", key, self, values=values, fixed={"training": training}
        )
        dialog.form.saved.connect(self.hub.reload)
        dialog.exec()
        dialog.deleteLater()

    @guarded
    def plan(self) -> None:
        """Periods by half-day."""
        training = self._must_be_open()
        wanted = ask_plan(self, self.loaded.of)
        if wanted is not None:
            self.hub.write("生成节次", lambda desk: periods.plan(desk, training, *wanted))

    @guarded
    def delete(self) -> None:
        """The selected periods; refused where attendance was recorded."""
        training, keys = self._must_be_open(), self.view.chosen()
        if not keys:
            raise Refused("还没有选中节次", todo="请先点选一节")
        self.hub.write("删除节次", lambda desk: periods.remove(desk, training, keys))

    @guarded
    def renumber(self) -> None:
        """1, 2, 3 … by day and time."""
        training = self._must_be_open()
        self.hub.write("重排节次", lambda desk: periods.renumber(desk, training))
