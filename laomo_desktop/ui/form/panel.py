"""A record beside its list: its form, what hangs on it, its history."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services import lists, registers
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.acts import Act
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.hanging import tabs_of
from laomo_desktop.ui.form.hanging_tab import HangingTab
from laomo_desktop.ui.form.history_tab import HistoryTab
from laomo_desktop.ui.form.merged_block import MergedBlock
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, tool
from laomo_desktop.ui.widgets.flow import FlowLayout


class RecordPanel(QWidget):
    """``saved`` tells the row's key, ``closed`` that nothing is lost by taking the panel away."""

    saved = Signal(bytes)
    closed = Signal()

    def __init__(
        self, context: Context, register: str, key: RowId | None, values: Mapping[str, object] | None = None,
        parent: QWidget | None = None, *, acts: Sequence[Act] = (),
    ) -> None:
        super().__init__(parent)
        self.context, self.reg, self.key = context, REGISTERS[register], key
        self._acts = acts
        self.title = label(role="heading")
        self.state = label(role="soft")
        """Where a record stands that moves by steps; its form does not show it."""
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.merged = MergedBlock(context, self.reg)
        self.form = Form(context, register, key, values)
        self._hanging: list[HangingTab] = []
        self._history: HistoryTab | None = None
        self._lay_out()
        self._fill(self.form)

    def may_leave(self) -> bool:
        """Whether nothing would be lost (asks if something would)."""
        return self.form.may_close()

    def concerns(self, what: Changed) -> bool:
        """Whether something shown here was written."""
        names = {self.reg.name, *SPEAKING, *(tab.hanging.other.name for tab in self._hanging)}
        return bool(names & set(what.rows))

    @guarded
    def changed(self, what: Changed) -> None:
        """Show what was written, unless the clerk is in the middle of something."""
        if not SPEAKING.isdisjoint(what.rows):
            self.merged.show_for(self.key)
        for tab in self._hanging:
            if tab.hanging.other.name in what.rows:
                tab.refresh()
        if self.key is not None and self.key in what.rows.get(self.reg.name, ()):
            if not self.form.dirty():
                self._reload()
            if self._history is not None:
                self._history.refresh()

    @guarded
    def close_asked(self) -> None:
        """Esc or ×."""
        if self.form.may_close():
            self.closed.emit()

    def take_focus(self) -> None:
        """The first field."""
        self.tabs.setCurrentIndex(0)
        self.form.take_focus()

    def _reload(self) -> None:
        if self.key is not None and registers.get(self.context.desk, self.reg.name, self.key)["deleted"] is not None:
            self.closed.emit()  # deleted, or its making was taken back
            return
        self.form.load()
        self._show_title()

    def _show_title(self) -> None:
        if self.key is None:
            self.title.setText(f"新建{self.reg.label}")
        else:
            self.title.setText(lists.candidate(self.context.desk, self.reg.name, self.key).title or self.reg.label)
        self._show_state()

    def _show_state(self) -> None:
        stands = self.reg.flow is not None and self.key is not None and "state" in self.reg.by_name
        row = registers.get(self.context.desk, self.reg.name, self.key) if stands and self.key is not None else {}
        self.state.setText(str(row.get("state") or ""))
        self.state.setVisible(bool(self.state.text()))

    @guarded
    def _saved(self, done: Done, another: bool) -> None:
        self.saved.emit(done.key)
        if another:
            self._replace(Form(self.context, self.reg.name), None)
        elif self.key is None:
            self._replace(Form(self.context, self.reg.name, done.key), done.key)

    def _replace(self, form: Form, key: RowId | None) -> None:
        old, self.form, self.key = self.form, form, key
        self.tabs.clear()
        self._hanging.clear()
        self._history = None
        old.hide()
        old.deleteLater()
        self._fill(form)
        self.take_focus()

    def _fill(self, form: Form) -> None:
        form.saved.connect(self._saved)
        form.close_asked.connect(self.closed)
        form.twin_asked.connect(self._show_twin)
        self.tabs.addTab(form, "内容")
        if self.key is not None:
            for hanging in tabs_of(self.reg):
                self._add_hanging(HangingTab(self.context, hanging, self.key))
            self._history = HistoryTab(self.context, self.reg.name, self.key)
            self.tabs.addTab(self._history, "历史")
        self.tabs.tabBar().setVisible(self.key is not None)
        self.merged.show_for(self.key)
        self.own_acts.setVisible(bool(self._acts) and self.key is not None)
        self._show_title()

    def _add_hanging(self, tab: HangingTab) -> None:
        self._hanging.append(tab)
        at = self.tabs.addTab(tab, "")
        tab.counted.connect(partial(self._show_count, tab))
        self._show_count(tab, tab.table.rowCount())
        self.tabs.setTabToolTip(at, tab.hanging.label)

    def _show_count(self, tab: HangingTab, count: int) -> None:
        at = self.tabs.indexOf(tab)
        self.tabs.setTabText(at, f"{tab.hanging.label} {count}" if count else tab.hanging.label)
        self.tabs.setTabVisible(at, bool(count) or bool(tab.hanging.begun))

    @guarded
    def own_act(self, act: Act) -> None:
        """One of the register's own acts, about this record; what is half filled is asked about first."""
        if self.key is not None and self.form.may_close():
            act.run(self.context, self, self.key)

    @guarded
    def _show_twin(self, key: RowId) -> None:
        self.context.frame.go(Place(self.reg.name, key))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        head.addWidget(tool("×", self.close_asked, tip="关闭", key="Esc"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._make_acts())
        column.addWidget(self.merged)
        column.addWidget(self.tabs, 1)
        shortcut("Esc", self, self.close_asked)

    def _make_acts(self) -> QWidget:
        self.own_acts = QWidget()
        row = FlowLayout(self.own_acts)
        for act in self._acts:
            row.addWidget(button(act.label, partial(self.own_act, act), tip=act.tip, key=act.key))
        return self.own_acts
