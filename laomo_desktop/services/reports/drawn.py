"""The pictures of a 统计表: progress against the targets, months as bars, who served whom, attendance by day."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from laomo_desktop.domain import period
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.period import Period
from laomo_desktop.printing.papers import Band, Chart, FlowChart, HeatChart, Reach, Shade, Targets
from laomo_desktop.services import figures
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.counting import scope

Drawing = Targets | Sequence[Chart] | FlowChart | HeatChart
MONTHS = ("events", "problems", "attendances")
"""The measures whose months are drawn."""
MOST = 24
"""So many pairs of team and enterprise can be told apart on paper."""


def drawn(desk: Desk, span: Period, by: str | None, office: str | None) -> tuple[Drawing, ...]:
    """What belongs to the table of a dimension; all of it to the table of measures."""
    made: list[Drawing] = []
    if by is None:
        made.append(_targets(desk, span, office))
    if by in (None, "month"):
        made.append(_months(desk, span, office))
    if by in (None, "chain", "team", "enterprise"):
        made.append(_flows(desk, span, office, by_office=False))
    if scope(desk, office) is None and by in (None, "office"):
        made.append(_flows(desk, span, office, by_office=True))
    if by is None:
        made.append(_heat(desk, span, office))
    return tuple(made)


def _targets(desk: Desk, span: Period, office: str | None) -> Targets:
    lines = [
        Reach(p.measure.label, p.words.partition("，")[2], p.share, p.days_gone)
        for p in figures.progress(desk, span.last, office)
    ]
    return Targets(f"{span.last.year}年目标完成情况（竖线为按日历应达到的进度）", lines)


def _months(desk: Desk, span: Period, office: str | None) -> list[Chart]:
    year, made = span.last.year, []
    for code in MONTHS:
        values = figures.by_month(desk, span.last, code, office)[: span.last.month]
        measure = BY_CODE[code]
        labels = [f"{n}月" for n in range(1, len(values) + 1)]
        made.append(Chart(f"{year}年逐月{measure.label}（{measure.unit}）", labels, [float(v) for v in values]))
    return made


def _flows(desk: Desk, span: Period, office: str | None, *, by_office: bool) -> FlowChart:
    found = figures.pairs(figures.flows(desk, span, office), by_office=by_office)
    bands = [Band(p.team_name, p.enterprise_name, p.group, p.visits) for p in found]
    how = "区市" if by_office else "产业链"
    return FlowChart(f"谁服务了谁：服务队 → 企业（企业按{how}排，线越粗场次越多，{span.words}）", bands, most=MOST)


def _heat(desk: Desk, span: Period, office: str | None) -> HeatChart:
    """Class days of the span's year up to its end: as dark as their 出勤率, with the 实到 in the cell."""
    year = span.last.year
    found = figures.attendance_by_day(desk, period.year(year).until(span.last), office)
    months = range(1, span.last.month + 1)
    cells = [[_shade(found, year, month, day) for day in range(1, 32)] for month in months]
    title = f"{year}年培训出勤（格内为当天实到人次，越深出勤率越高）"
    return HeatChart(title, [f"{n}月" for n in months], [str(n) for n in range(1, 32)], cells)


def _shade(found: dict[str, tuple[int, int]], year: int, month: int, day: int) -> Shade | None:
    if day > monthrange(year, month)[1]:
        return None
    present, recorded = found.get(date(year, month, day).isoformat(), (0, 0))
    return Shade(present / recorded if recorded else 0.0, str(present) if recorded else "")
