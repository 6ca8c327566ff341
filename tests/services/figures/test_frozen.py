"""Figures go with a package as they are; what changes later is 补报差额, on both sides and on the next cover."""

from laomo_desktop.services import exchange, prints
from tests.printing.reading import text_of
from tests.services.exchange.conftest import made_once, world  # noqa: F401 - fixtures
from tests.services.exchange.world import CITY, ZHIFU, World
from tests.services.figures.world import life, put


def test_figures_are_frozen_with_the_package(world: World) -> None:  # noqa: F811
    district, city = world[ZHIFU], world[CITY]
    life(district)
    first = world.report(ZHIFU)
    assert first.totals["frozen"]["values"]["events"] == 5
    [own] = exchange.supplements(district)
    assert own.differences == {}
    exchange.take_in(city, first.path)
    put(district, "visits", title="补登", kind="技术支持行", day="2026-03-01", office="370602", solved=2)
    [own] = exchange.supplements(district)
    assert (own.number, own.reported["events"], own.now["events"]) == (1, 5, 6)
    assert own.differences == {"events": 1, "problems": 2}
    second = world.report(ZHIFU)
    assert second.totals["frozen"]["values"]["events"] == 6
    [reported] = exchange.supplements(city)
    assert (reported.office.short, reported.reported["events"], reported.differences) == ("芝罘区", 5, {})
    cover = text_of(prints.cover(district, second.done.key).pdf)
    assert "补报差额（对第1包" in cover
    assert "服务场次+1场" in cover
    assert "解决技术问题+2个" in cover
    assert "今年服务场次：6场" in cover
    exchange.take_in(city, second.path)
    [reported] = exchange.supplements(city)
    assert (reported.number, reported.now["events"], reported.differences) == (2, 6, {})
