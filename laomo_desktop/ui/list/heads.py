"""The head row of a list: widths and order as drawn by the clerk, put back the next time."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from laomo_desktop.domain.field import Kind
from laomo_desktop.ui.list.columns import Remembered
from laomo_desktop.ui.list.view import ListView

NAME = 8
"""Characters a name's column is wide at least: minority names are long."""


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


def apply_widths(view: ListView, remembered: Remembered) -> None:
    """As the clerk drew them, else as declared: so many Chinese characters."""
    character = view.fontMetrics().horizontalAdvance("汉")
    for place, name in enumerate(view.rows.columns):
        of = view.rows.reg[name]
        declared = max(of.width, len(of.label) + 1, NAME if of.kind is Kind.NAME else 0) * character + 24
        view.setColumnWidth(place, remembered.width(name) or min(declared, 20 * character))


def remember(view: ListView, remembered: Remembered) -> None:
    """Keep what the clerk draws with the mouse."""
    head = view.horizontalHeader()

    def resized(place: int, _old: int, new: int) -> None:
        last = head.visualIndex(place) == head.count() - 1
        if not last and view.isVisible() and new > 0:
            remembered.keep_width(view.rows.columns[place], new)

    def moved(*_places: int) -> None:
        remembered.keep_columns(shown(view))

    head.sectionResized.connect(resized)
    head.sectionMoved.connect(moved)
