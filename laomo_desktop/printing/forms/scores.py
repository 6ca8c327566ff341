"""成绩单: theory, practice, outcome, certificate number."""

from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.listing import PORTRAIT, Listing, render
from laomo_desktop.printing.papers import Fact, Scores
from laomo_desktop.printing.table import Column, Table

_COLUMNS = (("序号", 11.0), ("姓名", 23.0), ("单位", 41.0), ("理论", 15.0), ("实操", 15.0), ("结论", 17.0))


def draw(data: Scores, progress: Progress = silent) -> bytes:
    """The list as PDF, A4 portrait."""
    columns = [Column(title, width) for title, width in _COLUMNS]
    columns.append(Column("证书编号", PORTRAIT - sum(width for _, width in _COLUMNS)))
    rows = [
        (str(n), spaced(r.person.name), r.person.unit, r.theory, r.practice, r.outcome, r.certificate)
        for n, r in enumerate(data.results, 1)
    ]
    heading = data.heading
    listing = Listing(
        title="成　绩　单",
        subtitle=heading.title,
        table=Table(columns, rows),
        facts=[
            [Fact("组织单位", heading.organiser, 5), Fact("时间", heading.time, 4)],
            [Fact("授 课 人", heading.instructors, 5), Fact("人数", f"{len(rows)}人", 4)],
        ],
        foot=("评分人：", "审核人：", "日期：　　　年　　月　　日"),
        seal_room=True,
    )
    return render(f"{heading.title}成绩单", [listing], progress)
