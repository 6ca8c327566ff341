"""The city's districts beside the ledger; below one another where the window is too narrow for both."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from laomo_desktop.ui.screens.exchange.city_panel import CityPanel
from laomo_desktop.ui.screens.exchange.ledger_view import LedgerView

LEDGER = 400
"""Pixels: a ledger that is narrower does not tell enough."""
SIDE = Qt.Orientation.Horizontal
BELOW = Qt.Orientation.Vertical


class CityBody(QSplitter):
    """Turns as the window becomes narrow or wide."""

    def __init__(self, city: CityPanel, ledger: LedgerView) -> None:
        super().__init__(SIDE)
        self._city, self._ledger = city, ledger
        self.setChildrenCollapsible(False)
        self.addWidget(city)
        self.addWidget(ledger)
        self.setStretchFactor(1, 1)
        self._turn(SIDE)

    def _turn(self, to: Qt.Orientation) -> None:
        self.setOrientation(to)
        self._city.beside(to == SIDE)
        self._ledger.setContentsMargins(*((10, 0, 0, 0) if to == SIDE else (0, 10, 0, 0)))
        self.setSizes([self._city.offices.full_width + 10, 600] if to == SIDE else [1, 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._city.offices.full_width + LEDGER
        if (to := SIDE if wide else BELOW) != self.orientation():
            self._turn(to)
