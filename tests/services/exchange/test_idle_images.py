"""Images that nothing needs are removed after a while, and none that anything may still need."""

from datetime import date, timedelta

import pytest

from laomo_desktop.db.schema import TABLES
from laomo_desktop.services import attachments, drafts, exchange, housekeeping, registers, settings
from laomo_desktop.services.exchange import idle_images
from tests.people import make_person
from tests.services.exchange.test_images import kept, picture, with_photo
from tests.services.exchange.world import CITY, ZHIFU, add, save

FIRST = date(2026, 3, 2)


def days(desk, count: int = idle_images.DAYS) -> int:
    """As many daily rounds; how many images went."""
    return sum(idle_images.collect(desk, FIRST + timedelta(days=day)) for day in range(count))


@pytest.fixture
def district(world):
    return world[ZHIFU]


def test_an_image_nobody_shows_goes_after_a_week_of_days(district):
    name = attachments.store(district, picture(1))
    _, shown = with_photo(district, 2)
    for _ in range(20):
        assert idle_images.collect(district, FIRST) == 0, "one day counts once"
    assert days(district, idle_images.DAYS - 1) == 0
    assert kept(district) == {name, shown}
    assert idle_images.collect(district, FIRST + timedelta(days=30)) == 1
    assert kept(district) == {shown}
    assert registers.operations(district, limit=1)[0].sentence == "清理不再用到的图片1张"
    assert settings.get(district, idle_images.IDLE) == {}
    before = registers.operations(district, limit=1)[0].number
    assert days(district, 3) == 0
    assert registers.operations(district, limit=1)[0].number == before, "nothing to do leaves no trace"


def test_what_is_shown_again_meanwhile_begins_anew(district):
    name = attachments.store(district, picture(1))
    assert days(district, idle_images.DAYS - 1) == 0
    key = add(district, make_person(1), photo=name)
    assert idle_images.collect(district, FIRST + timedelta(days=40)) == 0
    assert settings.get(district, idle_images.IDLE) == {}
    assert registers.get(district, "people", key)["photo"] == name


def test_a_deleted_persons_photo_stays_for_undoing(district):
    key, name = with_photo(district, 1)
    done = registers.delete(district, "people", [key], "已退休")
    assert days(district, 20) == 0
    registers.undo(district, done.operation)
    assert attachments.load(district, registers.get(district, "people", key)["photo"]) == picture(1)
    assert kept(district) == {name}


def test_a_replaced_photo_stays_as_long_as_undoing_may_bring_it_back(district, monkeypatch):
    key, first = with_photo(district, 1)
    second = attachments.store(district, picture(2))
    save(district, "people", {"photo": second}, key)
    assert days(district, 20) == 0
    assert kept(district) == {first, second}
    monkeypatch.setattr(idle_images, "UNDONE_WITHIN", -timedelta(days=1))
    assert days(district) == 1
    assert kept(district) == {second}


def test_what_waits_or_was_asked_for_stays(world):
    city, district = world[CITY], world[ZHIFU]
    key, _ = with_photo(district, 1, office=ZHIFU)
    world.round(ZHIFU)
    here, there = attachments.store(city, picture(2)), attachments.store(district, picture(3))
    save(city, "people", {"photo": here}, key)
    save(district, "people", {"photo": there}, key)
    world.to_city(ZHIFU)
    assert days(city, 20) == 0
    assert {here, there} <= kept(city)
    lost = attachments.store(city, picture(4))
    with district.store.operation("缺", "缺", "测试员") as write:
        write.update("people", key, {"photo": lost})
    with city.store.operation("缺", "缺", "测试员") as write:
        write.detach([lost])
    attachments.store(city, picture(4))
    world.to_city(ZHIFU)
    with city.store.operation("改", "改", "测试员") as write:
        write.connection.execute(TABLES["people"].update().values(photo=None))
    days(city, 20)
    assert lost in kept(city), "the district asked for it and has not got it yet"


def test_a_draft_and_a_setting_keep_theirs(district):
    drafted, ground = (attachments.store(district, picture(number)) for number in (1, 2))
    drafts.keep(district, "people", None, {"name": "某", "photo": drafted})
    settings.put(district, "certificate_ground", ground, "背景")
    assert days(district, 20) == 0
    drafts.forget(district, "people", None)
    assert days(district) == 1
    assert kept(district) == {ground}


def test_it_happens_once_a_day_after_the_copy(district, monkeypatch):
    asked: list[bool] = []
    monkeypatch.setattr(idle_images, "collect", lambda _desk: asked.append(True))
    assert housekeeping.daily(district) is not None
    assert housekeeping.daily(district) is None
    assert asked == [True]


def test_a_package_never_names_an_image_that_went(world):
    district = world[ZHIFU]
    name = attachments.store(district, picture(1))
    assert days(district) == 1
    assert exchange.take_in(world[CITY], world.report(ZHIFU).path).state == "已入库"
    assert name not in kept(world[CITY])
