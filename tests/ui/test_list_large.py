"""A list too large to answer between two keys: looked for aside, calmly, and only the last question counts."""

from array import array
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from laomo_desktop.db.query import Query
from laomo_desktop.services import lists, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.widgets.popover import ChoicePopover
from tests.people import MadeUp
from tests.ui.world import add, idle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(
    context: Context, people: list[MadeUp], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RegisterPage]:
    for number, one in enumerate(people):
        add(context.desk, "people", name=one.name, trade=("焊工", "钳工")[number % 2])
    monkeypatch.setattr(lists, "SMALL", 3)
    made = RegisterPage(context, "people")
    qtbot.addWidget(made)
    made.resize(1166, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive(Place("people"))
    idle(context.runner, qtbot)
    yield made
    idle(context.runner, qtbot)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Long answers wait for it."""
    gate, answer = Event(), lists.whole

    def wait(desk: Desk, wanted: Query) -> tuple["array[int]", int]:
        assert gate.wait(10)
        return answer(desk, wanted)

    monkeypatch.setattr(lists, "whole", wait)
    return gate


def head(page: RegisterPage, name: str) -> QPoint:
    top = page.view.horizontalHeader()
    section = page.model.columns.index(name)
    return QPoint(top.sectionViewportPosition(section) + 12, top.height() // 2)


def shown(page: RegisterPage, name: str) -> list[str]:
    column = page.model.columns.index(name)
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def test_sorting_leaves_the_window_free_and_the_last_wish_counts(
    page: RegisterPage, held: Event, context: Context, qtbot: QtBot
) -> None:
    before = shown(page, "name")
    top = page.view.horizontalHeader()
    qtbot.mouseClick(top.viewport(), LEFT, pos=head(page, "trade"))
    assert page.top.count.text() == "正在查找…"
    assert shown(page, "name") == before, "the rows stay until others are there"
    qtbot.mouseClick(top.viewport(), LEFT, pos=head(page, "trade"))
    assert page.model.asked.order == ("-trade",)
    heard: list[int] = []
    page.finder.answered.connect(lambda: heard.append(1))
    held.set()
    idle(context.runner, qtbot)
    assert page.model.query.order == ("-trade",)
    assert heard == [1], "the first answer was dropped"
    assert shown(page, "trade") == sorted(shown(page, "trade"), reverse=True)
    assert page.top.count.text() == f"共 {len(before)} 人"


def test_a_write_keeps_the_chosen_row(page: RegisterPage, context: Context, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.view.horizontalHeader().viewport(), LEFT, pos=head(page, "trade"))
    idle(context.runner, qtbot)
    page.view.choose(4)
    key = page.model.key(4)
    assert key is not None
    add(context.desk, "people", name="后来人", trade="电工")
    page.refresh()
    idle(context.runner, qtbot)
    assert page.view.chosen_keys() == [key]
    registers.save(context.desk, "people", {"post": "班长"}, key)
    page.view.selectAll()
    page.refresh()
    idle(context.runner, qtbot)
    assert page.view.chosen_count() == page.model.rowCount(), "nothing came or went"


@pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise|grabbing)")
def test_the_values_of_a_filter_are_counted_aside(page: RegisterPage, context: Context, qtbot: QtBot) -> None:
    page.filters.ask_for("trade")
    idle(context.runner, qtbot)
    [popover] = page.filters.findChildren(ChoicePopover)
    first = popover.list.item(0)
    qtbot.mouseClick(popover.list.viewport(), LEFT, pos=popover.list.visualItemRect(first).center())
    idle(context.runner, qtbot)
    assert set(shown(page, "trade")) == {first.text()[:2]}
    assert "筛选后" in page.top.count.text()
    popover.close()
