"""A day to be typed as one likes (11.20, 2026.11.20, 20261120, 11月20日) or picked from a calendar."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.calendar import open_calendar


class DayLine(QLineEdit):
    """``day`` is a `datetime.date`; ``day_changed`` tells of another one. What was typed is shown whole when left."""

    day_changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = day
        self.setMinimumWidth(150)
        self.setMaximumWidth(190)
        self.setToolTip("可以写 11.20、2026.11.20、20261120 或 11月20日；↓ 打开日历")
        opener = self.addAction(icon("today"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历（↓）")
        opener.triggered.connect(self.open_calendar)
        self.put(day)
        self.textEdited.connect(self._edited)

    @property
    def day(self) -> date:
        """Raises `Refused` for what is no day."""
        return dates.parse_typed(self.text(), date.today())

    @property
    def last_day(self) -> date:
        """The last day that stood there, while something is half typed."""
        return self._last

    def put(self, day: date) -> None:
        """Show a day."""
        self.setText(dates.paper_date(day))
        self.setCursorPosition(0)
        self._tell()

    def open_calendar(self) -> None:
        """Pick a day."""
        open_calendar(self, self._last, self._take)

    def _take(self, day: date) -> None:
        self.put(day)
        self.setFocus()

    def _edited(self) -> None:
        self._tell()

    def _tell(self) -> None:
        try:
            day = self.day
        except Refused:
            self._mark(wrong=True)
            return
        self._mark(wrong=False)
        if day != self._last:
            self._last = day
            self.day_changed.emit()

    def _mark(self, *, wrong: bool) -> None:
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _settle(self) -> None:
        try:
            self.put(self.day)
        except Refused:
            self._mark(wrong=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
        super().keyPressEvent(event)
