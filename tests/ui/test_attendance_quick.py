"""The quick line of 考勤, and walking in, with real keys."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.screens.training.people_picker import PeoplePicker
from tests.ui.attendance_world import grid_of, middle
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import World, frame, open_class
from tests.ui.world import compose, context

__all__ = ["context", "frame", "open_class"]
Opener = Callable[..., World]
Key = Qt.Key


class Strokes(QObject):
    """Counts key presses, as a hand makes them: Shift and Ctrl are strokes too."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and _watched.isWidgetType():
            self.count += 1
        return False


def test_the_quick_line_says_what_it_means_records_and_goes_on(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(10)
    quick = world.screen.attendance.quick
    qtbot.waitUntil(quick.line.hasFocus)
    qtbot.keyClicks(quick.line, "1-6,8")
    compose(quick.line, "迟")
    assert quick.meaning.text().startswith("将记为：应到 10，实到 7（迟到 1），缺勤 3")
    qtbot.keyClick(quick.line, Key.Key_Return)
    world.settle()
    assert world.stored[8, 1] == "迟到"
    assert world.stored[9, 1] == "缺勤"
    assert len(world.stored) == 10
    assert quick.line.text() == ""
    assert quick.period.currentIndex() == 1
    assert quick.meaning.text().startswith("✓ 第1节已登记：应到 10，实到 7")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1-11", "“1-11”超出名单，签到表上只有1至10号"),
        ("3,3假", "3号写了两次"),
        ("1-5,好", "“好”看不懂"),
        ("5-2", "前大后小"),
    ],
)
def test_a_wrong_quick_line_is_told_at_once_and_stays(
    open_class: Opener, qtbot: QtBot, line: str, said: str
) -> None:
    world = open_class(10)
    quick = world.screen.attendance.quick
    compose(quick.line, line)
    assert said in quick.meaning.text()
    assert quick.meaning.property("role") == "error"
    qtbot.keyClick(quick.line, Key.Key_Return)
    world.settle()
    assert quick.line.text() == line
    assert world.stored == {}
    assert quick.period.currentIndex() == 0


def test_the_quick_line_tells_what_it_would_overwrite_and_may_leave_the_rest(
    open_class: Opener, qtbot: QtBot
) -> None:
    world = open_class(4)
    quick, grid = world.screen.attendance.quick, grid_of(world)
    qtbot.keyClicks(grid, "dd")
    world.settle()
    quick.line.setFocus()
    qtbot.keyClicks(quick.line, "3,4")
    assert "会改掉已登记的 2 人" in quick.meaning.text()
    quick.rest.setCurrentIndex(1)
    assert "会改掉" not in quick.meaning.text()
    qtbot.keyClick(quick.line, Key.Key_Return)
    world.settle()
    assert world.stored == {(n, 1): "出勤" for n in range(1, 5)}


def test_a_class_of_sixty_takes_under_seventy_strokes(open_class: Opener, qtbot: QtBot) -> None:
    """By the quick line, and by the grid: absences, late ones and leave among 60."""
    world = open_class(60)
    quick, grid = world.screen.attendance.quick, world.screen.attendance.grid
    strokes = Strokes()
    QApplication.instance().installEventFilter(strokes)
    try:
        qtbot.keyClicks(quick.line, "1-17,19-33,35-47,50-60,18c,34c,48j")
        qtbot.keyClick(quick.line, Key.Key_Return)
        by_line = strokes.count
        grid.setFocus()
        qtbot.keyClick(grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(grid, Key.Key_D)
        for number, mark in ((18, "c"), (34, "c"), (48, "j"), (49, "q")):
            qtbot.keyClicks(grid, "/")
            qtbot.keyClicks(world.screen.attendance.finder.line, str(number))
            qtbot.keyClick(world.screen.attendance.finder.line, Key.Key_Return)
            qtbot.keyClicks(grid, mark)
        by_grid = strokes.count - by_line
    finally:
        QApplication.instance().removeEventFilter(strokes)
    world.settle()
    special = {18: "迟到", 34: "迟到", 48: "请假", 49: "缺勤"}
    for period in (1, 2):
        assert [world.stored[n, period] for n in range(1, 61)] == [
            special.get(n, "出勤") for n in range(1, 61)
        ]
    assert 0 < by_line < 70
    assert 0 < by_grid < 70


def type_name(qtbot: QtBot, dialog: QDialog) -> None:
    assert isinstance(dialog, PeoplePicker)
    compose(dialog.line, "𬍛新来")
    qtbot.keyClick(dialog.line, Key.Key_Return)
    qtbot.keyClick(dialog.line, Key.Key_Return)


def test_somebody_walks_in(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(4)

    at_dialog(partial(type_name, qtbot))
    qtbot.mouseClick(world.screen.attendance.joining, Qt.MouseButton.LeftButton)
    world.settle()
    last = world.of.enrolments[-1]
    assert (last["number"], last["who"]["name"], last["walk_in"]) == (5, "𬍛新来", 1)
    assert world.stored == {(5, 1): "出勤"}
    assert world.screen.attendance.model.rowCount() == 5


def test_who_walks_in_late_leaves_no_gap_and_the_cursor_stays(open_class: Opener, qtbot: QtBot) -> None:
    """The earlier periods are 未参加: absent for her, nothing to fill in, no part of 应到."""
    world = open_class(3)
    tab = world.screen.attendance
    qtbot.keyClicks(tab.quick.line, "1-3")
    qtbot.keyClick(tab.quick.line, Key.Key_Return)
    world.settle()
    assert tab.quick.period.currentIndex() == 1
    qtbot.mouseClick(tab.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle(tab.grid, 2, 1))

    at_dialog(partial(type_name, qtbot))
    qtbot.mouseClick(tab.joining, Qt.MouseButton.LeftButton)
    world.settle()
    assert world.stored[4, 2] == "出勤"
    assert (tab.grid.currentIndex().row(), tab.grid.currentIndex().column()) == (2, 1)
    assert tab.quick.period.currentIndex() == 1
    assert tab.model.index(3, 0).data() == "—"
    assert "✓" in tab.quick.period.itemText(0)
    assert tab.model.of_period(0).sentence == "应到 3，实到 3"
    assert tab.model.of_person(3).sentence == "应到 2，实到 1，缺勤 1"
    tab.quick.step(-1)
    for _period in (1, 2):
        compose(tab.quick.line, "全到")
        qtbot.keyClick(tab.quick.line, Key.Key_Return)
        world.settle()
    assert not world.screen.hub.loaded.missing
    assert (4, 1) not in world.stored
