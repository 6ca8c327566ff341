"""密钥登记 in both windows: files on the stick, six digits over the phone; wrong digits trust nobody."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange.files import put
from laomo_desktop.services.exchange.standing import enrol_waiting
from laomo_desktop.ui.screens.exchange.ceremony import city as ceremony_city
from tests.services.exchange.world import CHEAP, CITY, PASSWORD, ZHIFU
from tests.ui.exchange_world import Page

MUPING = "370612"


def digits(page: Page) -> str:
    return page.screen.ceremony.digits.shown.text().replace(" ", "")


def type_digits(page: Page, given: str) -> None:
    entry = page.screen.ceremony.digits.entry
    entry.clear()
    page.qtbot.keyClicks(entry, given)
    page.key(entry, Qt.Key.Key_Return)


def ask_and_answer(district: Page, city: Page, stick, dialogs) -> None:
    """Until both screens show digits."""
    district.press_words("办理密钥登记")
    district.press(district.screen.ceremony.exporter)
    assert "可以拔出 U 盘" in district.screen.ceremony.asking.state.text()
    city.press_words("办理密钥登记")
    city.press(city.screen.ceremony.chooser)
    assert "可以拔出 U 盘" in city.screen.ceremony.answering.state.text()
    district.press(district.screen.ceremony.chooser)


def enrolled(page: Page) -> bool:
    return any(line.enrolled for line in exchange.ledger(page.desk))


def test_the_ceremony_on_both_sides(strangers, show, stick, dialogs):
    district, city = show(strangers[ZHIFU]), show(strangers[CITY])
    assert "第一步" in district.screen.empty.words.text()
    assert not district.screen.exporter.isEnabled()
    ask_and_answer(district, city, stick, dialogs)
    assert digits(district) == digits(city)
    assert len(digits(city)) == 6
    assert not enrolled(district)
    assert not enrolled(city), "nobody is trusted before the digits are compared"
    type_digits(district, digits(city))
    assert enrolled(district)
    assert "可以导出数据包了" in district.notices[0]
    assert district.screen.exporter.isEnabled()
    type_digits(city, digits(district))
    assert enrolled(city)
    assert city.screen.offices.isVisible()


def test_wrong_digits_are_refused_on_both_sides(strangers, show, stick, dialogs):
    district, city = show(strangers[ZHIFU]), show(strangers[CITY])
    ask_and_answer(district, city, stick, dialogs)
    wrong = f"{(int(digits(city)) + 1) % 1_000_000:06d}"
    for page in (district, city):
        type_digits(page, wrong)
        assert "不一致" in page.notices[0]
        assert not enrolled(page)
        assert page.screen.ceremony.isVisible()
    type_digits(district, "12")
    assert district.screen.ceremony.digits.complaint.text() == "请填写电话里对方读出的六位数字。"


def test_the_city_goes_on_later_with_the_same_digits(strangers, show, stick, dialogs):
    district, city = show(strangers[ZHIFU]), show(strangers[CITY])
    ask_and_answer(district, city, stick, dialogs)
    shown = digits(city)
    city.press(city.screen.back)
    city.press_words("办理密钥登记")
    assert digits(city) != shown
    city.press_words("继续核对：芝罘区")
    assert digits(city) == shown
    next(stick.glob("*登记答复*")).unlink()
    city.press(city.screen.ceremony.again)
    assert len(list(stick.glob("*登记答复*"))) == 1
    type_digits(city, shown)
    assert enrolled(city)


def test_an_altered_answer_and_a_foreign_file_are_refused(strangers, show, stick, dialogs):
    district, city = show(strangers[ZHIFU]), show(strangers[CITY])
    ask_and_answer(district, city, stick, dialogs)
    (answer,) = stick.glob("*登记答复*")
    data = bytearray(answer.read_bytes())
    data[60] ^= 1
    answer.write_bytes(data)
    district.press(district.screen.ceremony.chooser)
    assert "不完整或被改动过" in district.notices[0]
    answer.unlink()
    dialogs.files = list(stick.glob("*登记申请*"))
    district.press(district.screen.ceremony.chooser)
    assert "这不是密钥登记答复文件" in district.notices[0]
    assert not enrolled(district)
    assert district.screen.notices.findChildren(QLabel)


def test_a_request_of_another_computer_on_the_stick_stays_beside(strangers, show, stick, dialogs):
    strangers.desks["2"], _ = desks.create(strangers.folder / "2", ZHIFU, "测试员", PASSWORD, CHEAP)
    for code, files in ((ZHIFU, 1), (ZHIFU, 1), ("2", 2), ("2", 2)):
        page = show(strangers[code])
        page.press(page.screen.enroller)
        page.press(page.screen.ceremony.exporter)
        assert len(list(stick.glob("登记申请_*.lmkey"))) == files


def test_of_several_requests_on_the_stick_one_is_asked_for(strangers, show, stick, dialogs):
    city = show(strangers[CITY])
    for code in (ZHIFU, MUPING):
        if code not in strangers.desks:
            strangers.desks[code], _ = desks.create(strangers.folder / code, code, "测试员", PASSWORD, CHEAP)
        exchange.enrol_request(strangers[code], partial(put, stick / f"登记申请_{code}.lmkey"))
    city.press_words("办理密钥登记")
    dialogs.files = [stick / f"登记申请_{MUPING}.lmkey"]
    city.press(city.screen.ceremony.chooser)
    assert "牟平区" in city.screen.ceremony.asking.state.text()
    assert len(list(stick.glob("登记答复_牟平区_*.lmkey"))) == 1
    dialogs.files = [stick / f"登记申请_{ZHIFU}.lmkey"]
    city.press(city.screen.ceremony.chooser)
    district = show(strangers[ZHIFU])
    district.press(district.screen.enroller)
    district.press(district.screen.ceremony.chooser)
    assert "登记答复_芝罘区" in district.screen.ceremony.answering.state.text(), "its own of two answers"


def test_an_answer_that_finds_no_room_is_not_noted(strangers, show, stick, dialogs, monkeypatch):
    exchange.enrol_request(strangers[ZHIFU], partial(put, stick / "登记申请.lmkey"))
    city = show(strangers[CITY])
    city.press_words("办理密钥登记")

    def full(*_given):
        raise Refused("磁盘空间不足", todo="请换一个U盘再试")

    monkeypatch.setattr(ceremony_city, "put", full)
    city.press(city.screen.ceremony.chooser)
    assert "空间不足" in city.notices[0]
    assert enrol_waiting(city.desk) == []
    assert not city.screen.ceremony.digits.isEnabled()
