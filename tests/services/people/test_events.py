"""The same visit, the same need entered on two computers of one office, or by two: asked about, kept once, counted once."""

from pathlib import Path

import pytest

from laomo_desktop.domain.period import year
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, figures, pending, people, registers, same, visits
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, introduce, save
from tests.services.people.cases import rows, settle

YEAR = year(2026)
DAY = "2026-03-06"
FIRM = "烟台虚构船舶有限公司"


@pytest.fixture
def second(world, tmp_path: Path):
    """Another computer of Zhifu."""
    desk, _ = desks.create(tmp_path / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    introduce(world[CITY], desk)
    yield desk
    desk.close()


def meet(world, *computers):
    """Everything of these computers is known to all of them."""
    for _ in range(2):
        for desk in computers:
            exchange.take_in(world[CITY], exchange.export(desk, world.path()).path)
        for desk in computers:
            answer = exchange.export(world[CITY], world.path(), to=desk.office.code)
            exchange.take_in(desk, answer.path)


def visit(desk, title, *, day=DAY, kind="技术支持行", firm=FIRM, who=(), workers=None, needs=None, **more):
    values = {"title": title, "kind": kind, "day": day, "workers": workers, "office": desk.office.code, **more}
    return visits.create(desk, values, visits.Parts([firm] if firm else [], list(who), needs or {})).key


def waiting(desk, kind="疑似同一次活动"):
    return [item for item in pending.listing(desk) if item.kind == kind]


def held(desk):
    """场次 and 人次 of the year."""
    told = figures.count(desk, YEAR)
    return {"visits": told["events"], "workers": told["attendances"]}


def test_one_visit_on_two_computers_of_an_office_is_asked_about_and_counted_once(world, second):
    ours = visit(world[ZHIFU], "薄板焊接变形现场服务", who=["王焊接"], workers=35, done="讲了分段退焊")
    theirs = visit(second, "虚构船舶焊接技术指导", who=["王焊接", "李𬍛䶮"], workers=35, benefit=50000)
    meet(world, world[ZHIFU], second)
    (item,) = waiting(world[CITY])
    assert "企业、日期、类别相同" in item.evidence
    assert "参加人员相同" in item.evidence
    told = pending.sides(world[CITY], item.key)
    assert "服务企业1" in told.left_hanging
    assert {ours, theirs} == {item.row, item.other}
    assert item.words("same") == "是同一次活动"
    before = held(world[CITY])
    done = pending.decide(world[CITY], item.key, "same")
    after = held(world[CITY])
    assert (before, after) == ({"visits": 2, "workers": 70}, {"visits": 1, "workers": 35})
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        (row,) = rows(desk, "visits")
        assert row["id"] == item.row
        assert (row["benefit"], row["workers"]) == (50000, 35)
        assert len(rows(desk, "visit_people", visit=item.row)) == 3, "the one of two cards is there twice"
        assert not waiting(desk)
        assert held(desk) == after
    registers.undo(world[CITY], done.operation)
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        assert held(desk) == before
        assert {len(rows(desk, "visit_people", visit=key)) for key in (ours, theirs)} == {1, 2}


def test_the_enterprise_of_both_counts_once_when_it_is_known_as_one_too(world, second):
    visit(world[ZHIFU], "薄板焊接变形现场服务")
    visit(second, "薄板焊接变形现场服务")
    meet(world, world[ZHIFU], second)
    for item in [*waiting(world[CITY]), *waiting(world[CITY], "疑似重复")]:
        pending.decide(world[CITY], item.key, "same")
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        assert len(rows(desk, "visit_enterprises")) == 1
        assert figures.count(desk, YEAR)["enterprise_visits"] == 1
        assert not pending.listing(desk)


def test_two_districts_that_went_together_are_asked_about_though_each_entered_the_enterprise(world):
    visit(world[ZHIFU], "联合走访", team=save(world[ZHIFU], "teams", {"name": "虚构焊接服务队"}))
    visit(world[FUSHAN], "到虚构船舶服务", firm="虚构船舶（烟台）公司")
    world.round(ZHIFU, FUSHAN)
    (item,) = waiting(world[CITY])
    assert item.origin in ("芝罘区", "福山区")


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2026-03-07"},
        {"kind": "安全生产行"},
        {"firm": "别的虚构公司"},
        {"firm": ""},
        {"who": ["赵另外"], "title": "电气线路检修"},
    ],
)
def test_what_is_another_visit_is_left_alone(world, second, other):
    visit(world[ZHIFU], "薄板焊接变形现场服务", who=["王焊接"])
    visit(second, **{"title": "薄板焊接变形现场服务", **other})
    meet(world, world[ZHIFU], second)
    assert not waiting(world[CITY])


def test_two_visits_of_one_computer_under_two_names_are_two(world):
    visit(world[ZHIFU], "上午：薄板焊接")
    visit(world[ZHIFU], "下午：液压系统检修")
    visit(world[ZHIFU], "下午：液压系统检修。")
    people.sweep(world[ZHIFU])
    (item,) = waiting(world[ZHIFU])
    assert item.title.startswith("下午")


