"""师徒结对 and their 阶段考核."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.states import APPRENTICESHIP

APPRENTICESHIPS = Register(
    name="apprenticeships",
    label="师徒结对",
    unit="对",
    icon="team",
    title="apprentice",
    fields=(
        Field(name="number", label="协议编号", search=Search.WORDS, width=15, heads=("编号", "合同编号")),
        Field(name="master", label="师傅", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, heads=("师傅姓名", "导师"), indexed=True),
        Field(name="apprentice", label="徒弟", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, heads=("徒弟姓名", "学徒"), indexed=True),
        Field(name="enterprise", label="单位", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=16, heads=("企业", "所在单位"), indexed=True),
        Field(name="trade", label="工种", kind=Kind.TERM, dictionary="trade", search=Search.WORDS, width=6),
        Field(name="begins", label="开始日期", kind=Kind.DATE, required=True, width=8, heads=("签订日期", "起始日期"), indexed=True),
        Field(name="ends", label="结束日期", kind=Kind.DATE, required=True, width=8, heads=("期满日期",), indexed=True),
        Field(name="goals", label="培养目标", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16),
        Field(name="plan", label="培养计划", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=APPRENTICESHIP.labels, default=APPRENTICESHIP.initial.label, merge=Merge.LATTICE, frozen=True, width=4, indexed=True),
        Field(name="reason", label="解除原因", kind=Kind.LONG, frozen=True, width=10),
        Field(name="outcome", label="培养成果", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("number", "master", "apprentice", "enterprise", "trade", "begins", "ends", "state"),
    sections=(
        Section("协议", ("master", "apprentice", "number", "enterprise", "trade", "begins", "ends")),
        Section("培养", ("goals", "plan", "outcome")),
        Section("其他", ("office", "remark")),
    ),
    filters=("state", "master", "apprentice", "trade", "enterprise", "office"),
    identity=(("number",), ("master", "apprentice", "begins")),
    order=("-begins",),
    flow=APPRENTICESHIP,
    empty="还没有师徒结对。点“新建”选师傅和徒弟，打印师徒协议书一式三份。",
)

REVIEWS = Register(
    name="reviews",
    label="阶段考核",
    unit="次",
    title="due",
    owner="apprenticeship",
    fields=(
        Field(name="apprenticeship", label="师徒", kind=Kind.LINK, target="apprenticeships", required=True, width=6, indexed=True),
        Field(name="due", label="应考核日期", kind=Kind.DATE, required=True, width=8, indexed=True),
        Field(name="held", label="考核日期", kind=Kind.DATE, width=8),
        Field(name="result", label="结果", kind=Kind.CHOICE, choices=("优秀", "合格", "不合格"), width=4),
        Field(name="comment", label="评语", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16),
    ),
    columns=("due", "held", "result", "comment"),
    sections=(Section("阶段考核", ("due", "held", "result", "comment")),),
    order=("due",),
    importable=False,
    empty="还没有考核安排。",
)
