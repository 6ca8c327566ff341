"""A month of made-up district life, entered once through the services, and an independent count over it."""

from laomo_desktop.domain.marks import Mark
from laomo_desktop.services import attendance, registers, trainings
from laomo_desktop.services.desk import Desk
from tests.people import RARE_NAME, make_name


def add(desk: Desk, register: str, **values: object) -> bytes:
    """A row through the form's own service."""
    checked = registers.check(desk, register, values)
    assert not checked.errors, checked.errors
    return registers.save(desk, register, checked.values).key


def put(desk: Desk, register: str, **values: object) -> bytes:
    """A row as other services make it (states, links of visits)."""
    with desk.store.operation("测试", "测试", desk.user) as write:
        return write.insert(register, values)  # type: ignore[arg-type]


def life(desk: Desk) -> dict[str, bytes]:
    """Two enterprises, a team, an expert, a need closed by a visit, a class of five, and what else there is."""
    k: dict[str, bytes] = {}
    k["firm"] = add(desk, "enterprises", name="虚构机械厂", chain="高端装备")
    k["firm2"] = add(desk, "enterprises", name="示例食品厂")
    k["expert"] = add(desk, "people", name=RARE_NAME, enterprise="虚构机械厂")
    k["team"] = add(desk, "teams", name="焊接服务队", level="区市级", chain="高端装备", leader=k["expert"])
    k["need"] = put(desk, "needs", title="焊缝开裂", enterprise=k["firm"], raised="2026-02-01", state="销号",
                    closed="2026-03-09", benefit=12_345_600, office="370602")  # fmt: skip
    k["open"] = put(desk, "needs", title="尺寸超差", enterprise=k["firm2"], raised="2026-03-01", office="370602")
    k["visit"] = put(desk, "visits", title="焊接会诊", kind="技术支持行", day="2026-03-05", team=k["team"],
                     workers=40, solved=1, benefit=12_345_600, office="370602")  # fmt: skip
    k["visit2"] = put(desk, "visits", title="隐患排查", kind="安全生产行", day="2026-04-02", team=k["team"],
                      solved=2, benefit=50, office="370602")  # fmt: skip
    for visit, firm, workers in (("visit", "firm", 25), ("visit", "firm2", 15), ("visit2", "firm", 8)):
        put(desk, "visit_enterprises", visit=k[visit], enterprise=k[firm], workers=workers)
    put(desk, "visit_people", visit=k["visit"], person=k["expert"])
    put(desk, "visit_needs", visit=k["visit"], need=k["need"], outcome="解决")
    k["training"] = trainings.create(
        desk,
        {"title": "安全大课堂", "kind": "安全生产大课堂", "begins": "2026-03-10", "ends": "2026-03-11"},
        periods=trainings.planned_periods("2026-03-10", "2026-03-11", 3),
        instructors=[k["expert"]],
    ).key
    trainings.enrol(desk, k["training"], [make_name(n) for n in range(1, 6)])
    attendance.quick(desk, k["training"], 1, "1-4,5迟")
    attendance.quick(desk, k["training"], 2, "1-3,4假,5缺")
    k["pair"] = add(desk, "apprenticeships", master=k["expert"], apprentice="徒弟甲", enterprise=k["firm"],
                    begins="2026-03-01", ends="2027-03-01")  # fmt: skip
    k["result"] = add(desk, "achievements", name="快换夹具", kind="新工艺", enterprise=k["firm"], day="2026-05-01")
    put(desk, "achievement_people", achievement=k["result"], person=k["expert"])
    k["old"] = put(desk, "visits", title="去年的", kind="技术支持行", day="2025-03-20", office="370602")
    return k


def marks_present() -> set[str]:
    return {mark.label for mark in Mark if mark.counts_as_present}
