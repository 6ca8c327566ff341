"""A day: typed as one likes (11.20, 2026-3-6, 20260306, 2026年3月6日) or taken from a calendar."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field
from laomo_desktop.ui.form.editors.text import LineEditor
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.calendar import open_calendar

LONG_AGO = frozenset({"birth"})
"""Days that are never of this year: month and day alone are not enough for them."""


class DateEditor(LineEditor):
    """A line with a calendar behind its button (Down)."""

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        sample = "如 1985-3-6" if of.name in LONG_AGO else "如 2026-3-6，今年的可写 3.6"
        self.line.setPlaceholderText(of.hint or sample)
        opener = self.line.addAction(icon("today"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历（↓）")
        opener.triggered.connect(self.open_calendar)

    def open_calendar(self) -> QCalendarWidget:
        """The month of the typed day, or this one."""
        return open_calendar(self.line, self._day() or date.today(), self._take)

    def settle(self) -> None:
        """The whole date is shown: of a month and day alone, this year's."""
        day = None if self.line.isReadOnly() else self._day()
        if day is not None:
            self.line.setText(dates.paper_date(day))

    def goes_on(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and not self.line.isReadOnly():
            self.open_calendar()
        return super().goes_on(event)

    def _day(self) -> date | None:
        words = self.line.text()
        try:
            return dates.parse_date(words) if self.of.name in LONG_AGO else dates.parse_typed(words, date.today())
        except Refused:
            return None

    def _take(self, day: date) -> None:
        self.line.setText(dates.paper_date(day))
        self.line.setFocus()
        self.edited.emit()
