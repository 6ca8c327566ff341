"""Sample data to look around in: made-up people, enterprises, a class, needs and what came of them."""

from datetime import date, timedelta
from pathlib import Path

from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.resources import resource
from laomo_desktop.services import apprenticeships, assignments, imports, needs, registers, trainings, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.demo import year
from laomo_desktop.services.desk import Desk

ROSTER, TRAINEES, ENTERPRISES = "职工花名册.xlsx", "参训名单.xlsx", "企业名单.xlsx"
TITLE = "焊接安全生产大课堂"
TEAMS = ("海工装备服务队", "绿色石化服务队", "食品加工服务队")
NEEDS = (
    ("氩弧焊焊缝气孔多", "焊工", "焊接工艺"),
    ("数控车床加工的轴尺寸不稳", "数控车工", "数控加工"),
    ("配电柜频繁跳闸查不出原因", "电工", "电气自动化"),
)
STEPS = 5


def sample(name: str) -> Path:
    """A shipped sample workbook."""
    return resource("demo", name)


def fill(desk: Desk, progress: Progress = silent) -> None:
    """Enterprises, people, teams, a class half way through, needs and what came of them, a master with an apprentice,
    the year's targets, honours, a result."""
    for done, (register, name) in enumerate((("enterprises", ENTERPRISES), ("people", ROSTER))):
        progress(done, STEPS, f"正在导入{name}")
        made = imports.apply(desk, imports.preview(desk, register, sample(name)))
        if not desk.is_city:  # whoever tries it out has people of her own district
            registers.set_field(desk, register, made.done.keys, "office", desk.office.code)
    progress(2, STEPS, "正在建服务队")
    _teams(desk)
    progress(3, STEPS, "正在建培训班")
    training = new_class(desk, title=TITLE)
    imports.apply(desk, imports.preview(desk, "people", sample(TRAINEES)), training=training)
    trainings.move(desk, training, "start")
    progress(4, STEPS, "正在登记需求和服务")
    _service_side(desk)
    progress(STEPS, STEPS, "示例数据已就绪")


def _teams(desk: Desk) -> None:
    for name, leader in zip(TEAMS, some_people(desk, len(TEAMS)), strict=False):
        row: Row = {"name": f"{desk.office.short}{name}", "level": "区市级", "leader": leader}
        registers.save(desk, "teams", row)


def _service_side(desk: Desk) -> None:
    people = some_people(desk, 4)
    master, apprentice = people[:2]
    enterprises = [row["id"] for row in registers.first(desk, "enterprises", len(NEEDS))]
    open_needs = [
        needs.quick(desk, title, enterprise, trade=trade, specialties=specialty).key
        for (title, trade, specialty), enterprise in zip(NEEDS, enterprises, strict=False)
    ]
    assignments.assign(desk, open_needs[0], Sent(people=[master]), expected=date.today() + timedelta(days=3))
    values, parts = visits.from_need(desk, open_needs[0])
    visits.create(
        desk,
        {**values, "workers": 12, "solved": 1, "done": "现场调整保护气流量和坡口清理方法，焊缝合格。"},
        parts,
    )
    studio: Row = {"name": "示例焊接创新工作室", "level": "市级", "leader": master}
    year.fill(desk, people, enterprises, registers.save(desk, "studios", studio).key, open_needs[1])
    today = date.today()
    pair: Row = {
        "master": master, "apprentice": apprentice, "trade": "焊工",
        "begins": today.isoformat(), "ends": (today + timedelta(days=730)).isoformat(),
    }  # fmt: skip
    apprenticeships.create(desk, pair)


def some_people(desk: Desk, count: int) -> list[RowId]:
    """The first people of the register."""
    return [row["id"] for row in registers.first(desk, "people", count)]


def new_class(desk: Desk, *, title: str, day: date | None = None) -> RowId:
    """A two-day safety class with four half-day periods and an instructor."""
    begins = (day or date.today()).isoformat()
    plan = trainings.planned_periods(begins, begins, 4)
    values: Row = {
        "title": title, "kind": "安全生产大课堂", "begins": begins, "ends": plan[-1]["day"],
        "place": "职工培训中心三楼", "pass_share": 80,
    }  # fmt: skip
    return trainings.create(desk, values, periods=plan, instructors=some_people(desk, 1)).key
