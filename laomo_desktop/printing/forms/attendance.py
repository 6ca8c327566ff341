"""考勤表: one column a period, totals a person and a period."""

from collections.abc import Iterator, Sequence

from laomo_desktop.domain.attendance import Mark, Tally, tally
from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.forms.sign_in import evenly
from laomo_desktop.printing.listing import LANDSCAPE, Listing, render
from laomo_desktop.printing.papers import Attendance, Fact
from laomo_desktop.printing.table import Column, Table

_LEAD = (("序号", 11.0), ("姓名", 25.0), ("单位", 48.0))
_SUMS = (("出勤", 12.0), ("请假", 12.0), ("缺勤", 12.0), ("出勤率", 16.0))
_NARROW, _BROAD = 9.5, 14.0
_LEGEND = "　".join(f"{mark.sign} {mark.label}" for mark in Mark)
NOTE = f"图例：{_LEGEND}　（迟到、早退计入出勤；空白为未登记）"
MISSED = "—"
MISSED_NOTE = f"{NOTE[:-1]}；{MISSED} 为现场加入之前，本人计缺勤，不计入该节应到）"


def draw(data: Attendance, progress: Progress = silent) -> bytes:
    """The sheet as PDF, A4 landscape; many periods take several sheets, each with everybody's totals."""
    return render(f"{data.heading.title}考勤表", list(_sheets(data)), progress)


def _sheets(data: Attendance) -> Iterator[Listing]:
    room = LANDSCAPE - sum(width for _, width in _LEAD + _SUMS)
    begin = 0
    for periods in evenly(data.periods, int(room // _NARROW)):
        width = min(room / len(periods), _BROAD)
        lead = [Column(title, wide) for title, wide in _LEAD[:2]]
        unit = Column("单位", _LEAD[2][1] + room - width * len(periods))
        sums = [Column(title, wide) for title, wide in _SUMS]
        marks = [Column(period.part, width, group=period.day) for period in periods]
        yield _sheet(data, [*lead, unit, *marks, *sums], range(begin, begin + len(periods)))
        begin += len(periods)


def _sheet(data: Attendance, columns: Sequence[Column], shown: range) -> Listing:
    rows = [
        (str(row + 1), spaced(person.name), person.unit, *_signs(data, row, shown), *_sums(_own(data, row)))
        for row, person in enumerate(data.people)
    ]
    heading = data.heading
    return Listing(
        title="考　勤　表",
        subtitle=heading.title,
        table=Table(columns, [*rows, *_totals(data, shown)], row=8.5, head=10.5),
        facts=[
            [Fact("时　　间", heading.time, 5), Fact("地　　点", heading.place, 4)],
            [Fact("组织单位", heading.organiser, 5), Fact("授 课 人", heading.instructors, 4)],
        ],
        foot=("记录人：", "班主任：", "审核人：", "日期：　　　　年　　月　　日"),
        note=MISSED_NOTE if data.outside else NOTE,
        wide=True,
    )


def _signs(data: Attendance, row: int, shown: range) -> list[str]:
    marks = data.marks[row]
    return [
        mark.sign if (mark := marks[n]) else MISSED if (row, n) in data.outside else "" for n in shown
    ]


def _own(data: Attendance, row: int) -> list[Mark | None]:
    """A person's marks; what came before she joined on the spot counts as absent."""
    return [Mark.ABSENT if (row, n) in data.outside else mark for n, mark in enumerate(data.marks[row])]


def _sums(marks: Sequence[Mark | None]) -> tuple[str, ...]:
    counts = tally(marks)
    return str(counts.present), str(counts.leave), str(counts.absent), percent(counts)


def _totals(data: Attendance, shown: range) -> list[tuple[str, ...]]:
    """实到人数 and 出勤率 a period, and of everything."""
    periods = [
        tally(marks[n] for row, marks in enumerate(data.marks) if (row, n) not in data.outside) for n in shown
    ]
    whole = tally(mark for row in range(len(data.people)) for mark in _own(data, row))
    sums = (str(whole.present), str(whole.leave), str(whole.absent), percent(whole))
    return [
        ("", "实到", f"应到{len(data.people)}人", *(str(counts.present) for counts in periods), *sums),
        ("", "出勤率", "", *(percent(counts) for counts in periods), *[""] * len(_SUMS)),
    ]


def percent(counts: Tally) -> str:
    """出勤率 rounded to whole percents, — when nobody was expected; never 100 % while somebody is missing."""
    if counts.share is None:
        return "—"
    rounded = round(counts.share * 100)
    return f"{rounded if counts.share == 1 else min(rounded, 99)}%"
