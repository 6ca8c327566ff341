"""The ledger of packages: state in words with an icon, what it means below, its cover and its folder."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from laomo_desktop.domain import offices
from laomo_desktop.services.exchange.ledger import Entry
from laomo_desktop.services.exchange.packages import SENT
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.empty import Empty
from laomo_desktop.ui.widgets.rows import Column, Index, RowsModel, RowsView

COLUMNS = (
    Column("状态", lambda e: e.state, 5, colour=lambda e: words.LOOKS[e.state][1]),
    Column("数据包", words.package, 6),
    Column("单位", lambda e: e.office.short, 7),
    Column("日期", lambda e: words.day(e.at), 4, spare=3),
    Column("短码", lambda e: e.code, 6, spare=2),
    Column("经办", lambda e: e.by, 5, spare=1),
    Column("说明", lambda e: e.reason or e.counts, 6),
)
PACKAGE, OFFICE = 1, 2
WIDE = 13


class LedgerModel(RowsModel):
    """With the state's icon; the tip tells what a narrow window has no column for."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.whole(self.rows[index.row()])
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(*words.LOOKS[self.rows[index.row()].state])
        return super().data(index, role)


class LedgerView(QWidget):
    """All packages, or those of one office or state. ``office_chosen`` with a code, "" for all."""

    story_asked = Signal(object)
    compare_asked = Signal()
    cover_asked = Signal(object)
    folder_asked = Signal(str)
    chosen_changed = Signal()
    office_chosen = Signal(str)

    def __init__(self, *, is_city: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._nothing = ""
        self.model = LedgerModel(COLUMNS, lambda e: e.key, self)
        self.table = RowsView(self.model, "数据包台账")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # It scrolls, and asks for no height of its own: what is above it has buttons that must be seen.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(self.table.least_height)
        self.table.setColumnHidden(OFFICE, not is_city)
        if not is_city:  # beside no other table there is room for 收到 第4包（重新编号后）
            self.table.setColumnWidth(PACKAGE, self.table.fontMetrics().horizontalAdvance("字" * WIDE))
        self.office = QComboBox()
        self.state = QComboBox()
        self.detail = label("", "soft", wrap=True)
        self.empty = Empty()
        self.story = button("明细", self._story, tip="内容、逐条回执、封面数字", key="Enter")
        self.cover = button("打印封面", self._cover)
        self.folder = button("打开文件夹", self._folder, tip="打开文件所在的文件夹")
        self.comparer = button("与市总核对", self.compare_asked.emit, tip="看市总入库的内容与本机是否一模一样")
        self.comparer.setVisible(not is_city)
        self._fill_filters(is_city)
        self._lay_out()
        self._connect()

    def _fill_filters(self, is_city: bool) -> None:
        self.office.addItem("全部区市", "")
        for office in offices.DISTRICTS:
            self.office.addItem(office.short, office.code)
        self.office.setVisible(is_city)
        self.office.setAccessibleName("单位")
        self.state.addItem("全部状态", "")
        for state in words.STATES:
            self.state.addItem(icon(*words.LOOKS[state]), state, state)
        self.state.setAccessibleName("状态")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("台账", "heading"))
        top.addStretch(1)
        top.addWidget(self.comparer)
        for filter_ in (self.office, self.state):
            filter_.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            filter_.setMinimumContentsLength(8)
            top.addWidget(filter_)
        below = QHBoxLayout()
        below.addStretch(1)
        for act in (self.story, self.cover, self.folder):
            below.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.detail)
        column.addLayout(below)

    def _connect(self) -> None:
        self.office.currentIndexChanged.connect(self._office_changed)
        self.state.currentIndexChanged.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.model.modelReset.connect(self._show_chosen)
        self.table.opened.connect(self._story)

    def show_entries(self, entries: Sequence[Entry], nothing: str) -> None:
        """What there is; ``nothing`` is said when there is none at all."""
        self._entries = entries
        self._nothing = nothing
        self._show()

    def show_office(self, code: str) -> None:
        """Only the packages of one office; all for ""."""
        self.office.setCurrentIndex(max(self.office.findData(code), 0))

    def choose(self, entry: Entry) -> None:
        """Select a package, whatever was filtered."""
        self.state.setCurrentIndex(0)
        self.show_office(entry.office.code)
        self.table.choose([entry.key])
        self.table.setFocus()

    @property
    def chosen(self) -> Entry | None:
        keys = self.table.chosen()
        return next((e for e in self.model.rows if keys and e.key == keys[0]), None)

    def _office_changed(self) -> None:
        self._show()
        self.office_chosen.emit(self.office.currentData())

    def _show(self) -> None:
        office, state = self.office.currentData(), self.state.currentData()
        self.table.setColumnHidden(OFFICE, bool(office) or self.office.isHidden())
        self.table.fit()
        chosen = self.table.chosen()
        rows = [e for e in self._entries if office in ("", e.office.code) and state in ("", e.state)]
        self.model.show(rows)
        self.table.choose(chosen)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.say("没有符合条件的数据包。" if self._entries else self._nothing)
        self._show_chosen()

    def _show_chosen(self) -> None:
        entry = self.chosen
        told = "选中一个包，看它到了哪一步。" if self.model.rows else ""
        if entry is not None:
            told = f"{words.standing(entry)}{words.what_to_do(entry)}"
        self.detail.setText(told)
        ours = entry is not None and entry.direction == SENT
        self.cover.setEnabled(ours)
        self.cover.setToolTip(
            "打印选中的包的封面"
            if ours
            else "请先选中一个本单位发出的包"
            if entry is None
            else "封面由写包的单位打印"
        )
        self.folder.setEnabled(entry is not None)
        self.story.setEnabled(entry is not None)
        self.chosen_changed.emit()

    def _cover(self) -> None:
        if (entry := self.chosen) is not None:
            self.cover_asked.emit(entry.key)

    def _story(self, *_given: object) -> None:
        if (entry := self.chosen) is not None:
            self.story_asked.emit(entry.key)

    def _folder(self) -> None:
        if (entry := self.chosen) is not None:
            self.folder_asked.emit(entry.file)
