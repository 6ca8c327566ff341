"""A window on a fresh store, and screens that only note what they are told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.db.door import Changed
from laomo_desktop.db.vault import Cost
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.screens import catalogue
from laomo_desktop.ui.screens.catalogue import Entry
from laomo_desktop.ui.shell.window import MainWindow

CHEAP = Cost(1, 8192 * 1024)


class Noting(Screen):
    """Remembers where it was asked to be and what it heard."""

    def __init__(self, context: Context, register: str = "") -> None:
        super().__init__(context)
        self.register = register
        self.places: list[Place] = []
        self.heard: list[Changed] = []
        self.lets_go = True

    def arrive(self, place: Place) -> None:
        self.places.append(place)

    def changed(self, what: Changed) -> None:
        self.heard.append(what)

    def may_leave(self) -> bool:
        return self.lets_go


MAKER = "tests.ui.shell_world:Noting"


class TestEntry(Entry):
    """Made by this module, not from the program's screens."""

    __test__ = False

    @property
    def module(self) -> str:
        return __name__


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> dict[str, TestEntry]:
    """The catalogue with every screen a `Noting`."""
    noting = {
        name: TestEntry(name, e.label, e.icon, MAKER, e.section, e.register, e.only_admin)
        for name, e in catalogue.CATALOGUE.items()
    }
    monkeypatch.setattr("laomo_desktop.ui.shell.stage.CATALOGUE", noting)
    return noting


@pytest.fixture
def window(desk: Desk, entries: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    runner = Runner()
    made = MainWindow(desk, runner, tmp_path)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1200, 700)
    made.show()
    qtbot.waitExposed(made)
    made.open_first()
    yield made
    made.stage.currentWidget().lets_go = True  # type: ignore[attr-defined]
    made.close()
    runner.close()
    made.deleteLater()
