"""名单 of a class, with mouse and keys: added, left, moved, sorted, copied."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.services import trainings
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.training.copy_dialog import CopyDialog
from laomo_desktop.ui.screens.training.people_picker import PeoplePicker
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME, make_phone
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import World, choose, frame, open_class, undo_last
from tests.ui.world import add, context

__all__ = ["context", "frame", "open_class"]
Opener = Callable[..., World]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def names(world: World) -> list[str]:
    return [e["who"]["name"] for e in world.of.enrolments]


def test_add_several_by_typing(open_class: Opener, context: Context, qtbot: QtBot) -> None:
    world = open_class(1, tab="roster")
    key = add(context.desk, "people", name=RARE_NAME, phone=make_phone(4321), enterprise="另一家企业")
    add(context.desk, "people", name="曾经来", phone=make_phone(77))
    shown: list[str] = []

    def type_names(dialog: QDialog) -> None:
        assert isinstance(dialog, PeoplePicker)
        qtbot.keyClicks(dialog.line, "4321")
        qtbot.keyClick(dialog.line, Key.Key_Return)
        shown.append(dialog.chosen.item(0).text())
        qtbot.keyClicks(dialog.line, "zjl")  # 曾 zēng as a surname
        qtbot.keyClick(dialog.line, Key.Key_Return)
        qtbot.keyClick(dialog.line, Key.Key_Return, CONTROL)

    at_dialog(type_names)
    qtbot.keyClick(world.screen.roster.view, Key.Key_N, CONTROL)
    world.settle()
    assert [e["person"] for e in world.of.enrolments][1] == key
    assert names(world)[2] == "曾经来"
    assert [e["number"] for e in world.of.enrolments] == [1, 2, 3]
    assert "另一家企业" in shown[0]
    assert "尾号4321" in shown[0]
    undo_last(world)
    assert len(names(world)) == 1


def test_somebody_on_the_roster_cannot_be_chosen_again(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="roster")
    said: list[str] = []

    def type_name(dialog: QDialog) -> None:
        assert isinstance(dialog, PeoplePicker)
        qtbot.keyClicks(dialog.line, "0001")
        dialog._look()
        said.append(dialog.hits.item(0).text())
        qtbot.keyClick(dialog.line, Key.Key_Return)
        said.append(dialog.complaint.text())
        qtbot.keyClick(dialog.line, Key.Key_Escape)

    at_dialog(type_name)
    world.screen.roster.add()
    world.settle()
    assert "已在名单中" in said[0]
    assert "没有可以选的人" in said[1]
    assert len(names(world)) == 2


def test_the_picker_does_not_react_while_composing(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(1, tab="roster")

    def compose_name(dialog: QDialog) -> None:
        assert isinstance(dialog, PeoplePicker)
        dialog.line.setText("张三样")
        QApplication.sendEvent(dialog.line, QInputMethodEvent("zhang", []))
        qtbot.keyClick(dialog.line, Key.Key_Return)
        assert dialog.people == []
        QApplication.sendEvent(dialog.line, QInputMethodEvent())
        qtbot.keyClick(dialog.line, Key.Key_Return)
        assert dialog.people == ["张三样"]
        dialog.finish()

    at_dialog(compose_name)
    world.screen.roster.add()
    world.settle()
    assert names(world)[-1] == "张三样"


def test_what_is_about_somebody_waits_for_a_choice(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="roster")
    roster, days = world.screen.roster, world.screen.periods
    assert not any(made.isEnabled() for made in (roster.leaving, roster.up, roster.down))
    roster.view.choose([world.of.enrolments[0]["id"]])
    assert all(made.isEnabled() for made in (roster.leaving, roster.up, roster.down))
    world.screen.show_tab("periods")
    assert not days.deleting.isEnabled()
    spot = days.view.visualRect(days.model.index(0, 1)).center()
    qtbot.mouseClick(days.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert days.editing.isEnabled()


def test_withdraw_with_reason_leaves_the_number_empty(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3, tab="roster")
    view = world.screen.roster.view
    view.choose([world.of.enrolments[1]["id"]])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setCurrentText("病假")
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    at_dialog(fill)
    qtbot.keyClick(view, Key.Key_Delete)
    world.settle()
    assert [e["number"] for e in world.of.enrolments] == [1, 3]
    undo_last(world)
    assert [e["number"] for e in world.of.enrolments] == [1, 2, 3]


def test_move_up_and_down_by_keys(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(4, tab="roster")
    view, before = world.screen.roster.view, names(world)
    view.choose([world.of.enrolments[2]["id"]])
    qtbot.keyClick(view, Key.Key_Up, CONTROL)
    world.settle()
    assert names(world) == [before[0], before[2], before[1], before[3]]
    assert [e["number"] for e in world.of.enrolments] == [1, 2, 3, 4]
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Down, CONTROL)
        world.settle()
    assert names(world)[-1] == before[2]


def test_sorting_asks_once_the_sheet_was_printed(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(12, tab="roster")
    before = names(world)
    world.screen.papers.sign_in()
    world.settle()
    world.frame.print_last()
    world.settle()
    by_name = world.screen.roster.ordering.menu().actions()[0]
    at_dialog(choose("不重排"))
    by_name.trigger()
    world.settle()
    assert names(world) == before
    at_dialog(choose("仍然重排"))
    by_name.trigger()
    world.settle()
    after = names(world)
    assert sorted(after) == sorted(before)
    assert after.index("曾虚构") > after.index("欧阳测试")  # zēng, not céng
    assert after.index("单样例") > after.index("区假名")  # shàn after ōu


def test_the_class_again_next_month(open_class: Opener, context: Context, qtbot: QtBot) -> None:
    world = open_class(3, days=2, tab="roster")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, CopyDialog)
        dialog.entry.setText("第二期")
        dialog.day.put(date(2026, 4, 10))
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    at_dialog(fill)
    qtbot.mouseClick(world.screen.roster.copying, Qt.MouseButton.LeftButton)
    world.settle()
    place = world.frame.places[-1]
    assert place.screen == "training"
    assert place.key is not None
    copy = trainings.load(context.desk, place.key)
    assert (copy.title, copy.training["begins"], len(copy.periods)) == ("第二期", "2026-04-10", 4)
    assert [e["who"]["name"] for e in copy.enrolments] == names(world)


def test_enter_opens_the_person(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="roster")
    view = world.screen.roster.view
    view.choose([world.of.enrolments[1]["id"]])
    qtbot.keyClick(view, Key.Key_Return)
    assert world.frame.places[-1] == Place("people", world.of.enrolments[1]["person"])
