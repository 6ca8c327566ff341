"""需求清单, 科研清单, and the 对接 (assignments) that bring people to a need."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.states import NEED

SOURCES = ("上门走访", "电话", "职工之家APP", "益企有我", "揭榜攻关", "其他")
URGENCY = ("一般", "较急", "紧急")
SATISFACTION = ("非常满意", "满意", "基本满意", "不满意")
ANSWERS = ("待答复", "接受", "谢绝", "未到场", "完成")
OFFER_KINDS = ("科研项目", "科技成果", "技术服务", "设备共享", "揭榜课题")

NEEDS = Register(
    name="needs",
    label="需求",
    unit="项",
    icon="need",
    title="title",
    fields=(
        Field(name="title", label="需求", required=True, search=Search.NAME, width=18, heads=("需求名称", "技术需求", "问题", "需求内容", "难题"), indexed=True),
        Field(name="enterprise", label="企业", kind=Kind.LINK, target="enterprises", required=True, width=16, heads=("企业名称", "单位", "单位名称", "提出单位", "需求单位"), indexed=True),
        Field(name="category", label="需求类别", kind=Kind.TERM, dictionary="need_category", width=8, heads=("类别", "需求类型")),
        Field(name="detail", label="详细说明", kind=Kind.LONG, merge=Merge.KEEP_BOTH, search=Search.WORDS, width=20, heads=("问题描述", "需求描述", "具体内容")),
        Field(name="trade", label="涉及工种", kind=Kind.TERMS, dictionary="trade", merge=Merge.UNITE, search=Search.WORDS, width=8, heads=("工种", "所需工种", "专业")),
        Field(name="specialties", label="所需专长", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE, search=Search.WORDS, width=10, heads=("专长", "技术领域", "所需技术")),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8, heads=("所属产业链",)),
        Field(name="urgency", label="紧急程度", kind=Kind.CHOICE, choices=URGENCY, default="一般", width=4, heads=("缓急",)),
        Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, default="上门走访", width=6, heads=("需求来源", "来源平台")),
        Field(name="raised", label="提出日期", kind=Kind.DATE, required=True, width=8, heads=("日期", "登记日期", "发布时间", "提出时间"), indexed=True),
        Field(name="due", label="期望解决日期", kind=Kind.DATE, width=8, heads=("截止日期", "期限", "完成时限"), indexed=True),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=NEED.labels, default=NEED.initial.label, merge=Merge.LATTICE, frozen=True, width=5, indexed=True),
        Field(name="contact", label="联系人", kind=Kind.NAME, merge=Merge.HOME_WINS, width=6),
        Field(name="phone", label="联系电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, search=Search.PHONE, width=8, heads=("电话", "手机", "联系方式")),
        Field(name="result", label="解决情况", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16, heads=("结果", "办理结果")),
        Field(name="reason", label="未解决原因", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=12),
        Field(name="benefit", label="经济效益(元)", kind=Kind.MONEY, width=8, heads=("效益", "创造效益")),
        Field(name="satisfaction", label="满意度", kind=Kind.CHOICE, choices=SATISFACTION, width=5, heads=("评价", "企业评价")),
        Field(name="closed", label="办结日期", kind=Kind.DATE, frozen=True, width=8, indexed=True),
        Field(name="platform", label="平台编号", width=10, hint="职工之家APP、益企有我上的编号", heads=("编号", "平台单号", "需求编号"), search=Search.WORDS),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, heads=("区市", "所在区市"), indexed=True),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("title", "enterprise", "state", "urgency", "raised", "due", "category", "source", "satisfaction"),
    sections=(
        Section("需求", ("enterprise", "title", "raised", "due", "urgency", "source", "category", "detail")),
        Section("需要什么人", ("trade", "specialties", "chain")),
        Section("联系", ("contact", "phone", "platform", "office")),
        Section("结果", ("result", "reason", "benefit", "satisfaction", "remark")),
    ),
    filters=("state", "urgency", "source", "category", "chain", "enterprise", "office"),
    identity=(("platform",), ("enterprise", "title")),
    order=("-raised",),
    flow=NEED,
    empty="还没有需求。企业打来电话或走访时点“新建”，一分钟登记好；也可以导入平台导出的表格。",
)

OFFERS = Register(
    name="offers",
    label="科研清单",
    unit="项",
    icon="figures",
    title="title",
    fields=(
        Field(name="title", label="项目或成果", required=True, search=Search.NAME, width=18, heads=("名称", "项目名称", "成果名称", "课题"), indexed=True),
        Field(name="kind", label="类型", kind=Kind.CHOICE, choices=OFFER_KINDS, default="科研项目", width=6),
        Field(name="person", label="负责专家", kind=Kind.LINK, target="people", width=6, heads=("专家", "负责人", "姓名"), indexed=True),
        Field(name="institution", label="依托单位", search=Search.NAME, width=14, heads=("单位", "高校", "院校", "院所")),
        Field(name="specialties", label="技术领域", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE, search=Search.WORDS, width=10, heads=("领域", "研究方向", "专长")),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(name="cooperation", label="合作方式", kind=Kind.TERMS, dictionary="cooperation", merge=Merge.UNITE, width=10),
        Field(name="summary", label="内容简介", kind=Kind.LONG, merge=Merge.KEEP_BOTH, search=Search.WORDS, width=20, heads=("简介", "内容", "说明")),
        Field(name="until", label="有效期至", kind=Kind.DATE, width=8),
        Field(name="contact", label="联系人", kind=Kind.NAME, merge=Merge.HOME_WINS, width=6),
        Field(name="phone", label="联系电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, width=8, heads=("电话", "手机")),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("title", "kind", "person", "institution", "specialties", "chain", "until"),
    sections=(
        Section("项目", ("title", "kind", "person", "institution", "specialties", "chain", "cooperation", "summary")),
        Section("其他", ("until", "contact", "phone", "office", "remark")),
    ),
    filters=("kind", "chain", "specialties", "office"),
    identity=(("title", "institution"), ("title", "person")),
    order=("title",),
    empty="还没有科研清单。把高校专家的项目、成果登记进来，供需求对接时推荐。",
)

ASSIGNMENTS = Register(
    name="assignments",
    label="对接",
    unit="次",
    icon="visit",
    title="need",
    owner="need",
    fields=(
        Field(name="need", label="需求", kind=Kind.LINK, target="needs", required=True, width=16, indexed=True),
        Field(name="team", label="服务队", kind=Kind.LINK, target="teams", width=12, indexed=True),
        Field(name="person", label="人员", kind=Kind.LINK, target="people", width=6, indexed=True),
        Field(name="assigned", label="派工日期", kind=Kind.DATE, required=True, width=8, indexed=True),
        Field(name="expected", label="预计服务日期", kind=Kind.DATE, width=8),
        Field(name="answer", label="答复", kind=Kind.CHOICE, choices=ANSWERS, default="待答复", width=5, indexed=True),
        Field(name="answered", label="答复日期", kind=Kind.DATE, width=8),
        Field(name="reason", label="谢绝或未到原因", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=12),
        Field(name="rating", label="企业评价", kind=Kind.CHOICE, choices=SATISFACTION, width=5),
        Field(name="why", label="推荐理由", kind=Kind.LONG, frozen=True, width=16),
        Field(name="number", label="派工单号", frozen=True, width=8, search=Search.WORDS),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("number", "need", "team", "person", "assigned", "answer", "reason", "rating"),
    sections=(Section("对接", ("team", "person", "assigned", "expected", "answer", "answered", "reason", "rating", "remark")),),
    filters=("answer", "rating"),
    order=("-assigned",),
    importable=False,
    empty="还没有派工。在需求里点“找人”，看推荐理由，一键派工。",
)
