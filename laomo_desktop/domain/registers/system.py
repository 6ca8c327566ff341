"""The program's own books: settings, users, what waits for a decision, packages sent and received. Never exchanged."""

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.registers.sameness import QUESTIONS

ROLES = ("管理员", "经办人", "只读")
PENDING_KINDS = ("导入存疑", "数据包存疑", *QUESTIONS, "合并待核对", "字段冲突", "删除冲突")
DIRECTIONS = ("发出", "收到")
PACKAGE_STATES = ("已写出", "已送达", "已入库", "退回", "待升级")

SETTINGS = Register(
    name="settings",
    label="设置",
    unit="项",
    title="key",
    exchanged=False,
    importable=False,
    fields=(
        Field(name="key", label="项目", required=True, indexed=True),
        Field(name="value", label="内容", kind=Kind.LONG, hint="JSON"),
    ),
    identity=(("key",),),
)

USERS = Register(
    name="users",
    label="用户",
    unit="人",
    title="login",
    exchanged=False,
    importable=False,
    fields=(
        Field(name="login", label="用户名", required=True, width=8),
        Field(name="role", label="权限", kind=Kind.CHOICE, choices=ROLES, default="经办人", width=6),
        Field(name="active", label="启用", kind=Kind.YES_NO, default=1, width=4),
    ),
    columns=("login", "role", "active"),
    sections=(Section("用户", ("login", "role", "active")),),
    identity=(("login",),),
    order=("login",),
)

PENDING = Register(
    name="pending",
    label="待处理",
    unit="件",
    title="title",
    exchanged=False,
    importable=False,
    fields=(
        Field(name="kind", label="种类", kind=Kind.CHOICE, choices=PENDING_KINDS, width=6),
        Field(name="register", label="台账", width=6, indexed=True),
        Field(name="title", label="事项", width=20),
        Field(name="evidence", label="依据", kind=Kind.LONG, width=20),
        Field(name="origin", label="来自", width=14),
        Field(name="row", label="本库记录", width=10, hint="记录编号（十六进制）", indexed=True),
        Field(name="incoming", label="对方内容", kind=Kind.LONG, hint="JSON：字段到值"),
        Field(name="decision", label="处理结果", width=8, indexed=True),
        Field(name="note", label="说明", kind=Kind.LONG),
    ),
    columns=("kind", "title", "evidence", "origin", "decision"),
    filters=("kind", "register", "decision"),
    empty="没有待处理的事项。",
)

PACKAGES = Register(
    name="packages",
    label="数据包",
    unit="个",
    title="number",
    exchanged=False,
    importable=False,
    fields=(
        Field(name="direction", label="方向", kind=Kind.CHOICE, choices=DIRECTIONS, width=4),
        Field(name="number", label="包号", kind=Kind.INT, width=4),
        Field(name="office", label="对方单位", kind=Kind.OFFICE, width=8, indexed=True),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=PACKAGE_STATES, width=6),
        Field(name="reason", label="原因", width=14),
        Field(name="file", label="文件名", width=16),
        Field(name="hash", label="校验值", width=10, indexed=True),
        Field(name="store", label="库编号", width=10),
        Field(name="epoch", label="纪元", width=10),
        Field(name="since", label="起", kind=Kind.INT, hint="含此操作号之后的改动"),
        Field(name="until", label="止", kind=Kind.INT),
        Field(name="code", label="短码", width=8),
        Field(name="counts", label="数量", kind=Kind.LONG, hint="JSON"),
        Field(name="receipt", label="回执", kind=Kind.LONG, hint="JSON"),
        Field(name="at", label="时间", hint="UTC", width=10),
    ),
    columns=("direction", "number", "office", "state", "at", "code", "file", "reason"),
    filters=("direction", "office", "state"),
    order=("at",),
    empty="还没有数据包。点“导出给市总”写出第一个包。",
)
