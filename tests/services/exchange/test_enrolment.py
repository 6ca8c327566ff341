"""Two files and one phone call: afterwards packages go both ways, before it none does."""

from pathlib import Path

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys
from laomo_desktop.services.exchange.standing import enrol_requested, enrol_waiting
from tests.people import make_person
from tests.services.exchange.world import CHEAP, CITY, PASSWORD, World, add

MUPING, LAISHAN = "370612", "370613"


@pytest.fixture
def fresh(world: World, tmp_path: Path):
    """A district that nobody knows yet."""
    for code in (MUPING, LAISHAN):
        world.desks[code], _ = desks.create(tmp_path / code, code, "测试员", PASSWORD, CHEAP)
    return world


def trusted(desk):
    with desk.store.reading() as connection:
        return {card.office for card in office_keys.known(connection)}


def test_three_commands_and_packages_go_both_ways(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    with pytest.raises(Refused, match="密钥登记"):
        fresh.report(MUPING)
    request = exchange.enrol_request(district)
    answered = exchange.enrol_answer(city, request)
    accepted = exchange.enrol_accept(district, answered.data)
    assert answered.digits == accepted.digits
    assert len(answered.digits) == 6
    add(district, make_person(1))
    assert fresh.to_city(MUPING).counts["people"].new == 1
    assert "第1包已入库" in "".join(fresh.from_city(MUPING).sentences)


def test_the_window_trusts_nobody_before_the_digits_are_typed(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    answered = exchange.enrol_answer(city, exchange.enrol_request(district), later=True)
    looked = exchange.enrol_look(district, answered.data)
    assert (looked.digits, looked.trusted, answered.trusted) == (answered.digits, False, False)
    assert MUPING not in trusted(city)
    assert trusted(district) == set()
    wrong = f"{(int(answered.digits) + 1) % 1_000_000:06d}"
    with pytest.raises(Refused, match="不一致"):
        exchange.enrol_accept(district, answered.data, wrong)
    with pytest.raises(Refused, match="不一致"):
        exchange.enrol_confirm(city, MUPING, wrong)
    assert MUPING not in trusted(city)
    exchange.enrol_confirm(city, MUPING, answered.digits)
    exchange.enrol_accept(district, answered.data, answered.digits)
    assert MUPING in trusted(city)
    assert trusted(district) == {CITY}


def test_spoken_digits_change_what_both_screens_show(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    answered = exchange.enrol_answer(city, exchange.enrol_request(district), later=True)
    looked = exchange.enrol_look(district, answered.data, "123456")
    with pytest.raises(Refused, match="不一致"):
        exchange.enrol_confirm(city, MUPING, looked.digits)
    assert exchange.enrol_confirm(city, MUPING, looked.digits, "123456").trusted
    assert exchange.enrol_accept(district, answered.data, looked.digits, "123456").trusted


def test_an_answer_to_somebody_else_and_wrong_hands_are_refused(fresh):
    city = fresh[CITY]
    request = exchange.enrol_request(fresh[MUPING])
    answer = exchange.enrol_answer(city, request).data
    with pytest.raises(Refused, match="导出过登记申请"):
        exchange.enrol_accept(fresh[LAISHAN], answer)
    exchange.enrol_request(fresh[LAISHAN])
    with pytest.raises(Refused):
        exchange.enrol_accept(fresh[LAISHAN], answer)
    with pytest.raises(Refused, match="只有市总工会"):
        exchange.enrol_answer(fresh[LAISHAN], request)
    with pytest.raises(Refused, match="由区市导出"):
        exchange.enrol_request(city)
    spoiled = bytearray(request)
    spoiled[len(request) // 2] ^= 1
    with pytest.raises(Refused):
        exchange.enrol_answer(city, bytes(spoiled))
    assert trusted(fresh[LAISHAN]) == set()


def test_lost_keys_are_replaced_by_a_new_enrolment(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    exchange.enrol_accept(district, exchange.enrol_answer(city, exchange.enrol_request(district)).data)
    with district.store.operation("密钥", "密钥丢失", "测试员") as write:
        keys = [k for k, r in _settings(write).items() if r == office_keys.OWN]
        write.delete("settings", keys, "丢失")
    exchange.enrol_accept(district, exchange.enrol_answer(city, exchange.enrol_request(district)).data)
    with city.store.reading() as connection:
        assert len(office_keys.of_office(connection, MUPING)) == 1
    add(district, make_person(1))
    assert fresh.to_city(MUPING).counts["people"].new == 1


def _settings(write):
    return dict(write.connection.exec_driver_sql("SELECT id, key FROM settings WHERE deleted IS NULL").all())


def no_room(_data):
    raise Refused("磁盘空间不足")


def test_a_request_whose_file_was_not_written_does_not_count(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    with pytest.raises(Refused, match="空间"):
        exchange.enrol_request(district, no_room)
    assert not enrol_requested(district)
    first = exchange.enrol_request(district)
    with pytest.raises(Refused, match="空间"):
        exchange.enrol_request(district, no_room)
    answered = exchange.enrol_answer(city, first, later=True)
    assert exchange.enrol_look(district, answered.data).digits == answered.digits, "the one written still counts"


def test_an_answer_whose_file_was_not_written_does_not_count(fresh):
    city, district = fresh[CITY], fresh[MUPING]
    request = exchange.enrol_request(district)
    assert exchange.enrol_read(city, request).code == MUPING
    for later in (True, False):
        with pytest.raises(Refused, match="空间"):
            exchange.enrol_answer(city, request, no_room, later=later)
    assert enrol_waiting(city) == []
    assert MUPING not in trusted(city)
