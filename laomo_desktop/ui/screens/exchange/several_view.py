"""Many packages on one page: what each is, whether it goes along, and what became of it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from laomo_desktop.services.exchange.packages import TAKEN
from laomo_desktop.services.exchange.several import CANCELLED, REFUSED, UNWRITTEN
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.buttons import button, label, shortcut, toned
from laomo_desktop.ui.widgets.rows import Column, Index, RowsModel, RowsView

COPY = "副本"
GOOD = ("check", LIGHT.good)
_LOOKS = {
    TAKEN: GOOD,
    "已写出": GOOD,
    "无变化": ("info", LIGHT.text_soft),
    COPY: ("info", LIGHT.text_soft),
    "不能导入": ("warning", LIGHT.bad),
    REFUSED: ("warning", LIGHT.bad),
    UNWRITTEN: ("warning", LIGHT.bad),
    CANCELLED: ("close", LIGHT.text_soft),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line: ``may`` go along, ``on`` if it will; ``state`` "" while nothing became of it."""

    key: bytes
    what: str
    code: str
    state: str
    words: str
    may: bool = True
    on: bool = True


COLUMNS = (
    Column("数据包", lambda r: r.what, 13),
    Column("短码", lambda r: r.code, 7),
    Column("结果", lambda r: r.state, 6, colour=lambda r: _LOOKS.get(r.state, ("", LIGHT.text))[1]),
    Column("说明", lambda r: r.words, 20),
)


class SeveralModel(RowsModel):
    """With ticks in front, and the state's icon."""

    ticked = Signal()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row: Row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and row.may:
            return Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 2 and row.state in _LOOKS:
            return icon(*_LOOKS[row.state])
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        may = index.column() == 0 and self.rows[index.row()].may
        return found | Qt.ItemFlag.ItemIsUserCheckable if may else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.rows[index.row()].may:
            return False
        self.put(replace(self.rows[index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked))
        return True

    def put(self, row: Row) -> None:
        """Another state of the row with that key."""
        place = self.keys().index(row.key)
        self.rows[place] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        self.ticked.emit()


class SeveralView(QWidget):
    """``begun`` with the keys of the ticked rows; ``left`` when the clerk goes back."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb, self._busy, self._over = "", False, False
        self.head = label("", "heading", wrap=True)
        self.told = label("", "soft", wrap=True)
        self.model = SeveralModel(COLUMNS, lambda r: r.key, self)
        self.table = RowsView(self.model, "这些数据包")
        self.table.setMinimumHeight(self.table.least_height)
        self.whole = label("", "soft", wrap=True)
        """What is said of the row she stands on, to its end."""
        self.go = button("", self._go, key="Ctrl+Enter", role="primary")
        self.all = button("全选", self._tick_all, tip="全部选上，或全部不选")
        self.back = button("返回", self.left.emit, key="Esc")
        self._more = QHBoxLayout()
        self._lay_out()
        self.model.ticked.connect(self._count)
        self.model.ticked.connect(self._show_whole)
        self.model.modelReset.connect(self._show_whole)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.table.opened.connect(self._toggle)
        shortcut("Ctrl+Return", self, self._go)
        shortcut("Esc", self, self._leave)
        shortcut("Space", self.table, self._toggle_current)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addLayout(self._more)
        for widget in (self.all, self.go, self.back):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)

    # -- what is shown ---------------------------------------------------------------------------------------
    def offer(self, head: str, told: str, verb: str, rows: Sequence[Row]) -> None:
        """Rows to be ticked; ``verb`` with a place for the number stands on the button: 导入选中的 {} 个."""
        self._busy, self._over, self._verb = False, False, verb
        self.head.setText(head)
        self.told.setText(told)
        self.more()
        self.model.show(list(rows))
        for made in (self.go, self.all):
            made.setVisible(any(row.may for row in rows))
        self.back.setEnabled(True)
        self._count()

    def offered(self) -> None:
        """The page was just shown: Enter goes on."""
        if not self._busy:
            (self.go if self.go.isVisibleTo(self) and self.go.isEnabled() else self.back).setFocus()

    def work(self, head: str) -> None:
        """It is going on."""
        self._busy, self._over = True, False
        self.head.setText(head)
        for made in (self.go, self.all):
            made.hide()
        self.back.setEnabled(False)
        self.model.show([replace(row, may=False) for row in self.model.rows])
        self.table.setFocus()

    def became(self, key: bytes, state: str, words: str, code: str = "") -> None:
        """What became of one row."""
        old: Row = next(row for row in self.model.rows if row.key == key)
        self.model.put(replace(old, state=state, words=words, code=code or old.code))
        self.table.scrollTo(self.model.index(self.model.keys().index(key), 0))

    def finish(self, head: str, told: str, *acts: QPushButton) -> None:
        """It is over."""
        self._busy, self._over = False, True
        self.head.setText(head)
        self.told.setText(told)
        self.more(*acts)
        self.back.setEnabled(True)
        (acts[0] if acts else self.back).setFocus()

    def more(self, *acts: QPushButton) -> None:
        """Acts beside those every such page has."""
        while self._more.count():
            item = self._more.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for made in acts:
            self._more.addWidget(made)

    @property
    def busy(self) -> bool:
        """Whether packages are coming or going."""
        return self._busy

    @property
    def over(self) -> bool:
        """Whether what is shown has come to its end: a result to be read."""
        return self._over

    def _show_whole(self, *_given: object) -> None:
        row = self.table.currentIndex().row()
        shown: Row | None = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        self.whole.setText(f"{shown.what}：{shown.words}" if shown is not None and shown.state else "")

    # -- acting ----------------------------------------------------------------------------------------------
    @property
    def wanted(self) -> list[bytes]:
        """The keys of the ticked rows."""
        return [row.key for row in self.model.rows if row.may and row.on]

    def _count(self) -> None:
        count = len(self.wanted)
        self.go.setText(self._verb.format(count))
        self.go.setEnabled(bool(count))
        toned(self.go, "primary")
        free = [row for row in self.model.rows if row.may]
        self.all.setText("全不选" if free and count == len(free) else "全选")

    def _tick_all(self) -> None:
        on = self.all.text() == "全选"
        for row in self.model.rows:
            if row.may and row.on != on:
                self.model.put(replace(row, on=on))

    def _toggle_current(self) -> None:
        if self.table.currentIndex().isValid():
            self._toggle(self.model.keys()[self.table.currentIndex().row()])

    def _toggle(self, key: bytes) -> None:
        row: Row = next(row for row in self.model.rows if row.key == key)
        if row.may:
            self.model.put(replace(row, on=not row.on))

    def _go(self) -> None:
        if not self._busy and self.go.isVisible() and self.wanted:
            self.begun.emit(self.wanted)

    def _leave(self) -> None:
        if not self._busy:
            self.left.emit()
