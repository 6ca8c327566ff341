"""目标: what an office is to reach in a year, by measure."""

from laomo_desktop.domain.field import Field, Kind, Merge
from laomo_desktop.domain.measures import MEASURES
from laomo_desktop.domain.register import Register, Section

TARGETS = Register(
    name="targets",
    label="目标",
    unit="项",
    icon="figures",
    title="measure",
    fields=(
        Field(name="office", label="工会", kind=Kind.OFFICE, required=True, merge=Merge.CITY, width=8, indexed=True),
        Field(name="year", label="年度", kind=Kind.INT, required=True, from_today=True, merge=Merge.CITY, width=4),
        Field(name="measure", label="指标", kind=Kind.CHOICE, choices=tuple(m.label for m in MEASURES), required=True, merge=Merge.CITY, width=10),
        Field(name="value", label="目标值", kind=Kind.INT, required=True, merge=Merge.CITY, width=6),
    ),
    columns=("office", "year", "measure", "value"),
    sections=(Section("目标", ("office", "year", "measure", "value")),),
    filters=("office", "year", "measure"),
    identity=(("office", "year", "measure"),),
    once=True,
    order=("-year",),
    empty="还没有年度目标。点“新建”写上本单位本年的场次、问题数和职工人次目标。",
)
