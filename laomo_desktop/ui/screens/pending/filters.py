"""Kinds with their counts as buttons; one of them is down."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from laomo_desktop.domain.registers.system import PENDING_KINDS
from laomo_desktop.services.pending import Item
from laomo_desktop.ui.widgets.flow import FlowLayout

ALL, DECIDED = "全部", "已处理"


class KindFilters(QWidget):
    """``chosen`` when another kind is wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = {name: QPushButton(name) for name in (ALL, *PENDING_KINDS, DECIDED)}
        row = FlowLayout(self)
        for made in self.buttons.values():
            made.setCheckable(True)
            self._group.addButton(made)
            row.addWidget(made)
        self.buttons[ALL].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def wanted(self) -> str:
        return next(name for name, made in self.buttons.items() if made.isChecked())

    def show_all(self) -> None:
        """Back to everything that waits."""
        self.buttons[ALL].setChecked(True)

    def narrow(self, waiting: Sequence[Item], decided: Sequence[Item]) -> list[Item]:
        """Put the counts on the buttons and return what the one that is down stands for."""
        counts = Counter(item.kind for item in waiting)
        counts[ALL], counts[DECIDED] = len(waiting), len(decided)
        for name, made in self.buttons.items():
            made.setText(f"{name} {counts[name]}")
            made.setVisible(bool(counts[name]) or name in (ALL, DECIDED) or made.isChecked())
        if self.wanted == DECIDED:
            return list(reversed(decided))
        return [item for item in waiting if self.wanted in (ALL, item.kind)]

    def _clicked(self) -> None:
        self.chosen.emit(self.wanted)
