"""企业."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section

ENTERPRISES = Register(
    name="enterprises",
    label="企业",
    unit="家",
    icon="enterprise",
    title="name",
    fields=(
        Field(
            name="name", label="企业名称", required=True, merge=Merge.PERSON, search=Search.NAME,
            heads=("单位名称", "企业", "单位", "公司名称", "工作单位"), width=18, indexed=True,
        ),
        Field(
            name="uscc", label="统一社会信用代码", kind=Kind.USCC, merge=Merge.PERSON, search=Search.ID,
            heads=("信用代码", "社会信用代码", "组织机构代码"), width=13, indexed=True,
        ),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, heads=("区市", "所在区市"), width=6, indexed=True),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", heads=("重点产业链", "所属产业链"), width=8),
        Field(
            name="industry", label="行业大类", kind=Kind.TERM, dictionary="industry",
            heads=("国民经济行业", "行业", "工业大类"), hint="按 GB/T 4754 大类", width=10,
        ),
        Field(
            name="size", label="规模", kind=Kind.CHOICE, choices=("大型", "中型", "小型", "微型"), heads=("企业规模",), width=4,
        ),
        Field(
            name="role", label="企业类型", kind=Kind.TERMS, dictionary="enterprise_role", merge=Merge.UNITE,
            heads=("企业类别", "链主骨干"), width=8,
        ),
        Field(name="innovative", label="全员创新企业", kind=Kind.YES_NO, width=5),
        Field(name="workers", label="职工人数", kind=Kind.INT, heads=("职工数", "从业人数", "员工人数"), width=5),
        Field(name="contact", label="联系人", kind=Kind.NAME, merge=Merge.HOME_WINS, search=Search.NAME, width=6),
        Field(
            name="phone", label="联系电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, search=Search.PHONE,
            heads=("电话", "手机", "联系方式"), width=8,
        ),
        Field(name="address", label="地址", merge=Merge.HOME_WINS, search=Search.WORDS, heads=("单位地址", "企业地址"), width=16),
        Field(name="union_name", label="工会名称", heads=("企业工会", "基层工会"), width=12),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, heads=("说明",), width=12),
    ),
    columns=("name", "office", "chain", "role", "size", "workers", "contact", "phone"),
    sections=(
        Section("基本信息", ("name", "uscc", "office", "union_name")),
        Section("产业与规模", ("chain", "industry", "size", "role", "innovative", "workers")),
        Section("联系", ("contact", "phone", "address", "remark")),
    ),
    filters=("office", "chain", "role", "size", "innovative"),
    identity=(("uscc",), ("name",)),
    order=("name",),
    empty="还没有企业。可以导入企业名单（Excel），登记人员时写上的新单位也会自动加进来。",
)