def test_told_apart_two_visits_stay_two_in_every_store(world, second):
    visit(world[ZHIFU], "薄板焊接变形现场服务")
    visit(second, "薄板焊接变形现场服务")
    meet(world, world[ZHIFU], second)
    (item,) = waiting(world[CITY])
    pending.decide(world[CITY], item.key, "not_same")
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        people.sweep(desk)
        assert not waiting(desk)
        assert held(desk)["visits"] == 2


def need(desk, title, raised=DAY, **more):
    firm = more.pop("firm", FIRM)
    there = rows(desk, "enterprises", name=firm)
    enterprise = there[0]["id"] if there else save(desk, "enterprises", {"name": firm})
    return save(desk, "needs", {"title": title, "enterprise": enterprise, "raised": raised, **more})


def test_one_need_on_two_computers_becomes_one_with_all_that_was_done_about_it(world, second):
    ours = need(world[ZHIFU], "薄板焊接变形", detail="3毫米薄板")
    theirs = need(second, "薄板焊接变形问题", "2026-03-09", phone="19900001234")
    visit(second, "现场服务", needs={theirs: "解决"})
    meet(world, world[ZHIFU], second)
    (item,) = waiting(world[CITY], "疑似同一需求")
    (line,) = [each for each in pending.sides(world[CITY], item.key).lines if each.name == "enterprise"]
    assert (line.left, line.right, line.hidden) == (FIRM, FIRM, "同名的两份登记")
    assert "需求名称相近" in item.evidence
    assert "相差3天" in item.evidence
    assert item.words("not_same") == "不是同一项需求"
    left = ours if item.row == ours else theirs
    pending.decide(world[CITY], item.key, "same")
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        (row,) = rows(desk, "needs")
        assert row["id"] == left
        assert row["state"] == "待确认", "the further of two states"
        assert (row["detail"], row["phone"]) == ("3毫米薄板", "19900001234")
        assert [each["need"] for each in rows(desk, "visit_needs")] == [left]
    gone = theirs if left == ours else ours
    same.unmerge(world[CITY], gone, of="needs", apart=True)
    meet(world, world[ZHIFU], second)
    for desk in (world[CITY], world[ZHIFU], second):
        assert {row["id"]: row["state"] for row in rows(desk, "needs")} == {ours: "登记", theirs: "待确认"}
        assert [each["need"] for each in rows(desk, "visit_needs")] == [theirs]
        people.sweep(desk)
        assert not waiting(desk, "疑似同一需求")


@pytest.mark.parametrize(
    ("title", "more", "asked"),
    [
        ("薄板焊接变形", {"raised": "2026-04-20"}, True),
        ("薄板焊接变形", {"raised": "2027-03-06"}, False),
        ("薄板焊接变形问题", {"raised": "2026-04-20"}, False),
        ("薄板焊接变形", {"firm": "别的虚构公司"}, False),
        ("液压泵异响", {}, False),
        ("如何解决薄板焊接的变形？", {}, True),
        ("焊材技术问题", {"raised": "2026-03-05"}, False),
        ("焊后总是变形", {"detail": "甲板薄板对接焊后角变形超差，火焰校正太慢"}, True),
    ],
)
def test_which_needs_may_be_one(world, second, title, more, asked):
    need(world[ZHIFU], "薄板焊接变形", detail="甲板薄板对接焊后角变形超差，校正太慢")
    need(second, title, **more)
    meet(world, world[ZHIFU], second)
    assert bool(waiting(world[CITY], "疑似同一需求")) == asked


def test_needs_of_one_platform_number_are_one(world):
    need(world[ZHIFU], "焊接", platform="QY-1")
    need(world[ZHIFU], "变形", "2026-08-01", platform="QY-1")
    people.sweep(world[ZHIFU])
    (item,) = waiting(world[ZHIFU], "疑似同一需求")
    assert "平台编号相同" in item.evidence


def test_looking_after_a_package_finds_what_looking_at_everything_finds(world, second):
    """The new rows are few beside those there were."""
    for number in range(28):
        visit(world[ZHIFU], f"虚构服务{number}", day=f"2026-01-{number % 28 + 1:02}")
        need(world[ZHIFU], f"难题{number}", f"2026-01-{number % 28 + 1:02}", firm=f"虚构{number}公司")
    meet(world, world[ZHIFU])
    visit(second, "虚构服务3")
    visit(second, "虚构服务3", day="2026-01-04")
    need(second, "难题3", firm="虚构3公司")
    meet(world, second)
    assert len(waiting(world[CITY])) == 1
    assert len(waiting(world[CITY], "疑似同一需求")) == 0
    need(second, "难题3！", "2026-01-04", firm="虚构3公司")
    meet(world, second)
    assert len(waiting(world[CITY], "疑似同一需求")) == 1
    count = len(pending.listing(world[CITY]))
    people.sweep(world[CITY])
    settle(world)
    assert len(pending.listing(world[CITY])) == count
