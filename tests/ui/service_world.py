"""A screen of the service side shown over a fresh store, tried with mouse and keys."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.form.editors.link import LinkEditor
from tests.ui.training_world import Bridge, PrintingFrame
from tests.ui.world import compose, idle

S = TypeVar("S", bound=Screen)


@pytest.fixture
def frame() -> PrintingFrame:
    return PrintingFrame()


def shown(screen: S, place: Place, qtbot: QtBot) -> S:
    """The screen as the window would show it, having arrived at ``place``."""
    qtbot.addWidget(screen)
    Bridge(screen.context.desk, screen)
    screen.resize(1170, 660)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(place)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def settle(context: Context, qtbot: QtBot) -> None:
    """Everything that waits is stored and shown."""
    idle(context.runner, qtbot)
    qtbot.wait(10)


def pick(editor: LinkEditor, typed: str, qtbot: QtBot) -> None:
    """Type into a link's line and take the first that is offered."""
    editor.take_focus()
    qtbot.keyClicks(editor.line, typed)
    qtbot.waitUntil(editor.line.popup.isVisible)
    qtbot.keyClick(editor.line.popup, Qt.Key.Key_Return)


def write(editor: LinkEditor, words: str, qtbot: QtBot) -> None:
    """Chinese words by the input method, then Enter past the drop-down and Enter to take them."""
    editor.take_focus()
    compose(editor.line, words)
    if editor.line.popup.isVisible():
        qtbot.keyClick(editor.line.popup, Qt.Key.Key_Return)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)


Opened = Callable[..., Screen]
