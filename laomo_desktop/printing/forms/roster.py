"""花名册 of a training."""

from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.listing import LANDSCAPE, Listing, render
from laomo_desktop.printing.papers import Fact, Roster
from laomo_desktop.printing.table import Column, Table

_COLUMNS = (
    ("序号", 11.0), ("姓名", 25.0), ("性别", 11.0), ("出生年月", 23.0), ("学历", 20.0),
    ("身份证号码", 42.0), ("单位", 62.0), ("工种", 27.0), ("电话", 28.0),
)  # fmt: skip


def draw(data: Roster, progress: Progress = silent) -> bytes:
    """The roster as PDF, A4 landscape."""
    columns = [Column(title, width) for title, width in _COLUMNS]
    columns.append(Column("备注", LANDSCAPE - sum(width for _, width in _COLUMNS)))
    rows = [
        (
            str(n), spaced(p.name), p.sex, p.birth, p.education,
            p.id_number, p.unit, p.post, p.phone, p.note,
        )
        for n, p in enumerate(data.people, 1)
    ]  # fmt: skip
    heading = data.heading
    listing = Listing(
        title="培训人员花名册",
        subtitle=heading.title,
        table=Table(columns, rows, row=8.5),
        facts=[
            [Fact("培训单位（公章）", heading.organiser, 5), Fact("培训时间", heading.time, 4)],
            [Fact("培训地点", heading.place, 5), Fact("人　　数", f"{len(rows)}人", 4)],
        ],
        foot=("填表人：", "审核人：", "填表日期：　　　　年　　月　　日"),
        wide=True,
    )
    return render(f"{heading.title}花名册", [listing], progress)
