"""待处理 with mouse and keys: both sides, choices by key, field by field, taken back, the next one at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import pending, provenance, registers
from laomo_desktop.ui.screens.pending import screen
from laomo_desktop.ui.screens.pending.comparison import Comparison
from tests.people import RARE_NAME, make_person
from tests.services.exchange.world import CITY, FUSHAN, ZHIFU, add, save
from tests.ui.exchange_world import Page, pending_page


def clash(offices, *numbers: int, ours=None, theirs=None) -> list[bytes]:
    """People edited on both sides without having seen each other; the conflicts wait in the city."""
    keys = [add(offices[ZHIFU], make_person(number)) for number in numbers]
    offices.round(ZHIFU)
    for key in keys:
        save(offices[CITY], "people", ours or {"department": "二车间", "post": "工人"}, key)
        save(offices[ZHIFU], "people", theirs or {"department": "三车间", "post": "班长"}, key)
    offices.to_city(ZHIFU)
    return keys


def person(page: Page, key: bytes):
    return registers.get(page.desk, "people", key)


def titles(page: Page) -> list[str]:
    model = page.screen.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_nothing_waits(offices, show):
    page = pending_page(show, offices[CITY])
    assert page.screen.empty.isVisible()
    assert page.screen.empty.words.text() == "没有待处理的事项。"
    page.key(page.screen.table, Qt.Key.Key_1)
    page.press(page.screen.filters.buttons["已处理"])
    assert page.screen.empty.words.text() == "还没有处理过的事项。"


def test_both_sides_are_shown_and_a_key_decides_and_the_next_one_comes(offices, show):
    one, other = clash(offices, 0, 1)
    page = pending_page(show, offices[CITY])
    assert titles(page) == [RARE_NAME, make_person(1).name]
    assert set(page.screen.detail.comparison.cells) == {"department", "post"}
    assert "两边都改过" in page.screen.detail.why.text()
    page.key(page.screen.table, Qt.Key.Key_2)
    assert person(page, one)["post"] == "班长"
    assert page.screen.detail.found.item.title == make_person(1).name
    assert page.frame.dones[-1].operation
    page.key(page.screen.table, Qt.Key.Key_1)
    assert person(page, other)["post"] == "工人"
    assert page.screen.empty.isVisible()


def test_arrows_move_and_later_goes_on_without_deciding(offices, show):
    clash(offices, 1, 2, 3)
    page = pending_page(show, offices[CITY])
    names = titles(page)
    page.key(page.screen.table, Qt.Key.Key_Down)
    assert page.screen.detail.title.text() == names[1]
    page.key(page.screen.table, Qt.Key.Key_4)
    assert page.screen.detail.title.text() == names[2]
    page.key(page.screen.table, Qt.Key.Key_4)
    assert page.screen.detail.title.text() == names[0], "round again"
    assert pending.count(page.desk) == 3
    assert page.frame.dones == []


def test_field_by_field(offices, show):
    (key,) = clash(offices, 0)
    page = pending_page(show, offices[CITY])
    page.key(page.screen.table, Qt.Key.Key_3)
    detail = page.screen.detail
    assert not detail.save.isEnabled()
    cells = detail.comparison.cells
    page.qtbot.mouseClick(cells["department"][1], Qt.MouseButton.LeftButton)
    assert detail.save.text() == "还有 1 项没有选"
    page.key(page.screen.table, Qt.Key.Key_1)
    assert person(page, key)["post"] == "工人", "the keys of the choices are off while sides are picked"
    assert pending.count(page.desk) == 1
    page.qtbot.mouseClick(cells["post"][0], Qt.MouseButton.LeftButton)
    page.press(detail.save)
    row = person(page, key)
    assert (row["department"], row["post"]) == ("三车间", "工人")


def test_giving_up_the_picking_keeps_nothing(offices, show):
    clash(offices, 1)
    page = pending_page(show, offices[CITY])
    page.press_words("逐项选择")
    page.qtbot.mouseClick(page.screen.detail.comparison.cells["post"][1], Qt.MouseButton.LeftButton)
    page.key(page.screen.detail.comparison.cells["post"][1].radio, Qt.Key.Key_Escape)
    assert page.screen.detail.acts
    assert page.screen.detail.comparison.picks == {}
    assert pending.count(page.desk) == 1


def test_a_decision_is_found_again_and_taken_back(offices, show):
    (key,) = clash(offices, 0)
    page = pending_page(show, offices[CITY])
    page.press_words("以对方为准")
    assert person(page, key)["department"] == "三车间"
    page.press(page.screen.filters.buttons["已处理"])
    assert titles(page) == [RARE_NAME]
    assert "以对方为准" in page.screen.detail.about.text()
    taken: list[int] = []
    page.frame.take_back = taken.append
    page.press_words("撤销这次处理")
    assert taken == [page.frame.dones[-1].operation]
    registers.undo(page.desk, taken[0])
    page.settle()
    page.press(page.screen.filters.buttons["全部"])
    assert titles(page) == [RARE_NAME]
    assert person(page, key)["department"] == "二车间"


def test_a_doubt_between_two_districts_is_decided_and_undone(offices, show):
    add(offices[ZHIFU], make_person(0), office=ZHIFU)
    add(offices[FUSHAN], make_person(0), office=FUSHAN)
    offices.to_city(ZHIFU)
    offices.to_city(FUSHAN)
    page = pending_page(show, offices[CITY])
    assert "身份证号" in page.screen.detail.why.text()
    words = [b.text()[2:] for b in page.screen.detail.acts.values()]
    assert words == ["是同一人", "不是同一人", "是同一人，留右边", "逐项选择", "以后再说"]
    whole = make_person(0).id_number
    texts = [cell for line in page.screen.detail.found.lines for cell in (line.left, line.right)]
    assert not any(whole in text for text in texts), "personal data stays masked"
    page.key(page.screen.table, Qt.Key.Key_2)
    assert pending.listing(page.desk, decided=True)[0].decision == "不是同一人"
    registers.undo(page.desk, page.frame.dones[-1].operation)
    page.settle()
    assert titles(page) == [RARE_NAME]


def test_two_people_are_merged_with_what_hangs_on_them_and_parted(offices, show):
    for code, department in ((ZHIFU, "一车间"), (FUSHAN, "二车间")):
        key = add(offices[code], make_person(0), office=code, department=department)
        save(offices[code], "honours", {"person": key, "honour": f"{code}工匠", "year": 2025})
        offices.to_city(code)
    page = pending_page(show, offices[CITY])
    shown = [each.text() for each in page.screen.detail.comparison.findChildren(QLabel)]
    assert shown.count("荣誉1") == 2
    assert {"左边：芝罘区", "右边：福山区"} <= set(shown)
    page.key(page.screen.table, Qt.Key.Key_4)
    cells = page.screen.detail.comparison.cells
    assert set(cells) == {"department", "office"}
    for name, side in (("department", 1), ("office", 0)):
        page.press(cells[name][side].radio)
    page.press(page.screen.detail.save)
    with page.desk.store.reading() as connection:
        (kept,) = records.where(connection, "people", {})
        assert (kept["department"], kept["office"]) == ("二车间", ZHIFU)
        assert len(records.where(connection, "honours", {"person": kept["id"]})) == 2
    registers.undo(page.desk, page.frame.dones[-1].operation)
    page.settle()
    assert titles(page) == [RARE_NAME]


def test_everybody_is_looked_through_on_demand(offices, show):
    for name in ("王龑", "王䶮"):
        save(offices[CITY], "people", {"name": name, "birth": "1970-03-05"})
    page = pending_page(show, offices[CITY])
    page.press(page.screen.finder)
    assert len(titles(page)) == 1
    assert "姓名写法不同" in page.screen.detail.why.text()


def test_kinds_are_filtered_with_their_counts(offices, show):
    clash(offices, 1, 2)
    add(offices[FUSHAN], make_person(1), office=FUSHAN)
    offices.to_city(FUSHAN)
    page = pending_page(show, offices[CITY])
    shown = {name: b.text() for name, b in page.screen.filters.buttons.items() if b.isVisible()}
    assert shown == {
        "全部": "全部 3",
        "数据包存疑": "数据包存疑 1",
        "字段冲突": "字段冲突 2",
        "已处理": "已处理 0",
    }
    page.press(page.screen.filters.buttons["数据包存疑"])
    assert len(titles(page)) == 1


def test_masked_values_that_look_alike_are_told_apart(qapp):
    item = pending.Item(b"1" * 16, "字段冲突", "people", "", "", "", b"2" * 16, None, {"id_number": "它"})
    line = pending.Line("id_number", "身份证号", "990***0110", "990***0110", differs=True, hidden="隐去的第5位不同")
    found = pending.Sides(item, "本库", "对方", (line,))
    comparison = Comparison()
    comparison.show_sides(found)
    assert "id_number" in comparison.cells
    assert any("（隐去的第5位不同）" in label.text() for label in comparison.findChildren(QLabel))


def test_what_a_list_does_not_tell_is_no_difference(qapp):
    item = pending.Item(b"1" * 16, "导入存疑", "people", "", "", "名单.xlsx 第3行", b"2" * 16, None, {})
    lines = (
        pending.Line("post", "职务", "工人", "", differs=True),
        pending.Line("department", "部门车间", "一车间", "二车间", differs=True),
    )
    comparison = Comparison()
    comparison.show_sides(pending.Sides(item, "本库", "名单.xlsx 第3行", lines))
    assert list(comparison.cells) == ["department"]


def test_a_deletion_against_an_edit(offices, show):
    key = add(offices[ZHIFU], make_person(1))
    offices.round(ZHIFU)
    registers.delete(offices[CITY], "people", [key], "已退休")
    save(offices[ZHIFU], "people", {"post": "班长"}, key)
    offices.to_city(ZHIFU)
    page = pending_page(show, offices[CITY])
    left, right = page.screen.detail.found.lines[0].left, page.screen.detail.found.lines[0].right
    assert (left, right) == ("保留", "已删除（已退休）")
    page.press_words("以对方为准")
    assert person(page, key)["deleted"] == "已退休"


def words_shown(page: Page) -> str:
    return "\n".join(each.text() for each in page.screen.detail.comparison.findChildren(QLabel))


def test_personal_data_is_shown_on_demand_and_that_is_noted(offices, show):
    ours, theirs = (make_person(number).id_number for number in (50, 51))
    clash(offices, 1, ours={"id_number": ours}, theirs={"id_number": theirs})
    page = pending_page(show, offices[CITY])
    detail = page.screen.detail
    assert detail.eye.isVisible()
    assert theirs not in words_shown(page)
    page.key(page.screen.table, Qt.Key.Key_3)
    page.qtbot.mouseClick(detail.comparison.cells["id_number"][1], Qt.MouseButton.LeftButton)
    page.key(page.screen.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert {ours, theirs} <= set(words_shown(page).split())
    assert not detail.eye.isVisible()
    assert detail.comparison.picks == {"id_number": "right"}, "what was picked stays picked"
    assert "两边的个人信息" in registers.operations(page.desk, limit=1)[0].sentence
    page.key(detail.comparison.cells["id_number"][1].radio, Qt.Key.Key_Escape)
    clash(offices, 2)
    page.settle()
    assert theirs in words_shown(page), "a refresh does not hide it again"
    page.key(page.screen.table, Qt.Key.Key_Down)
    page.key(page.screen.table, Qt.Key.Key_Up)
    assert theirs not in words_shown(page)


def test_where_both_sides_come_from_is_told(offices, show):
    clash(offices, 1)
    page = pending_page(show, offices[CITY])
    about = page.screen.detail.about.text()
    assert "烟台市芝罘区总工会（芝罘区第2包，" in about
    shown = words_shown(page)
    assert "测试员，" in shown, "who changed it here"
    assert shown.count("芝罘区第2包，") == 1


def answered(monkeypatch, choice: int) -> list[str]:
    asked: list[str] = []

    def ask(_parent, question, *_given, **_more):
        asked.append(question)
        return choice

    monkeypatch.setattr(screen, "ask", ask)
    return asked


def test_several_alike_are_decided_and_taken_back_as_one(offices, show, monkeypatch):
    keys = clash(offices, 1, 2, 3)
    asked = answered(monkeypatch, 0)
    page = pending_page(show, offices[CITY])
    page.key(page.screen.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    detail = page.screen.detail
    assert detail.title.text() == "选中了 3 件"
    assert [b.text() for b in detail.acts.values()] == ["1 以本库为准（3 件）", "2 以对方为准（3 件）"]
    page.key(page.screen.table, Qt.Key.Key_2)
    assert asked == ["选中的 3 件字段冲突都按“以对方为准”处理？"]
    assert [person(page, key)["post"] for key in keys] == ["班长"] * 3
    assert page.screen.empty.isVisible()
    registers.undo(page.desk, page.frame.dones[-1].operation)
    page.settle()
    assert len(titles(page)) == 3
    assert [person(page, key)["post"] for key in keys] == ["工人"] * 3


def test_saying_no_or_mixing_kinds_decides_nothing(offices, show, monkeypatch):
    clash(offices, 1, 2)
    add(offices[FUSHAN], make_person(1), office=FUSHAN)
    offices.to_city(FUSHAN)
    answered(monkeypatch, 1)
    page = pending_page(show, offices[CITY])
    page.screen.table.selectAll()
    assert page.screen.detail.acts == {}
    assert "不能一次处理" in page.screen.detail.about.text()
    page.key(page.screen.table, Qt.Key.Key_1)
    page.press(page.screen.filters.buttons["字段冲突"])
    page.screen.table.selectAll()
    page.key(page.screen.table, Qt.Key.Key_1)
    assert pending.count(page.desk) == 3
    page.screen.table.selectRow(0)
    assert page.screen.detail.acts, "one is shown again"
    assert page.screen.detail.comparison.isVisible()


def test_whose_hand_wrote_what_is_asked_about_is_told_though_the_package_wrote_beside_it(offices):
    """The home district's telephone is taken with the package that asks about the department."""
    clash(offices, 1, ours={"department": "二车间"}, theirs={"department": "三车间", "phone": "19900007777"})
    (item,) = pending.listing(offices[CITY])
    told = provenance.of(offices[CITY], item)
    assert told.left.startswith("测试员，")
    assert told.right.startswith("芝罘区第2包，")


