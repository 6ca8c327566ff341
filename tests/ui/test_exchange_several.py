"""Many packages with mouse and keys: a stick full of them, an answer for everybody, those that waited for an upgrade."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTabWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import kept, outgoing, several
from laomo_desktop.sync import layout
from laomo_desktop.ui.context import Place
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save
from tests.ui.exchange_world import Page
from tests.ui.test_exchange import people_of, spoil

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(page: Page) -> list[tuple[str, str]]:
    """What each is and what became of it."""
    return [(row.what, row.state) for row in page.screen.many.model.rows]


@pytest.fixture
def full(offices, stick):
    """Two districts' packages and a damaged one on the stick."""
    for number, code in enumerate((ZHIFU, FUSHAN)):
        add(offices[code], make_person(number), office=code)
        exchange.export(offices[code], stick)
    add(offices[FUSHAN], make_person(5), office=FUSHAN)
    made = exchange.export(offices[FUSHAN], stick)
    spoil(made.path)
    made.path.unlink()
    return stick


def test_a_stick_full_of_packages_is_taken_in_with_two_presses(offices, show, full, dialogs):
    city = show(offices[CITY])
    city.press(city.screen.importer)
    many = city.screen.many
    assert many.isVisible()
    assert many.head.text() == "找到 3 个数据包，2 个可以导入"
    assert [row.state for row in many.model.rows] == ["", "", "不能导入"]
    assert not city.screen.importer.isVisible()
    assert many.go.text() == "导入选中的 2 个"
    assert many.go.hasFocus()
    assert people_of(offices[CITY]) == []
    city.key(many.go, Qt.Key.Key_Return)
    assert [row.state for row in many.model.rows] == ["已入库", "已入库", "不能导入"]
    assert many.head.text() == "3 个数据包：已入库 2，不能导入 1"
    assert "可以拔出" in many.told.text()
    many.table.selectRow(2)
    assert many.whole.text().endswith("请让对方重新导出。"), "to its end, however narrow the window"
    assert RARE_NAME in people_of(offices[CITY])
    city.key(many, Qt.Key.Key_Escape)
    assert city.screen.offices.isVisible()
    city.press(city.screen.importer)
    assert [row.state for row in many.model.rows] == ["已入库", "已入库", "不能导入"]
    assert many.head.text() == "没有可以导入的新数据包"
    assert not many.go.isVisible()


def test_a_result_that_was_read_is_not_there_when_she_comes_back(offices, show, full, dialogs):
    city = show(offices[CITY])
    city.press(city.screen.importer)
    city.screen.arrive(Place("exchange"))
    city.settle()
    assert city.screen.many.isVisible(), "what is offered stays"
    city.key(city.screen.many.go, Qt.Key.Key_Return)
    assert city.screen.many.isVisible()
    city.screen.arrive(Place("exchange"))
    city.settle()
    assert city.screen.offices.isVisible()
    assert city.screen.importer.isVisible()


def test_one_new_package_among_old_ones_is_told_as_a_dry_run(offices, show, stick, dialogs):
    exchange.take_in(offices[CITY], exchange.export(offices[ZHIFU], stick).path)
    add(offices[ZHIFU], make_person(0), office=ZHIFU)
    sent = exchange.export(offices[ZHIFU], stick)
    city = show(offices[CITY])
    city.press(city.screen.importer)
    (card,) = city.screen.intakes.cards
    assert "人员：新增 1 人" in card.lines.text()
    assert f"短码 {sent.code}；人员 1" in card.lines.text()
    assert not city.screen.many.isVisible()
    city.key(card.ready, Qt.Key.Key_Return)
    assert RARE_NAME in people_of(offices[CITY])


