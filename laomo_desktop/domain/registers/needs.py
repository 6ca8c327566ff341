"""需求清单, 科研清单, and the 对接 (assignments) that bring people to a need."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.states import NEED

SOURCES = ("上门走访", "电话", "职工之家APP", "益企有我", "揭榜攻关", "其他")
URGENCY = ("一般", "较急", "紧急")
SATISFACTION = ("非常满意", "满意", "基本满意", "不满意")
_URGENCY_SPOKEN = (
    ("特急", "紧急"), ("加急", "紧急"), ("急", "紧急"), ("高", "紧急"), ("非常紧急", "紧急"), ("特别紧急", "紧急"),
    ("很急", "紧急"),
    ("中", "较急"), ("比较急", "较急"), ("较紧急", "较急"), ("次急", "较急"),
    ("普通", "一般"), ("低", "一般"), ("不急", "一般"), ("常规", "一般"), ("平", "一般"), ("正常", "一般"), ("不紧急", "一般"),
)  # fmt: skip
_SOURCE_SPOKEN = (
    ("上门", "上门走访"), ("走访", "上门走访"), ("实地走访", "上门走访"), ("来电", "电话"), ("电话登记", "电话"), ("热线", "电话"),
    ("职工之家", "职工之家APP"), ("职工之家手机端", "职工之家APP"), ("益企有我平台", "益企有我"), ("揭榜", "揭榜攻关"),
    ("揭榜挂帅", "揭榜攻关"), ("揭榜平台", "揭榜攻关"), ("其它", "其他"),
)  # fmt: skip
STATE_SPOKEN = tuple(
    (other, state)
    for state, others in {
        "登记": "待受理、待审核、待处理、未处理、未受理、已提交、已登记、新提交、新建、待派单、待对接、待认领、待揭榜、揭榜中、征集中、发布中、"
              "已发布、未派单、未办理、待办、待办理、受理中",
        "派单": "已派单、已受理、已派工、已分派、已指派、待响应、待服务、已揭榜、已认领、已对接、派单中、已转办、转办",
        "服务中": "处理中、办理中、对接中、进行中、攻关中、实施中、服务进行中、在办、正在办理、处置中、跟进中、正在处理",
        "待确认": "待验收、待评价、待企业确认、已处理待确认、待反馈、已处理、待销号、验收中、已反馈、已答复",
        "销号": "已办结、办结、已完成、完成、已解决、解决、已销号、已评价、已关闭、关闭、结束、已结束、已结题、已验收、成功、已办理",
        "未解决": "无法解决、未能解决、不能解决、未办结、已撤销、撤销、已退回、退回、已驳回、驳回、不予受理、已终止、终止、失败、流标、作废、"
               "已取消、取消、暂无法解决",
    }.items()
    for other in others.split("、")
)
"""What platforms and workbooks say for the states of a need."""
ANSWERS = ("待答复", "接受", "谢绝", "未到场", "完成")
OFFER_KINDS = ("科研项目", "科技成果", "技术服务", "设备共享", "揭榜课题")

NEEDS = Register(
    name="needs",
    label="需求",
    unit="项",
    icon="need",
    title="title",
    fields=(
        Field(name="title", label="需求", required=True, search=Search.NAME, width=18, heads=("需求名称", "技术需求", "问题", "需求内容", "难题", "需求标题", "诉求标题", "诉求名称", "标题", "榜单名称", "榜单", "课题名称", "问题名称", "需求事项", "诉求", "难题名称", "揭榜课题", "工单标题", "主题"), indexed=True),
        Field(name="enterprise", label="企业", kind=Kind.LINK, target="enterprises", search=Search.LINKED, required=True, width=16, heads=("企业名称", "单位", "单位名称", "提出单位", "需求单位", "诉求企业", "诉求单位", "发榜单位", "发榜企业", "申报单位", "所属企业", "公司", "公司名称", "提报企业", "需求企业", "厂家"), indexed=True),
        Field(name="category", label="需求类别", kind=Kind.TERM, dictionary="need_category", width=8, heads=("类别", "需求类型", "诉求类型", "诉求类别", "问题类型")),
        Field(name="detail", label="详细说明", kind=Kind.LONG, merge=Merge.KEEP_BOTH, search=Search.WORDS, width=20, heads=("问题描述", "需求描述", "具体内容", "诉求内容", "诉求描述", "主要技术指标", "技术指标", "详细内容", "内容", "详情", "描述", "情况说明", "需求详情")),
        Field(name="trade", label="涉及工种", kind=Kind.TERMS, dictionary="trade", merge=Merge.UNITE, search=Search.WORDS, width=8, heads=("工种", "所需工种", "专业")),
        Field(name="specialties", label="所需专长", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE, search=Search.WORDS, width=10, heads=("专长", "技术领域", "所需技术")),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8, heads=("所属产业链",)),
        Field(name="urgency", label="紧急程度", kind=Kind.CHOICE, choices=URGENCY, spoken=_URGENCY_SPOKEN, default="一般", width=4, heads=("缓急", "紧急度", "优先级", "紧急性", "急缓程度", "紧急")),
        Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, spoken=_SOURCE_SPOKEN, default="上门走访", width=6, heads=("需求来源", "来源平台", "来源渠道", "渠道", "诉求来源")),
        Field(name="raised", label="提出日期", kind=Kind.DATE, required=True, from_today=True, width=8, heads=("日期", "登记日期", "发布时间", "提出时间", "提交日期", "提交时间", "创建时间", "创建日期", "发榜日期", "发榜时间", "上报时间", "上报日期", "申请时间", "申请日期", "发布日期", "登记时间", "受理时间", "工单时间", "提报时间"), indexed=True),
        Field(name="due", label="期望解决日期", kind=Kind.DATE, width=8, heads=("截止日期", "期限", "完成时限", "截止时间", "办结时限", "要求完成时间", "期望完成时间", "期望完成日期", "期望解决时间", "揭榜截止"), indexed=True),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=NEED.labels, spoken=STATE_SPOKEN, default=NEED.initial.label, merge=Merge.LATTICE, frozen=True, imported=True, width=5, heads=("处理状态", "办理状态", "办理进度", "当前进度", "进度", "办理情况", "榜单状态", "工单状态", "需求状态", "诉求状态", "当前状态", "处理进度", "办件状态", "进展"), indexed=True),
        Field(name="contact", label="联系人", kind=Kind.NAME, merge=Merge.HOME_WINS, width=6, heads=("联系人姓名", "对接人", "负责人", "联系人及电话", "联系人电话", "联系人和电话", "企业联系人", "经办人")),
        Field(name="phone", label="联系电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, search=Search.PHONE, width=8, heads=("电话", "手机", "联系方式", "手机号", "手机号码", "联系手机", "电话号码")),
        Field(name="result", label="解决情况", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=16, heads=("结果", "办理结果", "处理结果", "反馈", "反馈情况", "办理反馈", "解决方案", "答复内容", "服务结果")),
        Field(name="reason", label="未解决原因", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=12, heads=("退回原因", "驳回原因", "未办结原因", "撤销原因")),
        Field(name="benefit", label="经济效益(元)", kind=Kind.MONEY, width=8, heads=("效益", "创造效益")),
        Field(name="satisfaction", label="满意度", kind=Kind.CHOICE, choices=SATISFACTION, width=5, spoken=(("很满意", "非常满意"), ("五星", "非常满意"), ("好评", "满意"), ("一般", "基本满意"), ("差评", "不满意")), heads=("评价", "企业评价", "满意度评价", "评价结果")),
        Field(name="closed", label="办结日期", kind=Kind.DATE, frozen=True, imported=True, width=8, heads=("完成时间", "办结时间", "完成日期", "解决时间", "销号时间", "销号日期", "结束时间"), indexed=True),
        Field(name="platform", label="平台编号", width=10, hint="职工之家APP、益企有我上的编号", heads=("编号", "平台单号", "需求编号", "诉求编号", "工单号", "工单编号", "单号", "揭榜编号", "榜单编号", "业务编号", "受理编号", "流水号", "ID"), search=Search.WORDS),
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
        Field(name="title", label="项目或成果", required=True, search=Search.NAME, width=18, heads=("名称", "项目名称", "成果名称", "课题", "课题名称", "技术名称", "成果"), indexed=True),
        Field(name="kind", label="类型", kind=Kind.CHOICE, choices=OFFER_KINDS, default="科研项目", width=6, heads=("类别", "成果类型", "项目类型", "项目类别")),
        Field(name="person", label="负责专家", kind=Kind.LINK, target="people", search=Search.LINKED, width=6, heads=("专家", "负责人", "姓名", "专家姓名", "项目负责人", "成果完成人", "牵头人"), indexed=True),
        Field(name="institution", label="依托单位", search=Search.NAME, width=14, heads=("单位", "高校", "院校", "院所", "所属高校", "所在单位", "完成单位", "所属单位")),
        Field(name="specialties", label="技术领域", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE, search=Search.WORDS, width=10, heads=("领域", "研究方向", "专长", "专业领域", "所属领域", "技术方向")),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8, heads=("所属产业链", "适用产业链")),
        Field(name="cooperation", label="合作方式", kind=Kind.TERMS, dictionary="cooperation", merge=Merge.UNITE, width=10, heads=("合作模式", "服务方式", "转化方式", "意向合作方式")),
        Field(name="summary", label="内容简介", kind=Kind.LONG, merge=Merge.KEEP_BOTH, search=Search.WORDS, width=20, heads=("简介", "内容", "说明", "成果简介", "项目简介", "成果内容", "主要内容")),
        Field(name="until", label="有效期至", kind=Kind.DATE, width=8, heads=("有效期", "成果有效期", "截止日期", "有效期限")),
        Field(name="contact", label="联系人", kind=Kind.NAME, merge=Merge.HOME_WINS, width=6, heads=("联系人及电话", "联系人姓名")),
        Field(name="phone", label="联系电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, width=8, heads=("电话", "手机", "联系方式", "手机号", "手机号码")),
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
    label="派工",
    unit="次",
    icon="visit",
    title="need",
    owner="need",
    fields=(
        Field(name="need", label="需求", kind=Kind.LINK, target="needs", search=Search.LINKED, required=True, width=16, indexed=True),
        Field(name="team", label="服务队", kind=Kind.LINK, target="teams", search=Search.LINKED, frozen=True, width=12, indexed=True),
        Field(name="person", label="人员", kind=Kind.LINK, target="people", search=Search.LINKED, frozen=True, width=6, indexed=True),
        Field(name="assigned", label="派工日期", kind=Kind.DATE, required=True, frozen=True, width=8, indexed=True),
        Field(name="expected", label="预计服务日期", kind=Kind.DATE, width=8),
        Field(name="answer", label="答复", kind=Kind.CHOICE, choices=ANSWERS, default="待答复", frozen=True, width=5, indexed=True),
        Field(name="answered", label="答复日期", kind=Kind.DATE, frozen=True, width=8),
        Field(name="reason", label="谢绝或未到原因", kind=Kind.LONG, merge=Merge.KEEP_BOTH, frozen=True, width=12),
        Field(name="rating", label="企业评价", kind=Kind.CHOICE, choices=SATISFACTION, frozen=True, width=5),
        Field(name="why", label="推荐理由", kind=Kind.LONG, frozen=True, width=16),
        Field(name="number", label="派工单号", frozen=True, width=13, search=Search.WORDS),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("number", "need", "team", "person", "assigned", "answer", "reason", "rating"),
    sections=(Section("派工", ("number", "team", "person", "assigned", "answer", "answered", "reason", "rating", "why", "expected", "remark")),),
    filters=("answer", "rating"),
    order=("-assigned",),
    importable=False,
    empty="还没有派工。在需求里点“找人”，看推荐理由，一键派工。",
)
