"""The proposals as a list: ticked by a click or the space bar, each with its reasons drawn under its name."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from laomo_desktop.domain.field import RowId
from laomo_desktop.ui.screens.matching.painting import CARD, CardPainter
from laomo_desktop.ui.screens.matching.state import Card
from laomo_desktop.ui.widgets.keys import is_plain_enter

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class CardsModel(QAbstractListModel):
    """Cards in their order; what is ticked stays ticked over a new reading."""

    ticks = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self._ticked: dict[RowId, Card] = {}

    def show(self, cards: Sequence[Card]) -> None:
        """Other cards; ticks of those that are gone or taken go too."""
        self.beginResetModel()
        self.cards = list(cards)
        self.endResetModel()

    def keep_ticks(self, cards: Sequence[Card]) -> None:
        """Of all cards there are now, those still to be chosen keep their tick."""
        free = {card.key: card for card in cards if not card.taken}
        self._ticked = {key: free[key] for key in self._ticked if key in free}
        self.ticks.emit()

    def ticked(self) -> list[Card]:
        """The ticked cards, in the order they were ticked."""
        return list(self._ticked.values())

    def flip(self, index: Index) -> None:
        """Tick or untick one; what cannot be chosen stays as it is."""
        card = self.cards[index.row()]
        if card.taken:
            return
        if self._ticked.pop(card.key, None) is None:
            self._ticked[card.key] = card
        self.dataChanged.emit(index, index)
        self.ticks.emit()

    def clear(self) -> None:
        """No ticks."""
        self._ticked.clear()
        if self.cards:
            self.dataChanged.emit(self.index(0), self.index(len(self.cards) - 1))
        self.ticks.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.told
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if card.key in self._ticked else Qt.CheckState.Unchecked
        return card if role == CARD else None


class CardsView(QListView):
    """``opened`` at Enter or double click, with the card."""

    opened = Signal(object)

    def __init__(self, model: CardsModel, name: str) -> None:
        super().__init__()
        self.cards = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CardPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(3)
        self._twice = False
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._click_twice)

    def _click(self, index: QModelIndex) -> None:
        if not self._twice:
            self.cards.flip(index)

    def _click_twice(self, index: QModelIndex) -> None:
        """Opens; the tick that its first click set or took is put back."""
        self._twice = True
        self.cards.flip(index)
        self._open(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._twice = False
        super().mousePressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CARD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.cards.flip(index)
        elif is_plain_enter(event) and index.isValid():
            self._open(index)
        else:
            super().keyPressEvent(event)
