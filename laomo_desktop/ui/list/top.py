"""The top lines of a list: its name and count, the search box, the buttons."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from laomo_desktop.domain.field import Search
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import FOUND_THROUGH
from laomo_desktop.ui.widgets.buttons import Act, button, label
from laomo_desktop.ui.widgets.search_box import SearchBox

WORDS = {Search.NAME: "名称、拼音首字母", Search.PHONE: "电话尾号", Search.ID: "证号尾号", Search.WORDS: ""}

NARROW = 620
"""Below this width (in scaled pixels) the count goes and the lesser buttons move into 更多."""


class TopBar(QWidget):
    """Everything a list page has above its rows."""

    def __init__(self, reg: Register, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reg = reg
        self.count = label(role="soft")
        self.search = SearchBox()
        self.search.setPlaceholderText(_found_by(reg))
        self.search.setToolTip("输入即筛选（Ctrl+F）")
        self.search.setMinimumWidth(110)
        self.search.setMaximumWidth(420)
        self.search.setVisible(bool(reg.searched or FOUND_THROUGH[reg.name]))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(label(title or reg.label, "title"))
        self.row.addWidget(self.count)
        self.row.addStretch(1)
        self.row.addWidget(self.search, 2)
        self.more = QMenu(self)
        self._folding: list[tuple[QPushButton, QAction]] = []

    def add(self, made: QPushButton, *, folds: bool = False) -> QPushButton:
        """One more button at the right end; one that ``folds`` moves into 更多 where the line is too narrow."""
        self.row.addWidget(made)
        if folds:
            action = self.more.addAction(made.text())
            action.triggered.connect(made.click)
            self._folding.append((made, action))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(event.size().width() < NARROW)

    def _fold(self, narrow: bool) -> None:
        self.count.setVisible(not narrow)
        for made, action in self._folding:
            made.setVisible(not narrow)
            action.setVisible(narrow)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the folded line: what folds must not hold the window wide."""
        return QSize(360, super().minimumSizeHint().height())

    def add_more(self) -> QPushButton:
        """The button 更多 with the menu `more`."""
        made = button("更多", lambda: None)
        made.setMenu(self.more)
        return self.add(made)

    def add_act(self, text: str, does: Act, key: str = "") -> None:
        """One line of the menu 更多; its key is shown, the view itself listens to it."""
        action = self.more.addAction(text)
        action.triggered.connect(lambda _checked: does())
        if key:
            action.setText(f"{text}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}")

    def say_count(self, total: int, shown: int, *, narrowed: bool, chosen: int) -> None:
        """共 312 人，筛选后 25 人，已选 3 人"""
        unit = self._reg.unit
        words = f"共 {total:,} {unit}"
        if narrowed:
            words += f"，筛选后 {shown:,} {unit}"
        if chosen > 1:
            words += f"，已选 {chosen:,} {unit}"
        self.count.setText(words)


def _found_by(reg: Register) -> str:
    own = [WORDS[f.search] or f.label for f in reg.searched if f.search]
    kinds = dict.fromkeys([*own, *(link.label for _, link in FOUND_THROUGH[reg.name])])
    return "查找：" + "、".join(list(kinds)[:4]) if kinds else "查找"
