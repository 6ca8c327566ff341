"""A calendar under a line, where a day is picked instead of typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def open_calendar(line: QLineEdit, shown: date, take: Callable[[date], None]) -> QCalendarWidget:
    """The month of ``shown`` below ``line`` (above it where there is no room); ``take`` gets the day picked."""
    frame = QFrame(line, Qt.WindowType.Popup)
    frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget(frame)
    calendar.setLocale(CHINESE)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setMinimumSize(300, 260)
    calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

    def picked(day: QDate) -> None:
        take(date(day.year(), day.month(), day.day()))
        frame.close()

    calendar.activated.connect(picked)
    calendar.clicked.connect(picked)
    box = QVBoxLayout(frame)
    box.setContentsMargins(4, 4, 4, 4)
    box.addWidget(calendar)
    _place(frame, line)
    frame.show()
    calendar.setFocus()
    return calendar


def _place(frame: QFrame, line: QLineEdit) -> None:
    frame.adjustSize()
    corner = line.mapToGlobal(QPoint(0, line.height() + 2))
    room = line.screen().availableGeometry()
    above = corner.y() - frame.height() - line.height() - 4
    y = corner.y() if corner.y() + frame.height() <= room.bottom() else above
    frame.move(min(corner.x(), room.right() - frame.width()), max(y, room.top()))
