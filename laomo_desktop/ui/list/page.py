"""The one list page: every register of the program is shown, searched and worked on here."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import class_lists, same
from laomo_desktop.services.desk import READER
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.acts import Act, call
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.form.panel import RecordPanel
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.list import heads
from laomo_desktop.ui.list.acts import Acts
from laomo_desktop.ui.list.beside import Beside
from laomo_desktop.ui.list.columns import ColumnsDialog, Remembered
from laomo_desktop.ui.list.filters import FilterBar
from laomo_desktop.ui.list.finder import Finder
from laomo_desktop.ui.list.following import Following
from laomo_desktop.ui.list.model import RegisterModel
from laomo_desktop.ui.list.top import TopBar
from laomo_desktop.ui.list.view import ListView
from laomo_desktop.ui.widgets.buttons import button, shortcut
from laomo_desktop.ui.widgets.empty import Empty

OWN_PAGE: Mapping[str, str] = {
    "trainings": "training", "visits": "visit", "apprenticeships": "apprenticeship",
}  # fmt: skip
"""Registers whose records have a page of their own; their form is found there."""
OWN_NEW: Mapping[str, str] = {
    "visits": "screens.visit:begin", "apprenticeships": "screens.apprenticeship:begin",
    "assignments": "screens.matching.leading:begin",
}  # fmt: skip
"""Registers whose new records begin otherwise than with an empty form: a verb of context, parent, starting values."""


class RegisterPage(Screen):
    """List of a register, with the form of the opened record beside it."""

    def __init__(
        self, context: Context, register: str, parent: QWidget | None = None, *, acts: Sequence[Act] = (),
        title: str = "",
    ) -> None:
        super().__init__(context, parent)
        self.reg = REGISTERS[register]
        made_by_hand = any(not f.frozen for f in self.reg.form_fields)
        self.may_write = made_by_hand and context.desk.role != READER
        self.own_acts = [act for act in acts if act.offered(context.desk)]
        self.remembered = Remembered(context.desk.folder, self.reg)
        self.model = RegisterModel(context.desk, register, self.remembered.columns(), self)
        self.view = ListView(self.model)
        self.view.setAccessibleName(f"{self.reg.label}列表")
        self.widths = heads.Widths(self.view, self.remembered)
        self.top = TopBar(self.reg, title)
        self.filters = FilterBar(context.desk, register)
        self.filters.runner = context.runner
        self.empty = Empty()
        self.stack = QStackedWidget()
        self.acts = Acts(context, self.view)
        self.finder = Finder(context, self.model)
        self.model.ask = self.finder.ask
        self._keep: tuple[RowId | None, int] | None = None
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._buttons()
        self._connect()
        self.widths.apply()

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        """``place.ask``: find (words), filters (field -> values), between (field -> first and last day), keys (the only
        rows, with ``says`` for what they are), new (True or starting values)."""
        ask = place.ask
        if any(name in ask for name in ("filters", "find", "between", "keys")):
            self.filters.put(ask.get("filters", {}), ask.get("between"), ask.get("keys"), str(ask.get("says", "")))
            self.top.search.put(str(place.ask.get("find", "")))
            self.search()
        elif self._stale:
            self.refresh()
        if place.key is not None:
            self.open_key(same.survivor(self.context.desk, self.reg.name, place.key))
        elif new := place.ask.get("new"):
            self.open_new(new if isinstance(new, dict) else {})
        elif self.panel is None:
            self._take_focus()

    def changed(self, what: Changed) -> None:
        concerned = {self.reg.name, *(link.target for link in self.reg.links)}
        if not concerned & set(what.rows) and not self.beside.concerns(what):
            return
        self._stale = True
        if self.isVisible():
            self._soon.start()
        self.beside.changed(what)

    def may_leave(self) -> bool:
        return self.beside.may_leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    # -- rows --------------------------------------------------------------------------------------------------
    @guarded
    def search(self) -> None:
        """Show what the search box and the chips ask for."""
        find = self.top.search.text().strip()
        self.filters.searched = find
        self._keep = None
        self.finder.ask(self.filters.query(find, self.model.asked.order))

    @guarded
    def refresh(self, choose: RowId | None = None) -> None:
        """Something was written: the same rows anew, the same one chosen (or ``choose``)."""
        if self._stale and not self.model.rowCount() and choose is None:
            self.search()
            return
        self._keep = (choose or self._current(), self.view.verticalScrollBar().value())
        self.finder.ask_again()

    @guarded
    def _answered(self) -> None:
        """The rows are there: as they stood where it was only a refresh, else from the top."""
        (key, scrolled), self._keep = self._keep or (None, 0), None
        self._stale = False
        self._show_state()
        if self.model.rowCount() and (key is None or not self.view.chosen_count() or self._current() != key):
            self.view.verticalScrollBar().setValue(scrolled)
            if key is not None:
                self._choose_key(key)

    def _current(self) -> RowId | None:
        here = self.view.currentIndex()
        return self.model.key(here.row()) if here.isValid() else None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole register is shown."""
        asked = self.model.query
        return bool(asked.find or asked.filters or asked.between) or asked.keys is not None

    def clear_conditions(self) -> None:
        """The whole register again."""
        self.filters.put({})
        self.top.search.put("")
        self.search()
        self._take_focus()

    def _choose_key(self, key: RowId) -> None:
        if (row := self.model.place(key)) is not None:
            self.view.choose(row)

    # -- the form beside ---------------------------------------------------------------------------------------
    @guarded
    def open_row(self, row: int) -> None:
        """The form of a row of the list."""
        if (key := self.model.key(row)) is not None:
            self.open_key(key)

    @guarded
    def open_key(self, key: RowId) -> None:
        """The form of a record (or its own page); it need not be among the rows shown."""
        if own := OWN_PAGE.get(self.reg.name):
            self.context.frame.go(Place(own, key))
            return
        at = self.view.currentIndex().row()
        if at < 0 or not self.view.chosen_count() or self.model.key(at) != key:
            self._choose_key(key)
        self.beside.open(key, {})

    @guarded
    def open_new(self, values: dict[str, object] | None = None) -> None:
        """An empty form."""
        self.context.desk.must_write()
        if begin := OWN_NEW.get(self.reg.name):
            call(begin, self.context, self, values or {})
        else:
            self.beside.open(None, values or {})

    @property
    def panel(self) -> RecordPanel | None:
        """The form beside the list, where one is open."""
        return self.beside.panel

    @guarded
    def close_panel(self) -> None:
        """Esc in the form: back to the list."""
        self.beside.drop()
        self._take_focus()

    def _take_focus(self) -> None:
        """The rows, or where there are none the search box: the keys of the page go on working."""
        there = self.stack.currentWidget() is self.view
        (self.view if there else self.top.search).setFocus()

    @guarded
    def _after_save(self, key: RowId) -> None:
        self.refresh(key)
        if own := OWN_PAGE.get(self.reg.name):
            self.close_panel()
            self.context.frame.go(Place(own, key))

    # -- acts of this register alone ----------------------------------------------------------------------------
    def _row_acts(self) -> list[Act]:
        return [act for act in self.own_acts if act.of_row]

    @guarded
    def own_act(self, act: Act) -> None:
        """One of the register's own acts, about the chosen row where it is about one."""
        key = self.acts.only(act.label) if act.of_row else None
        act.run(self.context, self, key)

    def print_rows(self) -> None:
        """What Ctrl+P prints; a register whose rows are papers prints those."""
        self.acts.ledger()

    # -- making ------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.top)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        self.beside = Beside(self.context, self.reg.name, left, self._row_acts())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.beside)

    def _buttons(self) -> None:
        top = self.top
        if self.may_write:
            self.new = top.add(button("新建", self.open_new, key="Ctrl+N", role="primary"))
        for act in self.own_acts:
            if not act.of_row:
                top.add(button(act.label, partial(self.own_act, act), tip=act.tip, key=act.key), folds=True)
        if self.may_write and self.reg.importable:
            top.add(button("导入", self.acts.go_import, tip="从 Excel 导入", key="Ctrl+I"), folds=True)
        top.add(button("导出", self.acts.export, tip="把列表中的记录导出到 Excel", key="Ctrl+E"), folds=True)
        top.add_more()
        for act in self._row_acts():
            top.add_act(act.label, partial(self.own_act, act), act.key)
        if self.may_write:
            top.add_act("设置字段…", self.acts.set_field)
            top.add_act("删除…", self.acts.delete, "Delete")
        top.add_act("复制", self.view.copy, "Ctrl+C")
        top.add_act("只导出选中的…", self.acts.export_chosen)
        for name in class_lists.LISTS if self.reg.name == "trainings" else ():
            top.add_act(f"导出{class_lists.LISTS[name]}…", partial(self.acts.export_of_classes, name))
        top.add_act("打印台账…", self.acts.ledger, "Ctrl+P")
        top.add_act("台账存为 Excel…", self.acts.ledger_book)
        top.add_act("选择列…", self.choose_columns)

    def _connect(self) -> None:
        view, search = self.view, self.top.search
        search.searched.connect(self.search)
        self.finder.answered.connect(self._answered)
        self.finder.waiting.connect(self._show_count)
        search.into_list.connect(self._into_list)
        self.filters.changed.connect(self.search)
        view.opened.connect(self.open_row)
        self.beside.closed.connect(self.close_panel)
        self.beside.saved.connect(self._after_save)
        self.following = Following(view, self.beside, self._choose_key)
        view.escaped.connect(self._escape)
        view.typed.connect(self._type_on)
        view.copied.connect(self.acts.copied)
        self.acts.written.connect(self._written)
        self.acts.deleted.connect(self._deleted)
        self.acts.remarked.connect(self.top.count.setText)
        view.too_many.connect(self.acts.too_many)
        view.selectionModel().selectionChanged.connect(self._show_count)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        shortcut("Ctrl+F", self, self._into_search, anywhere=True)
        shortcut("Ctrl+L", self, self.filters.open_menu, anywhere=True)
        shortcut("Ctrl+E", self, self.acts.export, anywhere=True)
        shortcut("Ctrl+P", self, self.print_rows, anywhere=True)
        for act in self.own_acts:
            if act.key:
                shortcut(act.key, self, partial(self.own_act, act), anywhere=True)
        if self.may_write:
            view.delete_asked.connect(self.acts.delete)
            view.pasted.connect(self.acts.paste)
            shortcut("Ctrl+N", self, self.open_new, anywhere=True)
            if self.reg.importable:
                shortcut("Ctrl+I", self, self.acts.go_import, anywhere=True)

    @guarded
    def _written(self, done: Done) -> None:
        self.refresh()
        self.context.frame.said(done)

    @guarded
    def _deleted(self, done: Done) -> None:
        if self.panel is not None and self.panel.key in done.keys:
            self.close_panel()
        self._written(done)

    # -- small answers -----------------------------------------------------------------------------------------
    @guarded
    def choose_columns(self) -> None:
        """Which columns, in which order."""
        dialog = ColumnsDialog(self.reg, heads.shown(self.view), self)
        if dialog.exec():
            self.remembered.keep_columns(dialog.columns)
            heads.set_columns(self.view, dialog.columns)
            self.widths.apply()
        dialog.deleteLater()

    def _show_state(self) -> None:
        self._show_count()
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.view)
            return
        if self.narrowed:
            self.empty.say(f"没有符合条件的{self.reg.label}。", button("清除条件", self.clear_conditions))
        else:
            self.empty.say(self.reg.empty or f"还没有{self.reg.label}。", *self._first_steps())
        self.stack.setCurrentWidget(self.empty)

    def _first_steps(self) -> list[QPushButton]:
        if not self.may_write:
            return []
        steps: list[QPushButton] = [button("新建", self.open_new, key="Ctrl+N", role="primary")]
        if self.reg.importable:
            steps.append(button("导入 Excel", self.acts.go_import, key="Ctrl+I"))
        return steps

    def _show_count(self) -> None:
        shown = self.model.rowCount()
        if self.finder.busy:
            self.top.count.setText("正在查找…")
            return
        self.top.say_count(self.finder.total, shown, narrowed=self.narrowed, chosen=self.view.chosen_count())

    def _escape(self) -> None:
        """Esc on the list: the form goes first, then the conditions."""
        if self.panel is not None:
            self.panel.close_asked()
        elif self.narrowed:
            self.clear_conditions()

    def _into_search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus()
            if not self.view.chosen_count():
                self.view.choose(max(self.view.currentIndex().row(), 0))

    def _type_on(self, text: str) -> None:
        if self.top.search.isVisible():
            self.top.search.setFocus()
            self.top.search.setText(text)

    def _menu(self, at: QPoint) -> None:
        if self.view.indexAt(at) != QModelIndex():
            self.top.more.popup(self.view.viewport().mapToGlobal(at))
