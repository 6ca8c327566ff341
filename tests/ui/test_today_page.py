"""今日 under the mouse: the first steps of an empty store, and every figure opening its rows."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.services import attendance, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.today import TodayScreen
from laomo_desktop.ui.widgets.bars import MonthBars
from laomo_desktop.ui.widgets.target_bar import TargetBar
from tests.people import RARE_NAME
from tests.ui.world import FakeFrame, add, context, frame, idle

__all__ = ["context", "frame"]
LEFT = Qt.MouseButton.LeftButton
NOW = date.today()


@pytest.fixture
def home(context: Context, qtbot: QtBot) -> TodayScreen:
    made = TodayScreen(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return arrived(made, qtbot)


def arrived(home: TodayScreen, qtbot: QtBot) -> TodayScreen:
    home.arrive(Place("today"))
    idle(home.context.runner, qtbot)
    qtbot.waitUntil(lambda: any(bars.isVisible() for bars in home.findChildren(MonthBars)))
    return home


def press(home: TodayScreen, words: str, qtbot: QtBot) -> None:
    [found] = [b for b in home.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    qtbot.mouseClick(found, LEFT)


def test_an_empty_store_begins_with_the_roster(home: TodayScreen, frame: FakeFrame, qtbot: QtBot) -> None:
    first = home.focusWidget()
    assert isinstance(first, QPushButton)
    assert first.text() == "导入花名册"
    qtbot.keyClick(first, Qt.Key.Key_Return)
    press(home, "建服务队", qtbot)
    assert [(p.screen, dict(p.ask)) for p in frame.places] == [
        ("import", {"register": "people"}),
        ("teams", {"new": True}),
    ]


def test_a_month_and_a_target_open_their_rows(
    home: TodayScreen, desk: Desk, frame: FakeFrame, qtbot: QtBot
) -> None:
    begins = NOW.replace(day=1).isoformat()
    training = trainings.create(desk, {"title": "虚构班", "kind": "微课堂", "begins": begins}).key
    trainings.enrol(desk, training, [RARE_NAME])
    attendance.quick(desk, training, 1, "1")
    add(desk, "targets", office="370602", year=NOW.year, measure="服务场次", value=200)
    arrived(home, qtbot)
    [bars] = [b for b in home.findChildren(MonthBars) if b.isVisible()]
    qtbot.mouseClick(bars, LEFT, pos=QPoint(round(bars.width() * (NOW.month - 0.5) / 12), 60))
    idle(home.context.runner, qtbot)
    assert frame.places[-1].screen == "trainings"
    assert len(frame.places[-1].ask["keys"]) == 1
    [target] = [b for b in home.findChildren(TargetBar) if b.isVisible()]
    qtbot.mouseClick(target, LEFT)
    idle(home.context.runner, qtbot)
    assert frame.places[-1].screen == "trainings"
    home.context.runner.refused.connect(frame.refuse)
    qtbot.mouseClick(bars, LEFT, pos=QPoint(round(bars.width() * (NOW.month % 12 + 0.5) / 12), 60))
    idle(home.context.runner, qtbot)
    assert "没有明细记录" in frame.refusals[-1].sentence


def test_a_figure_opens_all_of_its_rows(home: TodayScreen, frame: FakeFrame, qtbot: QtBot) -> None:
    press(home, "0 人", qtbot)
    assert (frame.places[-1].screen, dict(frame.places[-1].ask)) == ("people", {"filters": {}})
