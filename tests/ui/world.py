"""A desk with its runner and a frame that only writes down what it was asked: what list and form stand in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.form import Form
from laomo_desktop.ui.runner import Runner


@dataclass
class FakeFrame:
    """Remembers what screens asked for."""

    places: list[Place] = field(default_factory=list)
    dones: list[Done] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)

    def go(self, place: Place) -> None:
        self.places.append(place)

    def said(self, done: Done) -> None:
        self.dones.append(done)

    def refuse(self, no: Refused) -> None:
        self.refusals.append(no)

    def preview(
        self, _title: str, _pdf: bytes, _suggested: str, _printed: Callable[[], None] | None = None
    ) -> None:
        raise AssertionError("nothing here prints")


@pytest.fixture
def frame() -> FakeFrame:
    return FakeFrame()


@pytest.fixture
def context(desk: Desk, frame: FakeFrame, tmp_path: Path, qtbot: QtBot) -> Iterator[Context]:
    runner = Runner()
    broken: list[str] = []
    runner.broke.connect(lambda sentence, details: broken.append(f"{sentence} {details}"))
    yield Context(desk, runner, frame, tmp_path)
    for widget in QApplication.allWidgets():
        if isinstance(widget, Form):
            widget.drafting.stop()
    idle(runner, qtbot)
    runner.close()
    assert broken == []


def idle(runner: Runner, qtbot: QtBot) -> None:
    """Wait until nothing is being written, and what its end made stands on the screen (Qt shows new rows later)."""
    qtbot.waitUntil(lambda: not runner.jobs, timeout=10_000)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not runner.jobs, timeout=10_000)


def add(desk: Desk, register: str, **values: object) -> bytes:
    """A row through the form's own service."""
    checked = registers.check(desk, register, values)
    assert not checked.errors, checked.errors
    return registers.save(desk, register, checked.values).key


def compose(widget: QWidget, words: str) -> None:
    """Chinese words come from the input method, not from keys."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
