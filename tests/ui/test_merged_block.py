"""合并自 … [拆分] on a record's page, by mouse; whoever comes for the one gone finds the survivor."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from laomo_desktop.services import registers, same
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import choose
from tests.ui.world import FakeFrame, add, idle

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def two(desk: Desk) -> tuple[bytes, bytes]:
    kept = add(desk, "people", name=RARE_NAME, phone="19900001234", post="焊工")
    gone = add(desk, "people", name="𬍛龑㛃𡈽", phone="19900001234", department="一车间")
    same.merge(desk, kept, gone, evidence="几乎可以肯定（95分）：手机相同")
    return kept, gone


@pytest.fixture
def page(context: Context, two: tuple[bytes, bytes], desk: Desk, qtbot: QtBot) -> Iterator[RegisterPage]:
    made = RegisterPage(context, "people")
    qtbot.addWidget(made)
    made.resize(1166, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive(Place("people", two[1]))
    yield made
    idle(context.runner, qtbot)


def words(page: RegisterPage) -> str:
    return "\n".join(each.text() for each in page.panel.merged.findChildren(QLabel) if each.isVisible())


def part(page: RegisterPage, qtbot: QtBot, which: str) -> None:
    at_dialog(choose(which))
    qtbot.mouseClick(page.panel.merged.buttons[0], Left)
    idle(page.context.runner, qtbot)


def test_the_one_gone_leads_to_the_survivor_who_tells_of_her(page, two):
    assert page.panel.key == two[0]
    told = words(page)
    assert "合并自“𬍛龑㛃𡈽”（芝罘区）" in told
    assert "管理员 20" in told
    assert "手机相同" in told


def test_taken_apart_by_mouse_it_can_be_taken_back(page, two, desk: Desk, frame: FakeFrame, qtbot: QtBot):
    part(page, qtbot, "拆分")
    (done,) = frame.dones
    assert "拆分" in done.sentence
    assert registers.get(desk, "people", two[1])["deleted"] is None
    assert registers.get(desk, "people", two[0])["department"] is None
    page.panel.merged.show_for(two[0])
    assert not page.panel.merged.isVisible()
    registers.undo(desk, done.operation)
    page.panel.merged.show_for(two[0])
    assert page.panel.merged.isVisible()


def test_nothing_happens_when_she_thinks_better_of_it(page, two, desk: Desk, frame: FakeFrame, qtbot: QtBot):
    part(page, qtbot, "取消")
    assert not frame.dones
    assert same.merged_into(desk, two[0])


def test_it_is_remembered_that_they_are_two(page, desk: Desk, qtbot: QtBot):
    part(page, qtbot, "拆分，并记住不是同一人")
    with desk.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM distinctions").scalar_one() == 1


def test_most_records_have_no_such_line(page, desk: Desk):
    page.arrive(Place("people", add(desk, "people", name="李试用")))
    assert not page.panel.merged.isVisible()
