"""劳模工匠服务队 and their members."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section

TEAMS = Register(
    name="teams",
    label="服务队",
    unit="支",
    icon="team",
    title="name",
    fields=(
        Field(
            name="name", label="服务队名称", required=True, merge=Merge.PERSON, search=Search.NAME,
            heads=("队名", "名称", "服务队", "团队名称"), width=16, indexed=True,
        ),
        Field(
            name="level", label="级别", kind=Kind.CHOICE, required=True, choices=("市级", "区市级", "产业/行业", "企业"),
            heads=("层级", "服务队级别"), width=5, default="区市级",
        ),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, heads=("区市",), width=6, indexed=True),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(
            name="enterprise", label="依托单位", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=16,
            heads=("所在单位", "牵头单位", "单位"), indexed=True,
        ),
        Field(name="leader", label="队长", kind=Kind.LINK, target="people", search=Search.LINKED, heads=("负责人", "领队"), width=6, indexed=True),
        Field(name="founded", label="成立日期", kind=Kind.DATE, heads=("组建日期", "成立时间"), width=8),
        Field(
            name="specialties", label="服务专长", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE,
            search=Search.WORDS, heads=("专长", "服务方向"), width=12,
        ),
        Field(
            name="cooperation", label="合作方式", kind=Kind.TERMS, dictionary="cooperation", merge=Merge.UNITE,
            heads=("合作模式", "服务方式"), width=10,
        ),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=12),
    ),
    columns=("name", "level", "office", "chain", "enterprise", "leader", "founded"),
    sections=(
        Section("基本信息", ("name", "level", "office", "chain", "enterprise", "leader", "founded")),
        Section("其他", ("specialties", "cooperation", "remark")),
    ),
    filters=("level", "office", "chain"),
    identity=(("name",),),
    order=("name",),
    empty="还没有服务队。点“新建”登记第一支服务队，再把队员加进来。",
)

MEMBERS = Register(
    name="members",
    label="队员",
    unit="人",
    title="person",
    owner="team",
    fields=(
        Field(name="team", label="服务队", kind=Kind.LINK, target="teams", required=True, indexed=True),
        Field(name="person", label="姓名", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, indexed=True),
        Field(
            name="role", label="队内分工", kind=Kind.CHOICE, choices=("队长", "副队长", "队员", "专家顾问", "联络员"),
            default="队员", width=5,
        ),
        Field(name="since", label="加入日期", kind=Kind.DATE, width=8),
        Field(name="until", label="退出日期", kind=Kind.DATE, width=8),
    ),
    columns=("person", "role", "since", "until"),
    sections=(Section("队员", ("person", "role", "since", "until")),),
    identity=(("team", "person"),),
    pair=("team", "person"),
    empty="还没有队员。",
)
