"""Both sides of an item, field by field: what differs is bold, tinted and signed; a side may be picked per field."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from laomo_desktop.services.exchange.waiting import FIELD
from laomo_desktop.services.pending import IMPORT, Line, Sides
from laomo_desktop.services.provenance import Provenance
from laomo_desktop.ui.widgets.buttons import label, toned

DIFFERS = "≠"
NOTHING = "（空）"
ALIKE = "隐去的部分不同"


def in_question(found: Sides) -> list[Line]:
    """The lines that differ. Masked words may look the same though the values are not: what came in conflict does.

    Of a list only what stands in it counts: what it does not tell stays as it is, whatever is decided.
    """
    if found.item.kind == IMPORT and found.item.row is not None:
        return [line for line in found.lines if line.differs and line.right]
    clash = found.item.incoming if found.item.kind == FIELD else {}
    return [line for line in found.lines if line.differs or line.name in clash]


class _Cell(QFrame):
    """One side of one field; with a radio button while sides are picked."""

    picked = Signal()

    def __init__(self, words: str, *, differs: bool, name: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(name)
        self.radio.hide()
        self.radio.toggled.connect(self._toggled)
        text = label(words or NOTHING, "strong" if differs else "" if words else "soft", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.radio)
        row.addWidget(text, 1)
        if differs:
            toned(self, "differs")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio.isVisible():
            self.radio.setChecked(True)
        super().mousePressEvent(event)

    def _toggled(self, on: bool) -> None:
        if on:
            self.picked.emit()


class Comparison(QScrollArea):
    """``picked`` whenever a side was chosen for a field."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cells: dict[str, tuple[_Cell, _Cell]] = {}
        self._groups: list[QButtonGroup] = []
        self._origin: Provenance | None = None

    def show_sides(self, found: Sides, origin: Provenance | None = None) -> None:
        """Other sides in place of the last; those that differ stand on top."""
        self._origin = origin
        self.cells, self._groups = {}, []
        differ = in_question(found)
        same = [line for line in found.lines if line not in differ]
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self._grid(found, differ, same))
        column.addStretch(1)
        self.setWidget(inner)

    def _grid(self, found: Sides, differ: list[Line], same: list[Line]) -> QFrame:
        card = toned(QFrame(), "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(8)
        for column, stretch in ((2, 1), (3, 1)):
            grid.setColumnStretch(column, stretch)
        origin = self._origin
        by = (origin.left, origin.right) if origin is not None else ("", "")
        for column, words, hand in ((2, found.left, by[0]), (3, found.right, by[1])):
            grid.addWidget(self._head(words, hand), 0, column)
        if found.left_hanging or found.right_hanging:
            self._hanging(grid, found)
        for place, line in enumerate((*differ, *same), 2):
            self._line(grid, place, line, differs=line in differ)
        return card

    @staticmethod
    def _head(words: str, hand: str) -> QWidget:
        """Whose side it is, and who wrote it last."""
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(0)
        column.addWidget(label(words, "strong", wrap=True))
        if hand:
            column.addWidget(label(hand, "soft", wrap=True))
        return head

    @staticmethod
    def _hanging(grid: QGridLayout, found: Sides) -> None:
        """What belongs to each of two people, and goes with them."""
        grid.addWidget(label("名下记录", "soft"), 1, 1)
        for column, words in ((2, found.left_hanging), (3, found.right_hanging)):
            told = label(words, "soft", wrap=True)
            told.setContentsMargins(8, 0, 8, 4)
            grid.addWidget(told, 1, column)

    def _line(self, grid: QGridLayout, place: int, line: Line, *, differs: bool) -> None:
        sign = QLabel(DIFFERS if differs else "")
        sign.setAccessibleName("不同" if differs else "相同")
        sign.setToolTip("两边不同" if differs else "")
        toned(sign, "warning")
        grid.addWidget(sign, place, 0)
        grid.addWidget(label(line.label, "strong" if differs else "soft"), place, 1)
        hidden = f"（{line.hidden or ALIKE}）" if differs and line.left == line.right else ""
        sides = ((line.left, "本库"), (line.right, "对方"))
        cells = [
            _Cell(f"{words}{hidden}", differs=differs, name=f"{line.label}：{who}{words}")
            for words, who in sides
        ]
        for column, cell in enumerate(cells, 2):
            grid.addWidget(cell, place, column)
        if differs:
            self._pair(line.name, (cells[0], cells[1]))

    def _pair(self, name: str, cells: tuple[_Cell, _Cell]) -> None:
        group = QButtonGroup(self)
        for cell in cells:
            group.addButton(cell.radio)
            cell.picked.connect(self.picked)
        self._groups.append(group)
        self.cells[name] = cells

    def pick(self, on: bool) -> None:
        """Let a side be picked for every field that differs; nothing is picked beforehand."""
        for group, cells in zip(self._groups, self.cells.values(), strict=True):
            group.setExclusive(False)
            for cell in cells:
                cell.radio.setChecked(False)
                cell.radio.setVisible(on)
            group.setExclusive(True)
        if on and self.cells:
            next(iter(self.cells.values()))[0].radio.setFocus()

    def restore(self, picks: Mapping[str, str]) -> None:
        """Pick these sides again."""
        for name, side in picks.items():
            if name in self.cells:
                self.cells[name][0 if side == "left" else 1].radio.setChecked(True)

    @property
    def picks(self) -> Mapping[str, str]:
        """Field -> "left" or "right", of those picked."""
        return {
            name: "left" if left.radio.isChecked() else "right"
            for name, (left, right) in self.cells.items()
            if left.radio.isChecked() or right.radio.isChecked()
        }
