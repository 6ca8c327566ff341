"""Filters as chips: ticked in a small window with counts, removed by mouse and key."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import spelling
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.days import DaysDialog, day_fields, spans
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.widgets.flow import FlowLayout
from tests.people import MadeUp
from tests.ui.dialogs import at_dialog
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
    return shown(context, "people", qtbot)


def shown(context: Context, register: str, qtbot: QtBot) -> RegisterPage:
    """The list of a register on the screen."""
    made = RegisterPage(context, register)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.arrive(Place(register))
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


@pytest.fixture
def visits(context: Context, desk: Desk, qtbot: QtBot) -> RegisterPage:
    today = date.today()
    for day in (today, today.replace(day=1) - timedelta(days=1), date(today.year - 1, 7, 1)):
        add(desk, "visits", title=f"活动{day}", kind="技术支持行", day=day.isoformat())
    return shown(context, "visits", qtbot)


def test_days_narrow_a_list_to_a_month_or_any_two_dates(visits: RegisterPage, qtbot: QtBot) -> None:
    bar, today = visits.filters, date.today()
    bar._fill_menu()
    [days] = bar._day_menus
    assert [action.text() for action in days.actions()] == ["本月", "上月", "本季", "上季", "本年", "上年", "自定…"]
    next(action for action in days.actions() if action.text() == "本月").trigger()
    assert visits.model.rowCount() == 1
    [chip] = bar._limits
    assert chip.face.text().startswith(f"日期：{today.year}年{today.month}月1日至")

    def wrong_then_right(dialog: QDialog) -> None:
        assert isinstance(dialog, DaysDialog)
        assert dialog.first.day == today.replace(day=1)  # begins as what stands
        dialog.first.setText("2999-1-1")
        dialog.ok.click()
        assert "结束日期早于开始日期" in dialog.complaint.text()
        dialog.first.setText(f"{today.year - 1}-1-1")
        dialog.ok.click()

    at_dialog(wrong_then_right)
    qtbot.mouseClick(chip.face, Left)
    assert visits.model.rowCount() == 3
    qtbot.mouseClick(bar._limits[0].cross, Left)
    assert bar.between == {}


def test_registers_without_days_of_their_own_offer_none() -> None:
    assert day_fields(REGISTERS["needs"]) == ("raised", "due", "closed")
    assert "birth" not in day_fields(REGISTERS["people"])
    assert day_fields(REGISTERS["targets"]) == ()
    assert set(spans(date(2026, 1, 15))) == {"本月", "上月", "本季", "上季", "本年", "上年"}
    assert spans(date(2026, 1, 15))["上季"].words == "2025年10月1日至2025年12月31日"


def test_what_is_only_this_computers_says_so_in_its_tips(context: Context, qtbot: QtBot) -> None:
    page = shown(context, "certificates", qtbot)
    page.arrive(Place("certificates", ask={"filters": {"prints": (0, None)}}))
    tip = page.filters._chips["prints"].face.toolTip()
    assert tip == "0、（空）\n只算在这台电脑上的，不随数据包交换"
    tips = [page.model.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) for n in range(7)]
    assert ["只算在这台电脑上的" in tip for tip in tips] == [False] * 6 + [True]
