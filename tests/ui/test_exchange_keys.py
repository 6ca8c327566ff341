"""密钥登记 in both windows: files on the stick, six digits over the phone; wrong digits trust nobody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from laomo_desktop.services import exchange
from tests.services.exchange.world import CITY, ZHIFU
from tests.ui.exchange_world import Page


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
    dialogs.files = list(stick.glob("*登记申请*"))
    city.press(city.screen.ceremony.chooser)
    assert "可以拔出 U 盘" in city.screen.ceremony.answering.state.text()
    dialogs.files = list(stick.glob("*登记答复*"))
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
    dialogs.files = list(stick.glob("*登记申请*"))
    district.press(district.screen.ceremony.chooser)
    assert "这不是密钥登记答复文件" in district.notices[0]
    assert not enrolled(district)
    assert district.screen.notices.findChildren(QLabel)
