"""The pool is read once; what is written afterwards is followed row by row, and comes to the same as reading anew."""

from collections.abc import Callable
from datetime import date

import pytest

from laomo_desktop.services import assignments, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import Matcher, live, touched
from tests.people import RARE_NAME
from tests.ui.world import add

TODAY = date.today()


class World:
    """A small store with one of everything, and what may be done in it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.plant = add(desk, "enterprises", name="虚构铸造厂", chain="汽车")
        self.other = add(desk, "enterprises", name="虚构化工厂")
        self.welder = add(desk, "people", name=RARE_NAME, kind="工匠", trade="焊工", enterprise=self.plant)
        self.turner = add(desk, "people", name="车乙", kind="工匠", trade="数控车工", specialties="数控加工")
        self.worker = add(desk, "people", name="职丙", kind="职工", trade="电工")
        self.team = add(desk, "teams", name="虚构服务队", level="市级")
        self.member = add(desk, "members", team=self.team, person=self.welder)
        self.studio = add(desk, "studios", name="虚构工作室", leader=self.welder)
        self.offer = add(desk, "offers", title="激光焊接研究", person=self.welder)
        self.work = add(desk, "achievements", name="薄板焊接夹具", kind="新工艺")
        self.share = add(desk, "achievement_people", achievement=self.work, person=self.turner)
        self.honour = add(desk, "honours", person=self.turner, honour="烟台工匠", year="2024")
        self.need = needs.quick(desk, "焊缝有气孔", self.plant).key
        self.old = needs.quick(desk, "罐体焊接", self.other).key
        self.sent = assignments.assign(desk, self.old, Sent([self.team], [self.welder])).keys
        head = {"title": "上门焊接", "kind": "技术支持行", "day": TODAY.isoformat(), "satisfaction": "满意"}
        self.visit = visits.create(desk, head, visits.Parts([self.plant], [self.turner], {self.need: "解决"})).key

    def put(self, register: str, key: bytes, field: str, value: str | bytes | None) -> Callable[[], object]:
        return lambda: registers.save(self.desk, register, {field: value}, key)

    def steps(self) -> list[Callable[[], object]]:
        desk = self.desk
        return [
            self.put("people", self.welder, "trade", "电工"),
            self.put("people", self.welder, "remark", "喷涂机器人"),
            self.put("people", self.worker, "specialties", "电气控制"),
            self.put("honours", self.honour, "person", self.worker),
            lambda: registers.delete(desk, "honours", [self.honour], "登记有误"),
            self.put("enterprises", self.plant, "name", "虚构精密铸造厂"),
            self.put("enterprises", self.plant, "chain", "葡萄酒"),
            self.put("members", self.member, "person", self.turner),
            self.put("members", self.member, "until", "2020-01-01"),
            self.put("studios", self.studio, "leader", self.turner),
            self.put("offers", self.offer, "person", self.turner),
            self.put("offers", self.offer, "title", "液压站节能研究"),
            self.put("achievements", self.work, "name", "油缸密封改进"),
            self.put("achievement_people", self.share, "person", self.welder),
            lambda: assignments.decline(desk, self.sent[0], "正在外地"),
            lambda: assignments.accept(desk, self.sent[1]),
            lambda: assignments.complete(desk, self.sent[1], "非常满意"),
            self.put("needs", self.old, "title", "储罐焊接"),
            self.put("visits", self.visit, "title", "上门看模具"),
            self.put("visits", self.visit, "team", self.team),
            lambda: registers.delete(desk, "visits", [self.visit], "登记有误"),
            lambda: registers.delete(desk, "people", [self.worker], "重复"),
            lambda: registers.undo(desk, registers.operations(desk)[0].number),
            lambda: add(desk, "people", name="新来", kind="工匠", trade="模具工", specialties="从没有过的专长"),
            lambda: registers.delete(desk, "studios", [self.studio], "解散"),
        ]


@pytest.fixture
def world(desk: Desk) -> World:
    return World(desk)


def test_following_what_was_written_comes_to_the_same_as_reading_anew(world: World) -> None:
    kept = Matcher(world.desk)
    kept.rank(world.need)
    for number, step in enumerate(world.steps()):
        before = dict(kept.pool.profiles)
        step()
        ranked, fresh = kept.rank(world.need), Matcher(world.desk)
        assert ranked == fresh.rank(world.need), number
        assert kept.pool.profiles == fresh.pool.profiles, number
        assert before != kept.pool.profiles, f"step {number} touches nothing of the pool"


def test_only_what_was_touched_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, whole = Matcher(world.desk), []
    real = live.Pool._read_all
    monkeypatch.setattr(live.Pool, "_read_all", lambda *given: whole.append(1) or real(*given))  # type: ignore[func-returns-value]
    kept.rank(world.need)
    world.put("people", world.turner, "post", "班长")()
    needs.quick(world.desk, "新的需求", "新企业")
    kept.rank(world.need)
    assert len(whole) == 1
    registers.save(world.desk, "people", {"specialties": "从没有过的专长"}, world.turner)
    kept.rank(world.need)
    assert len(whole) == 2  # a new word in the dictionaries: everything is understood anew


def test_too_many_rows_are_not_followed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "MANY", 0)
    kept = Matcher(world.desk)
    kept.rank(world.need)
    world.put("people", world.welder, "trade", "电工")()
    assert kept.rank(world.need) == Matcher(world.desk).rank(world.need)


def test_a_need_nobody_is_at_touches_nobody(world: World) -> None:
    with world.desk.store.reading() as connection:
        last = connection.exec_driver_sql("SELECT max(number) FROM operations").scalar() or 0
    needs.quick(world.desk, "冷库结霜", world.other)
    with world.desk.store.reading() as connection:
        assert not touched.since(connection, last)
