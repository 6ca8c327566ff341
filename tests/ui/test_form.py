"""The form with mouse and keys: checking, saving, masks, links made on the fly, drafts, history, related rows."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from laomo_desktop.services import attachments, lists, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.hanging_tab import HangingTab
from laomo_desktop.ui.form.panel import RecordPanel
from laomo_desktop.ui.list.page import RegisterPage
from tests.people import RARE_NAME, make_person, spoil
from tests.ui.dialogs import at_dialog
from tests.ui.form_world import fill, line, panel_of, press, said, show
from tests.ui.world import FakeFrame, add, compose

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # drop-downs, without a screen


def test_a_new_person_by_keys_alone(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    person = make_person(0)
    panel = panel_of(context, qtbot)
    form = panel.form
    assert QApplication.focusWidget() is line(form, "name")
    fill(form, "name", RARE_NAME, qtbot)
    assert QApplication.focusWidget() is line(form, "id_number")
    fill(form, "id_number", person.id_number, qtbot)
    assert line(form, "sex").text() == person.sex
    assert form.fields.entries()["birth"] == "1961年1月1日"
    qtbot.keyClick(line(form, "phone"), Key.Key_S, Ctrl)
    qtbot.waitUntil(lambda: bool(frame.dones))
    assert frame.dones[0].sentence == f"新建人员“{RARE_NAME}”"
    row = registers.get(context.desk, "people", frame.dones[0].key)
    assert (row["name"], row["sex"], row["birth"]) == (RARE_NAME, person.sex, person.birth)
    assert row["office"] == "370602"
    qtbot.waitUntil(lambda: panel.key == row["id"])
    assert panel.title.text() == RARE_NAME
    assert not panel.form.dirty()


def test_what_is_refused_is_said_on_leaving_and_stays_in_the_field(
    context: Context, frame: FakeFrame, qtbot: QtBot
) -> None:
    form = panel_of(context, qtbot).form
    wrong = spoil(make_person(1).id_number)
    at = line(form, "id_number")
    at.setFocus()
    qtbot.keyClicks(at, wrong)
    assert said(form, "id_number") == ""
    qtbot.keyClick(at, Key.Key_Tab)
    assert "校验码不对" in said(form, "id_number")
    assert at.text() == wrong
    assert at.property("wrong") == "true"
    qtbot.keyClick(form, Key.Key_Return, Ctrl)
    assert QApplication.focusWidget() is line(form, "name")  # the first error: a name is required
    assert "不能为空" in said(form, "name")
    assert lists.count(context.desk, lists.Query("people")) == 0
    qtbot.keyClicks(at, "1")
    assert said(form, "id_number") == ""


def test_dates_are_taken_as_typed(context: Context, qtbot: QtBot) -> None:
    form = panel_of(context, qtbot).form
    for typed in ("1980-3-6", "19800306", "1980年3月6日"):
        fill(form, "birth", typed, qtbot)
        assert line(form, "birth").text() == "1980年3月6日"
    fill(form, "birth", "1980-2-30", qtbot)
    assert "不存在" in said(form, "birth")
    assert line(form, "birth").text() == "1980-2-30"


def test_the_calendar_gives_a_day(context: Context, qtbot: QtBot) -> None:
    form = panel_of(context, qtbot).form
    editor = form.fields.rows["birth"].editor
    fill(form, "birth", "1980-3-6", qtbot)
    calendar = editor.open_calendar()  # type: ignore[attr-defined]
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "1980-03-06"
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert line(form, "birth").text() == "1980年3月7日"


def test_choices_are_found_by_pinyin_and_new_words_become_proposals(
    context: Context, frame: FakeFrame, qtbot: QtBot
) -> None:
    add(context.desk, "terms", dictionary="工种", word="焊工")
    add(context.desk, "terms", dictionary="工种", word="数控车工")
    form = panel_of(context, qtbot).form
    fill(form, "name", "陈㛃", qtbot)
    fill(form, "education", "bk", qtbot)
    assert line(form, "education").text() == "本科"
    fill(form, "trade", "skc", qtbot)
    assert line(form, "trade").text() == "数控车工"
    fill(form, "specialties", "管道检测", qtbot)
    assert said(form, "specialties") == "字典里没有“管道检测”，将作为建议词条加入"
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 1)
    assert "管道检测" in lists.dictionaries(context.desk).words["specialty"]


def test_choosing_in_the_drop_down_by_keys(context: Context, qtbot: QtBot) -> None:
    form = panel_of(context, qtbot).form
    at = line(form, "sex")
    at.setFocus()
    qtbot.keyClick(at, Key.Key_Down)
    popup = at.popup  # type: ignore[attr-defined]
    assert popup.isVisible()
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert at.text() == "女"
    assert not popup.isVisible()
    qtbot.keyClick(at, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Up)
    qtbot.keyClick(popup, Key.Key_Tab)
    assert at.text() == "男"
    assert not popup.isVisible()
    assert QApplication.focusWidget() is line(form, "birth")


def test_namesakes_are_told_apart_by_a_second_line(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    unit = add(context.desk, "enterprises", name="虚构机械厂")
    one = add(context.desk, "people", name="陈㛃", phone="19900001111", enterprise=unit)
    add(context.desk, "people", name="陈㛃", phone="19900002222", birth="1980-1-1")
    form = panel_of(context, qtbot, register="teams").form
    editor = form.fields.rows["leader"].editor
    options = editor.options("c")  # type: ignore[attr-defined]
    assert {o.second for o in options if o.words == "陈㛃"} == {
        "虚构机械厂 · 芝罘区 · 尾号1111", "1980年1月1日 · 芝罘区 · 尾号2222",
    }
    fill(form, "leader", "陈㛃", qtbot)
    assert "有2个人员都叫“陈㛃”" in said(form, "leader")
    editor._pick(next(o for o in options if o.value == one))  # type: ignore[attr-defined]
    editor.left.emit()
    assert said(form, "leader") == ""
    assert editor.entry() == one


def test_a_missing_enterprise_is_made_on_the_fly(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    form = panel_of(context, qtbot).form
    fill(form, "name", "王𬭎", qtbot)
    fill(form, "enterprise", "烟台新来的厂", qtbot)
    assert said(form, "enterprise") == "将新建企业“烟台新来的厂”"
    form.save()
    qtbot.waitUntil(lambda: bool(frame.dones))
    row = registers.get(context.desk, "people", frame.dones[0].key)
    assert row["enterprise.title"] == "烟台新来的厂"


def test_a_possible_double_warns_once_and_leads_to_the_other(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    other = add(context.desk, "people", name="陈㛃", phone="19900001111")
    form = panel_of(context, qtbot).form
    fill(form, "name", "陈㛃", qtbot)
    fill(form, "phone", "19900001111", qtbot)
    form.save()
    assert frame.dones == []
    row = form.fields.rows["name"]
    assert "请确认不是重复登记" in row.complaint
    assert line(form, "name").property("doubtful") == "true"
    qtbot.mouseClick(row.link, Left)
    assert frame.places == [Place("people", other)]
    form.save()
    qtbot.waitUntil(lambda: bool(frame.dones))
    assert lists.count(context.desk, lists.Query("people")) == 2


def test_masked_until_asked_and_the_look_is_noted(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    person = make_person(3)
    key = add(context.desk, "people", name=person.name, id_number=person.id_number, phone=person.phone)
    panel = panel_of(context, qtbot, key)
    form = panel.form
    everything = [w.text() for w in panel.findChildren(QLineEdit)]
    assert person.id_number not in everything
    assert person.phone not in everything
    at = line(form, "phone")
    qtbot.keyClicks(at, "5")
    assert at.text() == "199****0003"
    fill(form, "post", "班长", qtbot)
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 1)
    assert registers.get(context.desk, "people", key)["phone"] == person.phone
    qtbot.mouseClick(form.fields.rows["phone"].editor.eye, Left)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: at.text() == person.phone)
    assert not form.dirty()
    assert registers.history(context.desk, "people", key)[0].operation.sentence == "查看人员的手机"
    fill(form, "phone", "19900008888", qtbot)
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 2)
    assert registers.get(context.desk, "people", key)["phone"] == "19900008888"


def test_esc_asks_only_if_something_is_lost(context: Context, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃")
    panel = panel_of(context, qtbot, key)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    closed: list[bool] = []
    panel.closed.connect(lambda: closed.append(True))
    compose(line(panel.form, "name"), "陈试")
    at_dialog(press("继续编辑", qtbot))
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert closed == []
    panel.activateWindow()
    line(panel.form, "name").setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line(panel.form, "name"))
    at_dialog(press("保存", qtbot))
    qtbot.keyClick(line(panel.form, "name"), Key.Key_Escape)
    qtbot.waitUntil(lambda: closed == [True])
    assert registers.get(context.desk, "people", key)["name"] != "陈㛃"


def test_what_is_about_a_row_waits_for_one(context: Context, desk: Desk, qtbot: QtBot) -> None:
    team = add(desk, "teams", name="焊接服务队")
    registers.save(desk, "members", {"team": team, "person": add(desk, "people", name=RARE_NAME), "role": "队员"})
    panel = RecordPanel(context, "teams", team)
    qtbot.addWidget(panel)
    panel.show()
    tab = next(t for t in panel.findChildren(HangingTab) if t.hanging.other.name == "members")
    panel.tabs.setCurrentWidget(tab)
    assert not tab.editor.isEnabled()
    assert not tab.deleter.isEnabled()
    spot = tab.table.visualItemRect(tab.table.item(0, 0)).center()
    qtbot.mouseClick(tab.table.viewport(), Left, pos=spot)
    assert tab.editor.isEnabled()
    assert tab.deleter.isEnabled()


@pytest.mark.parametrize("typed", ["11.20", "11-20", "11/20", "11月20日", "2026.11.20", "20261120", "２０２６．１１．２０"])
def test_a_day_is_typed_as_one_likes_and_shown_whole(context: Context, qtbot: QtBot, typed: str) -> None:
    form = Form(context, "teams")
    show(form, qtbot)
    written = line(form, "founded")
    written.setFocus()
    compose(written, typed)
    qtbot.keyClick(written, Key.Key_Return)
    year = 2026 if "2026" in typed or "２" in typed else date.today().year
    assert written.text() == f"{year}年11月20日"
    assert form.fields.rows["founded"].complaint == ""


def test_a_birthday_wants_its_year(context: Context, qtbot: QtBot) -> None:
    form = Form(context, "people")
    show(form, qtbot)
    fill(form, "birth", "11.20", qtbot)
    qtbot.keyClick(line(form, "birth"), Key.Key_Return)
    assert line(form, "birth").text() == "11.20"
    assert "缺少年份" in form.fields.rows["birth"].complaint


def test_a_photo_is_kept_shown_and_removed(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃")
    form = panel_of(context, qtbot, key).form
    editor = form.fields.rows["photo"].editor
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    QApplication.clipboard().setImage(image)
    qtbot.mouseClick(editor.paster, Left)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: editor.entry() is not None)
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 1)
    kept = QImage()
    assert kept.loadFromData(attachments.load(context.desk, str(editor.entry())))
    assert (kept.width(), kept.height()) == (800, 600)
    qtbot.mouseClick(editor.remover, Left)  # type: ignore[attr-defined]
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 2)
    assert registers.get(context.desk, "people", key)["photo"] is None


def test_a_certificate_is_read_only(context: Context, qtbot: QtBot) -> None:
    page = RegisterPage(context, "certificates")
    qtbot.addWidget(page)
    assert not page.may_write
    assert Form(context, "certificates").fields.writable() == []


def test_a_word_typed_whole_and_then_chosen_stays(context: Context, qtbot: QtBot) -> None:
    """Choosing a word that stands takes it out, but not the one that is just being typed."""
    for word in ("焊工", "钳工"):
        add(context.desk, "terms", dictionary="专长", word=word)
    form = panel_of(context, qtbot).form
    editor = form.fields.rows["specialties"].editor
    drop = editor.line  # type: ignore[attr-defined]
    editor.take_focus()
    for word in ("焊工", "钳工"):
        compose(drop, word)
        assert drop.popup.model().index(0, 0).data() == word
        qtbot.keyClick(drop.popup, Qt.Key.Key_Down)
        qtbot.keyClick(drop.popup, Qt.Key.Key_Return)
    assert drop.text() == "焊工、钳工、"
    drop.open_all()
    place = next(n for n in range(drop.popup.model().rowCount()) if drop.popup.model().index(n, 0).data() == "✓ 焊工")
    drop.popup.setCurrentIndex(drop.popup.model().index(place, 0))
    qtbot.keyClick(drop.popup, Qt.Key.Key_Return)
    assert drop.text() == "钳工、"
    editor.settle()
    drop.open_all()
    drop.popup.setCurrentIndex(
        next(i for n in range(drop.popup.model().rowCount())
             if (i := drop.popup.model().index(n, 0)).data() == "✓ 钳工")
    )  # fmt: skip
    qtbot.keyClick(drop.popup, Qt.Key.Key_Return)
    assert drop.text() == ""


def test_a_target_is_of_the_own_office_unless_another_is_told(
    context: Context, frame: FakeFrame, qtbot: QtBot
) -> None:
    form = Form(context, "targets")
    qtbot.addWidget(form)
    form.show()
    assert line(form, "office").text() == "芝罘区"
    assert not form.dirty()
    for name, words in (("year", "2026"), ("measure", "服务场次"), ("value", "200")):
        fill(form, name, words, qtbot)
    form.save()
    qtbot.waitUntil(lambda: len(frame.dones) == 1)
    assert registers.get(context.desk, "targets", frame.dones[0].key)["office"] == "370602"


def test_a_member_twice_leads_to_the_one_there_is(context: Context, desk: Desk, qtbot: QtBot) -> None:
    """What concerns the owner, which is no field of the dialog, is said under the first field."""
    team, person = add(desk, "teams", name="焊接服务队"), add(desk, "people", name=RARE_NAME)
    member = add(desk, "members", team=team, person=person, role="副队长")
    dialog = FormDialog(context, "members", None, {"team": team}, values={"person": person})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.save()
    row = dialog.form.fields.rows["person"]
    assert "已有服务队、姓名相同的队员" in row.complaint
    qtbot.mouseClick(row.link, Left)
    assert dialog.windowTitle() == "修改队员"
    assert dialog.form.key == member
    assert dialog.form.entries()["role"] == "副队长"
