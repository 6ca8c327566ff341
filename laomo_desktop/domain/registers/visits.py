"""服务活动 of the six kinds (六行): several enterprises, people and needs at once, each kind with its own few fields."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section

SIX = ("思想引领行", "技术支持行", "技能提升行", "创新攻关行", "安全生产行", "管理服务行")


SOLVED = "解决"
OUTCOMES = (SOLVED, "有进展", "未解决")
"""What a visit did for a need."""


def _only(*kinds: str) -> tuple[str, tuple[str, ...]]:
    return ("kind", kinds)


VISITS = Register(
    name="visits",
    label="服务活动",
    unit="场",
    icon="visit",
    title="title",
    fields=(
        Field(name="title", label="活动名称", required=True, search=Search.NAME, width=18, heads=("名称", "主题", "活动主题", "活动"), indexed=True),
        Field(name="kind", label="六行类别", kind=Kind.CHOICE, choices=SIX, required=True, width=6, heads=("类别", "服务类别", "活动类别"), indexed=True),
        Field(name="day", label="日期", kind=Kind.DATE, required=True, width=8, heads=("活动日期", "服务日期", "时间", "开展时间"), indexed=True),
        Field(name="team", label="服务队", kind=Kind.LINK, target="teams", search=Search.LINKED, width=14, indexed=True),
        Field(name="place", label="地点", width=10, heads=("服务地点", "活动地点")),
        Field(name="mode", label="方式", kind=Kind.CHOICE, choices=("现场", "线上", "线上线下结合"), default="现场", width=5),
        Field(name="workers", label="惠及职工(人次)", kind=Kind.INT, width=6, heads=("人次", "参加人数", "受益职工", "惠及职工", "职工人数")),
        Field(name="hours", label="服务时长(小时)", kind=Kind.INT, width=5),
        Field(name="done", label="服务内容", kind=Kind.LONG, merge=Merge.KEEP_BOTH, search=Search.WORDS, width=20, heads=("内容", "活动内容", "主要内容")),
        Field(name="theme", label="宣讲主题", width=12, heads=("宣讲题目",)),
        Field(name="solved", label="解决技术问题(个)", kind=Kind.INT, width=6, hint="总数，含所关联的需求", heads=("解决问题数", "解决问题", "技术问题")),
        Field(name="skill", label="传授技能", width=12),
        Field(name="innovation", label="攻关项目", width=12),
        Field(name="patents", label="形成专利或操作法(项)", kind=Kind.INT, width=6),
        Field(name="hazards", label="排查隐患(处)", kind=Kind.INT, width=5),
        Field(name="fixed", label="整改隐患(处)", kind=Kind.INT, width=5),
        Field(name="management", label="管理服务内容", kind=Kind.TERMS, dictionary="management", width=10),
        Field(name="benefit", label="经济效益(元)", kind=Kind.MONEY, width=8, heads=("效益", "创造效益")),
        Field(name="satisfaction", label="企业评价", kind=Kind.CHOICE, choices=("非常满意", "满意", "基本满意", "不满意"), width=5, heads=("满意度", "评价")),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, heads=("区市",), indexed=True),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("day", "title", "kind", "team", "workers", "solved", "benefit", "satisfaction", "office"),
    sections=(
        Section("活动", ("kind", "title", "day", "team", "place", "mode", "workers", "hours", "done")),
        Section("思想引领", ("theme",), when=_only("思想引领行")),
        Section("技术支持", ("solved",), when=_only("技术支持行", "创新攻关行")),
        Section("技能提升", ("skill",), when=_only("技能提升行")),
        Section("创新攻关", ("innovation", "patents"), when=_only("创新攻关行")),
        Section("安全生产", ("hazards", "fixed"), when=_only("安全生产行")),
        Section("管理服务", ("management",), when=_only("管理服务行")),
        Section("效果", ("benefit", "satisfaction", "chain", "office", "remark")),
    ),
    filters=("kind", "team", "office", "chain", "satisfaction"),
    identity=(("title", "day"),),
    order=("-day",),
    empty="还没有服务活动。可以从需求、从服务队或照上一次新建，一次登记，企业、人员、需求的记录都会更新。",
)

VISIT_ENTERPRISES = Register(
    name="visit_enterprises",
    label="服务企业",
    unit="家次",
    title="enterprise",
    owner="visit",
    fields=(
        Field(name="visit", label="服务活动", kind=Kind.LINK, target="visits", required=True, width=16, indexed=True),
        Field(name="enterprise", label="企业", kind=Kind.LINK, target="enterprises", search=Search.LINKED, required=True, width=16, indexed=True),
        Field(name="workers", label="职工人次", kind=Kind.INT, width=5),
    ),
    columns=("enterprise", "workers"),
    sections=(Section("服务企业", ("enterprise", "workers")),),
    pair=("visit", "enterprise"),
    importable=False,
    empty="还没有写明服务了哪家企业。",
)

VISIT_PEOPLE = Register(
    name="visit_people",
    label="参加人员",
    unit="人次",
    title="person",
    owner="visit",
    fields=(
        Field(name="visit", label="服务活动", kind=Kind.LINK, target="visits", required=True, width=16, indexed=True),
        Field(name="person", label="人员", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, indexed=True),
        Field(name="role", label="分工", width=8),
    ),
    columns=("person", "role"),
    sections=(Section("参加人员", ("person", "role")),),
    pair=("visit", "person"),
    importable=False,
    empty="还没有写明谁参加了服务。",
)

VISIT_NEEDS = Register(
    name="visit_needs",
    label="解决需求",
    unit="项次",
    title="need",
    owner="visit",
    fields=(
        Field(name="visit", label="服务活动", kind=Kind.LINK, target="visits", required=True, width=16, indexed=True),
        Field(name="need", label="需求", kind=Kind.LINK, target="needs", search=Search.LINKED, required=True, width=16, indexed=True),
        Field(name="outcome", label="进展", kind=Kind.CHOICE, choices=OUTCOMES, default="有进展", width=5),
    ),
    columns=("need", "outcome"),
    sections=(Section("解决需求", ("need", "outcome")),),
    pair=("visit", "need"),
    importable=False,
    empty="这次活动还没有关联需求。",
)

VISIT_FILES = Register(
    name="visit_files",
    label="照片",
    unit="张",
    title="caption",
    owner="visit",
    fields=(
        Field(name="visit", label="服务活动", kind=Kind.LINK, target="visits", required=True, width=16, indexed=True),
        Field(name="image", label="照片或扫描件", kind=Kind.IMAGE, required=True, width=6),
        Field(name="caption", label="说明", width=14),
    ),
    columns=("caption", "image"),
    sections=(Section("照片", ("image", "caption")),),
    importable=False,
    empty="还没有照片。",
)
