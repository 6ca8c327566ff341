"""A day: typed as one likes (2026-3-6, 20260306, 2026年3月6日) or taken from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field
from laomo_desktop.ui.form.editors.text import LineEditor
from laomo_desktop.ui.theme.icons import icon

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


class DateEditor(LineEditor):
    """A line with a calendar behind its button (Down)."""

    def __init__(self, of: Field, parent: QWidget | None = None) -> None:
        super().__init__(of, parent)
        self.line.setPlaceholderText(of.hint or "如 2026-3-6")
        opener = self.line.addAction(icon("today"), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历（↓）")
        opener.triggered.connect(self.open_calendar)

    def open_calendar(self) -> QCalendarWidget:
        """The month of the typed day, or this one."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setLocale(CHINESE)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setMinimumSize(300, 260)
        calendar.setSelectedDate(self._day())
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        calendar.activated.connect(frame.close)
        calendar.clicked.connect(frame.close)
        box = QVBoxLayout(frame)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(calendar)
        frame.adjustSize()
        corner = self.line.mapToGlobal(QPoint(0, self.line.height() + 2))
        room = self.screen().availableGeometry()
        above = corner.y() - frame.height() - self.line.height() - 4
        y = corner.y() if corner.y() + frame.height() <= room.bottom() else above
        frame.move(min(corner.x(), room.right() - frame.width()), max(y, room.top()))
        frame.show()
        calendar.setFocus()
        return calendar

    def goes_on(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and not self.line.isReadOnly():
            self.open_calendar()
        return super().goes_on(event)

    def _day(self) -> QDate:
        try:
            day = dates.parse_date(self.line.text())
        except Refused:
            day = date.today()
        return QDate(day.year, day.month, day.day)

    def _take(self, day: QDate) -> None:
        self.line.setText(dates.paper_date(date(day.year(), day.month(), day.day())))
        self.line.setFocus()
        self.edited.emit()
