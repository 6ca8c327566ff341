"""Which days and whose: a month, a quarter, a year, or two dates; for the city, which office."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDateEdit, QHBoxLayout, QPushButton, QSpinBox, QWidget

from laomo_desktop.domain import period
from laomo_desktop.domain.offices import OFFICES
from laomo_desktop.domain.period import Period
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.widgets.buttons import button, label

KINDS = ("本年", "本季", "本月", "自定")
TIPS = ("从1月1日到今天，或过去的一整年", "所选的季度", "所选的月份", "任意两个日期之间")


class SpanBar(QWidget):
    """``changed`` whenever `period` or `office` is another."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()
        self.kinds = QButtonGroup(self)
        self.year = QSpinBox()
        self.part = QComboBox()
        self.first, self.last = _day(date(self._today.year, 1, 1)), _day(self._today)
        self.to = label("至", "soft")
        self.offices = QComboBox()
        self._prepare(desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, words in enumerate(KINDS):
            row.addWidget(self._kind(number, words))
        for widget in (self.year, self.part, self.first, self.to, self.last, self.offices):
            row.addWidget(widget)
        row.addStretch(1)
        self._show_kind()
        self._connect()

    def _prepare(self, desk: Desk) -> None:
        self.year.setRange(2000, self._today.year + 1)
        self.year.setValue(self._today.year)
        self.year.setSuffix(" 年")
        self.year.setKeyboardTracking(False)
        self.year.setAccessibleName("年度")
        self.part.setAccessibleName("季度或月份")
        self.offices.setAccessibleName("单位")
        self.offices.setVisible(desk.is_city)
        for office in OFFICES if desk.is_city else (desk.office,):
            self.offices.addItem("全市" if office.is_city else office.short, office.code)

    def _kind(self, number: int, words: str) -> QPushButton:
        made = button(words, lambda: None, tip=TIPS[number])
        made.setCheckable(True)
        made.setChecked(number == 0)
        self.kinds.addButton(made, number)
        return made

    def _connect(self) -> None:
        self.kinds.idClicked.connect(self._chosen)
        self.year.valueChanged.connect(self.changed)
        self.part.activated.connect(self.changed)
        self.first.dateChanged.connect(self._moved)
        self.last.dateChanged.connect(self._moved)
        self.offices.activated.connect(self.changed)

    def _chosen(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        kind = self.kinds.checkedId()
        self.part.setVisible(kind in (1, 2))
        self.year.setVisible(kind != 3)
        for widget in (self.first, self.to, self.last):
            widget.setVisible(kind == 3)
        self.part.clear()
        if kind == 1:
            self.part.addItems([f"第{n}季度" for n in "一二三四"])
            self.part.setCurrentIndex((self._today.month - 1) // 3)
        elif kind == 2:
            self.part.addItems([f"{n}月" for n in range(1, 13)])
            self.part.setCurrentIndex(self._today.month - 1)

    def _moved(self) -> None:
        """A first day behind the last takes the other along: there is no wrong order to complain about."""
        if self.first.date() > self.last.date():
            moved, other = (self.first, self.last) if self.sender() is self.first else (self.last, self.first)
            other.blockSignals(True)
            other.setDate(moved.date())
            other.blockSignals(False)
        self.changed.emit()

    @property
    def office(self) -> str:
        """The chosen office's code; the city's means everybody."""
        return str(self.offices.currentData())

    @property
    def period(self) -> Period:
        """What is chosen, not beyond today."""
        kind, year = self.kinds.checkedId(), self.year.value()
        if kind == 3:
            return Period(_of(self.first), _of(self.last))
        if kind == 1:
            return period.quarter(date(year, 3 * self.part.currentIndex() + 1, 1)).until(self._today)
        if kind == 2:
            return period.month(date(year, self.part.currentIndex() + 1, 1)).until(self._today)
        return period.year(year).until(self._today)


def _day(of: date) -> QDateEdit:
    made = QDateEdit(QDate(of.year, of.month, of.day))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setKeyboardTracking(False)
    made.setMinimumDate(QDate(2000, 1, 1))
    return made


def _of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
