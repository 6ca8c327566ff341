"""A need with people and a team who could help, its page shown."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.services import needs, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.matching import MatchingScreen
from laomo_desktop.ui.screens.matching.sent import SentCard
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME
from tests.ui.training_world import Bridge, PrintingFrame
from tests.ui.world import add, idle


@dataclass
class World:
    """All a test of the page needs."""

    desk: Desk
    frame: PrintingFrame
    screen: MatchingScreen
    need: bytes
    team: bytes
    qtbot: QtBot

    def settle(self) -> None:
        """Everything asked for is read and shown."""
        for _ in range(3):
            self.qtbot.wait(5)
            idle(self.screen.context.runner, self.qtbot)

    def titles(self) -> list[str]:
        return [card.title for card in self.screen.model.cards]

    def place(self, title: str) -> int:
        return self.titles().index(title)

    def click(self, title: str) -> None:
        """With the mouse, on the card's name."""
        view = self.screen.view
        index = self.screen.model.index(self.place(title))
        view.scrollTo(index)
        at = view.visualRect(index).topLeft() + QPoint(60, 20)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def press(self, button: QPushButton) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def state(self) -> str:
        return str(registers.get(self.desk, "needs", self.need)["state"])

    def sent(self) -> list[SentCard]:
        return self.screen.side.findChildren(SentCard)

    def ticked(self) -> list[str]:
        return [card.title for card in self.screen.model.ticked()]


@pytest.fixture
def frame() -> PrintingFrame:
    return PrintingFrame()


@pytest.fixture
def world(context: Context, frame: PrintingFrame, qtbot: QtBot) -> World:
    desk = context.desk
    people = {}
    for name, trade, skill in (
        (RARE_NAME, "焊工", "首席技师"), ("陈㛃", "焊工", "技师"), ("王𬭎", "焊工", "高级工"), ("电丙", "电工", "技师"),
    ):  # fmt: skip
        people[name] = add(desk, "people", name=name, trade=trade, skill=skill, kind="工匠")
    team = add(desk, "teams", name="虚构焊接服务队", level="市级")
    add(desk, "members", team=team, person=people["陈㛃"])
    need = needs.quick(desk, "薄板氩弧焊变形", "虚构船舶有限公司", detail="焊缝有气孔").key
    screen = MatchingScreen(context)
    qtbot.addWidget(screen)
    Bridge(desk, screen)
    screen.resize(1170, 640)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(Place("matching", need))
    screen.activateWindow()
    made = World(desk, frame, screen, need, team, qtbot)
    made.settle()
    return made


def fill(reason: str) -> Callable[[QDialog], None]:
    """Type a reason and press the button."""

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setEditText(reason)
        dialog.act.click()

    return do
