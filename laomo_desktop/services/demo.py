"""Sample data for a first look, and the whole main job in one go on made-up people, with the window's own verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from laomo_desktop.db.door import Row
from laomo_desktop.db.files import replace_file
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.resources import resource
from laomo_desktop.services import attendance, certificates, exchange, imports, prints, registers, trainings
from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper

ROSTER, TRAINEES, ENTERPRISES = "职工花名册.xlsx", "参训名单.xlsx", "企业名单.xlsx"
TITLE = "焊接安全生产大课堂"
STORES = ("区市资料库", "市总资料库")
PASSWORD = "demo-only"
Tell = Callable[[str], None]


def sample(name: str) -> Path:
    """A shipped sample workbook."""
    return resource("demo", name)


def fill(desk: Desk, progress: Progress = silent) -> None:
    """Sample enterprises, people, teams and a class half way through, for somebody who wants to look around."""
    for done, (register, name) in enumerate((("enterprises", ENTERPRISES), ("people", ROSTER))):
        progress(done, 4, f"正在导入{name}")
        imports.apply(desk, imports.preview(desk, register, sample(name)))
    progress(2, 4, "正在建服务队")
    _teams(desk)
    progress(3, 4, "正在建培训班")
    training = new_class(desk, title=TITLE)
    imports.apply(desk, imports.preview(desk, "people", sample(TRAINEES)), training=training)
    trainings.move(desk, training, "start")
    progress(4, 4, "示例数据已就绪")


def _teams(desk: Desk) -> None:
    leaders = _some_people(desk, 3)
    for name, leader in zip(("海工装备服务队", "绿色石化服务队", "食品加工服务队"), leaders, strict=False):
        team = registers.save(
            desk, "teams", {"name": f"{desk.office.short}{name}", "level": "区市级", "leader": leader}
        )
        registers.save(desk, "members", {"team": team.key, "person": leader, "role": "队长"})


def _some_people(desk: Desk, count: int) -> list[RowId]:
    return [row["id"] for row in registers.first(desk, "people", count)]


def new_class(desk: Desk, *, title: str, day: date | None = None) -> RowId:
    """A two-day safety class with four half-day periods and an instructor."""
    begins = (day or date.today()).isoformat()
    plan = trainings.planned_periods(begins, begins, 4)
    values: Row = {
        "title": title, "kind": "安全生产大课堂", "begins": begins, "ends": plan[-1]["day"],
        "place": "职工培训中心三楼", "pass_share": 80,
    }  # fmt: skip
    return trainings.create(desk, values, periods=plan, instructors=_some_people(desk, 1)).key


@dataclass(frozen=True)
class Show:
    """The main job, step by step; every file goes to ``out`` and is told."""

    desk: Desk
    out: Path
    tell: Tell

    def run(self) -> RowId:
        """Excel in, class, sheet, attendance, certificates; returns the class."""
        self.import_workbook("enterprises", ENTERPRISES)
        self.import_workbook("people", ROSTER)
        training = new_class(self.desk, title=TITLE)
        self.tell(f"新建培训班“{TITLE}”，4节。")
        result = imports.apply(
            self.desk, imports.preview(self.desk, "people", sample(TRAINEES)), training=training
        )
        self.tell(f"导入参训名单：报名{result.enrolled}人，待处理{result.pending}件。")
        trainings.move(self.desk, training, "start")
        self.save(prints.sign_in(self.desk, training), "签到表.pdf")
        self.attend(training)
        trainings.move(self.desk, training, "finish")
        self.certify(training)
        return training

    def import_workbook(self, register: str, name: str) -> None:
        """Preview, import, and the clerk's own workbook back with what is wrong."""
        of = imports.preview(self.desk, register, sample(name))
        report = self.out / f"{Path(name).stem}_错误说明.xlsx"
        marked = imports.write_report(of, report)
        imports.apply(self.desk, of)
        self.tell(f"导入{name}：{of.sentence}。" + (f"错误说明：{report}" if marked else ""))

    def attend(self, training: RowId) -> None:
        """Four periods from the numbered sheet, as a clerk types them."""
        for period, line in enumerate(("全到", "1-50,51迟,52假", "全到,除7,9", "全到"), start=1):
            _, tally = attendance.quick(self.desk, training, period, line)
            self.tell(f"第{period}节考勤“{line}”：{tally.sentence}。")
        self.save(prints.attendance(self.desk, training), "考勤表.pdf")

    def certify(self, training: RowId) -> None:
        """Certificates for those who passed, printed in one PDF."""
        done = certificates.issue(self.desk, training)
        self.tell(f"{done.sentence}。")
        self.save(prints.certificate_pages(self.desk, done.keys), "结业证书.pdf")

    def save(self, paper: Paper, name: str) -> None:
        """A paper into the folder."""
        path = self.out / name
        replace_file(path, paper.pdf)
        self.tell(f"{paper.title}：{path}")


def run(out: Path, tell: Tell) -> None:
    """The whole main job: district and city, from the Excel roster to the city's receipt; files in ``out``."""
    district, _ = desks.create(out / STORES[0], "370602", "演示", PASSWORD)
    city, _ = desks.create(out / STORES[1], "370600", "演示", PASSWORD)
    try:
        tell("已建立两个资料库：芝罘区总工会、烟台市总工会（用户“演示”，只用于演示）。")
        show = Show(district, out, tell)
        show.run()
        _exchange(district, city, out, tell)
    finally:
        district.close()
        city.close()


def _exchange(district: Desk, city: Desk, out: Path, tell: Tell) -> None:
    """Keys by file and six digits, the package to the city, its receipt back."""
    request = exchange.enrol_request(district)
    answer = exchange.enrol_answer(city, request)
    accepted = exchange.enrol_accept(district, answer.data, answer.digits)
    tell(f"密钥登记：两边屏幕都显示 {accepted.digits}。")
    sent = exchange.export(district, out)
    tell(f"{sent.sentence}：{sent.path}，短码 {sent.code}。")
    Show(district, out, tell).save(prints.cover(district, sent.done.key), "数据包封面.pdf")
    tell(f"市总试导入（没有写入）：{exchange.dry_run(city, sent.path).sentence}")
    tell(f"市总导入：{exchange.take_in(city, sent.path).sentence}")
    back = exchange.export(city, out, district.office.code)
    tell(f"{back.sentence}：{back.path}。")
    exchange.take_in(district, back.path)
    for entry in exchange.entries(district):
        if entry.direction == "发出":
            tell(f"第{entry.number}包：{entry.state}。")
