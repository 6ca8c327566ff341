"""A day to be chosen: typed digit by digit, stepped with the arrows, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QDateEdit


class DayEdit(QDateEdit):
    """``day`` is a `datetime.date`."""

    def __init__(self, day: date) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setDisplayFormat("yyyy年M月d日")
        self.setCalendarPopup(True)
        self.setMinimumWidth(150)
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendarWidget().setFirstDayOfWeek(Qt.DayOfWeek.Monday)

    @property
    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def put(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))