def test_two_that_may_be_one_are_never_merged_together(offices):
    for number in (1, 2):
        for code in (ZHIFU, FUSHAN):
            add(offices[code], make_person(number), office=code)
    for code in (ZHIFU, FUSHAN):
        offices.to_city(code)
    items = pending.listing(offices[CITY])
    assert pending.together(items) == ("not_same",)
    with pytest.raises(Refused, match="不能一次处理"):
        pending.decide_together(offices[CITY], [i.key for i in items], "same")
    pending.decide_together(offices[CITY], [i.key for i in items], "not_same")
    assert pending.count(offices[CITY]) == 0


def test_items_are_narrowed_to_where_they_come_from(offices, show):
    clash(offices, 1, 2)
    add(offices[FUSHAN], make_person(1), office=FUSHAN)
    offices.to_city(FUSHAN)
    page = pending_page(show, offices[CITY])
    origin = page.screen.filters.origin
    assert [origin.itemText(place) for place in range(origin.count())] == [
        "来自各处", "烟台市芝罘区总工会 2", "烟台市福山区总工会 1",
    ]  # fmt: skip
    origin.setCurrentIndex(2)
    origin.activated.emit(2)
    page.settle()
    assert len(titles(page)) == 1
    assert page.screen.filters.buttons["全部"].text() == "全部 1"
