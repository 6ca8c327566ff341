"""Filters as chips: ticked in a small window with counts, removed by mouse and key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.services import spelling
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.widgets.flow import FlowLayout
from tests.people import MadeUp
from tests.ui.world import add

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # a pop-up, without a screen
Left = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def page(context: Context, desk: Desk, people: list[MadeUp], qtbot: QtBot) -> RegisterPage:
    unit = add(desk, "enterprises", name="虚构机械厂")
    for n, p in enumerate(people[:30]):
        kind = ("劳模、工匠", "工匠", None)[n % 3]
        add(desk, "people", name=p.name, phone=p.phone, kind=kind, enterprise=unit if n < 10 else None)
    made = RegisterPage(context, "people")
    qtbot.addWidget(made)
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive(Place("people"))
    return made


def test_ticking_values_narrows_the_list_and_counts_are_of_the_rows(page: RegisterPage, qtbot: QtBot) -> None:
    popover = page.filters.open("kind")
    lines = [popover.list.item(n).text() for n in range(popover.list.count())]
    assert lines == ["工匠　20", "劳模　10", "（空）　10"]
    spot = popover.list.visualItemRect(popover.list.item(1)).center()
    qtbot.mouseClick(popover.list.viewport(), Left, pos=spot)
    assert page.model.rowCount() == 10
    popover.list.setCurrentRow(2)
    qtbot.keyClick(popover.list, Key.Key_Space)
    assert page.model.rowCount() == 20
    qtbot.keyClick(popover.list, Key.Key_Return)
    assert page.filters._chips["kind"].face.text() == "人员类别：劳模、（空）"
    assert page.top.count.text() == "共 30 人，筛选后 20 人"


def test_a_filter_by_a_linked_record_shows_its_name(page: RegisterPage) -> None:
    popover = page.filters.open("enterprise")
    assert popover.list.item(1).text() == "虚构机械厂　10"
    popover.close()


def test_a_chip_goes_by_its_cross_and_by_the_delete_key(page: RegisterPage, qtbot: QtBot) -> None:
    page.arrive(Place("people", ask={"filters": {"kind": ["劳模"], "sex": "男"}, "find": ""}))
    assert page.model.query.filters == {"kind": ("劳模",), "sex": ("男",)}
    qtbot.mouseClick(page.filters._chips["sex"].cross, Left)
    assert page.model.rowCount() == 10
    face = page.filters._chips["kind"].face
    face.setFocus()
    qtbot.keyClick(face, Key.Key_Delete)
    assert page.model.rowCount() == 30
    assert page.filters._chips == {}


def test_a_filter_opened_and_left_empty_leaves_no_chip(page: RegisterPage, qtbot: QtBot) -> None:
    popover = page.filters.open("trade")
    assert "trade" in page.filters._chips
    qtbot.keyClick(popover, Key.Key_Escape)
    qtbot.waitUntil(lambda: "trade" not in page.filters._chips)


def test_the_menu_offers_the_registers_filters(page: RegisterPage) -> None:
    page.filters._fill_menu()
    labels = [action.text() for action in page.filters._menu.actions()]
    assert labels == ["人员类别", "工种", "技能等级", "单位", "所属工会", "性别", "学历"]


def test_chips_break_the_line_where_the_width_ends(qapp: QApplication) -> None:
    parent = QWidget()
    flow = FlowLayout(parent)
    for _ in range(6):
        made = QLabel("条件")
        made.setFixedSize(80, 20)
        flow.addWidget(made)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(170) == 3 * 20 + 2 * 6


@pytest.mark.parametrize(
    ("typed", "found"),
    [("hg", ["焊工"]), ("gong", ["焊工", "钳工"]), ("钳", ["钳工"]), ("", ["焊工", "钳工", "钢琴师"]), ("xyz", [])],
)
def test_words_are_found_by_part_initials_and_pinyin(typed: str, found: list[str]) -> None:
    assert spelling.narrow(["焊工", "钳工", "钢琴师"], typed) == found
