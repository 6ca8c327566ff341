"""The form with mouse and keys: checking, saving, masks, links made on the fly, drafts, history, related rows."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from laomo_desktop.db.door import Changed
from laomo_desktop.services import attachments, drafts, lists, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.hanging_tab import HangingTab
from laomo_desktop.ui.form.history_tab import HistoryTab
from laomo_desktop.ui.form.panel import RecordPanel
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.widgets.reason import ReasonDialog
from tests.people import RARE_NAME, make_person, spoil
from tests.ui.dialogs import at_dialog
from tests.ui.world import FakeFrame, add, compose, idle

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # drop-downs, without a screen


def show(made: RecordPanel | Form, qtbot: QtBot) -> None:
    qtbot.addWidget(made)
    made.resize(520, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.take_focus()


def panel_of(context: Context, qtbot: QtBot, key: bytes | None = None, register: str = "people") -> RecordPanel:
    made = RecordPanel(context, register, key)
    show(made, qtbot)
    return made


def line(form: Form, name: str) -> QLineEdit:
    found: QLineEdit = form.fields.rows[name].editor.line  # type: ignore[attr-defined]
    return found


def said(form: Form, name: str) -> str:
    return form.fields.rows[name].complaint


def fill(form: Form, name: str, words: str, qtbot: QtBot) -> None:
    """Go to a field, put words in, go on by Enter."""
    at = line(form, name)
    at.setFocus()
    at.selectAll()
    (qtbot.keyClicks if words.isascii() else compose)(at, words)
    qtbot.keyClick(at, Key.Key_Return)


def press(words: str, qtbot: QtBot) -> Callable[[QMessageBox], None]:
    def act(box: QMessageBox) -> None:
        found = next(b for b in box.buttons() if b.text() == words)
        qtbot.mouseClick(found, Left)

    return act


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


def test_a_draft_survives_and_is_offered(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = Form(context, "people")
    show(form, qtbot)
    fill(form, "name", RARE_NAME, qtbot)
    fill(form, "phone", "19900001234", qtbot)
    qtbot.waitUntil(lambda: _kept(desk).get("phone") == "19900001234")
    raw = b"".join(path.read_bytes() for path in (desk.folder / drafts.FOLDER).iterdir())
    assert b"19900001234" not in raw
    again = Form(context, "people")  # as after a crash: the first form never closed
    show(again, qtbot)
    assert again.offer.isVisible()
    assert "有一份未保存的草稿（今天" in again.offer.words.text()
    assert line(again, "name").text() == ""
    qtbot.mouseClick(again.offer.restorer, Left)
    assert line(again, "name").text() == RARE_NAME
    assert again.dirty()
    again.save()
    idle(context.runner, qtbot)
    assert drafts.recall(desk, "people", None) is None


def _kept(desk: Desk) -> dict[str, object]:
    draft = drafts.recall(desk, "people", None)
    return {} if draft is None else dict(draft.entries)


def test_a_draft_thrown_away_is_gone_unless_fetched_back(context: Context, desk: Desk, qtbot: QtBot) -> None:
    drafts.keep(desk, "people", None, {"name": "陈㛃"})
    form = Form(context, "people")
    show(form, qtbot)
    qtbot.mouseClick(form.offer.dropper, Left)
    idle(context.runner, qtbot)
    assert drafts.recall(desk, "people", None) is None
    assert not form.offer.restorer.isVisible()
    qtbot.mouseClick(form.offer.fetcher, Left)
    idle(context.runner, qtbot)
    assert line(form, "name").text() == "陈㛃"
    assert not form.offer.isVisible()
    assert _kept(desk)["name"] == "陈㛃"


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


def test_a_step_is_taken_back_from_the_history(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃", post="班长")
    registers.save(context.desk, "people", {"post": "主任"}, key)
    panel = panel_of(context, qtbot, key)
    history = panel.findChild(HistoryTab)
    panel.tabs.setCurrentWidget(history)
    assert history.table.item(0, 3).text() == "职务：班长 → 主任"
    history.table.setCurrentCell(0, 0)
    qtbot.mouseClick(history.undoer, Left)
    qtbot.waitUntil(lambda: bool(frame.dones))
    assert registers.get(context.desk, "people", key)["post"] == "班长"
    assert "已撤销" in history.table.item(1, 2).text()
    history.table.setCurrentCell(1, 0)
    assert not history.undoer.isEnabled()


def test_a_step_with_a_later_edit_in_its_way_is_refused_in_words(
    context: Context, frame: FakeFrame, qtbot: QtBot
) -> None:
    key = add(context.desk, "people", name="陈㛃", post="班长")
    for post in ("主任", "副总"):
        registers.save(context.desk, "people", {"post": post}, key)
    history = panel_of(context, qtbot, key).findChild(HistoryTab)
    history.table.setCurrentCell(1, 0)
    history.undo()
    assert "职务后来又改过" in frame.refusals[0].sentence
    assert registers.get(context.desk, "people", key)["post"] == "副总"


def test_honours_are_added_and_deleted_beside_the_person(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃")
    panel = panel_of(context, qtbot, key)
    tab = next(t for t in panel.findChildren(HangingTab) if t.hanging.other.name == "honours")
    panel.tabs.setCurrentWidget(tab)

    def fill_it(dialog: FormDialog) -> None:
        fill(dialog.form, "honour", "烟台工匠", qtbot)
        fill(dialog.form, "year", "2024", qtbot)
        dialog.form.save()

    at_dialog(fill_it)
    qtbot.mouseClick(tab.adder, Left)
    qtbot.waitUntil(lambda: tab.table.rowCount() == 1)
    assert panel.tabs.tabText(panel.tabs.indexOf(tab)) == "荣誉 1"
    assert registers.owned(context.desk, "honours", key)[0]["honour"] == "烟台工匠"

    def agree(dialog: ReasonDialog) -> None:
        dialog.entry.setEditText("登记有误")
        dialog.accept()

    tab.table.selectRow(0)
    at_dialog(agree)
    qtbot.keyClick(tab.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.table.rowCount() == 0)


def test_what_lives_elsewhere_is_opened_there(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃")
    team = add(context.desk, "teams", name="虚构服务队", level="企业")
    add(context.desk, "members", team=team, person=key)
    panel = panel_of(context, qtbot, key)
    tab = next(t for t in panel.findChildren(HangingTab) if t.hanging.other.name == "members")
    assert tab.hanging.label == "服务队（队员）"
    assert [tab.table.item(0, n).text() for n in range(2)] == ["虚构服务队", "队员"]
    tab.table.setCurrentCell(0, 0)
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Key.Key_Return)
    assert frame.places == [Place("teams", team)]


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


def test_an_honours_draft_is_offered_at_its_own_person_only(context: Context, qtbot: QtBot) -> None:
    one, other = (add(context.desk, "people", name=name) for name in ("陈㛃", "王𬭎"))
    form = Form(context, "honours", fixed={"person": one})
    show(form, qtbot)
    fill(form, "honour", "烟台工匠", qtbot)
    qtbot.waitUntil(lambda: Form(context, "honours", fixed={"person": one}).draft is not None)
    assert Form(context, "honours", fixed={"person": other}).draft is None


def test_a_record_whose_making_was_undone_closes(context: Context, frame: FakeFrame, qtbot: QtBot) -> None:
    key = add(context.desk, "people", name="陈㛃")
    panel = panel_of(context, qtbot, key)
    heard: list[Changed] = []
    context.desk.store.listen(heard.append)
    registers.undo(context.desk, registers.history(context.desk, "people", key)[0].operation.number)
    with qtbot.waitSignal(panel.closed):
        panel.changed(heard[0])


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