def test_a_package_that_lies_there_twice_is_offered_once(offices, show, full, dialogs):
    one = next(full.glob("*芝罘*"))
    (full / f"{one.stem} - 副本.lmpkg").write_bytes(one.read_bytes())
    city = show(offices[CITY])
    city.press(city.screen.importer)
    rows = city.screen.many.model.rows
    assert sorted(row.state for row in rows) == ["", "", "不能导入", "副本"]
    (copy,) = (row for row in rows if row.state == "副本")
    assert "是同一个包" in copy.words
    assert len(city.screen.many.wanted) == 2
    (bad,) = (row for row in rows if row.state == "不能导入")
    assert bad.what not in bad.words, "the file is named beside"


def test_only_what_is_ticked_is_taken_in(offices, show, full, dialogs):
    city = show(offices[CITY])
    city.press(city.screen.importer)
    many = city.screen.many
    city.press(many.all)
    assert many.wanted == []
    assert not many.go.isEnabled()
    many.table.setFocus()
    many.table.selectRow(1)
    city.key(many.table, Qt.Key.Key_Space)
    assert many.go.text() == "导入选中的 1 个"
    city.key(many.table, Qt.Key.Key_Return, CONTROL)
    assert [row.state for row in many.model.rows] == ["", "已入库", "不能导入"]
    assert len(people_of(offices[CITY])) == 1


def test_a_folder_of_packages(offices, show, full, dialogs, monkeypatch):
    monkeypatch.setattr("laomo_desktop.sync.drives.sticks", list)
    dialogs.folder = full
    city = show(offices[CITY])
    city.press(city.screen.gatherer)
    assert len(shown(city)) == 3
    assert "短码" in city.screen.many.told.text()


def test_files_dropped_together_and_a_conflict_leads_to_the_queue(offices, show, stick, dialogs):
    key = add(offices[ZHIFU], make_person(0), office=ZHIFU)
    offices.round(ZHIFU)
    save(offices[CITY], "people", {"department": "二车间"}, key)
    save(offices[ZHIFU], "people", {"department": "三车间"}, key)
    files = [offices.report(ZHIFU).path, offices.report(FUSHAN).path]
    city = show(offices[CITY])
    city.screen.arrive(Place("exchange", ask={"files": files}))
    city.settle()
    city.press(city.screen.many.go)
    city.press_words("去处理 1 件")
    assert city.frame.places == [Place("pending")]


def test_everybody_who_waits_is_answered_with_one_press(offices, show, stick, dialogs):
    for code in (ZHIFU, FUSHAN):
        offices.to_city(code)
    city = show(offices[CITY])
    assert city.screen.city.all_answerer.isEnabled()
    city.key(city.screen.offices, Qt.Key.Key_E, CONTROL | SHIFT)
    many = city.screen.many
    assert shown(city) == [("芝罘区", "已写出"), ("福山区", "已写出")]
    assert many.head.text() == "2 个回执包：已写出 2"
    assert "可以拔出 U 盘" in many.told.text()
    assert all(row.code for row in many.model.rows)
    assert len(list(stick.glob("回执包_*"))) == 2
    city.press(many.back)
    assert not city.screen.city.all_answerer.isEnabled()


def test_cancelling_keeps_what_is_whole_and_says_so(offices, show, stick, dialogs, monkeypatch):
    for code in (ZHIFU, FUSHAN):
        offices.to_city(code)
    city = show(offices[CITY])
    real = outgoing.export

    def cancelled_at_the_second(desk, target, to=None, progress=None):
        if to == FUSHAN:
            for job in city.runner.jobs:
                job.cancel()
        return real(desk, target, to, progress)

    monkeypatch.setattr(several.outgoing, "export", cancelled_at_the_second)
    city.press(city.screen.city.all_answerer)
    assert [state for _, state in shown(city)] == ["已写出", "已取消"]
    assert city.screen.many.head.text() == "2 个回执包：已写出 1，已取消 1（中途取消）"
    assert len(list(stick.glob("回执包_*"))) == 1
    city.press(city.screen.many.back)
    assert city.screen.city.all_answerer.text() == "写全部回执包（1 个区市）"


