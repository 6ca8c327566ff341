"""A class of made-up people on a fresh store, its page shown, and a frame that writes down what it was asked."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from laomo_desktop.db.door import Changed
from laomo_desktop.services import attendance, registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.screens.training import TrainingScreen
from tests.people import make_name, make_phone
from tests.ui.world import FakeFrame, add, idle


@dataclass
class PrintingFrame(FakeFrame):
    """Keeps the papers too; `print_last` does what the preview's print button ends in."""

    papers: list[tuple[str, bytes, str]] = field(default_factory=list)
    noting: list[Callable[[], None] | None] = field(default_factory=list)

    def preview(
        self, title: str, pdf: bytes, suggested: str, printed: Callable[[], None] | None = None
    ) -> None:
        self.papers.append((title, pdf, suggested))
        self.noting.append(printed)

    def print_last(self) -> None:
        """The last paper was really printed."""
        if (noted := self.noting[-1]) is not None:
            noted()

    @property
    def refused(self) -> str:
        return self.refusals[-1].sentence if self.refusals else ""


class Bridge(QObject):
    """What the shell does: tells the screen of writes, in the window's thread."""

    told = Signal(object)

    def __init__(self, desk: Desk, screen: Screen) -> None:
        super().__init__(screen)
        self.told.connect(screen.changed)
        desk.store.listen(self.hear)

    def hear(self, what: Changed) -> None:
        if isValid(self):
            self.told.emit(what)


@dataclass
class World:
    """All a test of the page needs."""

    desk: Desk
    frame: PrintingFrame
    runner: Runner
    screen: TrainingScreen
    training: bytes
    qtbot: QtBot

    def settle(self) -> None:
        """Everything that waits is recorded and shown."""
        self.screen._settle()
        idle(self.runner, self.qtbot)
        self.qtbot.wait(5)

    @property
    def of(self) -> trainings.Class:
        return trainings.load(self.desk, self.training)

    @property
    def stored(self) -> dict[tuple[int, int], str]:
        """(person's number, period's number) -> label, as the store has it."""
        grid = attendance.load(self.desk, self.training)
        people = {e["id"]: e["number"] for e in grid.of.enrolments}
        periods = {p["id"]: p["number"] for p in grid.of.periods}
        return {(people[e], periods[p]): mark.label for (e, p), mark in grid.marks.items()}


def make_class(desk: Desk, count: int, *, days: int = 1, title: str = "安全生产大课堂") -> bytes:
    """A class of ``count`` made-up people and two half-days a day."""
    values = {
        "title": title,
        "kind": "安全生产大课堂",
        "begins": "2026-03-06",
        "ends": f"2026-03-{5 + days:02}",
    }
    key = trainings.create(
        desk, values, periods=trainings.planned_periods("2026-03-06", f"2026-03-{5 + days:02}", days * 2)
    ).key
    people = [
        add(desk, "people", name=make_name(n), phone=make_phone(n), enterprise=f"测试企业{n % 3}")
        for n in range(count)
    ]
    trainings.enrol(desk, key, people)
    return key


@pytest.fixture
def frame() -> PrintingFrame:
    return PrintingFrame()


@pytest.fixture
def open_class(context: Context, frame: PrintingFrame, qtbot: QtBot) -> Callable[..., World]:
    """Makes a class and shows its page."""

    def opened(count: int = 5, *, days: int = 1, tab: str = "attendance") -> World:
        training = make_class(context.desk, count, days=days)
        screen = TrainingScreen(context)
        qtbot.addWidget(screen)
        Bridge(context.desk, screen)
        screen.resize(1170, 640)
        screen.show()
        qtbot.waitExposed(screen)
        screen.arrive(Place("training", training, {"tab": tab}))
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return World(context.desk, frame, context.runner, screen, training, qtbot)

    return opened


def choose(words: str) -> Callable[[QDialog], None]:
    """Press the button of these words in a question."""

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        next(b for b in dialog.buttons() if b.text() == words).click()

    return press


def undo_last(world: World) -> None:
    """What 撤销 in the bar does."""
    registers.undo(world.desk, world.frame.dones[-1].operation)
    world.settle()
