"""Attendance as a whole: marks, the line that records a class, and what they sum to (应到, 实到)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.quick_line import QuickLine, parse_quick

__all__ = ["Mark", "QuickLine", "Tally", "before_coming", "parse_quick", "tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those expected (应到) came (实到: late and early too), and how the others stand."""

    expected: int
    present: int
    late: int
    early: int
    leave: int
    absent: int

    @property
    def unmarked(self) -> int:
        """Those nothing was recorded of."""
        return self.expected - self.present - self.leave - self.absent

    @property
    def share(self) -> Fraction | None:
        """实到 of 应到; None when nobody was expected."""
        return Fraction(self.present, self.expected) if self.expected else None

    @property
    def sentence(self) -> str:
        """应到 25，实到 20（迟到 1、早退 1），请假 2，缺勤 3."""
        within = _listed((("迟到", self.late), ("早退", self.early)), "、")
        beside = _listed((("请假", self.leave), ("缺勤", self.absent), ("未登记", self.unmarked)), "，")
        came = f"实到 {self.present}" + (f"（{within}）" if within else "")
        return "，".join(part for part in (f"应到 {self.expected}", came, beside) if part)


def _listed(pairs: Iterable[tuple[str, int]], comma: str) -> str:
    return comma.join(f"{label} {count}" for label, count in pairs if count)


def tally(marks: Iterable[Mark | None]) -> Tally:
    """Sum up marks, one a person (of a period) or one a period (of a person); None is nothing recorded."""
    counts = Counter(marks)
    return Tally(
        expected=counts.total(),
        present=sum(count for mark, count in counts.items() if mark and mark.counts_as_present),
        late=counts[Mark.LATE],
        early=counts[Mark.EARLY],
        leave=counts[Mark.LEAVE],
        absent=counts[Mark.ABSENT],
    )


def before_coming(marks: Sequence[Mark | None]) -> list[int]:
    """Of somebody who joined on the spot: the places in her ``marks`` (one a period) that nobody has to fill in.

    They lie before the first period she came to, and nothing is noted there: she was not on that sheet. Such a period
    counts as absent (未参加) for herself and is no part of the period's 应到. A mark that was made counts as it stands.
    """
    came = next((place for place, mark in enumerate(marks) if mark and mark.counts_as_present), len(marks))
    return [place for place in range(came) if marks[place] is None]
