"""Finding a person of the grid: part of the name, pinyin initials, or the number on the sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from laomo_desktop.services import spelling
from laomo_desktop.ui.screens.training.calm_line import CalmLine
from laomo_desktop.ui.screens.training.grid_model import GridModel
from laomo_desktop.ui.widgets.buttons import label


class FindRow(QWidget):
    """``found`` tells the row at every key; Enter or Esc closes it, Up and Down go through the hits."""

    found = Signal(int)
    closed = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._grid = model
        self._hits: list[int] = []
        self._place = 0
        self.line = CalmLine("姓名、拼音首字母或序号")
        self.line.setMaximumWidth(240)
        self.words = label(role="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("查找"))
        row.addWidget(self.line)
        row.addWidget(self.words)
        row.addStretch(1)
        self.line.textChanged.connect(self._look)
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._close)
        self.line.left.connect(self._close)
        self.hide()

    def open(self) -> None:
        self.show()
        self.line.clear()
        self.line.setFocus()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _look(self, typed: str) -> None:
        wanted = typed.strip()
        self._hits = self._ranked(wanted) if wanted else []
        self._place = 0
        self._tell()

    def _ranked(self, wanted: str) -> list[int]:
        if wanted.isdecimal():
            return [r for r, e in enumerate(self._grid.enrolments) if str(e["number"]) == wanted]
        scored = (
            (spelling.rank(str(e["who"]["name"]), wanted.casefold()), r)
            for r, e in enumerate(self._grid.enrolments)
        )
        return [row for score, row in sorted(scored) if score < spelling.MISS]

    def _step(self, by: int) -> None:
        if self._hits:
            self._place = (self._place + by) % len(self._hits)
            self._tell()

    def _tell(self) -> None:
        if self._hits:
            self.words.setText(f"{self._place + 1}/{len(self._hits)}　Enter 回到表格，↑ ↓ 看下一个")
            self.found.emit(self._hits[self._place])
        else:
            self.words.setText("没有找到" if self.line.text().strip() else "")
