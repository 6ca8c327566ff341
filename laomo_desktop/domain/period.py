"""A span of days that figures are asked for: a month, a quarter, a year, or any two dates; both ends included."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from laomo_desktop.domain.dates import paper_date
from laomo_desktop.domain.errors import Refused

_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``. Raises `Refused` when they stand the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("结束日期早于开始日期", todo="请核对起止日期")

    @property
    def so_far(self) -> "Period":
        """累计: from 1 January of the last day's year."""
        return Period(date(self.last.year, 1, 1), self.last)

    @property
    def year_ago(self) -> "Period":
        """同期: the same days a year earlier; 29 February becomes the 28th, the end of a month stays its end."""
        last = _earlier(self.last)
        if self.last.day == monthrange(self.last.year, self.last.month)[1] and self.last.month == 2:
            last = date(last.year, 2, monthrange(last.year, 2)[1])
        return Period(_earlier(self.first), last)

    def until(self, day: date) -> "Period":
        """Cut off after ``day``; a span that lies behind it wholly stays one day long."""
        return Period(self.first, max(self.first, min(self.last, day)))

    @property
    def words(self) -> str:
        """2026年1月1日至2026年3月31日"""
        return f"{paper_date(self.first)}至{paper_date(self.last)}"

    @property
    def name(self) -> str:
        """2026年, 2026年第一季度 or 2026年3月 where the span is just that, else its two days."""
        for made, named in (
            (year(self.first.year), f"{self.first.year}年"),
            (quarter(self.first), f"{self.first.year}年第{_QUARTERS[(self.first.month - 1) // 3]}季度"),
            (month(self.first), f"{self.first.year}年{self.first.month}月"),
        ):
            if made == self:
                return named
        return self.words


def _earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def year(number: int) -> Period:
    """The whole year. Raises `Refused` for one no calendar has."""
    if not 1900 <= number <= 9998:
        raise Refused(f"年度{number}不对", todo="请写四位年份，如 2026")
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(day: date) -> Period:
    """The quarter ``day`` lies in."""
    first = 3 * ((day.month - 1) // 3) + 1
    return Period(date(day.year, first, 1), date(day.year, first + 2, monthrange(day.year, first + 2)[1]))


def month(day: date) -> Period:
    """The month ``day`` lies in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
