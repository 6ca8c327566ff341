"""Targets of the year and how far they are reached."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from laomo_desktop.domain import offices, period
from laomo_desktop.domain.measures import BY_CODE, MEASURES, Measure
from laomo_desktop.domain.offices import DISTRICTS, Office
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures import counting
from laomo_desktop.services.figures.model import Number


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what is reached. ``expected`` is what the days gone by would ask for, of a whole target."""

    measure: Measure
    so_far: Number
    target: int
    days_gone: float
    """Share of the year gone by on the cut-off date, that day included."""

    @property
    def share(self) -> float:
        return float(self.so_far) / self.target if self.target else 1.0

    @property
    def expected(self) -> float:
        return self.target * self.days_gone

    @property
    def behind(self) -> bool:
        """Less than the days gone by would ask for."""
        return self.share < self.days_gone and self.share < 1.0

    @property
    def words(self) -> str:
        """How it stands, in one sentence for screen readers and paper."""
        state = "已完成" if self.share >= 1 else "落后于时间进度" if self.behind else "进度正常"
        reached = f"{self.measure.label}{self.so_far:,}{self.measure.unit}"
        return f"{reached}，目标{self.target:,}，完成{self.share:.1%}，{state}"


def progress(desk: Desk, until: date, office: str | None = None) -> tuple[Progress, ...]:
    """Every target of the year ``until`` lies in, with what is reached by then."""
    of = counting.scope(desk, office)
    with desk.store.reading() as connection:
        return _progress(connection, until, of)


def _progress(connection: Connection, until: date, of: Office | None) -> tuple[Progress, ...]:
    aims = counting.targets_of(connection, until.year, of or offices.CITY)
    span = period.year(until.year).until(until)
    codes = [measure.code for measure in MEASURES if measure.code in aims]
    reached = counting.count_within(connection, span, of, codes)
    gone = ((until - span.first).days + 1) / ((date(until.year, 12, 31) - span.first).days + 1)
    return tuple(Progress(BY_CODE[code], reached[code], aims[code], gone) for code in codes)


def offices_progress(desk: Desk, until: date) -> tuple[tuple[Office, tuple[Progress, ...]], ...]:
    """The city's view: every district that has a target, in standing order."""
    with desk.store.reading() as connection:
        found = [(office, _progress(connection, until, office)) for office in DISTRICTS]
    return tuple((office, reached) for office, reached in found if reached)
