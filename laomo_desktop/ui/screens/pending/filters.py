"""Kinds with their counts as buttons, one of them down; and where the items come from."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QWidget

from laomo_desktop.domain.registers.system import PENDING_KINDS
from laomo_desktop.services.pending import Item
from laomo_desktop.ui.widgets.flow import FlowLayout

ALL, DECIDED = "全部", "已处理"


class KindFilters(QWidget):
    """``chosen`` when another kind or origin is wanted."""

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
        self.origin = QComboBox()
        self.origin.setAccessibleName("来自")
        self.origin.setToolTip("只看从哪里来的")
        self.origin.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.origin.setMinimumContentsLength(14)
        self.origin.activated.connect(self._clicked)
        row.addWidget(self.origin)
        self.buttons[ALL].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def wanted(self) -> str:
        return next(name for name, made in self.buttons.items() if made.isChecked())

    def show_all(self) -> None:
        """Back to everything that waits."""
        self.buttons[ALL].setChecked(True)
        self.origin.setCurrentIndex(0)

    def narrow(self, waiting: Sequence[Item], decided: Sequence[Item]) -> list[Item]:
        """Put the counts on the buttons and return what the one that is down and the origin stand for."""
        self._offer_origins(decided if self.wanted == DECIDED else waiting)
        waiting, decided = self._from(waiting), self._from(decided)
        counts = Counter(item.kind for item in waiting)
        counts[ALL], counts[DECIDED] = len(waiting), len(decided)
        for name, made in self.buttons.items():
            made.setText(f"{name} {counts[name]}")
            made.setVisible(bool(counts[name]) or name in (ALL, DECIDED) or made.isChecked())
        if self.wanted == DECIDED:
            return list(reversed(decided))
        return [item for item in waiting if self.wanted in (ALL, item.kind)]

    def _from(self, items: Sequence[Item]) -> list[Item]:
        origin = self.origin.currentData()
        return [item for item in items if origin in (None, item.origin)]

    def _offer_origins(self, items: Sequence[Item]) -> None:
        """All origins with their counts, the wanted one staying chosen."""
        wanted = self.origin.currentData()
        counts = Counter(item.origin for item in items)
        self.origin.clear()
        self.origin.addItem("来自各处", None)
        for origin, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            self.origin.addItem(f"{origin} {count}", origin)
        self.origin.setCurrentIndex(max(self.origin.findData(wanted), 0) if wanted is not None else 0)
        self.origin.setVisible(len(counts) > 1 or wanted is not None)

    def _clicked(self, *_given: object) -> None:
        self.chosen.emit(self.wanted)
