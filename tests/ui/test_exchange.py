"""数据包 with mouse and keys: out, in, twice, refused; the ledger; cover and short code."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QDesktopServices

from laomo_desktop.services import desk as desks
from laomo_desktop.services import exchange, registers
from laomo_desktop.sync import reading
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.screens.exchange.intake import IntakeCard
from laomo_desktop.ui.theme.colours import LIGHT
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, add, dump, introduce
from tests.ui.exchange_world import Page

CONTROL = Qt.KeyboardModifier.ControlModifier


def spoil(path: Path, at: int = -400) -> Path:
    """The same file with one byte flipped."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    worse = path.with_name(f"坏_{path.name}")
    worse.write_bytes(data)
    return worse


def people_of(desk) -> list[str]:
    return [row["name"] for row in registers.first(desk, "people", 100)]


def only_card(page: Page) -> IntakeCard:
    (card,) = page.screen.intakes.cards
    return card


def states(page: Page) -> list[tuple[str, str]]:
    """The ledger as shown."""
    model = page.screen.ledger.model
    return [(model.index(row, 1).data(), model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_whole_way_there_and_back(offices, show, stick, dialogs):
    assert make_person(0).name == RARE_NAME
    for number in range(3):
        add(offices[ZHIFU], make_person(number))
    district, city = show(offices[ZHIFU]), show(offices[CITY])
    district.press(district.screen.exporter)
    (told,) = district.notices
    assert "第1包" in told
    assert "已写入并核对，可以拔出 U 盘" in told
    assert "人员：新增 3 人" in told
    assert states(district) == [("发出 第1包", "已写出")]
    city.press(city.screen.importer)
    assert "人员：新增 3 人" in only_card(city).lines.text()
    assert people_of(offices[CITY]) == [], "a dry run changes nothing"
    city.press(only_card(city).ready)
    assert "芝罘区第1包入库" in only_card(city).words.text()
    assert RARE_NAME in people_of(offices[CITY])
    assert city.screen.offices.rows.index(0, 5).data() == "1 份"
    city.screen.offices.setFocus()
    city.qtbot.mouseClick(
        city.screen.offices.viewport(),
        Qt.MouseButton.LeftButton,
        pos=city.screen.offices.visualRect(city.screen.offices.rows.index(0, 0)).center(),
    )
    assert city.screen.city.answerer.text() == "给芝罘区写回执包"
    city.press(city.screen.city.answerer)
    assert "给烟台市芝罘区总工会的第1包" in city.notices[0]
    assert city.screen.offices.rows.index(0, 5).data() == ""
    district.press(district.screen.importer)
    card = only_card(district)
    assert "第1包已入库" in card.lines.text()
    district.press(card.ready)
    assert states(district) == [("收到 第1包", "已入库"), ("发出 第1包", "已入库")]


def test_the_same_package_twice_says_so_and_changes_nothing(offices, show, stick, dialogs):
    add(offices[ZHIFU], make_person(1))
    made = exchange.export(offices[ZHIFU], stick)
    exchange.take_in(offices[CITY], made.path)
    before = dump(offices[CITY])
    city = show(offices[CITY])
    city.press(city.screen.importer)
    assert "这次没有变化" in only_card(city).words.text()
    assert only_card(city).ready is None
    city.press_words("知道了")
    assert city.screen.intakes.cards == []
    assert dump(offices[CITY]) == before


@pytest.mark.parametrize("at", [-400, 30])
def test_an_altered_file_is_refused_in_one_sentence_that_stays(at, offices, show, no_stick, dialogs):
    add(offices[ZHIFU], make_person(1))
    dialogs.files = [spoil(offices.report(ZHIFU).path, at)]
    before = dump(offices[CITY])
    city = show(offices[CITY])
    city.press(city.screen.chooser)
    (told,) = city.notices
    assert "没有导入，本机资料不变" in told
    assert "。" in told.splitlines()[0]
    assert only_card(city).property("role") == "notice_bad"
    assert dump(offices[CITY]) == before
    city.settle()
    assert city.notices == [told]
    city.press(only_card(city).cross)
    assert city.notices == []


def test_cut_short_foreign_and_unknown_files_are_refused(offices, show, no_stick, dialogs, tmp_path):
    add(offices[ZHIFU], make_person(1))
    whole = offices.report(ZHIFU).path
    cut, odd = tmp_path / "短.lmpkg", tmp_path / "照片.lmpkg"
    cut.write_bytes(whole.read_bytes()[:-200])
    odd.write_bytes(b"\xff\xd8 not a package")
    before = dump(offices[FUSHAN])
    district = show(offices[FUSHAN])
    for path in (cut, odd, whole):
        district.screen.arrive(Place("exchange", ask={"file": path}))
        district.settle()
    cards = district.screen.intakes.cards
    assert [card.property("role") for card in cards] == ["notice_bad"] * 3
    assert dump(offices[FUSHAN]) == before


def test_cancelling_the_dry_run_leaves_all_as_it_was(offices, show, no_stick, dialogs):
    add(offices[ZHIFU], make_person(1))
    dialogs.files = [offices.report(ZHIFU).path]
    before = dump(offices[CITY])
    city = show(offices[CITY])
    city.press(city.screen.chooser)
    city.press_words("取消", only_card(city))
    assert city.notices == []
    assert dump(offices[CITY]) == before


def test_a_package_that_is_ready_is_seen_from_head_to_button(offices, show, stick, dialogs):
    """The notices before it take room, and the area grows only after the card spoke."""
    add(offices[ZHIFU], make_person(1))
    exchange.take_in(offices[CITY], exchange.export(offices[ZHIFU], stick).path)
    add(offices[ZHIFU], make_person(2))
    district = show(offices[ZHIFU])
    district.press(district.screen.exporter)
    exchange.take_in(offices[CITY], next(stick.glob("*第2包*")))
    exchange.export(offices[CITY], stick, ZHIFU)
    district.press(district.screen.importer)
    card, view = only_card(district), district.screen.notices.viewport()
    assert card.ready is not None
    for part in (card.words, card.ready):
        assert view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size())), part.text()


