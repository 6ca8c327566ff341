"""What stands beside the fields of a form: drafts, history, what hangs on the record."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.db.door import Changed
from laomo_desktop.services import drafts, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.form.hanging_tab import HangingTab
from laomo_desktop.ui.form.history_tab import HistoryTab
from laomo_desktop.ui.widgets.reason import ReasonDialog
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.form_world import fill, line, panel_of, show
from tests.ui.world import FakeFrame, add, idle

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # drop-downs, without a screen


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
