"""Which days and whose: a month, a quarter, a year, or two dates; for the city, which office."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSpinBox, QWidget

from laomo_desktop.domain import period
from laomo_desktop.domain.offices import OFFICES
from laomo_desktop.domain.period import Period
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.widgets.buttons import button, label
from laomo_desktop.ui.widgets.day_line import DayLine

KINDS = ("本年", "本季", "本月", "自定")
OWN = 3
"""The place of two dates of one's own among the kinds."""
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
        self.first, self.last = DayLine(date(self._today.year, 1, 1)), DayLine(self._today)
        self.to, self.told = label("至", "soft"), label("", "soft")
        self.offices = QComboBox()
        self._prepare(desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, words in enumerate(KINDS):
            row.addWidget(self._kind(number, words))
        for widget in (self.year, self.part, self.first, self.to, self.last, self.offices, self.told):
            row.addWidget(widget)
        row.addStretch(1)
        self._show_kind()
        self._tell()
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
        self.year.valueChanged.connect(self._tell)
        self.part.activated.connect(self._tell)
        self.first.day_changed.connect(self._moved)
        self.last.day_changed.connect(self._moved)
        self.offices.activated.connect(self.changed)

    def _chosen(self) -> None:
        if self.kinds.checkedId() == OWN:
            self._put(self._shown)
        self._show_kind()
        self._tell()

    def _put(self, span: Period) -> None:
        """Two dates begin as the span that was shown."""
        _show(self.first, span.first)
        _show(self.last, span.last)

    def _tell(self) -> None:
        self._shown = self.period
        self.told.setText("" if self.kinds.checkedId() == OWN else self._shown.words)
        self.changed.emit()

    def _show_kind(self) -> None:
        kind = self.kinds.checkedId()
        self.part.setVisible(kind in (1, 2))
        self.year.setVisible(kind != OWN)
        for widget in (self.first, self.to, self.last):
            widget.setVisible(kind == OWN)
        self.part.clear()
        if kind == 1:
            self.part.addItems([f"第{n}季度" for n in "一二三四"])
            self.part.setCurrentIndex((self._today.month - 1) // 3)
        elif kind == 2:
            self.part.addItems([f"{n}月" for n in range(1, 13)])
            self.part.setCurrentIndex(self._today.month - 1)

    def _moved(self) -> None:
        """A first day behind the last takes the other along: there is no wrong order to complain about."""
        if self.first.last_day > self.last.last_day:
            moved, other = (self.first, self.last) if self.sender() is self.first else (self.last, self.first)
            _show(other, moved.last_day)  # the one that is typed in stays as it is typed
        self._tell()

    @property
    def office(self) -> str:
        """The chosen office's code; the city's means everybody."""
        return str(self.offices.currentData())

    @property
    def period(self) -> Period:
        """What is chosen, not beyond today unless all of it lies there."""
        kind, year = self.kinds.checkedId(), self.year.value()
        if kind == OWN:
            return Period(self.first.last_day, self.last.last_day)
        whole = period.year(year)
        if kind == 1:
            whole = period.quarter(date(year, 3 * self.part.currentIndex() + 1, 1))
        elif kind == 2:
            whole = period.month(date(year, self.part.currentIndex() + 1, 1))
        return whole if whole.first > self._today else whole.until(self._today)


def _show(line: DayLine, day: date) -> None:
    """Put a day; nobody is told."""
    line.blockSignals(True)
    line.put(day)
    line.blockSignals(False)
