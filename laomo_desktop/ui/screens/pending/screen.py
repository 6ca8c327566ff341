"""待处理: the queue on the left, both sides of the chosen one on the right; after a decision the next is shown."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import pending, people, provenance, registers
from laomo_desktop.services.desk import READER
from laomo_desktop.services.pending import LATER, Item, Sides
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.pending.detail import Detail
from laomo_desktop.ui.screens.pending.filters import DECIDED, KindFilters
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, RowsModel, RowsView

COLUMNS = (
    Column("事项", lambda i: i.title or i.reg.label, 8),
    Column("种类", lambda i: i.kind, 8),
    Column("来自", lambda i: i.origin, 8),
)
KEYS = 5


class Queue(NamedTuple):
    """What waits and what was decided."""

    waiting: list[Item]
    decided: list[Item]


class PendingScreen(Screen):
    """Nothing here blocks any other work."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._queue = Queue([], [])
        self._wanted: RowId | None = None
        self._row = 0
        self.filters = KindFilters()
        self.model = RowsModel(COLUMNS, lambda i: i.key, self)
        self.table = RowsView(self.model, "待处理")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.detail = Detail()
        self.empty = Empty()
        self.finder = button("查重", self.find_twice, tip="查找重复登记的人员、企业、服务队、服务活动和需求，放到这里")
        if context.desk.role == READER:
            self.finder.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label("待处理", "title"))
        head.addStretch(1)
        head.addWidget(self.finder)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.filters.chosen.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._current)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.detail.decided.connect(self.decide)
        self.detail.together.connect(self.decide_together)
        self.detail.reveal_asked.connect(self.reveal)
        shortcut("Ctrl+H", self, self.detail.eye.click)
        self.detail.undo_asked.connect(self.undo)
        for number in range(1, KEYS + 1):
            shortcut(str(number), self, partial(self.detail.choose_number, number))
        shortcut("Esc", self, self.detail.stop_picking)
        shortcut("Ctrl+Return", self, self.detail.save_picks)

    # -- Screen ----------------------------------------------------------------------------------------------
    def arrive(self, place: Place) -> None:
        self._wanted = place.key or self._wanted
        self._read()
        self.table.setFocus()

    def changed(self, what: Changed) -> None:
        if self.isVisible():
            self._read()

    @guarded
    def _read(self) -> None:
        self.context.runner.do(lambda _progress: self._load(), self._show, label="读取待处理", quiet=True)

    def _load(self) -> Queue:
        return Queue(pending.listing(self.context.desk), pending.listing(self.context.desk, decided=True))

    @guarded
    def _show(self, found: Queue) -> None:
        self._queue = found
        self._fill()

    @guarded
    def _filter(self, _kind: str) -> None:
        self._row = 0
        self._fill()
        self.table.setFocus()

    def _fill(self) -> None:
        """The list as filtered; the chosen one stays, or the one that came into its place is chosen."""
        wanted = self._wanted
        items = self.filters.narrow(self._queue.waiting, self._queue.decided)
        several = self.table.chosen()
        self.model.show(items)
        self.stack.setCurrentWidget(self.splitter if items else self.empty)
        if not items:
            done = self.filters.wanted == DECIDED
            self.empty.say("还没有处理过的事项。" if done else "没有待处理的事项。")
            return
        keys = self.model.keys()
        if len(kept := [key for key in several if key in set(keys)]) > 1:
            self.table.choose(kept)
            return
        row = keys.index(wanted) if wanted in keys else min(self._row, len(items) - 1)
        self.table.selectRow(row)
        self._open(row)

    @guarded
    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._open(now.row())

    def _open(self, row: int) -> None:
        """Both sides of a row of the list."""
        item: Item = self.model.rows[row]
        self._row, self._wanted = row, item.key
        shown = self.detail.found
        if shown is None or shown.item != item or not (self._picking or self.detail.plain):
            desk = self.context.desk
            self.detail.show_sides(pending.sides(desk, item.key), provenance.of(desk, item))

    @guarded
    def _selected(self, *_given: object) -> None:
        """Several together; back to one, that one is shown."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if len(rows) > 1:
            self.detail.show_many([self.model.rows[row] for row in rows])
        elif rows and self.detail.found is None:
            self._open(rows[0])

    @guarded
    def reveal(self) -> None:
        """Personal data of the item shown, in full; noted in the journal."""
        if self.detail.found is not None:
            key = self.detail.found.item.key
            self.context.runner.do(
                lambda _progress: pending.reveal(self.context.desk, key),
                self._revealed, label="显示个人信息", quiet=True,
            )  # fmt: skip

    def _revealed(self, found: Sides) -> None:
        if self.detail.found is not None and self.detail.found.item.key == found.item.key:
            self.detail.show_in_full(found, provenance.of(self.context.desk, found.item))

    @property
    def _picking(self) -> bool:
        return bool(self.detail.choices()) and not self.detail.acts

    # -- acts ------------------------------------------------------------------------------------------------
    @guarded
    def decide(self, choice: str, fields: dict[str, str] | None) -> None:
        """What the clerk chose for the item shown."""
        if self.detail.found is None:
            return
        key = self.detail.found.item.key
        if choice == LATER:
            self._next()
            return
        self.context.runner.do(
            lambda _progress: pending.decide(self.context.desk, key, choice, fields),
            self._decided,
            label="处理",
            quiet=True,
        )

    @guarded
    def decide_together(self, choice: str) -> None:
        """The same for all that are selected, after a question."""
        keys = self.table.chosen()
        items: list[Item] = [item for item in self.model.rows if item.key in set(keys)]
        question = f"选中的 {len(items)} 件{items[0].kind}都按“{items[0].words(choice)}”处理？"
        if ask(self, question, ("全部处理", "取消"), more="算一次操作，可以一次撤销。") != 0:
            return
        self.context.runner.do(
            lambda progress: pending.decide_together(self.context.desk, keys, choice, progress),
            self._decided, label="处理待处理事项",
        )  # fmt: skip

    @guarded
    def find_twice(self) -> None:
        """Look for what is there twice; others may work meanwhile."""
        self.context.runner.do(partial(people.sweep, self.context.desk), self._decided, label="查重")

    def _next(self) -> None:
        """The one below, or the first again."""
        if self.model.rows:
            self.table.selectRow((self._row + 1) % len(self.model.rows))
            self.table.setFocus()

    def _decided(self, done: Done) -> None:
        self._wanted = None
        self.context.frame.said(done)
        self._read()
        self.table.setFocus()

    @guarded
    def undo(self) -> None:
        """Take back the decision of the item shown."""
        if self.detail.found is None:
            return
        key = self.detail.found.item.key
        lines = registers.history(self.context.desk, "pending", key)
        if lines:
            self.context.frame.take_back(lines[0].operation.number)
