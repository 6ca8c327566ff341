"""Two offices with their pages, real stores and real files; a stick that is a folder; dialogs that answer by plan."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.sync import drives
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.screens.exchange import ExchangeScreen
from laomo_desktop.ui.screens.pending import PendingScreen
from tests.services.exchange.world import CHEAP, CITY, FUSHAN, PASSWORD, ZHIFU, World
from tests.ui.training_world import Bridge, PrintingFrame
from tests.ui.world import idle

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Page:
    """A screen of one office, shown."""

    desk: Desk
    frame: PrintingFrame
    runner: Runner
    screen: Screen
    qtbot: QtBot

    def settle(self) -> None:
        """All work done, all of it shown."""
        for _ in range(3):
            idle(self.runner, self.qtbot)
            self.qtbot.wait(10)

    def press(self, button: QWidget) -> None:
        assert button.isEnabled(), "the button is not to be pressed"
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def press_words(self, words: str, inside: QWidget | None = None) -> None:
        """The visible button that says so."""
        found = [
            b
            for b in (inside or self.screen).findChildren(QPushButton)
            if words in b.text() and b.isVisible()
        ]
        assert found, f"no button says {words}"
        self.press(found[0])

    def key(
        self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(widget, key, held)
        self.settle()

    @property
    def notices(self) -> list[str]:
        """Every sentence that stands in the exchange page, the newest first."""
        assert isinstance(self.screen, ExchangeScreen)
        return [f"{n.words.text()}\n{n.lines.text()}" for n in self.screen.notices.all]


@dataclass
class Dialogs:
    """What the file dialogs answer; asking for nothing planned fails the test."""

    files: list[Path] | None = None
    folder: Path | None = None
    target: Path | None = None


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one stick plugged in."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    monkeypatch.setattr(drives, "sticks", lambda: [folder])
    return folder


@pytest.fixture
def no_stick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drives, "sticks", list)


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    plan = Dialogs()

    def files(*_given: object) -> tuple[list[str], str]:
        assert plan.files is not None, "no file was to be asked for"
        return [str(path) for path in plan.files], ""

    def file(*given: object) -> tuple[str, str]:
        names, kind = files(*given)
        return (names[0] if names else ""), kind

    def folder(*_given: object) -> str:
        assert plan.folder is not None, "no folder was to be asked for"
        return str(plan.folder)

    def target(_parent: object, _title: str, start: str, *_given: object) -> tuple[str, str]:
        assert plan.target is not None, "no target was to be asked for"
        return str(plan.target / Path(start).name), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", files)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", target)
    return plan


@pytest.fixture(scope="session")
def offices_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offices")
    made = World(folder)
    made.open(CITY, ZHIFU, FUSHAN)
    made.close()
    return folder


@pytest.fixture
def offices(offices_once: Path, tmp_path: Path) -> Iterator[World]:
    """The city and two districts that trust one another."""
    copy = World(tmp_path / "offices")
    shutil.copytree(offices_once, copy.folder)
    for code in (CITY, ZHIFU, FUSHAN):
        copy.reopen(code)
    yield copy
    copy.close()


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[World]:
    """A city and a district that have not met."""
    made = World(tmp_path / "strangers")
    for code in (CITY, ZHIFU):
        made.desks[code], _ = desks.create(made.folder / code, code, "测试员", PASSWORD, CHEAP)
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Shows a screen at somebody's desk."""
    runners: list[Runner] = []
    broken: list[str] = []

    def shown(desk: Desk, kind: type[Screen] = ExchangeScreen) -> Page:
        runner, frame = Runner(), PrintingFrame()
        runners.append(runner)
        runner.broke.connect(lambda sentence, details: broken.append(f"{sentence} {details}"))
        screen = kind(Context(desk, runner, frame, tmp_path))
        qtbot.addWidget(screen)
        Bridge(desk, screen)
        screen.resize(1180, 690)
        screen.show()
        qtbot.waitExposed(screen)
        screen.arrive(Place("exchange"))
        page = Page(desk, frame, runner, screen, qtbot)
        page.settle()
        return page

    yield shown
    for runner in runners:
        idle(runner, qtbot)
        runner.close()
    assert broken == []


def pending_page(show: Callable[..., Page], desk: Desk) -> Page:
    return show(desk, PendingScreen)
