"""授课人 of a class: people of the register, added and taken away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import registers, trainings
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.people_picker import pick_people
from laomo_desktop.ui.widgets.buttons import button, label, shortcut

DATA = Qt.ItemDataRole.UserRole


class InstructorsDialog(QDialog):
    """Every change is written at once and can be taken back."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("授课人")
        self.hub, self.context = hub, hub.context
        self.list = QListWidget()
        self.list.setAccessibleName("授课人")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addWidget(
            label("印在签到表和证书资料上；某一节另有授课人的，在“节次”里填。", "soft", wrap=True)
        )
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.adding = button("添加…", self.add, key="Ctrl+N", role="primary")
        self.dropping = button("去掉", self.drop, key="Delete")
        for made in (self.adding, self.dropping):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(button("完成", self.accept, key="Esc"))
        column.addLayout(row)
        shortcut("Ctrl+N", self, self.add)
        shortcut("Delete", self.list, self.drop)
        hub.read.connect(self._fill)
        self._fill()
        self.resize(400, 340)

    def _fill(self) -> None:
        self.list.clear()
        for row in self.hub.loaded.of.instructors:
            item = QListWidgetItem(str(row["person.title"]))
            item.setData(DATA, row["id"])
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.dropping.setEnabled(self.list.count() > 0)

    @guarded
    def add(self) -> None:
        """Several at once."""
        there = [row["person"] for row in self.hub.loaded.of.instructors]
        people = pick_people(self, self.context.desk, "添加授课人", there)
        training = self.hub.loaded.key
        if people:
            self.hub.write("添加授课人", lambda desk: trainings.add_instructors(desk, training, people))

    @guarded
    def drop(self) -> None:
        """The marked one."""
        item = self.list.currentItem()
        if item is not None:
            key: RowId = item.data(DATA)
            self.hub.write(
                "去掉授课人", lambda desk: registers.delete(desk, "instructors", [key], "不再授课")
            )
