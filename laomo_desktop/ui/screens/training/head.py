"""The head of a class: title, state with its moves, and the facts in one line."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.states import TRAINING, Move
from laomo_desktop.ui.screens.training.state import Loaded
from laomo_desktop.ui.widgets.buttons import button


class OneLine(QLabel):
    """A line that ends in … where the room ends; the whole of it in the tip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = ""

    def say(self, words: str) -> None:
        self._words = words
        self.setToolTip(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))


class Head(QWidget):
    """``moved`` tells the `Move` that was chosen."""

    moved = Signal(object)

    def __init__(
        self, back: Callable[[], None], edit: Callable[[], None], instructors: Callable[[], None]
    ) -> None:
        super().__init__()
        self.title = OneLine("title")
        self.facts = OneLine("soft")
        self.back = button("← 培训班", back, tip="回到培训班列表", role="link")
        self.state = button("", lambda: None, tip="培训班的状态：点开可以换")
        self.moves = QMenu(self.state)
        self.state.setMenu(self.moves)
        self.editing = button("修改", edit, tip="修改名称、日期、地点、主办单位和结业条件", key="Ctrl+E")
        self.teaching = button("授课人…", instructors, tip="增减授课人")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget, stretch in (
            (self.back, 0),
            (self.title, 1),
            (self.state, 0),
            (self.editing, 0),
            (self.teaching, 0),
        ):
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.facts)

    def show_class(self, of: Loaded) -> None:
        self.title.say(of.of.title)
        self.facts.say(facts(of))
        self.state.setText(f"状态：{of.state}　")
        self.moves.clear()
        for move in TRAINING.moves_from(of.state):
            if not (move.code == "prepare_again" and of.grid.marks):  # it has begun: there is no way back
                self._offer(move)
        self.state.setEnabled(of.may_write)
        self.editing.setEnabled(of.open)
        self.teaching.setEnabled(of.open)

    def _offer(self, move: Move) -> None:
        action = self.moves.addAction(move.label + ("…" if move.needs_reason else ""))
        action.triggered.connect(lambda: self.moved.emit(move))


def facts(of: Loaded) -> str:
    """安全生产大课堂 · 2026年3月6日至8日 · 某地 · 某单位主办 · 授课：甲、乙 · 60人"""
    row = of.of.training
    teachers = of.of.instructor_names
    parts = (
        row["kind"],
        _days(row["begins"], row["ends"]),
        row["place"],
        f"{row['host']}主办" if row["host"] else "",
        row["enterprise.title"] and f"承办 {row['enterprise.title']}",
        f"授课 {teachers}" if teachers else "还没有授课人",
        f"{row['hours']}学时" if row["hours"] else "",
    )
    return "  ·  ".join(str(part) for part in parts if part)


def _days(begins: str, ends: str | None) -> str:
    first, last = date.fromisoformat(begins), date.fromisoformat(ends or begins)
    if first == last:
        return dates.paper_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{dates.paper_date(first)}至{last.day}日"
    return f"{dates.paper_date(first)}至{dates.paper_date(last)}"
