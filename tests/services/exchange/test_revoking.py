"""A revoked office is refused until it enrols again, then goes on under a new epoch; a pulled stick is no file name."""

import pytest

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, office_keys, today
from laomo_desktop.services.exchange import several
from tests.people import make_person
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, add, content


def test_a_revoked_office_is_refused_and_comes_back_by_enrolling_again(world):
    add(world[ZHIFU], make_person(1), office=ZHIFU)
    world.round(ZHIFU)
    epoch = world[ZHIFU].store.epoch
    assert exchange.revoke(world[CITY], "芝罘") == 1
    add(world[ZHIFU], make_person(2), office=ZHIFU)
    package = world.report(ZHIFU)
    with pytest.raises(Refused):
        exchange.take_in(world[CITY], package.path)
    with pytest.raises(Refused, match="密钥登记"):
        world.answer(ZHIFU)
    with world[CITY].store.reading() as connection:
        assert [card.office for card in office_keys.known(connection)] == [FUSHAN]
    answer = exchange.enrol_answer(world[CITY], exchange.enrol_request(world[ZHIFU]))
    exchange.enrol_accept(world[ZHIFU], answer.data)
    assert world[ZHIFU].store.epoch != epoch
    add(world[ZHIFU], make_person(3), office=ZHIFU)
    world.round(ZHIFU)
    world.round(ZHIFU)
    assert content(world[CITY])["people"] == content(world[ZHIFU])["people"]
    assert len(content(world[CITY])["people"]) == 3


def test_revoking_whom_nobody_knows_is_refused(world):
    exchange.revoke(world[CITY], FUSHAN)
    with pytest.raises(Refused, match="没有登记过"):
        exchange.revoke(world[CITY], FUSHAN)


def test_a_stick_that_is_gone_is_no_file_name(world, tmp_path):
    for gone in (tmp_path / "U盘" / "数据", tmp_path / "U盘", tmp_path / "U盘" / "包.lmpkg"):
        with pytest.raises(Refused, match="没有这个文件夹"):
            exchange.export(world[ZHIFU], gone)
    assert not list(tmp_path.glob("U盘*"))
    with world[ZHIFU].store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM packages").scalar() == 0


def test_a_revoked_office_is_called_so_until_it_enrols_again(world):
    sent = world.report(ZHIFU)
    exchange.revoke(world[CITY], ZHIFU)
    with pytest.raises(Refused, match="芝罘区总工会的密钥已经停用"):
        exchange.take_in(world[CITY], sent.path)
    with pytest.raises(Refused, match="的密钥已经停用"):
        world.answer(ZHIFU)
    line = next(line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU)
    assert (line.enrolled, line.revoked, line.sentence) == (False, True, "芝罘区 的密钥已停用")
    exchange.enrol_answer(world[CITY], exchange.enrol_request(world[ZHIFU]))
    line = next(line for line in exchange.ledger(world[CITY]) if line.office.code == ZHIFU)
    assert (line.enrolled, line.revoked) == (True, False)
    assert exchange.take_in(world[CITY], sent.path).state == "已入库"


def test_who_enrols_another_computer_is_told_that_the_former_one_still_counts(world, tmp_path):
    second, _ = desks.create(tmp_path / "second", ZHIFU, "测试员", PASSWORD, CHEAP)
    told = exchange.enrol_answer(world[CITY], exchange.enrol_request(second))
    assert told.others == 1
    assert "请先停用芝罘区的密钥" in told.note
    assert exchange.enrol_answer(world[CITY], exchange.enrol_request(world[FUSHAN])).note == ""
    waiting = exchange.enrol_answer(world[CITY], exchange.enrol_request(second), later=True)
    assert exchange.enrol_confirm(world[CITY], ZHIFU, waiting.digits).others == 1
    second.close()


def test_nobody_waits_for_a_receipt_whose_keys_were_taken_back(world):
    world.to_city(ZHIFU)
    assert [office.code for office in several.offices_due(world[CITY])] == [ZHIFU]
    assert any("还没有写回执" in todo.sentence for todo in today.load(world[CITY]).todos)
    exchange.revoke(world[CITY], ZHIFU)
    assert several.offices_due(world[CITY]) == []
    assert not any("还没有写回执" in todo.sentence for todo in today.load(world[CITY]).todos)
