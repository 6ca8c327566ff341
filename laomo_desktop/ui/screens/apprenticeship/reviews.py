"""阶段考核 of a pair: one line each, recorded where it stands."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain import dates, kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.ui.form.editors.date import DateEditor
from laomo_desktop.ui.widgets.buttons import label, toned, tool

REG = REGISTERS["reviews"]
NOT_YET = "未考核"
SOON = 30
"""Days before its date a review is spoken of."""


def standing(row: Record, running: bool, today: date) -> tuple[str, str]:
    """How a review stands, in words and tone."""
    if row["held"] or row["result"]:
        return "✓ 已考核", "good"
    days = (date.fromisoformat(row["due"]) - today).days
    if not running:
        return "未考核", "soft"
    if days < 0:
        return f"⚠ 已过{-days}天", "error"
    if days <= SOON:
        return ("今天" if days == 0 else f"还有{days}天"), "warning"
    return "未到期", "soft"


class Line(QObject):
    """The four editors of one review. ``recorded`` tells its entries when one of them was left changed."""

    recorded = Signal(object, object)
    delete_asked = Signal(object)

    def __init__(self, row: Record, parent: QObject) -> None:
        super().__init__(parent)
        self.key: RowId = row["id"]
        due = dates.paper_date(date.fromisoformat(row["due"]))
        self.due, self.state = label(due), label()
        self.held = DateEditor(REG["held"])
        self.held.line.setPlaceholderText("考核日期")
        self.held.line.setAccessibleName(f"{due}应考核的考核日期")
        self.result = QComboBox()
        self.result.addItems([NOT_YET, *REG["result"].choices])
        self.result.setAccessibleName(f"{due}的结果")
        self.comment = QLineEdit()
        self.comment.setPlaceholderText("评语")
        self.comment.setAccessibleName(f"{due}的评语")
        self.cross = tool("×", tip="删除这次考核安排", name=f"删除{due}的考核")
        self._stored: Record = row
        self.show_row(row)
        self.result.activated.connect(self._changed)
        self.held.left.connect(self._changed)
        self.held.onward.connect(self.result.setFocus)
        self.comment.editingFinished.connect(self._changed)
        self.cross.clicked.connect(lambda _checked: self.delete_asked.emit(self.key))

    def show_row(self, row: Record) -> None:
        """As stored."""
        self._stored = row
        self.held.put(row["held"])
        self.result.setCurrentText(row["result"] or NOT_YET)
        self.comment.setText(row["comment"] or "")

    def say(self, words: str, role: str) -> None:
        """How it stands."""
        self.state.setText(words)
        toned(self.state, role)

    def entries(self) -> dict[str, object]:
        """What stands in it now."""
        result = self.result.currentText()
        return {
            "held": self.held.entry(),
            "result": None if result == NOT_YET else result,
            "comment": self.comment.text().strip() or None,
        }

    def differs(self) -> bool:
        """Whether anything is other than stored; a day that cannot be read counts as other."""
        entries = self.entries()
        try:
            entries["held"] = kinds.parse(REG["held"], entries["held"])
        except Refused:
            return True
        return any(entries[name] != (self._stored[name] or None) for name in entries)

    def _changed(self) -> None:
        if self.differs():
            self.recorded.emit(self.key, self.entries())


class Reviews(QWidget):
    """All lines of a pair, kept while only their values change, so that the focus stays where it is."""

    recorded = Signal(object, object)
    delete_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("汉" * 10))
        self._grid.setColumnStretch(2, 1)

    def show_rows(self, rows: Sequence[Record], *, running: bool, may_write: bool) -> None:
        """Show these."""
        if [line.key for line in self.lines] != [row["id"] for row in rows]:
            self._rebuild(rows)
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)
            line.say(*standing(row, running, date.today()))
            for widget in (line.held, line.result, line.comment, line.cross):
                widget.setEnabled(may_write)

    def _rebuild(self, rows: Sequence[Record]) -> None:
        for line in self.lines:
            for widget in self._widgets(line):
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
            line.deleteLater()
        self.lines = [Line(row, self) for row in rows]
        for place, line in enumerate(self.lines):
            line.recorded.connect(self.recorded)
            line.delete_asked.connect(self.delete_asked)
            top = 2 * place
            self._grid.addWidget(line.due, top, 0)
            self._grid.addWidget(line.state, top, 1, 1, 2)
            self._grid.addWidget(line.cross, top, 3)
            for column, widget in enumerate((line.held, line.result)):
                self._grid.addWidget(widget, top + 1, column)
            self._grid.addWidget(line.comment, top + 1, 2, 1, 2)
            self._grid.setRowMinimumHeight(top + 1, line.comment.sizeHint().height() + 8)
            for before, after in pairwise((line.held, line.result, line.comment, line.cross)):
                QWidget.setTabOrder(before, after)

    @staticmethod
    def _widgets(line: Line) -> tuple[QWidget, ...]:
        return line.due, line.state, line.held, line.result, line.comment, line.cross
