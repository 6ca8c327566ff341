"""创新工作室, and 联盟与基地 (三联盟一基地), with members and activities."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.registers.people import LEVELS

ALLIANCE_KINDS = ("创新工作室联盟", "工匠孵化联盟", "大企业联盟", "创新创效服务基地")

STUDIOS = Register(
    name="studios",
    label="创新工作室",
    unit="个",
    icon="training",
    title="name",
    fields=(
        Field(name="name", label="工作室名称", required=True, merge=Merge.PERSON, search=Search.NAME, width=18, heads=("名称", "创新工作室"), indexed=True),
        Field(name="level", label="级别", kind=Kind.CHOICE, choices=LEVELS, width=5, default="区市级"),
        Field(name="leader", label="领衔人", kind=Kind.LINK, target="people", search=Search.LINKED, width=6, heads=("负责人", "带头人", "领军人"), indexed=True),
        Field(name="enterprise", label="所在单位", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=16, heads=("单位", "企业"), indexed=True),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, heads=("区市",), indexed=True),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(name="specialties", label="攻关方向", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE, search=Search.WORDS, width=10, heads=("专长", "研究方向")),
        Field(name="cooperation", label="合作方式", kind=Kind.TERMS, dictionary="cooperation", merge=Merge.UNITE, width=10),
        Field(name="year", label="命名年度", kind=Kind.INT, width=4, heads=("命名年份", "年度")),
        Field(name="document", label="命名文号", width=10),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("name", "level", "leader", "enterprise", "office", "year"),
    sections=(Section("工作室", ("name", "level", "leader", "enterprise", "office", "year", "document")), Section("其他", ("chain", "specialties", "cooperation", "remark"))),
    filters=("level", "office", "chain"),
    identity=(("name",),),
    order=("name",),
    empty="还没有创新工作室。",
)

STUDIO_MEMBERS = Register(
    name="studio_members",
    label="工作室成员",
    unit="人",
    title="person",
    owner="studio",
    fields=(
        Field(name="studio", label="创新工作室", kind=Kind.LINK, target="studios", required=True, width=16, indexed=True),
        Field(name="person", label="姓名", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, indexed=True),
        Field(name="role", label="分工", width=8),
        Field(name="since", label="加入日期", kind=Kind.DATE, width=8),
    ),
    columns=("person", "role", "since"),
    sections=(Section("成员", ("person", "role", "since")),),
    pair=("studio", "person"),
    empty="还没有成员。",
)

ALLIANCES = Register(
    name="alliances",
    label="联盟与基地",
    unit="个",
    icon="enterprise",
    title="name",
    fields=(
        Field(name="name", label="名称", required=True, merge=Merge.PERSON, search=Search.NAME, width=18, heads=("联盟名称", "基地名称"), indexed=True),
        Field(name="kind", label="种类", kind=Kind.CHOICE, choices=ALLIANCE_KINDS, required=True, width=8, heads=("类型", "类别")),
        Field(name="leader", label="负责人", kind=Kind.LINK, target="people", search=Search.LINKED, width=6, heads=("盟主", "牵头人"), indexed=True),
        Field(name="enterprise", label="牵头单位", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=16, heads=("单位",), indexed=True),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(name="founded", label="成立日期", kind=Kind.DATE, width=8),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=10),
    ),
    columns=("name", "kind", "leader", "enterprise", "office", "founded"),
    sections=(Section("联盟与基地", ("name", "kind", "leader", "enterprise", "office", "chain", "founded", "remark")),),
    filters=("kind", "office", "chain"),
    identity=(("name",),),
    order=("name",),
    empty="还没有联盟或基地。",
)

ALLIANCE_MEMBERS = Register(
    name="alliance_members",
    label="联盟成员",
    unit="个",
    title="role",
    owner="alliance",
    fields=(
        Field(name="alliance", label="联盟与基地", kind=Kind.LINK, target="alliances", required=True, width=16, indexed=True),
        Field(name="studio", label="创新工作室", kind=Kind.LINK, target="studios", search=Search.LINKED, width=14, indexed=True),
        Field(name="enterprise", label="企业", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=14, indexed=True),
        Field(name="person", label="人员", kind=Kind.LINK, target="people", search=Search.LINKED, width=6, indexed=True),
        Field(name="role", label="身份", default="成员", width=6),
        Field(name="since", label="加入日期", kind=Kind.DATE, width=8),
    ),
    columns=("studio", "enterprise", "person", "role", "since"),
    sections=(Section("成员", ("studio", "enterprise", "person", "role", "since")),),
    identity=(("alliance", "studio"), ("alliance", "enterprise"), ("alliance", "person")),
    once=True,
    importable=False,
    empty="还没有成员。成员可以是工作室、企业或个人。",
)

ACTIVITIES = Register(
    name="activities",
    label="活动记录",
    unit="次",
    icon="visit",
    title="title",
    fields=(
        Field(name="title", label="活动", required=True, search=Search.NAME, width=18, heads=("活动名称", "主题"), indexed=True),
        Field(name="day", label="日期", kind=Kind.DATE, required=True, width=8, indexed=True),
        Field(name="studio", label="创新工作室", kind=Kind.LINK, target="studios", search=Search.LINKED, width=14, indexed=True),
        Field(name="alliance", label="联盟与基地", kind=Kind.LINK, target="alliances", search=Search.LINKED, width=14, indexed=True),
        Field(name="participants", label="参加人数", kind=Kind.INT, width=5),
        Field(name="content", label="内容", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=20),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
    ),
    columns=("day", "title", "studio", "alliance", "participants"),
    sections=(Section("活动", ("title", "day", "studio", "alliance", "participants", "content", "office")),),
    filters=("office",),
    identity=(("title", "day"),),
    order=("-day",),
    empty="还没有活动记录。",
)
