"""Targets of an office in a card: name, bar with the expected line, numbers in words; the number is a link."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from laomo_desktop.services.figures import Progress, number_words
from laomo_desktop.ui.widgets.buttons import button, label, toned
from laomo_desktop.ui.widgets.target_bar import TargetBar


class TargetRows(QFrame):
    """``opened`` tells the code of the measure whose rows are wanted."""

    opened = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        toned(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        if title:
            self._column.addWidget(label(title, "heading"))
        self._inside: QWidget | None = None

    def show_targets(self, reached: Sequence[Progress], nothing: str, act: QWidget | None = None) -> None:
        """One line a target; ``nothing`` is said where there is none, with ``act`` beside."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self._column.addWidget(self._inside)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(reached):
            self._line(grid, row, one)
        if not reached:
            grid.addWidget(label(nothing, "soft"), 0, 0)
            if act is not None:
                grid.addWidget(act, 0, 2)

    def _line(self, grid: QGridLayout, row: int, one: Progress) -> None:
        name = label(one.measure.label)
        name.setToolTip(one.measure.rule)
        bar = TargetBar(one.share, one.days_gone, one.words)
        bar.clicked.connect(partial(self.opened.emit, one.measure.code))
        words = f"{number_words(one.so_far)} / {number_words(one.target)} {one.measure.unit}"
        number = button(words, partial(self.opened.emit, one.measure.code), tip=f"{one.measure.rule}。点击看明细")
        grid.addWidget(name, row, 0)
        grid.addWidget(bar, row, 1)
        grid.addWidget(toned(number, "link"), row, 2)
        grid.addWidget(toned(label(_state(one)), "warning" if one.behind else "soft"), row, 3)


def _state(one: Progress) -> str:
    """完成 64%，落后 12 场"""
    done = f"完成 {one.share:.0%}"
    if one.share >= 1:
        return f"{done}，已达标"
    lacking = one.expected - float(one.so_far)
    late = one.behind and lacking >= 1
    return f"{done}，比时间进度少 {lacking:,.0f} {one.measure.unit}" if late else f"{done}，进度正常"
