"""The sample year: what home page, 荣誉推荐 and funds show on a first look."""

from datetime import date

import pytest

from laomo_desktop.services import assignments, figures, funding, honours, needs, registers, today
from laomo_desktop.services.demo import year
from laomo_desktop.services.desk import Desk
from tests.services.making import add, people


@pytest.mark.parametrize("which", ["desk", "city_desk"])
def test_a_first_look_shows_progress_nominees_and_funds(which: str, request: pytest.FixtureRequest) -> None:
    desk: Desk = request.getfixturevalue(which)
    who = people(desk, 4)
    firms = [add(desk, "enterprises", name=f"虚构厂{n}") for n in range(3)]
    studio = add(desk, "studios", name="虚构工作室", leader=who[0])
    need = needs.quick(desk, "轴尺寸不稳", firms[0]).key
    year.fill(desk, who, firms, studio, need)
    reached = {each.measure.label: (each.so_far, each.target) for each in figures.progress(desk, date.today())}
    share = 1 if desk.is_city else 10
    assert reached["服务场次"] == (4, 200 // share)
    assert reached["解决技术问题"] == (1, 200 // share)
    assert sum(nominee.ready for nominee in honours.nominees(desk)) == 3
    [paid] = funding.sums(desk, date.today().year)
    assert (paid.name, paid.granted, paid.paid, paid.uneven) == ("市级创新工作室", 3_000_000, 3_000_000, 0)
    assert registers.get(desk, "needs", need)["state"] == "销号"
    assert [row["answer"] for row in assignments.of_need(desk, need)] == ["完成"]
    assert sum(today.load(desk).months) == 4
