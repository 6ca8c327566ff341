"""成果 with recommendations, awards and funds; the funding rules of a year are data."""

from laomo_desktop.domain.derive import RECEIVERS
from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.registers.people import LEVELS
from laomo_desktop.domain.registers.studios import ALLIANCE_KINDS

ACHIEVEMENTS = Register(
    name="achievements",
    label="成果",
    unit="项",
    icon="figures",
    title="name",
    fields=(
        Field(name="name", label="成果名称", required=True, search=Search.NAME, width=18, heads=("名称", "项目名称"), indexed=True),
        Field(name="kind", label="种类", kind=Kind.TERM, dictionary="achievement_kind", required=True, width=6, heads=("类型", "类别")),
        Field(name="studio", label="创新工作室", kind=Kind.LINK, target="studios", search=Search.LINKED, width=14, indexed=True),
        Field(name="enterprise", label="单位", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=16, heads=("企业", "完成单位"), indexed=True),
        Field(name="day", label="完成日期", kind=Kind.DATE, width=8, heads=("日期", "时间"), indexed=True),
        Field(name="benefit", label="年经济效益(元)", kind=Kind.MONEY, width=8, heads=("效益", "经济效益")),
        Field(name="patent", label="专利或证书号", width=10, search=Search.WORDS, heads=("专利号",)),
        Field(name="summary", label="简介", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=20),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("name", "kind", "studio", "enterprise", "day", "benefit"),
    sections=(Section("成果", ("name", "kind", "studio", "enterprise", "day", "benefit", "patent", "summary")), Section("其他", ("office", "remark"))),
    filters=("kind", "office"),
    identity=(("patent",), ("name", "enterprise")),
    order=("-day",),
    empty="还没有成果。新技术、新工艺、创新操作法、专利都可以登记。",
)

ACHIEVEMENT_PEOPLE = Register(
    name="achievement_people",
    label="完成人",
    unit="人",
    title="person",
    owner="achievement",
    fields=(
        Field(name="achievement", label="成果", kind=Kind.LINK, target="achievements", required=True, width=16, indexed=True),
        Field(name="person", label="姓名", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, indexed=True),
        Field(name="place", label="位次", kind=Kind.INT, width=4),
    ),
    columns=("place", "person"),
    sections=(Section("完成人", ("person", "place")),),
    order=("place",),
    pair=("achievement", "person"),
    importable=False,
    empty="还没有完成人。",
)

RECOMMENDATIONS = Register(
    name="recommendations",
    label="推荐",
    unit="次",
    title="channel",
    owner="achievement",
    fields=(
        Field(name="achievement", label="成果", kind=Kind.LINK, target="achievements", required=True, width=16, indexed=True),
        Field(name="channel", label="推荐到", kind=Kind.TERM, dictionary="recommend_to", required=True, width=10),
        Field(name="day", label="推荐日期", kind=Kind.DATE, width=8),
        Field(name="result", label="结果", kind=Kind.CHOICE, choices=("待定", "入选", "未入选"), default="待定", width=5),
    ),
    columns=("channel", "day", "result"),
    sections=(Section("推荐", ("channel", "day", "result")),),
    order=("day",),
    importable=False,
    empty="还没有推荐过。",
)

AWARDED = ("成果", "创新工作室", *ALLIANCE_KINDS)
"""Who or what is awarded and funded; rules are for one of these."""

AWARDS = Register(
    name="awards",
    label="奖励资助",
    unit="项",
    icon="certificate",
    title="name",
    fields=(
        Field(name="achievement", label="成果", kind=Kind.LINK, target="achievements", search=Search.LINKED, width=16, heads=("成果名称",), indexed=True),
        Field(name="studio", label="创新工作室", kind=Kind.LINK, target="studios", search=Search.LINKED, width=14, heads=("工作室名称",), indexed=True),
        Field(name="alliance", label="联盟与基地", kind=Kind.LINK, target="alliances", search=Search.LINKED, width=14, heads=("联盟名称", "基地名称"), indexed=True),
        Field(name="name", label="奖项或资助", required=True, width=14, heads=("奖项", "资助项目", "资助对象", "奖励资助"), hint="按标准资助的，请与资助标准同名"),
        Field(name="level", label="级别", kind=Kind.CHOICE, choices=LEVELS, width=5),
        Field(name="year", label="年度", kind=Kind.INT, from_today=True, width=4),
        Field(name="amount", label="金额(元)", kind=Kind.MONEY, width=8, heads=("资助金额", "奖励金额")),
        Field(name="paid", label="到账日期", kind=Kind.DATE, width=8, heads=("拨付日期",)),
        Field(name="document", label="文号", width=10),
    ),
    columns=("year", "name", "achievement", "studio", "alliance", "level", "amount", "paid", "document"),
    sections=(
        Section("发给（三项选一）", tuple(RECEIVERS)),
        Section("奖励资助", ("name", "level", "year", "amount", "paid", "document")),
    ),
    filters=("year", "name", "level"),
    order=("-year", "name"),
    identity=tuple(("name", "year", receiver) for receiver in RECEIVERS),
    empty="还没有奖励或资助。成果、创新工作室、联盟与基地得到的奖励和资助都记在这里。",
)

FUNDING_RULES = Register(
    name="funding_rules",
    label="资助标准",
    unit="条",
    icon="settings",
    title="subject",
    fields=(
        Field(name="year", label="年度", kind=Kind.INT, required=True, from_today=True, merge=Merge.CITY, width=4),
        Field(name="subject", label="资助对象", required=True, merge=Merge.CITY, width=16, hint="如 省级创新工作室联盟"),
        Field(name="kind", label="对象类别", kind=Kind.CHOICE, choices=AWARDED, merge=Merge.CITY, width=8, hint="不填就各类都可用"),
        Field(name="amount", label="标准(元)", kind=Kind.MONEY, required=True, merge=Merge.CITY, width=8),
        Field(name="document", label="依据", merge=Merge.CITY, width=12),
    ),
    columns=("year", "subject", "kind", "amount", "document"),
    sections=(Section("资助标准", ("year", "subject", "kind", "amount", "document")),),
    filters=("year", "kind"),
    identity=(("year", "subject"),),
    once=True,
    order=("-year",),
    empty="还没有资助标准。点“新建”写上当年的标准，如省级创新工作室联盟30万元、市级5万元；市总登记的随数据包发来。",
)
