"""台账 and 统计表: any table an office reports, with 合计 and the lines for its signatures."""

from collections.abc import Sequence

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import drawings
from laomo_desktop.printing.listing import LANDSCAPE, PORTRAIT, Listing, render
from laomo_desktop.printing.paper import Align
from laomo_desktop.printing.papers import Fact, Report, ReportColumn
from laomo_desktop.printing.table import Column, Table

_NUMBER = 11.0


def draw(data: Report, progress: Progress = silent) -> bytes:
    """The table as PDF; portrait or landscape as the widths ask."""
    weights = sum(column.width for column in data.columns)
    wide = weights * data.scale > PORTRAIT - _NUMBER if data.wide is None else data.wide
    width = LANDSCAPE if wide else PORTRAIT
    unit = (width - _NUMBER) / weights
    rows = [(str(n), *map(_shown, row)) for n, row in enumerate(data.rows, 1)]
    if data.total is not None:
        rows.append(("合计", *map(_shown, data.total)))
    columns = [_column(column, unit, rows, n) for n, column in enumerate(data.columns, 1)]
    listing = Listing(
        title=data.title,
        subtitle=data.subtitle,
        table=Table([Column("序号", _NUMBER), *columns], rows, row=data.row),
        facts=[[Fact("填报单位（盖章）", data.office, 3), Fact("填报日期", data.date, 2)]],
        foot=tuple(f"{label}：{value}" for label, value in _signers(data)),
        note=data.note,
        wide=wide,
        pictures=[made for one in data.drawings if (made := drawings.picture(one, width)) is not None],
    )
    return render(data.title, [listing], progress)


def _column(column: ReportColumn, unit: float, rows: Sequence[Sequence[str]], n: int) -> Column:
    """Numbers to the right, long texts to the left, short ones in the middle."""
    longest = max((len(row[n]) for row in rows), default=0)
    align: Align = "right" if column.number else "left" if longest > 12 else "center"
    return Column(column.title, column.width * unit, align, column.group)


def _shown(text: str) -> str:
    return text or "—"


def _signers(data: Report) -> list[tuple[str, str]]:
    return [("填表人", data.prepared_by), ("审核人", data.reviewed_by), ("联系电话", data.phone)]
