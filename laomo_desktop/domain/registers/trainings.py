"""培训班 with its 节次, instructors, roster (enrolments) and attendance."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.marks import Mark
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.states import TRAINING

HALF_DAYS = ("上午", "下午", "晚上", "全天")
RESULTS = ("合格", "不合格", "优秀")

TRAININGS = Register(
    name="trainings",
    label="培训班",
    unit="期",
    icon="training",
    title="title",
    fields=(
        Field(
            name="title", label="班名", required=True, search=Search.NAME, width=18,
            heads=("培训名称", "培训班名称", "培训班", "名称", "主题"), indexed=True,
        ),
        Field(name="kind", label="类别", kind=Kind.TERM, dictionary="training_kind", required=True, heads=("培训类别", "培训类型"), width=8),
        Field(
            name="state", label="状态", kind=Kind.CHOICE, choices=TRAINING.labels, default=TRAINING.initial.label,
            merge=Merge.LATTICE, frozen=True, width=4,
        ),
        Field(name="begins", label="开始日期", kind=Kind.DATE, required=True, heads=("日期", "培训日期", "开班日期", "培训时间"), width=8, indexed=True),
        Field(name="ends", label="结束日期", kind=Kind.DATE, heads=("结业日期",), width=8),
        Field(name="place", label="地点", heads=("培训地点", "授课地点"), width=12),
        Field(name="host", label="主办单位", heads=("举办单位", "组织单位", "主办"), width=14),
        Field(name="enterprise", label="承办企业", kind=Kind.LINK, target="enterprises", search=Search.LINKED, width=14, heads=("企业", "单位", "承办单位"), indexed=True),
        Field(name="office", label="所属工会", kind=Kind.OFFICE, width=6, indexed=True),
        Field(name="chain", label="产业链", kind=Kind.TERM, dictionary="chain", width=8),
        Field(name="hours", label="学时", kind=Kind.INT, width=4),
        Field(name="pass_share", label="合格出勤率(%)", kind=Kind.INT, default=80, width=5, hint="出勤达到这个百分比才能发证"),
        Field(name="pass_score", label="合格成绩", kind=Kind.INT, width=5, hint="不考试就留空"),
        Field(name="contact", label="班主任", kind=Kind.NAME, width=6, heads=("联系人", "负责人")),
        Field(name="contact_phone", label="联系电话", kind=Kind.PHONE, personal=True, width=8),
        Field(name="remark", label="备注", kind=Kind.LONG, merge=Merge.KEEP_BOTH, width=12),
    ),
    columns=("title", "kind", "state", "begins", "ends", "place", "host"),
    sections=(
        Section("培训班", ("title", "kind", "begins", "ends", "place", "host", "enterprise", "office", "chain", "hours")),
        Section("结业条件", ("pass_share", "pass_score")),
        Section("其他", ("contact", "contact_phone", "remark")),
    ),
    filters=("state", "kind", "office", "chain"),
    identity=(("title", "begins"),),
    order=("-begins",),
    flow=TRAINING,
    empty="还没有培训班。点“新建”开第一个班，再把参训名单（Excel）导入进来。",
)

PERIODS = Register(
    name="periods",
    label="节次",
    unit="节",
    title="number",
    owner="training",
    fields=(
        Field(name="training", label="培训班", kind=Kind.LINK, target="trainings", required=True, indexed=True),
        Field(name="number", label="节次", kind=Kind.INT, required=True, width=3),
        Field(name="day", label="日期", kind=Kind.DATE, required=True, width=8),
        Field(name="half", label="时段", kind=Kind.CHOICE, choices=HALF_DAYS, width=4, default="上午"),
        Field(name="starts", label="开始", kind=Kind.TIME, width=4),
        Field(name="stops", label="结束", kind=Kind.TIME, width=4),
        Field(name="topic", label="课题", heads=("课程", "内容"), width=14),
        Field(name="instructor", label="授课人", kind=Kind.LINK, target="people", width=6, indexed=True),
    ),
    columns=("number", "day", "half", "starts", "stops", "topic", "instructor"),
    sections=(Section("节次", ("number", "day", "half", "starts", "stops", "topic", "instructor")),),
    order=("number",),
    importable=False,
    empty="还没有节次。",
)

INSTRUCTORS = Register(
    name="instructors",
    label="授课人",
    unit="人",
    title="person",
    owner="training",
    fields=(
        Field(name="training", label="培训班", kind=Kind.LINK, target="trainings", required=True, indexed=True),
        Field(name="person", label="授课人", kind=Kind.LINK, target="people", search=Search.LINKED, required=True, width=6, indexed=True),
        Field(name="topic", label="授课内容", width=14),
    ),
    columns=("person", "topic"),
    sections=(Section("授课人", ("person", "topic")),),
    pair=("training", "person"),
    importable=False,
    empty="还没有授课人。",
)

ENROLMENTS = Register(
    name="enrolments",
    label="学员",
    unit="人",
    title="person",
    owner="training",
    fields=(
        Field(name="training", label="培训班", kind=Kind.LINK, target="trainings", required=True, indexed=True),
        Field(name="person", label="姓名", kind=Kind.LINK, target="people", required=True, width=6, indexed=True),
        Field(name="number", label="序号", kind=Kind.INT, required=True, width=3, hint="与打印的签到表一致，不随意变动"),
        Field(name="walk_in", label="现场加入", kind=Kind.YES_NO, default=0, width=4),
        Field(name="theory", label="理论成绩", kind=Kind.INT, width=4, heads=("理论",)),
        Field(name="practice", label="实操成绩", kind=Kind.INT, width=4, heads=("实操",)),
        Field(name="result", label="结论", kind=Kind.CHOICE, choices=RESULTS, width=4, heads=("结果", "考核结果")),
        Field(name="remark", label="备注", width=8),
    ),
    columns=("number", "person", "theory", "practice", "result", "remark"),
    sections=(Section("学员", ("person", "number", "theory", "practice", "result", "remark")),),
    order=("number",),
    pair=("training", "person"),
    importable=False,
    empty="还没有学员。导入参训名单，或输入姓名逐个添加。",
)

ATTENDANCE = Register(
    name="attendance",
    label="考勤",
    unit="人次",
    title="mark",
    owner="enrolment",
    fields=(
        Field(name="enrolment", label="学员", kind=Kind.LINK, target="enrolments", required=True, indexed=True),
        Field(name="period", label="节次", kind=Kind.LINK, target="periods", required=True, indexed=True),
        Field(name="mark", label="考勤", kind=Kind.CHOICE, choices=tuple(m.label for m in Mark), width=4),
    ),
    columns=("enrolment", "period", "mark"),
    pair=("enrolment", "period"),
    importable=False,
)