def test_what_could_not_be_written_is_said_and_written_elsewhere(offices, show, stick, dialogs, monkeypatch, tmp_path):
    for code in (ZHIFU, FUSHAN):
        offices.to_city(code)
    real = outgoing.export

    def full_stick(desk, target, to=None, progress=None):
        if to == FUSHAN and target == stick:
            raise Refused("磁盘空间不足", where=str(target), todo="请清理出空间或换一个U盘再试")
        return real(desk, target, to, progress)

    monkeypatch.setattr(several.outgoing, "export", full_stick)
    city = show(offices[CITY])
    city.press(city.screen.city.all_answerer)
    many = city.screen.many
    assert [state for _, state in shown(city)] == ["已写出", "没有写出"]
    assert "空间不足" in many.model.rows[1].words
    dialogs.folder = tmp_path
    city.press_words("没写出的写到别处")
    assert shown(city) == [("福山区", "已写出")]
    assert len(list(tmp_path.glob("回执包_福山区*"))) == 1


def test_what_waited_for_an_upgrade_is_offered_and_taken_in_with_one_press(offices, show, stick, dialogs, monkeypatch):
    monkeypatch.setattr(outgoing, "LOWEST_READER", layout.READER + 1)
    add(offices[ZHIFU], make_person(0), office=ZHIFU)
    path = exchange.export(offices[ZHIFU], stick).path
    city = show(offices[CITY])
    city.press(city.screen.importer)
    assert "已替您保存" in city.notices[0]
    path.unlink()
    assert city.screen.ledger.model.index(0, 0).data() == "待升级"
    assert not any("现在可以导入" in told for told in city.notices)
    monkeypatch.setattr(kept, "__version__", "99")
    monkeypatch.setattr(layout, "READER", layout.READER + 1)
    later = show(offices[CITY])
    assert any("现在可以导入" in told for told in later.notices)
    later.press_words("导入待升级的包（1 个）")
    later.press(later.screen.many.go)
    assert [state for _, state in shown(later)] == ["已入库"]
    later.key(later.screen.many, Qt.Key.Key_Escape)
    assert later.screen.ledger.model.index(0, 0).data() == "已入库"
    assert not any("现在可以导入" in told for told in later.notices)


def test_a_package_is_laid_open_with_its_receipts(offices, show, no_stick, dialogs):
    key = add(offices[ZHIFU], make_person(0), office=ZHIFU)
    offices.round(ZHIFU)
    save(offices[CITY], "people", {"department": "二车间"}, key)
    save(offices[ZHIFU], "people", {"department": "三车间"}, key)
    offices.to_city(ZHIFU)
    city = show(offices[CITY])
    ledger = city.screen.ledger
    ledger.table.setFocus()
    ledger.table.selectRow(0)
    city.key(ledger.table, Qt.Key.Key_Return)
    dialog = city.screen.findChild(QDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "芝罘区第2包的明细"
    tabs = dialog.findChild(QTabWidget)
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["内容", "逐条回执 1", "封面数字"]
    city.key(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_two_sides_are_compared_on_demand(offices, show, no_stick, dialogs):
    add(offices[ZHIFU], make_person(0), office=ZHIFU)
    district = show(offices[ZHIFU])
    district.press(district.screen.ledger.comparer)
    assert "还没有本单位的核对值" in district.notices[0]
    offices.round(ZHIFU)
    offices.round(ZHIFU)
    district.press(district.screen.ledger.comparer)
    assert district.notices[0].startswith("一致")


def test_a_cover_of_another_package_than_the_chosen_one_does_not_agree(offices, show, no_stick, dialogs):
    first, second = offices.report(ZHIFU), offices.report(ZHIFU)
    for made in (first, second):
        exchange.take_in(offices[CITY], made.path)
    city = show(offices[CITY])
    city.screen.ledger.table.selectRow(0)
    city.qtbot.keyClicks(city.screen.cover.code, first.code)
    city.press(city.screen.cover.checker)
    assert city.notices[0].startswith("不符：封面是芝罘区第1包的，刚才选中的是芝罘区第2包。")
    city.press(city.screen.cover.checker)
    assert city.notices[0].startswith("相符")
