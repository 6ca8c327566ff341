"""The needs a visit worked on, each with what came of it; open needs of the visited enterprises are offered."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.visits import OUTCOMES, SOLVED
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.screens.visit.part import Part
from laomo_desktop.ui.widgets.buttons import label, tool

MOST_OFFERED = 6


class _Line(QWidget):
    """One need: its words, its outcome, a way out."""

    def __init__(self, need: Record, outcome: str) -> None:
        super().__init__()
        words = QLabel(need["title"])
        words.setToolTip(f"{need['title']}\n{need['enterprise.title']} · {need['state']}")
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setWordWrap(True)
        self.outcome = QComboBox()
        self.outcome.addItems(list(OUTCOMES))
        self.outcome.setCurrentText(outcome)
        self.outcome.setAccessibleName(f"“{need['title']}”的进展")
        self.outcome.setToolTip("这次活动后这项需求怎样了")
        self.cross = tool("×", tip="移除这项需求", name=f"移除“{need['title']}”")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(self.outcome)
        row.addWidget(self.cross)


class NeedsPart(Part):
    """``outcomes``: need -> 解决, 有进展 or 未解决."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("解决需求", "项")
        self._desk = desk
        self.lines: dict[RowId, _Line] = {}
        self._offered: Sequence[Record] = ()
        self._asked = False
        self._standing = QVBoxLayout()
        self._standing.setSpacing(4)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(2)
        self.hint = label(role="soft", wrap=True)
        self.column.addLayout(self._standing)
        self.column.addWidget(self.hint)
        self.column.addLayout(self._offers)
        self._refresh()

    def outcomes(self) -> dict[RowId, str]:
        """What the clerk says came of each."""
        return {key: line.outcome.currentText() for key, line in self.lines.items()}

    def put(self, outcomes: Mapping[RowId, str]) -> None:
        """Show these instead; no signal."""
        for key in list(self.lines):
            self._drop(key)
        for key, outcome in outcomes.items():
            self._add(key, outcome)
        self._refresh()

    def add(self, key: RowId) -> None:
        """One more, solved until said otherwise."""
        if key not in self.lines:
            self._add(key, SOLVED)
            self._refresh()
            self.changed.emit()

    def remove(self, key: RowId) -> None:
        """It was not worked on after all."""
        if key in self.lines:
            self._drop(key)
            self._refresh()
            self.changed.emit()

    def offer(self, needs: Sequence[Record] | None) -> None:
        """Open needs that may have been worked on; None as long as no enterprise is chosen."""
        self._offered, self._asked = needs or (), needs is not None
        self._refresh()

    def offers(self) -> list[QToolButton]:
        """The buttons now offered."""
        return [b for b in self.findChildren(QToolButton) if b.property("offer")]

    def _add(self, key: RowId, outcome: str) -> None:
        line = _Line(registers.get(self._desk, "needs", key), outcome)
        line.outcome.currentIndexChanged.connect(lambda _index: self.changed.emit())
        line.cross.clicked.connect(partial(self._remove_clicked, key))
        self.lines[key] = line
        self._standing.addWidget(line)

    def _remove_clicked(self, key: RowId, _checked: bool = False) -> None:
        self.remove(key)

    def _drop(self, key: RowId) -> None:
        line = self.lines.pop(key)
        line.hide()
        line.setParent(None)
        line.deleteLater()

    def _refresh(self) -> None:
        self.tell(len(self.lines))
        while item := self._offers.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        open_ = [need for need in self._offered if need["id"] not in self.lines]
        for need in open_[:MOST_OFFERED]:
            self._offers.addWidget(self._offer_button(need))
        more = len(open_) - MOST_OFFERED
        self.hint.setText(self._words(len(open_), more))
        self.hint.setVisible(bool(self.hint.text()))

    def _words(self, open_: int, more: int) -> str:
        if open_:
            return "这些企业还有未办结的需求：" if more <= 0 else f"这些企业还有{open_}项未办结的需求，列出最近的："
        if self.lines:
            return ""
        return "这些企业没有未办结的需求。" if self._asked else "选了企业后，这里会列出它们未办结的需求。"

    def _offer_button(self, need: Record) -> QToolButton:
        made = tool(f"＋ {need['title']}", partial(self.add, need["id"]), tip="这次活动处理了这项需求")
        made.setText(self.fontMetrics().elidedText(made.text(), Qt.TextElideMode.ElideRight, 380))
        made.setToolTip(f"{need['title']}\n{need['enterprise.title']} · {need['state']}")
        made.setProperty("offer", True)
        return made
