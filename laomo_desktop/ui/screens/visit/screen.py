"""One page a visit: what it was, whom it brought together, its record on paper."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services import lists, prints, registers, same, visits
from laomo_desktop.services.desk import READER
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.services.visits import Parts
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.form.history_tab import HistoryTab
from laomo_desktop.ui.form.merged_block import MergedBlock
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.visit.form import VisitForm
from laomo_desktop.ui.screens.visit.which import Line, which
from laomo_desktop.ui.widgets.buttons import button, label, shortcut

OWN = frozenset({"visits", "visit_enterprises", "visit_people", "visit_needs", "visit_files"})


def begin(context: Context, _parent: QWidget, values: Mapping[str, Any]) -> None:
    """A new visit, from the list's 新建."""
    context.frame.go(Place("visit", None, {"new": dict(values)}))


class VisitScreen(Screen):
    """``Place("visit", key)``, or a new one: ``ask`` is {"new": values}, {"need": key}, {"team": key},
    {"last": True}, or {"choose": "needs" | "teams"} to be asked which.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form: VisitForm | None = None
        self._history: HistoryTab | None = None
        self._let_go = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._renew)
        self.title = label(role="title")
        self.back = button("← 服务活动", self.go_back, tip="回到服务活动列表", key="Esc", role="link")
        self.printer = button("打印记录表", self.print, tip="服务活动记录表，可先预览", key="Ctrl+P")
        self.again = button("照此再登一次", self.begin_again, tip="企业、人员、地点照此，日期为今天", key="Ctrl+D")
        self.merged = MergedBlock(context, REGISTERS["visits"])
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.again)
        head.addWidget(self.printer)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addLayout(head)
        column.addWidget(self.merged)
        column.addWidget(self.tabs, 1)
        shortcut("Ctrl+P", self, self.print, anywhere=True)
        shortcut("Ctrl+D", self, self.begin_again, anywhere=True)
        shortcut("Esc", self, self.go_back)

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        if place.key is not None:
            self._open(same.survivor(self.context.desk, "visits", place.key))
        elif place.ask or self.form is None:
            self._begin(place.ask)
        elif self._let_go:
            self._begin({})

    def may_leave(self) -> bool:
        self._let_go = self.form is None or self.form.may_close()
        return self._let_go

    def changed(self, what: Changed) -> None:
        if not (OWN | SPEAKING).isdisjoint(what.rows):
            self._soon.start()

    @guarded
    def _renew(self) -> None:
        if self.form is None or self.form.key is None or self.form.dirty():
            return
        if registers.get(self.context.desk, "visits", self.form.key)["deleted"] is not None:
            self._drop()
            self.context.frame.go(Place("visits"))
            return
        self.form.load()
        self._show_head()
        if self._history is not None:
            self._history.refresh()

    # -- opening -----------------------------------------------------------------------------------------------
    def _free(self) -> bool:
        return self.form is None or self._let_go or self.form.may_close()

    def _open(self, key: RowId) -> None:
        if self.form is not None and self.form.key == key and not self._let_go:
            self.form.take_focus()
            return
        if self._free():
            self._show(VisitForm(self.context, key))

    def _begin(self, ask: Mapping[str, Any]) -> None:
        self.context.desk.must_write()
        if not self._free():
            return
        found = self._start(ask)
        if found is None:
            self.context.frame.go(Place("visits"))
            return
        values, parts = found
        form = VisitForm(self.context, None, values)
        form.begin(parts)
        self._show(form)

    def _start(self, ask: Mapping[str, Any]) -> tuple[Mapping[str, object], Parts] | None:
        desk = self.context.desk
        if chosen := ask.get("choose"):
            key = self._which(str(chosen))
            ask = {} if key is None else {"need" if chosen == "needs" else "team": key}
            if key is None:
                return None
        if need := ask.get("need"):
            return visits.from_need(desk, need)
        if team := ask.get("team"):
            return visits.from_team(desk, team)
        if ask.get("last"):
            return visits.from_last(desk)
        if like := ask.get("like"):
            return visits.from_visit(desk, like)
        return {**visits.blank(desk), **ask.get("new", {})}, Parts()

    def _which(self, register: str) -> RowId | None:
        desk = self.context.desk
        if register == "needs":
            lines: list[Line] = [
                (n["id"], n["title"], f"{n['enterprise.title']} · {n['state']}") for n in visits.all_open_needs(desk)
            ]
            return which(self, "从哪项需求新建", lines, "没有未办结的需求。请先在“需求”里登记。")
        teams = [(c.key, c.title, c.second) for c in lists.candidates(desk, "teams", "", 500)]
        return which(self, "从哪支服务队新建", teams, "还没有服务队。请先在“服务队”里登记。")

    def _show(self, form: VisitForm) -> None:
        self._drop()
        self.form, self._let_go = form, False
        form.saved.connect(self._saved)
        form.close_asked.connect(self._to_list)
        form.twin_asked.connect(self._show_twin)
        self.tabs.addTab(form, "内容")
        if form.key is not None:
            self._history = HistoryTab(self.context, "visits", form.key)
            self.tabs.addTab(self._history, "历史")
        self.tabs.tabBar().setVisible(form.key is not None)
        self._show_head()
        form.take_focus()

    def _drop(self) -> None:
        old, self.form, self._history = self.form, None, None
        self.tabs.clear()
        if old is not None:
            old.drafting.stop()
            old.hide()
            old.deleteLater()

    def _show_head(self) -> None:
        key = self.form.key if self.form is not None else None
        row = registers.get(self.context.desk, "visits", key) if key is not None else None
        self.title.setText(row["title"] if row else "新建服务活动")
        self.merged.show_for(key)
        self.printer.setEnabled(row is not None)
        self.again.setEnabled(row is not None and self.context.desk.role != READER)

    # -- acts --------------------------------------------------------------------------------------------------
    @guarded
    def _saved(self, done: Done, another: bool) -> None:
        if self.form is None:
            return
        if another:
            self._begin({})
        elif self.form.key is None:
            self._let_go = True
            self.context.frame.go(Place("visit", done.key))
        else:
            self._show_head()

    @guarded
    def print(self) -> None:
        """服务活动记录表."""
        key = self.form.key if self.form is not None else None
        if key is None or self.form is None or self.form.dirty():
            raise Refused("还有没保存的内容", todo="请先保存再打印")
        desk = self.context.desk
        self.context.runner.do(
            lambda _progress: prints.visit(desk, key), self._preview,
            label="生成服务活动记录表", failed=self.context.frame.refuse,
        )

    def _preview(self, paper: Paper) -> None:
        self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def begin_again(self) -> None:
        """The same once more, today."""
        if self.form is not None and self.form.key is not None:
            self.context.frame.go(Place("visit", None, {"like": self.form.key}))

    @guarded
    def go_back(self) -> None:
        """The list of visits."""
        self.context.frame.go(Place("visits"))

    @guarded
    def _to_list(self) -> None:
        self._let_go = True
        self.go_back()

    @guarded
    def _show_twin(self, key: RowId) -> None:
        self.context.frame.go(Place("visit", key))
