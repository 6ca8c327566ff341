"""The page of a visit with mouse and keys: six kinds, whom it brought together, photos, quick ways, paper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.registers.visits import SIX
from laomo_desktop.services import needs, registers, same, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.visits import Parts
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.screens.visit import VisitScreen
from laomo_desktop.ui.screens.visit.form import VisitForm
from laomo_desktop.ui.screens.visit.which import WhichDialog
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, pick, settle, shown, write
from tests.ui.training_world import PrintingFrame, choose
from tests.ui.visit_world import form_of, open_new, put, type_kind
from tests.ui.world import add, compose

__all__ = ["frame"]
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # drop-downs, without a screen
OWN = {
    "思想引领行": ["theme"], "技术支持行": ["solved"], "技能提升行": ["skill"],
    "创新攻关行": ["solved", "innovation", "patents"], "安全生产行": ["hazards", "fixed"], "管理服务行": ["management"],
}  # fmt: skip
ALL_OWN = {name for names in OWN.values() for name in names}


def test_each_of_the_six_kinds_shows_its_own_fields_in_tab_order(context: Context, qtbot: QtBot) -> None:
    form = form_of(open_new(context, qtbot))
    assert {n for n in ALL_OWN if form.fields.rows[n].isVisible()} == set()
    for kind in SIX:
        type_kind(form, kind, qtbot)
        assert [n for n in form.fields.rows if n in ALL_OWN and form.fields.rows[n].isVisible()] == OWN[kind]
        first = form.fields.rows[OWN[kind][0]].editor
        done = form.fields.rows["done"].editor
        done.take_focus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert first.isAncestorOf(QApplication.focusWidget()), kind


def test_enter_goes_through_the_shown_fields_to_the_enterprises(context: Context, qtbot: QtBot) -> None:
    form = form_of(open_new(context, qtbot))
    type_kind(form, "安全生产行", qtbot)
    form.fields.rows["hazards"].editor.take_focus()
    seen = []
    for name in ("fixed", "benefit", "satisfaction", "chain", "office"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        seen.append(form.fields.rows[name].editor.isAncestorOf(QApplication.focusWidget()))
    assert seen == [True] * 5


def test_a_whole_visit_by_keys_is_stored_at_once(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    person = add(desk, "people", name=RARE_NAME)
    other = add(desk, "people", name="陈㛃")
    add(desk, "members", team=add(desk, "teams", name="虚构服务队", leader=person), person=other)
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    screen = open_new(context, qtbot)
    form = form_of(screen)
    type_kind(form, "技术支持行", qtbot)
    put(form, "title", "焊接现场服务", qtbot)
    pick(form.fields.rows["team"].editor, "xgfwd", qtbot)  # type: ignore[arg-type]
    pick(form.parts.enterprises.line, "xgzg", qtbot)
    write(form.parts.enterprises.line, "全新的虚构公司", qtbot)
    assert [chip.face.text() for chip in form.parts.enterprises.chosen.values()] == [
        "虚构重工有限公司",
        "全新的虚构公司（新）",
    ]
    offered = {button.text() for button in form.parts.people.offers()}
    assert offered == {"＋ 陈㛃", f"＋ {RARE_NAME}", "全部加入"}
    qtbot.mouseClick(
        next(b for b in form.parts.people.offers() if b.text() == "全部加入"), Qt.MouseButton.LeftButton
    )
    qtbot.mouseClick(form.parts.needs.offers()[0], Qt.MouseButton.LeftButton)
    put(form, "workers", "35", qtbot)
    put(form, "benefit", "5万", qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert frame.refusals == []
    done = frame.dones[-1]
    assert done.sentence == "登记服务活动“焊接现场服务”"
    assert frame.places[-1] == Place("visit", done.key)
    of = visits.load(desk, done.key)
    assert [e["enterprise.title"] for e in of.enterprises] == ["虚构重工有限公司", "全新的虚构公司"]
    assert {p["person"] for p in of.people} == {person, other}
    assert [(n["need"], n["outcome"]) for n in of.needs] == [(need, "解决")]
    assert [of.visit["workers"], of.visit["benefit"]] == [35, 5_000_000]
    registers.undo(desk, done.operation)
    assert registers.get(desk, "needs", need)["state"] == "登记"


def test_another_kind_clears_what_only_the_former_had(context: Context, desk: Desk, qtbot: QtBot) -> None:
    values = {"title": "安全检查", "kind": "安全生产行", "day": "2026-03-06", "hazards": "3", "fixed": "2"}
    key = visits.create(desk, values, Parts(["虚构重工有限公司"])).key
    screen = shown(VisitScreen(context), Place("visit", key), qtbot)
    form = form_of(screen)
    type_kind(form, "思想引领行", qtbot)
    assert form.fields.rows["hazards"].editor.entry() == "3"  # kept while she may change her mind
    type_kind(form, "安全生产行", qtbot)
    assert not form.dirty()
    type_kind(form, "思想引领行", qtbot)
    put(form, "theme", "劳模精神", qtbot)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    row = registers.get(desk, "visits", key)
    assert [row["hazards"], row["fixed"], row["theme"]] == [None, None, "劳模精神"]
    assert len(visits.load(desk, key).enterprises) == 1
    assert not form.dirty()


def test_rubbish_in_a_field_that_is_put_away_does_not_stop_the_saving(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    form = form_of(open_new(context, qtbot))
    type_kind(form, "安全生产行", qtbot)
    put(form, "hazards", "好多", qtbot)
    put(form, "title", "检查", qtbot)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    assert "不是整数" in form.fields.rows["hazards"].complaint
    assert frame.dones == []
    type_kind(form, "思想引领行", qtbot)
    qtbot.mouseClick(form.saver, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert registers.get(desk, "visits", frame.dones[-1].key)["hazards"] is None


def test_what_is_half_typed_is_taken_or_complained_of_when_saving(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    for name in ("同名", "同名"):
        registers.save(desk, "people", {"name": name})
    form = form_of(open_new(context, qtbot))
    type_kind(form, "思想引领行", qtbot)
    put(form, "title", "宣讲", qtbot)
    form.parts.people.take_focus()
    compose(form.parts.people.line.line, "同名")
    if form.parts.people.line.line.popup.isVisible():
        qtbot.keyClick(form.parts.people.line.line.popup, Qt.Key.Key_Escape)
    qtbot.keyClick(form.parts.people.line.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert "有2个人员都叫“同名”" in form.parts.people.complaint.text()
    assert frame.dones == []
    form.parts.people.line.line.clear()
    form.parts.enterprises.take_focus()
    compose(form.parts.enterprises.line.line, "没按回车的公司")
    if form.parts.enterprises.line.line.popup.isVisible():
        qtbot.keyClick(form.parts.enterprises.line.line.popup, Qt.Key.Key_Escape)
    qtbot.keyClick(form.parts.enterprises.line.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert [e["enterprise.title"] for e in visits.load(desk, frame.dones[-1].key).enterprises] == [
        "没按回车的公司"
    ]


def test_chips_and_needs_go_by_delete_and_by_the_cross(context: Context, desk: Desk, qtbot: QtBot) -> None:
    need = needs.quick(desk, "焊缝开裂", "虚构重工有限公司").key
    form = form_of(open_new(context, qtbot, need=need))
    assert form.parts.needs.outcomes() == {need: "解决"}
    assert not form.dirty()
    qtbot.mouseClick(form.parts.needs.lines[need].cross, Qt.MouseButton.LeftButton)
    assert form.parts.needs.outcomes() == {}
    assert form.dirty()
    chip = next(iter(form.parts.enterprises.chosen.values()))
    chip.face.setFocus()
    qtbot.keyClick(chip.face, Qt.Key.Key_Delete)
    assert form.parts.enterprises.chosen == {}
    assert form.parts.needs.offers() == []


def test_the_quick_ways_from_the_list_and_from_teams_and_needs(
    context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    entry = CATALOGUE["visits"]
    page = shown(RegisterPage(context, "visits", acts=entry.acts), Place("visits"), qtbot)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert frame.places == [Place("visit", None, {"new": {}}), Place("visit", None, {"last": True})]
    for name, slot in (("needs", "need"), ("teams", "team")):
        act = next(a for a in CATALOGUE[name].acts if a.screen == "visit")
        assert act.place(b"k" * 16) == Place("visit", None, {slot: b"k" * 16})


def test_a_row_of_the_list_opens_its_page(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    key = visits.create(desk, {"title": "宣讲", "kind": "思想引领行", "day": "2026-03-06"}, Parts()).key
    page = shown(RegisterPage(context, "visits", acts=CATALOGUE["visits"].acts), Place("visits"), qtbot)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.view.choose(0)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert frame.places == [Place("visit", key)]


def test_asked_which_need_it_is_chosen_by_pinyin(context: Context, desk: Desk, qtbot: QtBot) -> None:
    needs.quick(desk, "焊缝开裂", "虚构重工有限公司")
    wanted = needs.quick(desk, "行车轨道磨损", "虚构船厂").key

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, WhichDialog)
        qtbot.keyClicks(dialog.line, "xcgd")
        assert dialog.list.count() == 1
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    at_dialog(take)
    form = form_of(open_new(context, qtbot, choose="needs"))
    assert form.parts.needs.outcomes() == {wanted: "解决"}
    assert form.fields.rows["title"].editor.entry() == "虚构船厂：行车轨道磨损"


def test_giving_up_the_choice_goes_back_to_the_list(
    context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    at_dialog(lambda dialog: dialog.reject())
    screen = open_new(context, qtbot, choose="teams")
    assert screen.form is None
    assert frame.places == [Place("visits")]


def test_nothing_to_repeat_is_said(context: Context, frame: PrintingFrame, qtbot: QtBot) -> None:
    open_new(context, qtbot, last=True)
    assert "还没有登记过服务活动" in frame.refused


def test_leaving_asks_once_and_a_draft_keeps_the_parts(context: Context, desk: Desk, qtbot: QtBot) -> None:
    person = add(desk, "people", name=RARE_NAME)
    screen = open_new(context, qtbot)
    form = form_of(screen)
    put(form, "title", "没保存的活动", qtbot)
    form.parts.people.add(person)
    form.parts.enterprises.add("新虚构公司")
    form._keep_draft()
    settle(context, qtbot)
    again = VisitForm(context, None)
    qtbot.addWidget(again)
    assert again.draft is not None
    again.offer.restore()
    assert list(again.parts.people.chosen) == [person]
    assert list(again.parts.enterprises.chosen) == ["新虚构公司"]
    at_dialog(choose("不保存"))
    assert screen.may_leave()
    screen.arrive(Place("visit", None, {"new": {}}))  # asked already
    assert form_of(screen).fields.rows["title"].editor.entry() is None


def test_the_record_is_printed_once_all_is_saved(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    key = visits.create(desk, {"title": "宣讲", "kind": "思想引领行", "day": "2026-03-06"}, Parts()).key
    screen = shown(VisitScreen(context), Place("visit", key), qtbot)
    qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert frame.papers[0][0] == "服务活动记录表：宣讲"
    put(form_of(screen), "place", "会议室", qtbot)
    qtbot.mouseClick(screen.printer, Qt.MouseButton.LeftButton)
    assert "请先保存再打印" in frame.refused
    assert len(frame.papers) == 1


def test_taken_back_elsewhere_the_page_goes_to_the_list(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    done = visits.create(desk, {"title": "宣讲", "kind": "思想引领行", "day": "2026-03-06"}, Parts())
    screen = shown(VisitScreen(context), Place("visit", done.key), qtbot)
    registers.undo(desk, done.operation)
    qtbot.waitUntil(lambda: frame.places == [Place("visits")])
    assert screen.form is None


@pytest.mark.parametrize("kind", SIX)
def test_every_kind_can_be_printed(
    desk: Desk, kind: str, context: Context, frame: PrintingFrame, qtbot: QtBot
) -> None:
    key = visits.create(desk, {"title": "活动", "kind": kind, "day": "2026-03-06"}, Parts()).key
    screen = shown(VisitScreen(context), Place("visit", key), qtbot)
    screen.print()
    settle(context, qtbot)
    assert frame.papers[0][1].startswith(b"%PDF")


def test_a_visit_that_was_made_of_two_tells_so_and_is_taken_apart_here(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    kept, gone = (
        visits.create(desk, {"title": title, "kind": "技术支持行", "day": "2026-03-06"}, Parts([], [], {})).key
        for title in ("焊接变形现场服务", "焊接技术指导𬍛")
    )
    same.merge(desk, kept, gone, of="visits")
    screen = shown(VisitScreen(context), Place("visit", gone), qtbot)
    assert form_of(screen).key == kept, "whoever comes for the one gone finds the one that stayed"
    at_dialog(choose("拆分"))
    qtbot.mouseClick(screen.merged.buttons[0], Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    assert registers.get(desk, "visits", gone)["deleted"] is None
    qtbot.waitUntil(screen.merged.isHidden)
    assert "拆分" in frame.dones[-1].sentence
