"""Attendance under the hands: keys, the quick line, undo, wrong input, and how many strokes a class takes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.marks import Mark
from laomo_desktop.services import attendance, trainings
from laomo_desktop.ui.context import Context, Place
from tests.people import RARE_NAME
from tests.ui.attendance_world import grid_of
from tests.ui.training_world import PrintingFrame, World, frame, make_class, open_class, undo_last
from tests.ui.world import compose, context

__all__ = ["context", "frame", "open_class"]
Opener = Callable[..., World]
Key = Qt.Key


def test_a_key_marks_and_goes_on(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(5)
    grid = grid_of(world)
    qtbot.keyClicks(grid, "dcz")
    qtbot.keyClicks(grid, "45")
    world.settle()
    assert [world.stored[n, 1] for n in range(1, 6)] == ["出勤", "迟到", "早退", "请假", "缺勤"]
    assert grid.currentIndex().row() == 4


def test_quick_keys_are_one_operation_and_undo_takes_all_of_them_back(
    open_class: Opener, qtbot: QtBot
) -> None:
    world = open_class(5)
    qtbot.keyClicks(grid_of(world), "ddq")
    assert not world.frame.dones, "nothing is recorded while the hand is quick"
    qtbot.waitUntil(lambda: len(world.frame.dones) == 1, timeout=5_000)
    assert len(world.stored) == 3
    undo_last(world)
    assert world.stored == {}
    assert world.screen.attendance.model.mark(0, 0) is None


def test_leaving_the_page_records_what_waits(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3)
    qtbot.keyClicks(grid_of(world), "d")
    assert world.screen.may_leave()
    world.settle()
    assert world.stored == {(1, 1): "出勤"}


def test_leaving_the_program_records_what_waits(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3)
    qtbot.keyClicks(grid_of(world), "dc")
    assert world.screen.may_leave()
    world.runner.close()
    assert world.stored == {(1, 1): "出勤", (2, 1): "迟到"}


def test_shift_arrows_select_and_a_key_fills(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(5)
    grid = grid_of(world)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right):
        qtbot.keyClick(grid, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Key.Key_J)
    world.settle()
    assert world.stored == {(n, p): "请假" for n in (1, 2, 3) for p in (1, 2)}


def test_fill_down_and_clear(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(4)
    grid = grid_of(world)
    qtbot.keyClicks(grid, "c")
    grid.go(0, 0)
    for _ in range(3):
        qtbot.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    world.settle()
    assert world.stored == {(n, 1): "迟到" for n in range(1, 5)}
    grid.go(2, 0)
    qtbot.keyClick(grid, Key.Key_Delete)
    world.settle()
    assert (3, 1) not in world.stored
    assert len(world.stored) == 3


def test_ctrl_a_then_d_is_everybody_of_the_period_only(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(6)
    grid = grid_of(world)
    qtbot.keyClick(grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Key.Key_D)
    world.settle()
    assert world.stored == {(n, 1): "出勤" for n in range(1, 7)}
    assert "应到 6，实到 6" in world.screen.attendance.quick.meaning.text()


def test_all_present_in_the_head_leaves_those_marked_alone(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(4)
    grid = grid_of(world)
    grid.go(1, 1)
    qtbot.keyClicks(grid, "q")
    at = grid.head.button(1).center()
    qtbot.mouseClick(grid.head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    world.settle()
    assert world.stored == {(1, 2): "出勤", (2, 2): "缺勤", (3, 2): "出勤", (4, 2): "出勤"}
    qtbot.mouseClick(grid.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), 5))
    world.settle()
    assert world.stored[2, 2] == "缺勤"


@pytest.mark.parametrize("opener", ["/", "ctrl"])
def test_find_by_initials_with_the_right_surname_reading(
    open_class: Opener, qtbot: QtBot, opener: str
) -> None:
    world = open_class(12)
    grid, tab = grid_of(world), world.screen.attendance
    if opener == "/":
        qtbot.keyClicks(grid, "/")
    else:
        qtbot.keyClick(grid, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(tab.finder.line.hasFocus)
    qtbot.keyClicks(tab.finder.line, "syl")  # 单样例: shàn, not dān
    qtbot.keyClick(tab.finder.line, Key.Key_Return)
    qtbot.waitUntil(grid.hasFocus)
    assert world.of.enrolments[grid.currentIndex().row()]["who"]["name"] == "单样例"
    qtbot.keyClicks(grid, "c")
    world.settle()
    assert world.stored == {(grid.currentIndex().row(), 1): "迟到"}


def test_find_by_a_rare_name_and_by_number(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(5)
    grid, tab = grid_of(world), world.screen.attendance
    qtbot.keyClicks(grid, "/")
    compose(tab.finder.line, RARE_NAME[1:])
    assert grid.currentIndex().row() == 0
    tab.finder.line.clear()
    qtbot.keyClicks(tab.finder.line, "4")
    assert grid.currentIndex().row() == 3


def test_nothing_reacts_while_an_input_method_is_composing(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(5)
    grid, line = grid_of(world), world.screen.attendance.quick.line
    assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for widget in (grid, line):
        QApplication.sendEvent(widget, QInputMethodEvent("da", []))
    qtbot.keyClicks(grid, "d")
    line.setText("1-5")
    QApplication.sendEvent(line, QInputMethodEvent("jia", []))
    qtbot.keyClick(line, Key.Key_Return)
    world.settle()
    assert world.stored == {}
    QApplication.sendEvent(grid, QInputMethodEvent())
    qtbot.keyClicks(grid, "d")
    world.settle()
    assert world.stored == {(1, 1): "出勤"}


def test_the_tab_opens_at_the_first_open_period(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3, days=2, tab="roster")
    for period in (1, 2):
        attendance.quick(world.desk, world.training, period, "全到")
    attendance.quick(world.desk, world.training, 3, "1", rest=None)
    world.settle()
    other = make_class(world.desk, 2, title="另一个班")
    for training in (other, world.training):
        world.screen.arrive(Place("training", training, {"tab": "attendance"}))
    tab = world.screen.attendance
    assert (tab.grid.currentIndex().row(), tab.grid.currentIndex().column()) == (1, 2)
    assert tab.quick.period.currentIndex() == 2
    tab.grid.go(0, 3)
    world.screen.show_tab("roster")
    world.screen.show_tab("attendance")
    assert tab.quick.period.currentIndex() == 3, "back where the clerk was"


def test_an_archived_class_is_not_marked(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3)
    for code in ("start", "finish", "archive"):
        world.screen._move(code)
        world.settle()
    world.screen.show_tab("attendance")
    qtbot.keyClicks(grid_of(world), "d")
    world.settle()
    assert world.stored == {}
    assert "已归档" in world.frame.refused
    assert not world.screen.attendance.quick.line.isEnabled()


def test_a_refused_batch_shows_what_is_stored(open_class: Opener, qtbot: QtBot, context: Context) -> None:
    """Another window archived the class meanwhile."""
    world = open_class(3)
    grid = grid_of(world)
    world.screen.hub.seen = 10**9  # the page has not heard of it yet
    for code in ("start", "finish", "archive"):
        trainings.move(context.desk, world.training, code)
    qtbot.keyClicks(grid, "d")
    world.settle()
    assert "归档" in world.frame.refused
    assert world.screen.attendance.model.mark(0, 0) is None


def test_colour_never_stands_alone(open_class: Opener) -> None:
    world = open_class(2)
    model = world.screen.attendance.model
    words = set()
    for mark in Mark:
        model.put([model.index(0, 0)], mark)
        words.add(str(model.index(0, 0).data()))
    assert words == {"√到", "△迟", "▽退", "○假", "×缺"}


def test_another_class_gets_its_own_marks(open_class: Opener, qtbot: QtBot, frame: PrintingFrame) -> None:
    first = open_class(3)
    other = make_class(first.desk, 2, title="另一个班")
    qtbot.keyClicks(grid_of(first), "d")
    first.screen.arrive(Place("training", other, {"tab": "attendance"}))
    first.settle()
    assert first.stored == {(1, 1): "出勤"}
    assert first.screen.attendance.model.rowCount() == 2
    QTest.keyClicks(grid_of(first), "q")
    first.settle()
    assert first.stored == {(1, 1): "出勤"}


def test_the_heat_strip_leads_back_to_its_cell(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(6)
    attendance.quick(world.desk, world.training, 1, "1-4,5迟,6假")
    world.settle()
    tab = world.screen.attendance
    qtbot.mouseClick(tab.picturing, Qt.MouseButton.LeftButton)
    strip = tab.heat.strip
    assert strip is not None
    assert tab.stack.currentWidget() is tab.heat
    spot = strip.cell(0, 5).center().toPoint()
    assert strip.place(spot) == (0, 5)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    assert tab.stack.currentWidget() is tab.grid
    assert (tab.grid.currentIndex().row(), tab.grid.currentIndex().column()) == (5, 0)
    qtbot.keyClick(tab.grid, Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert tab.stack.currentWidget() is tab.heat


def test_a_low_screen_shows_many_rows_while_marks_are_made(open_class: Opener, qtbot: QtBot) -> None:
    """1366 × 768 at 150 %: what is left for the page."""
    world = open_class(12)
    world.screen.resize(807, 450)
    qtbot.waitUntil(lambda: world.screen.attendance.grid.head.compact)
    tab = world.screen.attendance
    qtbot.waitUntil(lambda: tab.grid.rowAt(tab.grid.viewport().height() - 1) != 0)
    rows = tab.grid.viewport().height() // tab.grid.side.defaultSectionSize()
    assert rows >= 8
    assert not tab.grid.horizontalScrollBar().isVisible()
    spot = tab.grid.head.button(0).center()
    qtbot.mouseClick(tab.grid.head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    world.settle()
    assert world.stored[12, 1] == "出勤"
    tab.quick.step(1)
    qtbot.keyClicks(tab.quick.line, "1-12")
    qtbot.keyClick(tab.quick.line, Key.Key_Return)
    world.settle()
    assert world.screen.steps.isVisible(), "all is noted: what comes next is seen again"
