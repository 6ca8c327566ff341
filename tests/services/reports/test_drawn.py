"""The pictures under a 统计表 say what the figures say, stay on their pages, and are left out where there is nothing."""

import re
from datetime import date

import pytest

from laomo_desktop.domain.period import Period, year
from laomo_desktop.printing import drawings
from laomo_desktop.printing.listing import LANDSCAPE
from laomo_desktop.printing.papers import Band, FlowChart, HeatChart, Shade, Targets
from laomo_desktop.printing.render import page_count
from laomo_desktop.services import figures, reports
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.reports.drawn import MOST, drawn
from tests.people import RARE_NAME
from tests.printing.reading import text_of
from tests.services.figures.world import add, life, put

WHOLE = year(2026)


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", "", text_of(pdf))


def test_all_pictures_stand_under_the_table_of_measures(desk: Desk) -> None:
    life(desk)
    add(desk, "targets", office="370602", year=2026, measure="服务场次", value=8)
    words = flat(reports.statistics_paper(desk, Period(date(2026, 1, 1), date(2026, 6, 30))).pdf)
    for wanted in (
        "2026年目标完成情况", "目标8，完成62.5%，进度正常", "2026年逐月服务场次", "谁服务了谁：服务队→企业",
        "焊接服务队3场", "虚构机械厂2场", "示例食品厂1场", "高端装备", "2026年培训出勤",
    ):  # fmt: skip
        assert wanted in words, wanted


def test_a_flow_and_a_heat_strip_are_the_figures(desk: Desk) -> None:
    life(desk)
    targets, months, flow, heat = drawn(desk, WHOLE, None, None)
    assert isinstance(targets, Targets)
    assert isinstance(flow, FlowChart)
    assert isinstance(heat, HeatChart)
    assert sum(band.number for band in flow.bands) == figures.count(desk, WHOLE)["enterprise_visits"]
    assert [m.values for m in months] == [  # type: ignore[union-attr]
        [float(v) for v in figures.by_month(desk, WHOLE.last, code)] for code in ("events", "problems", "attendances")
    ]
    assert heat.cells[2][9] == Shade(0.8, "8")
    assert heat.cells[1][29] is None
    assert [len(row) for row in heat.cells] == [31] * 12
    assert sum(int(c.sign) for row in heat.cells for c in row if c and c.sign) == 8


@pytest.mark.parametrize("by", [None, *figures.DIMENSIONS])
def test_an_empty_store_has_a_table_and_no_pictures(desk: Desk, by: str | None) -> None:
    paper = reports.statistics_paper(desk, WHOLE, by)
    assert page_count(paper.pdf) <= 2  # the months' empty axes at most
    assert "谁服务了谁" not in flat(paper.pdf)


def test_districts_stand_beside_chains_in_the_city(city_desk: Desk) -> None:
    firm = add(city_desk, "enterprises", name="虚构机械厂", chain="高端装备")
    visit = put(city_desk, "visits", title="甲", kind="技术支持行", day="2026-03-01", office="370611")
    put(city_desk, "visit_enterprises", visit=visit, enterprise=firm)
    groups = [d.bands[0].group for d in drawn(city_desk, WHOLE, None, None) if isinstance(d, FlowChart)]
    assert groups == ["高端装备", "福山区"]
    assert [type(d) for d in drawn(city_desk, WHOLE, "office", None)] == [FlowChart]


@pytest.mark.parametrize("pairs", [1, MOST, MOST + 1, 300])
def test_any_number_of_pairs_fits_its_page_and_the_rest_is_told(desk: Desk, pairs: int) -> None:
    bands = [Band(f"{RARE_NAME}{n % 40}服务队", f"虚构第{n}机械制造有限责任公司", f"链{n % 16}", 1) for n in range(pairs)]
    made = drawings.picture(FlowChart("谁服务了谁", bands, most=MOST), LANDSCAPE)
    assert made is not None
    assert made[0] <= drawings.TALLEST + 1
    for number in range(pairs):
        firm = add(desk, "enterprises", name=bands[number].right)
        visit = put(desk, "visits", title=f"活动{number}", kind="技术支持行", day="2026-03-01", office="370602")
        put(desk, "visit_enterprises", visit=visit, enterprise=firm)
    paper = reports.statistics_paper(desk, WHOLE, "chain")
    assert (f"另有{pairs - MOST}对共" in flat(paper.pdf)) == (pairs > MOST)
    assert page_count(paper.pdf) == (1 if pairs == 1 else 2)