def test_a_missing_package_is_named(offices, show, no_stick, dialogs):
    for number in (1, 2, 3):
        add(offices[ZHIFU], make_person(number))
        made = offices.report(ZHIFU)
        if number != 2:
            exchange.take_in(offices[CITY], made.path)
    city = show(offices[CITY])
    row = [city.screen.offices.rows.index(0, column).data() for column in range(6)]
    assert row == ["芝罘区", "已登记", "第3包", "第2包", "", "2 份"]
    colour = city.screen.offices.rows.index(0, 3).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name().upper() == LIGHT.text_soft.upper(), "the third package brought it all: no alarm"


def test_a_stick_that_went_away_is_told_and_another_folder_serves(offices, show, stick, dialogs, tmp_path):
    add(offices[ZHIFU], make_person(1))
    stick.rmdir()
    dialogs.folder = tmp_path
    before = dump(offices[ZHIFU])
    district = show(offices[ZHIFU])
    district.press(district.screen.exporter)
    assert "U盘" in district.notices[0]
    assert dump(offices[ZHIFU])["packages"] == before["packages"]
    district.press_words("换一个文件夹")
    (told,) = district.notices
    assert "已写入并核对。" in told, "what had gone wrong is gone"
    assert len(list(tmp_path.glob("数据包_芝罘区_第1包_*.lmpkg"))) == 1


def test_two_computers_of_one_district_share_a_stick(offices, show, stick, dialogs):
    """Both write their first package on one day: the second must not take the first one's place."""
    second, _ = desks.create(offices.folder / "2", ZHIFU, "测试员", PASSWORD, CHEAP)
    offices.desks["2"] = second
    introduce(offices[CITY], second)
    for number, code in enumerate((ZHIFU, "2")):
        add(offices[code], make_person(number), office=ZHIFU)
        page = show(offices[code])
        page.press(page.screen.exporter)
        assert "第1包" in page.notices[0]
    city = show(offices[CITY])
    city.press(city.screen.importer)
    assert city.screen.many.go.text() == "导入选中的 2 个"
    city.press(city.screen.many.go)
    assert len(people_of(offices[CITY])) == 2


