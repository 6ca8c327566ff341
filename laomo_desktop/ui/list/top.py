"""The top lines of a list: its name and count, the search box, the buttons."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from laomo_desktop.domain.field import Search
from laomo_desktop.domain.register import Register
from laomo_desktop.ui.widgets.buttons import Act, button, label
from laomo_desktop.ui.widgets.search_box import SearchBox

WORDS = {Search.NAME: "名称、拼音首字母", Search.PHONE: "电话尾号", Search.ID: "证号尾号", Search.WORDS: ""}


class TopBar(QWidget):
    """Everything a list page has above its rows."""

    def __init__(self, reg: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reg = reg
        self.count = label(role="soft")
        self.search = SearchBox()
        self.search.setPlaceholderText(_found_by(reg))
        self.search.setToolTip("输入即筛选（Ctrl+F）")
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self.search.setVisible(bool(reg.searched))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(label(reg.label, "title"))
        self.row.addWidget(self.count)
        self.row.addStretch(1)
        self.row.addWidget(self.search, 2)
        self.more = QMenu(self)

    def add(self, made: QPushButton) -> QPushButton:
        """One more button at the right end."""
        self.row.addWidget(made)
        return made

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
    kinds = dict.fromkeys(WORDS[f.search] or f.label for f in reg.searched if f.search)
    return "查找：" + "、".join(list(kinds)[:4]) if kinds else "查找"
