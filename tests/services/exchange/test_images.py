"""Photos and scans travel with the rows that show them, both ways, once, and heal where they were lost."""

import zlib
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import attachments, exchange, office_keys, registers
from laomo_desktop.services.exchange import images, packages
from laomo_desktop.sync import layout
from laomo_desktop.sync.container import open_package
from tests.people import make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, dump, save


def picture(number: int, size: int = 2_000) -> bytes:
    """No picture to look at, but one by its first bytes; hardly to be compressed."""
    noise = b"".join(zlib.compress(f"{number}/{part}".encode()) for part in range(size // 20))
    return b"\x89PNG\r\n\x1a\n" + noise


def kept(desk) -> set[str]:
    with desk.store.reading() as connection:
        return {name for (name,) in connection.exec_driver_sql("SELECT hash FROM attachments")}


def carried(desk, path) -> list[str]:
    """The images a package brings to ``desk``."""
    with desk.store.reading() as connection:
        cards = office_keys.known(connection)
    with open_package(path, office_keys.own(desk), cards) as package:
        return [extent.sha256 for extent in package.manifest.blobs]


def pdf_of(*pages: str) -> bytes:
    """A scan with a word a page."""
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    for words in pages:
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_photo(desk, number: int, **more: object) -> tuple[bytes, str]:
    name = attachments.store(desk, picture(number))
    return add(desk, make_person(number), photo=name, **more), name


def test_a_photo_goes_up_with_its_person(world):
    key, name = with_photo(world[ZHIFU], 1)
    made = world.report(ZHIFU)
    intake = exchange.take_in(world[CITY], made.path)
    assert made.images == 1
    assert "收到图片1张。" in intake.sentences
    assert registers.get(world[CITY], "people", key)["photo"] == name
    assert attachments.load(world[CITY], name) == picture(1)


def test_a_package_with_a_scan_asks_for_a_reader_that_knows_scans(world, monkeypatch):
    """A program that keeps pictures alone lays it aside until it is upgraded, instead of refusing it for ever."""
    photo = attachments.store(world[ZHIFU], picture(1))
    add(world[ZHIFU], make_person(1), photo=photo)
    plain = world.report(ZHIFU)
    visit = save(world[ZHIFU], "visits", {"title": "焊接服务", "kind": "技术支持行", "day": "2026-03-06"})
    scan = attachments.store(world[ZHIFU], pdf_of("签到表"))
    save(world[ZHIFU], "visit_files", {"visit": visit, "image": scan})
    scanned = world.report(ZHIFU)
    with monkeypatch.context() as older:
        older.setattr(layout, "READER", 1)
        exchange.take_in(world[CITY], plain.path)
        with pytest.raises(Refused, match="更新版本的程序"):
            exchange.take_in(world[CITY], scanned.path)
    exchange.take_in(world[CITY], scanned.path)
    assert attachments.load(world[CITY], scan) == pdf_of("签到表")


def test_a_photo_travels_until_it_is_acknowledged_and_then_no_more(world):
    key, name = with_photo(world[ZHIFU], 1)
    world.report(ZHIFU).path.unlink()
    again = world.report(ZHIFU)
    assert carried(world[CITY], again.path) == [name]
    exchange.take_in(world[CITY], again.path)
    world.from_city(ZHIFU)
    save(world[ZHIFU], "people", {"remark": "只改了备注"}, key)
    later = world.report(ZHIFU)
    assert later.counts["people"].changed == 1
    assert carried(world[CITY], later.path) == []


def test_a_new_photo_of_a_known_person_travels_alone(world):
    key, _ = with_photo(world[ZHIFU], 1)
    world.round(ZHIFU)
    newer = attachments.store(world[ZHIFU], picture(2))
    save(world[ZHIFU], "people", {"photo": newer}, key)
    made = world.report(ZHIFU)
    assert carried(world[CITY], made.path) == [newer]
    exchange.take_in(world[CITY], made.path)
    assert attachments.load(world[CITY], newer) == picture(2)


def test_the_city_s_photos_go_down_and_a_district_s_own_do_not_come_back(world):
    key, name = with_photo(world[CITY], 1, office=CITY)
    with_photo(world[ZHIFU], 2)
    world.to_city(ZHIFU)
    back = world.answer(ZHIFU)
    assert carried(world[ZHIFU], back.path) == [name]
    exchange.take_in(world[ZHIFU], back.path)
    assert registers.get(world[ZHIFU], "people", key)["photo"] == name
    assert attachments.load(world[ZHIFU], name) == picture(1)
    world.to_city(ZHIFU)
    assert carried(world[ZHIFU], world.answer(ZHIFU).path) == []


def test_no_district_gets_another_s_photos(world):
    with_photo(world[ZHIFU], 1)
    world.to_city(ZHIFU)
    assert carried(world[FUSHAN], world.answer(FUSHAN).path) == []
    world.from_city(FUSHAN)
    assert kept(world[FUSHAN]) == set()


def test_a_photo_of_a_visit_travels(world):
    name = attachments.store(world[ZHIFU], picture(3))
    with world[ZHIFU].store.operation("照片", "试", "测试员") as write:
        visit = write.insert("visits", {"title": "虚构活动", "office": ZHIFU})
        write.insert("visit_files", {"visit": visit, "image": name, "caption": "虚构"})
    world.to_city(ZHIFU)
    assert attachments.load(world[CITY], name) == picture(3)


def test_the_same_package_twice_changes_nothing(world):
    with_photo(world[ZHIFU], 1)
    made = world.report(ZHIFU)
    exchange.take_in(world[CITY], made.path)
    before = dump(world[CITY])
    assert exchange.take_in(world[CITY], made.path).state == "无变化"
    assert dump(world[CITY]) == before


def test_an_image_that_is_here_is_not_taken_again(world):
    with_photo(world[ZHIFU], 1)
    attachments.store(world[CITY], picture(1))
    assert not any("图片" in told for told in world.to_city(ZHIFU).sentences)


def test_a_dry_run_keeps_no_image(world):
    with_photo(world[ZHIFU], 1)
    made = world.report(ZHIFU)
    before = dump(world[CITY])
    exchange.dry_run(world[CITY], made.path)
    assert dump(world[CITY]) == before


def test_a_damaged_image_is_refused_whole(world):
    with_photo(world[ZHIFU], 1)
    path = world.report(ZHIFU).path
    with world[CITY].store.reading() as connection:
        cards = office_keys.known(connection)
    with open_package(path, office_keys.own(world[CITY]), cards) as package:
        extent = package.manifest.blobs[0]
    data = bytearray(path.read_bytes())
    data[extent.offset + extent.length // 2] ^= 1
    path.write_bytes(data)
    before = dump(world[CITY])
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], path)
    assert dump(world[CITY]) == before


@pytest.mark.parametrize("content", [b"<html>no picture</html>", b"\x89PNG" + bytes(9 * 1024 * 1024)])
def test_what_is_no_image_or_too_large_is_refused_and_its_sender_hears_of_it(world, content):
    """Only a forged or faulty program writes such a package, under a known office's name."""
    name = "ab" * 32
    with world[ZHIFU].store.operation("附件", "试", "测试员") as write:
        write.attach(name, "image/png", content)
    add(world[ZHIFU], make_person(1), photo=name)
    made = world.report(ZHIFU)
    with pytest.raises(Refused, match="不合规格"):
        exchange.take_in(world[CITY], made.path)
    assert kept(world[CITY]) == set()
    with world[CITY].store.reading() as connection:
        (row,) = packages.received(connection)
    assert (row["state"], row["hash"]) == (packages.REJECTED, made.hash)
    with world[CITY].store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar() == 0


def test_an_image_that_was_lost_is_asked_for_and_sent_again(world):
    _, name = with_photo(world[CITY], 1, office=CITY)
    world.round(ZHIFU)
    with world[ZHIFU].store.operation("坏", "试", "测试员") as write:
        write.connection.exec_driver_sql("DELETE FROM attachments")
    world.to_city(ZHIFU)
    assert carried(world[ZHIFU], world.answer(ZHIFU).path) == [name]
    world.from_city(ZHIFU)
    assert attachments.load(world[ZHIFU], name) == picture(1)
    world.to_city(ZHIFU)
    assert carried(world[ZHIFU], world.answer(ZHIFU).path) == []


def test_what_finds_no_room_is_told_and_follows(world, monkeypatch):
    names = {with_photo(world[ZHIFU], number)[1] for number in range(3)}
    monkeypatch.setattr(images, "MOST_BYTES", 2 * len(picture(1)) + 100)
    first = world.report(ZHIFU)
    assert first.images == 2
    assert "另有1张放不下" in first.sentence
    exchange.take_in(world[CITY], first.path)
    world.from_city(ZHIFU)
    world.to_city(ZHIFU)
    assert kept(world[CITY]) == names


def test_what_a_package_asks_for_is_checked():
    good = "0f" * 32
    assert images.asked_in({"wants": [good, "0F" * 32, "zz", 7, None, {}]}) == [good]
    assert images.asked_in({"wants": "no list"}) == []
    assert images.asked_in({}) == []


def test_every_field_that_names_an_image_travels():
    found = {(register.name, name) for register, name in images.fields()}
    assert {("people", "photo"), ("visit_files", "image")} <= found
    assert all(REGISTERS[register].exchanged for register, _ in found)