def test_without_a_stick_a_folder_is_asked_for_and_shown_again(
    offices, show, no_stick, dialogs, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialogs.folder = tmp_path
    district = show(offices[ZHIFU])
    district.key(district.screen.exporter, Qt.Key.Key_E, CONTROL)
    assert "第1包" in district.notices[0]
    ledger = district.screen.ledger
    ledger.table.selectRow(0)
    district.press(ledger.folder)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
    next(tmp_path.glob("*.lmpkg")).unlink()
    district.press(ledger.folder)
    assert "没有找到这个文件" in district.notices[0]


def test_the_cover_is_shown_for_our_own_packages_only(offices, show, no_stick, dialogs):
    offices.round(ZHIFU)
    district = show(offices[ZHIFU])
    ledger = district.screen.ledger
    assert states(district)[-1] == ("发出 第1包", "已入库")
    ledger.table.selectRow(1)
    district.press(ledger.cover)
    (paper,) = district.frame.papers
    assert paper[1].startswith(b"%PDF")
    ledger.table.selectRow(0)
    assert not ledger.cover.isEnabled()


def test_a_short_code_leads_to_its_package_or_is_said_to_be_mistyped(offices, show, no_stick, dialogs):
    offices.round(FUSHAN)
    sent = offices.report(ZHIFU)
    exchange.take_in(offices[CITY], sent.path)
    unknown = offices.report(ZHIFU)
    city = show(offices[CITY])
    for typed, told in (
        (sent.code.lower(), f"相符：短码 {sent.code}，收到芝罘区的第1包"),
        (unknown.code, "不符"),
        ("K7M3-9QX2", "短码输错了"),
    ):
        city.screen.cover.code.clear()
        city.qtbot.keyClicks(city.screen.cover.code, typed)
        city.key(city.screen.cover.code, Qt.Key.Key_Return)
        assert told in city.notices[0]
    assert city.screen.ledger.chosen.code == sent.code
    assert city.screen.offices.district.line.office.code == ZHIFU


def test_the_ledger_is_filtered_by_office_and_state(offices, show, no_stick, dialogs):
    offices.round(ZHIFU, FUSHAN)
    city = show(offices[CITY])
    ledger = city.screen.ledger
    assert len(states(city)) == 4
    ledger.show_office(FUSHAN)
    assert len(states(city)) == 2
    assert city.screen.offices.district.line.office.code == FUSHAN
    ledger.state.setCurrentIndex(ledger.state.findData("退回"))
    assert states(city) == []
    assert ledger.empty.words.text() == "没有符合条件的数据包。"


def test_a_package_of_a_newer_program_is_kept_though_only_looked_at(
    offices, show, no_stick, dialogs, monkeypatch
):
    add(offices[ZHIFU], make_person(1))
    with monkeypatch.context() as newer:
        newer.setattr("laomo_desktop.services.exchange.outgoing.LOWEST_READER", 99)
        dialogs.files = [offices.report(ZHIFU).path]
    city = show(offices[CITY])
    city.press(city.screen.chooser)
    assert "升级本机程序" in city.notices[0]
    assert states(city) == [("收到 第1包", "待升级")]
    assert people_of(offices[CITY]) == []
    assert len(list((offices[CITY].folder / "packages").rglob("*.lmpkg"))) == 1


@pytest.mark.parametrize(("code", "sender", "to"), [(CITY, ZHIFU, None), (ZHIFU, CITY, ZHIFU)])
def test_a_low_window_keeps_five_rows_below_a_card(code, sender, to, offices, show, stick, dialogs):
    """768 lines at 150 %: the page scrolls, the card is seen whole, no table shrinks to its heads."""
    for number in range(6):
        add(offices[ZHIFU], make_person(number))
        offices.to_city(ZHIFU)
    exchange.export(offices[sender], stick, to)
    page = show(offices[code])
    page.screen.resize(711, 453)
    page.press(page.screen.importer)
    card, view = only_card(page), page.screen.area.viewport()
    for part in (card.words, card.ready):
        assert view.rect().contains(QRect(part.mapTo(view, QPoint()), part.size())), part.text()
    table = page.screen.ledger.table
    assert table.viewport().height() >= 5 * table.rowHeight(0)
    assert table.horizontalScrollBar().maximum() == 0
    page.screen.area.ensureWidgetVisible(page.screen.ledger.folder)
    page.qtbot.waitUntil(lambda: page.screen.ledger.folder.visibleRegion().boundingRect().height() > 20)


def test_the_citys_ledger_tells_what_it_has_room_for(offices, show, no_stick, dialogs):
    """1366 wide: no scrolling sideways; what has no column stands in the tip. A wide window shows it all."""
    add(offices[ZHIFU], make_person(1))
    offices.to_city(ZHIFU)
    city = show(offices[CITY])
    table = city.screen.ledger.table
    city.screen.resize(1178, 690)
    city.qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    heads = [c.label for place, c in enumerate(table.rows.columns) if not table.isColumnHidden(place)]
    assert heads[:3] == ["状态", "数据包", "单位"]
    assert "经办" not in heads
    assert heads[-1] == "说明"
    assert "经办 测试员" in table.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    city.screen.resize(1732, 690)
    city.qtbot.waitUntil(lambda: not any(table.isColumnHidden(place) for place in range(7)))
    city.screen.resize(1178, 690)
    city.screen.ledger.show_office(ZHIFU)
    assert table.isColumnHidden(2), "one office: its column tells nothing"
    assert not table.isColumnHidden(4), "and leaves its room to others"


def test_what_cannot_be_read_on_the_stick_is_told(offices, show, stick, dialogs):
    """A newer one may be among them: silence would let an older one pass for the newest."""
    (stick / "坏了.lmpkg").write_bytes(b"junk")
    district = show(offices[ZHIFU])
    district.press(district.screen.importer)
    assert "坏了.lmpkg" in only_card(district).words.text()
    assert only_card(district).property("role") == "notice_bad"
    exchange.export(offices[CITY], stick, ZHIFU)
    district.press(district.screen.importer)
    assert any("U 盘上另有 1 个数据包读不出来" in told and "坏了.lmpkg" in told for told in district.notices)
    assert any(card.ready is not None for card in district.screen.intakes.cards)


def test_a_file_another_program_holds_can_be_tried_again(offices, show, no_stick, dialogs, monkeypatch):
    add(offices[ZHIFU], make_person(1))
    dialogs.files = [offices.report(ZHIFU).path]
    truly, held = Path.open, PermissionError(13, "being used by another process")
    held.winerror = 32

    def opened(self, *given, **more):
        if self.suffix == ".lmpkg":
            raise held
        return truly(self, *given, **more)

    city = show(offices[CITY])
    monkeypatch.setattr(reading, "_WAITS", ())
    monkeypatch.setattr(Path, "open", opened)
    city.press(city.screen.chooser)
    assert "正被另一个程序占用" in city.notices[0]
    assert "本机资料不变" in city.notices[0]
    monkeypatch.setattr(Path, "open", truly)
    city.press_words("再试一次", only_card(city))
    city.press(only_card(city).ready)
    assert "芝罘区第1包入库" in only_card(city).words.text()


def test_a_difference_is_told_by_register_and_all_is_sent_again(offices, show, stick, dialogs):
    people = [add(offices[ZHIFU], make_person(number), office=ZHIFU) for number in range(3)]
    offices.round(ZHIFU)
    with offices[CITY].store.operation("测试", "丢了", "测试员") as write:
        write.connection.exec_driver_sql("DELETE FROM people WHERE id = ?", (people[0],))
    add(offices[ZHIFU], make_person(3), office=ZHIFU)
    offices.round(ZHIFU)
    district = show(offices[ZHIFU])
    district.press(district.screen.ledger.comparer)
    (told,) = district.notices
    assert "不同的是：人员（市总3人，本机4人）。" in told
    district.press_words("全部重新上报")
    (told,) = district.notices
    assert "下一个数据包会带上本单位的全部内容" in told
    district.press_words("导出给市总", district.screen.notices)
    exchange.take_in(offices[CITY], next(stick.glob("*.lmpkg")))
    assert len(people_of(offices[CITY])) == 4
    offices.from_city(ZHIFU)
    district.press(district.screen.ledger.comparer)
    assert district.notices[0].startswith("一致")
