"""申报颁证花名册: who is put forward for a certificate."""

from laomo_desktop.domain.names import spaced
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing.listing import LANDSCAPE, Listing, render
from laomo_desktop.printing.papers import AwardList, Fact
from laomo_desktop.printing.table import Column, Table

_COLUMNS = (
    ("序号", 11.0), ("姓名", 25.0), ("性别", 11.0), ("身份证号码", 42.0), ("单位", 54.0),
    ("工种", 24.0), ("理论", 14.0), ("实操", 14.0), ("结论", 16.0),
)  # fmt: skip


def draw(data: AwardList, progress: Progress = silent) -> bytes:
    """The list as PDF, A4 landscape."""
    columns = [Column(title, width) for title, width in _COLUMNS]
    columns.append(Column("证书编号", LANDSCAPE - sum(width for _, width in _COLUMNS)))
    rows = [
        (
            str(n), spaced(r.person.name), r.person.sex, r.person.id_number, r.person.unit,
            r.person.post, r.theory, r.practice, r.outcome, r.certificate,
        )
        for n, r in enumerate(data.results, 1)
    ]  # fmt: skip
    heading = data.heading
    listing = Listing(
        title="申报颁证花名册",
        subtitle=heading.title,
        table=Table(columns, rows, row=8.5),
        facts=[
            [Fact("申报单位（公章）", heading.organiser, 5), Fact("证书种类", data.certificate_kind, 4)],
            [Fact("培训时间", heading.time, 5), Fact("申报人数", f"{len(rows)}人", 4)],
        ],
        foot=("填表人：", "审核人：", "审批意见：", "日期：　　　　年　　月　　日"),
        wide=True,
        seal_room=True,
    )
    return render(f"{heading.title}申报颁证花名册", [listing], progress)
