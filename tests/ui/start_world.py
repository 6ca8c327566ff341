"""The first window on a fresh folder, or on a store to log in to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import desk as desks
from laomo_desktop.services import keeping, recovery
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.first_pages import OfficePage, UserPage
from laomo_desktop.ui.start.login_pages import LoginPage
from laomo_desktop.ui.start.memory import StartMemory
from laomo_desktop.ui.start.sheet_page import SheetPage
from laomo_desktop.ui.start.window import StartWindow
from tests.people import RARE_NAME
from tests.ui.shell_world import CHEAP

ENTER = Qt.Key.Key_Return


def doors_of(fill: Callable[[Desk, Progress], object]) -> Doors:
    return Doors(
        exists=desks.exists,
        logins=desks.logins,
        create=lambda *given: desks.create(*given, CHEAP),
        enter=lambda *given: desks.enter(*given, CHEAP),
        enter_by_recovery=lambda *given: desks.enter_by_recovery(*given, CHEAP),
        restore=keeping.restore,
        restore_with_code=keeping.restore_with_code,
        read_sheet=recovery.read,
        copy_of=recovery.copy_of,
        fill=fill,
        recovery_sheet=recovery.sheet,
        sticks=list,
        daily_backup=desks.daily_backup,
        warm_up=lambda: None,
    )


class Start:
    """The first window on one folder, and the desks that came out of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.filled: list[Desk] = []
        self.desks: list[Desk] = []
        self.runner = Runner()
        self.doors = doors_of(lambda desk, _: self.filled.append(desk))
        self.memory = StartMemory(folder.parent)
        self.window = StartWindow(self.doors, self.runner, folder, self.memory)
        self.window.entered.connect(self.desks.append)
        self.window.show()
        qtbot.waitExposed(self.window)

    def wait_for(self, kind: type) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, kind), timeout=20_000)
        self.qtbot.wait(10)

    def close(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runner.jobs, timeout=20_000)
        self.runner.close()
        self.window._desk = None
        for desk in self.desks:
            desk.close()
        self.window.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def start(qtbot: QtBot, folder: Path) -> Iterator[Start]:
    made = Start(qtbot, folder)
    yield made
    made.close()


@pytest.fixture
def store(folder: Path) -> str:
    """A store of two users; gives its recovery code."""
    desk, code = desks.create(folder, "370602", "管理员", "secret1", CHEAP)
    desk.close()
    return code


@pytest.fixture
def login(store: str, qtbot: QtBot, folder: Path) -> Iterator[Start]:
    made = Start(qtbot, folder)
    made.wait_for(LoginPage)
    yield made
    made.close()


def first_pages(start: Start, qtbot: QtBot, name: str = RARE_NAME) -> SheetPage:
    page = start.window.page
    assert isinstance(page, OfficePage)
    page.offices.setCurrentIndex(page.offices.findText("龙口市总工会"))
    qtbot.keyClick(page, ENTER)
    start.wait_for(UserPage)
    user = start.window.page
    assert isinstance(user, UserPage)
    user.login.setText(name)
    qtbot.keyClick(user.login, ENTER)
    qtbot.keyClicks(user.first, "secret1")
    qtbot.keyClick(user.first, ENTER)
    qtbot.keyClicks(user.second, "secret1")
    qtbot.keyClick(user.second, ENTER)
    start.wait_for(SheetPage)
    sheet = start.window.page
    assert isinstance(sheet, SheetPage)
    return sheet
