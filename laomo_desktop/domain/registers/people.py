"""人员 and their 荣誉."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section

LEVELS = ("国家级", "省级", "市级", "区市级", "企业级", "校级")

PEOPLE = Register(
    name="people",
    label="人员",
    unit="人",
    icon="people",
    title="name",
    fields=(
        Field(
            name="name", label="姓名", kind=Kind.NAME, required=True, merge=Merge.PERSON, search=Search.NAME,
            heads=("名字", "学员姓名", "人员姓名", "职工姓名", "参训人员", "工匠姓名"), width=6, indexed=True,
        ),
        Field(name="sex", label="性别", kind=Kind.CHOICE, choices=("男", "女"), width=3),
        Field(
            name="id_number", label="身份证号", kind=Kind.ID_NUMBER, personal=True, merge=Merge.PERSON,
            search=Search.ID, heads=("身份证号码", "证件号码", "身份证", "证件号", "公民身份号码"), width=12,
            hint="可不填；填写后自动得出性别和出生日期", indexed=True,
        ),
        Field(name="birth", label="出生日期", kind=Kind.DATE, heads=("出生年月日", "出生年月", "生日"), width=8),
        Field(
            name="phone", label="手机", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS, search=Search.PHONE,
            heads=("电话", "联系电话", "手机号", "手机号码", "联系方式", "移动电话"), width=8, indexed=True,
        ),
        Field(
            name="phone2", label="备用电话", kind=Kind.PHONE, personal=True, merge=Merge.HOME_WINS,
            search=Search.PHONE, heads=("座机", "办公电话", "其他电话"), width=8,
        ),
        Field(
            name="enterprise", label="单位", kind=Kind.LINK, target="enterprises", width=16,
            heads=("工作单位", "所在单位", "所属单位", "企业", "企业名称", "单位名称", "所在企业"), indexed=True,
        ),
        Field(name="department", label="部门车间", heads=("部门", "车间", "班组", "科室"), width=8),
        Field(name="post", label="职务", heads=("岗位", "职位", "职务岗位", "行政职务"), width=8),
        Field(
            name="trade", label="工种", kind=Kind.TERM, dictionary="trade", search=Search.WORDS,
            heads=("职业工种", "职业", "专业工种", "工种专业"), width=6,
        ),
        Field(
            name="skill", label="技能等级", kind=Kind.TERM, dictionary="skill",
            heads=("职业技能等级", "职业资格等级", "等级"), width=6,
        ),
        Field(
            name="rank", label="职称", kind=Kind.TERM, dictionary="rank", heads=("专业技术职务", "技术职称"), width=6,
        ),
        Field(
            name="education", label="学历", kind=Kind.CHOICE, heads=("文化程度", "最高学历"), width=5,
            choices=("初中及以下", "高中", "中专", "技校", "大专", "本科", "硕士研究生", "博士研究生"),
        ),
        Field(
            name="kind", label="人员类别", kind=Kind.TERMS, dictionary="person_kind", merge=Merge.UNITE,
            heads=("类别", "人员类型", "身份类别"), width=8, default="职工",
        ),
        Field(
            name="specialties", label="专长", kind=Kind.TERMS, dictionary="specialty", merge=Merge.UNITE,
            search=Search.WORDS, heads=("技术专长", "特长", "擅长领域", "专业特长", "服务专长"), width=12,
        ),
        Field(
            name="cooperation", label="合作方式", kind=Kind.TERMS, dictionary="cooperation", merge=Merge.UNITE,
            heads=("服务方式", "柔性合作方式"), width=10,
        ),
        Field(name="politics", label="政治面貌", kind=Kind.TERM, dictionary="politics", width=6),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, heads=("区市", "所属区市", "所在区市"), width=6, indexed=True),
        Field(
            name="consent", label="已同意收集个人信息", kind=Kind.YES_NO, heads=("个人信息同意", "知情同意"), width=5,
        ),
        Field(name="photo", label="照片", kind=Kind.IMAGE, width=4),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, heads=("说明", "其他"), width=12),
    ),
    columns=("name", "sex", "enterprise", "trade", "skill", "kind", "phone", "id_number", "office"),
    sections=(
        Section("基本信息", ("name", "id_number", "sex", "birth", "phone", "phone2", "photo")),
        Section("单位与岗位", ("enterprise", "department", "post", "office")),
        Section("技能", ("trade", "skill", "rank", "education", "kind", "specialties", "cooperation", "politics")),
        Section("其他", ("consent", "remark")),
    ),
    filters=("kind", "trade", "skill", "enterprise", "office", "sex", "education"),
    identity=(("id_number",), ("name", "phone"), ("name", "birth"), ("name", "enterprise")),
    order=("name",),
    empty="还没有人员。把现成的花名册（Excel）拖到窗口里即可导入，也可以点“新建”逐个登记。",
)

HONOURS = Register(
    name="honours",
    label="荣誉",
    unit="项",
    title="honour",
    owner="person",
    fields=(
        Field(name="person", label="人员", kind=Kind.LINK, target="people", required=True, indexed=True),
        Field(
            name="honour", label="荣誉称号", kind=Kind.TERM, dictionary="honour", required=True,
            heads=("荣誉", "称号", "荣誉名称"), width=10, search=Search.WORDS,
        ),
        Field(name="level", label="级别", kind=Kind.CHOICE, choices=LEVELS, heads=("荣誉级别",), width=5),
        Field(name="year", label="年度", kind=Kind.INT, heads=("获得年份", "授予年份", "年份"), width=4),
        Field(name="document", label="文号", heads=("表彰文号", "文件号"), width=12),
        Field(name="giver", label="授予单位", heads=("授予机关", "颁发单位"), width=12),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH),
    ),
    columns=("honour", "level", "year", "document", "giver"),
    sections=(Section("荣誉", ("honour", "level", "year", "document", "giver", "remark")),),
    identity=(("person", "honour", "year"),),
    order=("year",),
    empty="还没有荣誉。",
)
