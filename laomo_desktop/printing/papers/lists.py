"""Data of the forms that are lists of people or of records."""

from collections.abc import Sequence
from dataclasses import dataclass

from laomo_desktop.domain.attendance import Mark
from laomo_desktop.printing.papers.drawings import FlowChart, HeatChart, Targets


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value above a table; ``share`` is its part of the line. A blank one is filled in by hand."""

    label: str
    value: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the list of a training. Every text as it is to be read; blank is left for the pen."""

    title: str
    time: str = ""
    place: str = ""
    organiser: str = ""
    instructors: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One row. ``phone`` and ``id_number`` are printed as given: the caller has masked them."""

    name: str
    sex: str = ""
    birth: str = ""
    education: str = ""
    id_number: str = ""
    unit: str = ""
    post: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """One 节次: its day (3月6日) and its part of it (上午, or 9:00)."""

    day: str
    part: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """签到表. With ``periods`` the landscape grid with one signature cell a period."""

    heading: Heading
    people: Sequence[Person]
    periods: Sequence[Period] = ()
    walk_ins: int = 5
    fill: bool = True


@dataclass(frozen=True, slots=True)
class Roster:
    """花名册."""

    heading: Heading
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Attendance:
    """考勤表: ``marks[p][n]`` is person p's mark in period n, None where nothing was recorded.

    ``outside`` are the (p, n) before somebody joined on the spot: absent for her, no part of the period's 应到.
    """

    heading: Heading
    people: Sequence[Person]
    periods: Sequence[Period]
    marks: Sequence[Sequence[Mark | None]]
    outside: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Result:
    """One person's scores and outcome, as they are to be read."""

    person: Person
    theory: str = ""
    practice: str = ""
    outcome: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """成绩单."""

    heading: Heading
    results: Sequence[Result]


@dataclass(frozen=True, slots=True)
class AwardList:
    """申报颁证花名册."""

    heading: Heading
    certificate_kind: str
    results: Sequence[Result]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """``width`` is relative to the other columns; numbers stand right-aligned."""

    title: str
    width: float = 1.0
    number: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, each with its label and number."""

    title: str
    labels: Sequence[str]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Report:
    """台账 or 统计表. Cells are ready text, an empty one is printed as —; ``total`` has a cell a column.

    ``wide`` None: landscape if the widths ask for it.
    """

    title: str
    office: str
    columns: Sequence[ReportColumn]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    subtitle: str = ""
    prepared_by: str = ""
    reviewed_by: str = ""
    phone: str = ""
    date: str = ""
    note: str = ""
    wide: bool | None = None
    drawings: Sequence[Targets | Sequence[Chart] | FlowChart | HeatChart] = ()
    """What is drawn after the table, in order; charts of one sequence stand side by side."""
    row: float = 9.0
    """Millimetres a row is high at least."""
    scale: float = 20.0
    """Millimetres a column of width 1 should get, else the paper is turned."""
