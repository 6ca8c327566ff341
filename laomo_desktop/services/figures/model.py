"""What a figure is: its number now, since January, a year ago, its target, and how it is written."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from laomo_desktop.domain.measures import Measure
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.period import Period

Number: TypeAlias = int | Decimal
"""In the measure's own unit; money is 元 with its 分 behind the point. Always exact."""
MONEY = "元"


def in_units(measure: Measure, stored: int) -> Number:
    """The store's whole number (money in 分) in the measure's unit."""
    if measure.unit != MONEY:
        return stored
    return stored // 100 if stored % 100 == 0 else Decimal(stored) / 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: 本期, 累计 since 1 January, 年度目标 (None: not set), and the same span a year ago."""

    measure: Measure
    now: Number
    so_far: Number
    target: int | None
    before: Number

    @property
    def share(self) -> float | None:
        """完成率: 累计 against the year's target; None without one."""
        return float(self.so_far) / self.target if self.target else None

    @property
    def change(self) -> float | None:
        """同比: how much 本期 stands above the year before, as a share of it; None where there was nothing."""
        return float(self.now - self.before) / float(self.before) if self.before else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All measures of a span. ``office`` None: of every office in the store."""

    period: Period
    office: Office | None
    lines: tuple[Figure, ...]

    def __getitem__(self, code: str) -> Figure:
        return next(line for line in self.lines if line.measure.code == code)


def number_words(number: Number | None) -> str:
    """12,345 or 12,345.60; nothing at all is empty (— on paper)."""
    if number is None:
        return ""
    return f"{number:,.2f}" if isinstance(number, Decimal) else f"{number:,}"


def share_words(share: float | None, *, signed: bool = False) -> str:
    """86.5%, signed +3.2%; empty where there is none."""
    if share is None:
        return ""
    return f"{share:+.1%}" if signed else f"{share:.1%}"
