"""Who may be recommended, and what the year's funding rules say."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from laomo_desktop.services import apprenticeships, funding, honours, registers, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.visits import Parts
from tests.people import RARE_NAME
from tests.services.making import add

DAY = date(2026, 3, 6)


def test_the_ladder_is_climbed_rung_by_rung_with_reasons(desk: Desk) -> None:
    ready, early, undated, top, none = (
        add(desk, "people", name=name) for name in (RARE_NAME, "陈㛃", "欧阳测试", "单样例", "仇示范")
    )
    for person, honour, year in (
        (ready, "企业工匠", 2020), (ready, "区市工匠", 2024), (early, "企业工匠", 2026),
        (undated, "企业工匠", None), (top, "大国工匠", 2020),
    ):  # fmt: skip
        add(desk, "honours", person=person, honour=honour, year=None if year is None else str(year))
    visits.create(desk, {"title": "服务", "kind": "技术支持行", "day": "2026-03-01"}, Parts(people=[ready]))
    found = {row.person["id"]: row for row in honours.nominees(desk, DAY)}
    assert set(found) == {ready, early, undated}
    assert none not in found
    first = found[ready]
    assert (first.present, first.following, first.missing) == ("区市工匠", ("烟台工匠", "烟台大工匠"), ())
    assert first.reasons == ("2024年获区市工匠", "1次服务活动")
    assert found[early].missing == ("获企业工匠未满1年",)
    assert found[undated].missing == ("企业工匠没有写年度",)
    assert honours.nominees(desk, DAY)[0].person["id"] == ready


def test_a_dissolved_pair_speaks_for_nobody_a_studio_led_does(desk: Desk) -> None:
    master = add(desk, "people", name=RARE_NAME)
    add(desk, "honours", person=master, honour="区市工匠", year="2020")
    add(desk, "studios", name="焊接创新工作室", leader=master)
    term = {"begins": "2025-03-01", "ends": "2027-02-28"}
    for name in ("陈㛃", "王𬭎"):
        pair = add(desk, "apprenticeships", master=master, apprentice=name, **term)
    apprenticeships.move(desk, pair, "dissolve", "调离")
    [found] = honours.nominees(desk, DAY)
    assert found.reasons == ("2020年获区市工匠", "1名徒弟", "1个领衔的创新工作室")


def test_the_list_as_a_workbook(desk: Desk, tmp_path: Path) -> None:
    person = add(desk, "people", name=RARE_NAME)
    add(desk, "honours", person=person, honour="企业工匠", year="2020")
    done = honours.export(desk, honours.nominees(desk, DAY), tmp_path / "荣誉推荐.xlsx")
    sheet = load_workbook(tmp_path / "荣誉推荐.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["1", RARE_NAME, "—", "—", "企业工匠", "区市工匠", "2020年获企业工匠", "—", "可以推荐"] in rows
    assert done.sentence in [o.sentence for o in registers.operations(desk)]


def test_the_newest_rules_up_to_the_year_are_offered(city_desk: Desk) -> None:
    desk = city_desk
    rules = ((2024, "旧标准", "1万"), (2025, "市级联盟", "5万"), (2025, "省级联盟", "30万"), (2027, "将来", "9万"))
    for year, subject, amount in rules:
        add(desk, "funding_rules", year=str(year), subject=subject, amount=amount)
    found = [(rule.subject, rule.amount) for rule in funding.rules(desk, 2026)]
    assert found == [("省级联盟", 30_000_000), ("市级联盟", 5_000_000)]
    assert funding.rules(desk, 2026)[0].award["year"] == 2025
    assert funding.rules(desk, 2020) == []


def test_a_notice_lists_people_by_the_strokes_of_their_surnames(desk: Desk) -> None:
    for name in ("魏测试", "丁测试", "陈㛃", "王测试", RARE_NAME):
        add(desk, "honours", person=add(desk, "people", name=name), honour="区市工匠", year="2020")
    found = [row.person["name"] for row in honours.by_strokes(honours.nominees(desk))]
    assert found == ["丁测试", "王测试", "陈㛃", RARE_NAME, "魏测试"]
