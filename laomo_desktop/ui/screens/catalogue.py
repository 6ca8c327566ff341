"""Every screen by name: its label, its section of the navigation, its icon, and who makes it.

A new screen is one line here. ``maker`` is "module:Class" below laomo_desktop.ui, imported when first shown;
it is called with the context, and with the register's name where the entry has one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.ui.acts import Act
from laomo_desktop.ui.context import Context, Screen

SECTIONS = ("", "服务队与人员", "供需对接", "服务活动", "培训", "统计", "数据交换", "系统")
"""In the order of the navigation; the first stands without a heading."""
LIST = "list.page:RegisterPage"


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen. An entry without a section is reached from other screens only (import, one class).

    ``acts`` are what can be done with a register besides what every list can (see `laomo_desktop.ui.acts`).
    """

    name: str
    label: str
    icon: str
    maker: str
    section: str | None = None
    register: str = ""
    only_admin: bool = False
    acts: tuple[Act, ...] = ()
    short: str = ""
    """The label in the narrow navigation, where ``label`` is too long for it."""

    @property
    def module(self) -> str:
        return f"laomo_desktop.ui.{self.maker.partition(':')[0]}"

    def exists(self) -> bool:
        """Whether this program has the screen (a lean build may leave some out)."""
        return find_spec(self.module) is not None

    def make(self, context: Context) -> Screen:
        """A new screen of this kind."""
        maker = getattr(lazy(self.module), self.maker.partition(":")[2])
        more: dict[str, object] = {"acts": self.acts} if self.acts else {}
        if self.maker == LIST:
            more["title"] = self.label  # the page is called as its entry
        made: Screen = maker(context, self.register, **more) if self.register else maker(context)
        return made


VISIT_ACTS = (
    Act("照上一次", "visit", of_row=False, ask={"last": True}, key="Ctrl+D", tip="照上一次的服务活动新建，日期为今天"),
    Act("从需求…", "visit", of_row=False, ask={"choose": "needs"}, tip="从一项未办结的需求新建服务活动"),
    Act("从服务队…", "visit", of_row=False, ask={"choose": "teams"}, tip="从一支服务队新建服务活动"),
)
VISIT_OF_TEAM = Act("登记服务活动", "visit", slot="team", tip="这支服务队的一次活动，队员自动带入")
VISIT_OF_NEED = Act("登记服务活动", "visit", slot="need", tip="处理这项需求的一次活动，企业和人员自动带入")

FIND_PEOPLE = Act("找人", "matching", tip="谁能解决这项需求，为什么；一键派工并打印", key="Ctrl+M", writes=False)
CLOSE_NEED = Act("销号…", verb="screens.matching.closing:close", tip="企业确认解决了：登记结果和评价，需求办结")
ANSWER = Act(
    "登记答复", verb="screens.matching.leading:to_need", key="Ctrl+M",
    tip="接受、谢绝、未到场、完成：在这项需求的页面上登记",
)  # fmt: skip
FIND_NEEDS = Act("可接的需求", "matching", slot="team", tip="这支服务队可以接哪些需求，为什么", writes=False)
DOSSIER = "服务档案…"
OF_PERSON = Act(DOSSIER, verb="paper.dossier:of_person", tip="这个人一年（或历年）的服务档案，可打印", writes=False)
OF_ENTERPRISE = Act(DOSSIER, verb="paper.dossier:of_enterprise", tip="企业一年（或历年）的服务档案", writes=False)

SETTLE = Act(
    "审定…", verb="settling:settle", only_city=True, tip="区市建议的词条：采用、合并到另一个词条，或退回"
)

_ENTRIES = (
    Entry("today", "今日", "today", "screens.today:TodayScreen", ""),
    Entry("teams", "服务队", "team", LIST, "服务队与人员", "teams", acts=(VISIT_OF_TEAM, FIND_NEEDS)),
    Entry("people", "人员", "person", LIST, "服务队与人员", "people", acts=(OF_PERSON,)),
    Entry("nominees", "荣誉推荐", "honour", "screens.nominees:NomineesScreen", "服务队与人员"),
    Entry("enterprises", "企业", "enterprise", LIST, "服务队与人员", "enterprises", acts=(OF_ENTERPRISE,)),
    Entry("studios", "创新工作室", "studio", LIST, "服务队与人员", "studios"),
    Entry("alliances", "联盟与基地", "alliance", LIST, "服务队与人员", "alliances"),
    Entry("needs", "需求", "need", LIST, "供需对接", "needs", acts=(FIND_PEOPLE, VISIT_OF_NEED, CLOSE_NEED)),
    Entry("offers", "科研清单", "offer", LIST, "供需对接", "offers"),
    Entry("assignments", "派工", "assignment", LIST, "供需对接", "assignments", acts=(ANSWER,)),
    Entry("visits", "服务活动", "visit", LIST, "服务活动", "visits", acts=VISIT_ACTS),
    Entry("activities", "工作室联盟活动", "activity", LIST, "服务活动", "activities", short="联盟活动"),
    Entry("trainings", "培训班", "training", LIST, "培训", "trainings"),
    Entry("apprenticeships", "师徒结对", "apprentice", LIST, "培训", "apprenticeships"),
    Entry("certificates", "证书", "certificate", "screens.certificates:CertificatesPage", "培训", "certificates"),
    Entry("figures", "目标与进度", "figures", "screens.figures:FiguresScreen", "统计"),
    Entry("achievements", "成果", "achievement", LIST, "统计", "achievements"),
    Entry("awards", "奖励资助", "award", LIST, "统计", "awards"),
    Entry("targets", "目标", "target", LIST, "统计", "targets"),
    Entry("exchange", "数据包", "exchange", "screens.exchange:ExchangeScreen", "数据交换"),
    Entry("pending", "待处理", "pending", "screens.pending:PendingScreen", "数据交换"),
    Entry("terms", "字典", "terms", LIST, "系统", "terms", acts=(SETTLE,)),
    Entry("funding_rules", "资助标准", "funding", LIST, "系统", "funding_rules"),
    Entry("users", "用户", "users", "screens.users:UsersScreen", "系统", only_admin=True),
    Entry("backups", "备份", "backup", "screens.backups:BackupsScreen", "系统"),
    Entry("journal", "操作记录", "journal", "screens.journal:JournalScreen", "系统"),
    Entry("import", "导入", "import", "screens.importing:ImportScreen"),
    Entry("training", "培训班", "training", "screens.training:TrainingScreen"),
    Entry("matching", "供需对接", "need", "screens.matching:MatchingScreen"),
    Entry("visit", "服务活动", "visit", "screens.visit:VisitScreen"),
    Entry("apprenticeship", "师徒结对", "apprentice", "screens.apprenticeship:ApprenticeshipScreen"),
)

CATALOGUE: Mapping[str, Entry] = {entry.name: entry for entry in _ENTRIES}


def navigation() -> tuple[Entry, ...]:
    """The entries of the left side, section by section."""
    return tuple(
        entry for section in SECTIONS for entry in _ENTRIES if entry.section == section and entry.exists()
    )
