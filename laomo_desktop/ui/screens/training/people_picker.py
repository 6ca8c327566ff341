"""Choosing people by typing: part of a name, pinyin initials, a phone tail; several at once, new ones too."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from laomo_desktop.domain import names
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import lists
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.screens.training.calm_line import CalmLine
from laomo_desktop.ui.widgets.buttons import button, label, shortcut

DATA = Qt.ItemDataRole.UserRole
Person = RowId | str
"""Somebody known by key, or a new one by name."""
HINT = "输入姓名、拼音首字母或电话尾号，Enter 选定"


class PeoplePicker(QDialog):
    """``people`` after acceptance, in the order chosen. With ``single`` the first choice ends it."""

    def __init__(
        self, desk: Desk, title: str, taken: Collection[RowId], *, single: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._desk, self._taken, self._single = desk, frozenset(taken), single
        self.people: list[Person] = []
        self.line = CalmLine(HINT)
        self.hits = QListWidget()
        self.chosen = QListWidget()
        self.count = label(role="soft")
        self.complaint = label(role="error", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=80)
        self._lay_out()
        self._connect()
        self._look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.addWidget(self.line)
        column.addWidget(self.hits, 3)
        column.addWidget(self.complaint)
        column.addWidget(self.count)
        column.addWidget(self.chosen, 2)
        self.chosen.setVisible(not self._single)
        self.count.setVisible(not self._single)
        row = QHBoxLayout()
        row.addStretch(1)
        self.ok = button("选定" if self._single else "加入", self.finish, key="Ctrl+Enter", role="primary")
        row.addWidget(self.ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)
        self.resize(460, 480)
        self.line.setFocus()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look)
        self.line.entered.connect(self.take)
        self.line.stepped.connect(self._step)
        self.line.left.connect(self.reject)
        self.hits.itemClicked.connect(lambda _item: self.take())
        self.chosen.itemDoubleClicked.connect(lambda _item: self._drop())
        shortcut("Ctrl+Return", self, self.finish)
        shortcut("Ctrl+Enter", self, self.finish)
        shortcut("Delete", self.chosen, self._drop)
        self._tell()

    def _look(self) -> None:
        self._pause.stop()
        typed = self.line.text().strip()
        self.complaint.clear()
        self.hits.clear()
        for found in lists.candidates(self._desk, "people", typed, 30) if typed else ():
            self._offer(found.key, found.title, found.second)
        if typed and not typed.isascii():
            known = self._same_name(typed)
            self._offer(
                typed, f"新登记“{typed}”", "与上面的人同名，是另一个人" if known else "人员台账里没有这个名字"
            )
        self.hits.setCurrentRow(self._first())

    def _same_name(self, typed: str) -> bool:
        wanted = typed.replace(" ", "").replace("\u3000", "")
        return any(
            self.hits.item(r).text().partition("\u3000")[0] == wanted for r in range(self.hits.count())
        )

    def _offer(self, who: Person, title: str, second: str) -> None:
        there = who in self._taken or who in self.people
        item = QListWidgetItem(f"{title}　{'已在名单中' if there else second}")
        item.setData(DATA, (who, title, second))
        if there:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.hits.addItem(item)

    def _first(self) -> int:
        usable = (
            r for r in range(self.hits.count()) if self.hits.item(r).flags() & Qt.ItemFlag.ItemIsEnabled
        )
        return next(usable, -1)

    def _step(self, by: int) -> None:
        row = self.hits.currentRow() + by
        while 0 <= row < self.hits.count():
            if self.hits.item(row).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.hits.setCurrentRow(row)
                return
            row += by

    def take(self) -> None:
        """The marked hit; Enter on an empty line ends the choosing."""
        if self._pause.isActive():
            self._look()
        if not self.line.text().strip():
            self.finish()
            return
        item = self.hits.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.complaint.setText("没有可以选的人，请换个写法；新来的人请输入完整的中文姓名。")
            return
        self._add(*item.data(DATA))

    def _add(self, who: Person, title: str, second: str) -> None:
        try:
            kept = names.parse_name(who) if isinstance(who, str) else who
        except Refused as no:
            self.complaint.setText(no.sentence)
            return
        self.people.append(kept)
        self.chosen.addItem(f"{title}　{second}")
        self.line.clear()
        self._look()
        self._tell()
        if self._single:
            self.accept()

    def _drop(self) -> None:
        row = self.chosen.currentRow()
        if row >= 0:
            self.chosen.takeItem(row)
            del self.people[row]
            self._look()
            self._tell()

    def _tell(self) -> None:
        words = (
            f"已选 {len(self.people)} 人（Delete 去掉选中的）"
            if self.people
            else "还没有选人，可以连续选多人"
        )
        self.count.setText(words)

    def finish(self) -> None:
        """Done choosing."""
        if self.people:
            self.accept()
        else:
            self.complaint.setText("还没有选人。")
            self.line.setFocus()


def pick_people(
    parent: QWidget, desk: Desk, title: str, taken: Collection[RowId] = (), *, single: bool = False
) -> Sequence[Person]:
    """Ask for people; ``taken`` cannot be chosen. Empty when the clerk gave up."""
    dialog = PeoplePicker(desk, title, taken, single=single, parent=parent.window())
    people = dialog.people if dialog.exec() else []
    dialog.deleteLater()
    return people
