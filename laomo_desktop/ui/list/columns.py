"""Which columns a list shows, in which order and how wide: the clerk's choice, remembered beside the store."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.ui.widgets.buttons import button, label, shortcut

FILE = "window.ini"
DATA = Qt.ItemDataRole.UserRole


class Remembered:
    """The columns of one register in the store's folder."""

    def __init__(self, folder: Path, reg: Register) -> None:
        self._reg = reg
        self._settings = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    def columns(self) -> tuple[str, ...]:
        """As last chosen; fields that are no more are left out."""
        words = str(self._settings.value(f"lists/{self._reg.name}/columns", "") or "")
        chosen = tuple(name for name in words.split(" ") if name in self._reg.by_name)
        return chosen or self._reg.columns

    def width(self, name: str) -> int | None:
        """Pixels, if the clerk ever drew it."""
        value = str(self._settings.value(f"lists/{self._reg.name}/width/{name}", "") or "")
        return int(value) if value.isdecimal() else None

    def keep_columns(self, columns: Sequence[str]) -> None:
        self._settings.setValue(f"lists/{self._reg.name}/columns", " ".join(columns))

    def keep_width(self, name: str, width: int) -> None:
        self._settings.setValue(f"lists/{self._reg.name}/width/{name}", width)


def choosable(reg: Register) -> list[Field]:
    """The fields that may be columns."""
    return [f for f in reg.fields if f.kind is not Kind.IMAGE and f.name != reg.owner]


class ColumnsDialog(QDialog):
    """Tick the columns to see; drag or Ctrl+Up/Down to order them."""

    def __init__(self, reg: Register, shown: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择列")
        self._reg = reg
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(shown)
        self.complaint = label(role="error")
        self._lay_out()
        shortcut("Ctrl+Up", self, lambda: self._move(-1))
        shortcut("Ctrl+Down", self, lambda: self._move(1))
        self.resize(320, 440)

    @property
    def columns(self) -> list[str]:
        """The ticked fields' names in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(DATA) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        rest = [f.name for f in choosable(self._reg) if f.name not in shown]
        for name in (*shown, *rest):
            item = QListWidgetItem(self._reg[name].label)
            item.setData(DATA, name)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(label("勾选要显示的列；拖动或用按钮调整先后。", "soft", wrap=True))
        column.addWidget(self.list, 1)
        order = QHBoxLayout()
        order.addWidget(button("上移", lambda: self._move(-1), key="Ctrl+↑"))
        order.addWidget(button("下移", lambda: self._move(1), key="Ctrl+↓"))
        order.addStretch(1)
        order.addWidget(button("恢复默认", lambda: self._fill(self._reg.columns)))
        column.addLayout(order)
        column.addWidget(self.complaint)
        row = QHBoxLayout()
        row.addStretch(1)
        ok = button("确定", self.accept, key="Enter", role="primary")
        ok.setDefault(True)
        row.addWidget(ok)
        row.addWidget(button("取消", self.reject, key="Esc"))
        column.addLayout(row)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def accept(self) -> None:
        if self.columns:
            super().accept()
        else:
            self.complaint.setText("至少要显示一列。")
