"""A day on which something was done: not before what it follows on, not after today."""

from datetime import date
from typing import NamedTuple

from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused


class PastDay(NamedTuple):
    """``label`` is what the day is called (办结日期); what went before was on ``first``, its ``began`` (提出日期), and
    ``told`` tells of it (需求是{}提出的)."""

    label: str
    first: date
    began: str
    told: str

    def check(self, day: date, where: str = "") -> date:
        """The day itself. Raises `Refused` outside."""
        if day < self.first:
            raise Refused(
                f"{self.label}早于{self.began}", where=where, todo=self.told.format(dates.paper_date(self.first))
            )
        if day > date.today():
            raise Refused(f"{self.label}在今天以后", where=where, todo="请核对日期")
        return day
