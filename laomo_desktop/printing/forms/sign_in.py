"""签到表: portrait with one signature, or landscape with one signature a half-day."""

from collections.abc import Iterator, Sequence

from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.listing import LANDSCAPE, PORTRAIT, Listing, render
from laomo_desktop.printing.papers import Fact, Heading, Period, Person, SignIn
from laomo_desktop.printing.table import Column, Table

_PLAIN = (("序号", 11.0), ("姓名", 23.0), ("单位", 48.0), ("职务/工种", 24.0), ("电话", 26.0), ("签名", 27.0))
_UNIT = 48.0
_SIGNATURE = 17.5  # the least width in mm a person can sign in
_NOTE = "迟到、早退、请假请在备注栏注明；临时参加人员请接着空行填写。"


def draw(data: SignIn, progress: Progress = silent) -> bytes:
    """The sheet as PDF: people numbered, blank walk-in rows numbered on, the last page filled with them."""
    parts = list(_grids(data)) if data.periods else [_plain(data)]
    return render(f"{data.heading.title}签到表", parts, progress)


def _plain(data: SignIn) -> Listing:
    columns = [Column(title, width) for title, width in _PLAIN]
    columns.append(Column("备注", PORTRAIT - sum(width for _, width in _PLAIN)))
    rows = [_row(n, person) for n, person in enumerate(data.people, 1)]
    return _listing(data, columns, rows, wide=False)


def _row(number: int, person: Person) -> tuple[str, ...]:
    return (str(number), spaced(person.name), person.unit, person.post, person.phone, "", person.note)


def _grids(data: SignIn) -> Iterator[Listing]:
    """As many sheets side by side as the periods need, evenly filled, each with all the people."""
    lead = [Column("序号", 11), Column("姓名", 24), Column("单位", _UNIT)]
    room = LANDSCAPE - sum(column.width for column in lead)
    for periods in evenly(data.periods, int(room // _SIGNATURE)):
        width = min(room / len(periods), 2 * _SIGNATURE)
        signatures = [Column(period.part, width, group=period.day) for period in periods]
        unit = Column("单位", _UNIT + room - width * len(periods))
        rows = [
            (str(n), spaced(person.name), person.unit, *[""] * len(periods))
            for n, person in enumerate(data.people, 1)
        ]
        yield _listing(data, [*lead[:2], unit, *signatures], rows, wide=True)


def evenly(periods: Sequence[Period], most: int) -> list[Sequence[Period]]:
    """Split into as few groups of at most ``most`` as possible, their lengths differing by one at most."""
    groups = -(-len(periods) // most)
    cuts = [len(periods) * n // groups for n in range(groups + 1)]
    return [periods[cuts[n] : cuts[n + 1]] for n in range(groups)]


def _listing(data: SignIn, columns: Sequence[Column], rows: list[tuple[str, ...]], *, wide: bool) -> Listing:
    def blank(number: int) -> tuple[str, ...]:
        return (str(number), *[""] * (len(columns) - 1))

    walk_ins = [blank(n) for n in range(len(rows) + 1, len(rows) + data.walk_ins + 1)]
    return Listing(
        title="签　到　表",
        subtitle=data.heading.title,
        table=Table(columns, [*rows, *walk_ins], row=9.2),
        facts=_facts(data.heading, data.people, wide=wide),
        note=_NOTE,
        blank=blank if data.fill else None,
        wide=wide,
    )


def _facts(heading: Heading, people: Sequence[Person], *, wide: bool) -> list[list[Fact]]:
    """The lines above the table, one less on the low landscape sheet; 实到 is left for the pen."""
    when, place = Fact("时　　间", heading.time, 3), Fact("地　　点", heading.place, 3)
    by, teacher = Fact("组织单位", heading.organiser, 3), Fact("授 课 人", heading.instructors, 3)
    due, came = Fact("应到人数", f"{len(people)}人", 2), Fact("实到人数", "　　　人", 2)
    if wide:
        return [[when, place, due], [by, teacher, came]]
    return [[when, place], [by, teacher], [due, came, Fact("记 录 人", "", 2)]]
