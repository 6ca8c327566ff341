"""The head row of a list: widths and order as drawn by the clerk, put back the next time."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtGui import QResizeEvent

from laomo_desktop.domain.field import Kind
from laomo_desktop.ui.list.columns import Remembered
from laomo_desktop.ui.list.view import ListView

NAME = 8
"""Characters a name's column is wide at least: minority names are long."""
TITLE = 14
"""Characters of a title that are kept where the others can give enough."""
LONG_WORDS = (Kind.TEXT, Kind.LONG, Kind.LINK, Kind.TERM, Kind.TERMS)
"""Kinds whose words may be cut at the end (the tip tells them whole)."""


def shown(view: ListView) -> list[str]:
    """The fields in the order they are seen."""
    head = view.horizontalHeader()
    return [view.rows.columns[head.logicalIndex(place)] for place in range(head.count())]


def set_columns(view: ListView, columns: Sequence[str]) -> None:
    """Show these fields in this order."""
    head = view.horizontalHeader()
    with QSignalBlocker(head):
        head.setSortIndicator(-1, head.sortIndicatorOrder())
    view.rows.set_columns(columns)
    with QSignalBlocker(head):
        for place in range(head.count()):
            head.moveSection(head.visualIndex(place), place)


class Widths(QObject):
    """Columns as wide as the clerk drew them, else as declared: so many Chinese characters. Where that is more than the
    list has room for, long words of columns nobody drew give way, if then all columns can be seen at once."""

    def __init__(self, view: ListView, remembered: Remembered) -> None:
        super().__init__(view)
        self._view, self._remembered = view, remembered
        self._fitting = False
        head = view.horizontalHeader()
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(self._moved)
        view.viewport().installEventFilter(self)

    def apply(self) -> None:
        """Set them all."""
        names = self._view.rows.columns
        widths = [self._remembered.width(name) or self._declared(name) for name in names]
        excess, spare = sum(widths) - self._view.viewport().width(), [0]
        for least in (TITLE, NAME):  # the title gives last
            if sum(spare) < excess:
                spare = [self._spare(name, width, least) for name, width in zip(names, widths, strict=True)]
        share = excess / sum(spare) if 0 < excess <= sum(spare) else 0.0
        self._fitting = True
        for place, width in enumerate(widths):
            self._view.setColumnWidth(place, width - ceil(spare[place] * share if share else 0))
        self._fitting = False

    def _declared(self, name: str) -> int:
        of, character = self._view.rows.reg[name], self._character
        wide = max(of.width, NAME if of.kind is Kind.NAME else 0) * character
        return int(min(max(wide, self._head(name)) + 24, 20 * character))

    def _spare(self, name: str, width: int, title: int) -> int:
        """How much of its width a column can give: none of one drawn, nor of one whose end matters; of the title what
        is more than so many characters."""
        of = self._view.rows.reg[name]
        is_number = of.frozen and of.kind is Kind.TEXT
        if of.kind not in LONG_WORDS or is_number or self._remembered.width(name):
            return 0
        least = title if name == self._view.rows.reg.title else NAME
        return max(0, width - (max(self._head(name), least * self._character) + 24))

    def _head(self, name: str) -> int:
        """The label's own width, bold, and room for the sign of the order."""
        words = self._view.rows.reg[name].label
        return self._view.horizontalHeader().fontMetrics().horizontalAdvance(words) + self._character

    @property
    def _character(self) -> int:
        return self._view.fontMetrics().horizontalAdvance("汉")

    def _resized(self, place: int, _old: int, new: int) -> None:
        """Drawn with the mouse."""
        last = self._view.horizontalHeader().visualIndex(place) == self._view.horizontalHeader().count() - 1
        if not (last or self._fitting) and self._view.isVisible() and new > 0:
            self._remembered.keep_width(self._view.rows.columns[place], new)

    def _moved(self, *_places: int) -> None:
        self._remembered.keep_columns(shown(self._view))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self.apply()
        return False
