"""A list beside an open form at 150 %: nothing overlaps, the lesser buttons stand in 更多."""

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage


def test_lesser_buttons_fold_into_more_where_the_line_is_narrow(context: Context, qtbot: QtBot) -> None:
    page = RegisterPage(context, "people")
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.arrive(Place("people"))
    buttons = {b.text(): b for b in page.top.findChildren(QPushButton)}
    assert buttons["导入"].isVisible()
    page.resize(430, 600)
    qtbot.waitUntil(lambda: not buttons["导入"].isVisible())
    shown = {a.text() for a in page.top.more.actions() if a.isVisible()}
    assert {"导入", "导出"} <= shown
    assert buttons["新建"].isVisible()
    qtbot.waitUntil(lambda: apart(page, buttons.values()))
    page.resize(1100, 600)
    qtbot.waitUntil(buttons["导入"].isVisible)


@pytest.mark.parametrize("register", ["people", "assignments", "visits", "awards"])
def test_all_columns_are_seen_at_once_on_a_small_screen(context: Context, qtbot: QtBot, register: str) -> None:
    """As wide as the page is in a window of 1366; long words give way, numbers, days and what the clerk drew do not."""
    page = RegisterPage(context, register)
    qtbot.addWidget(page)
    page.resize(1178, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.stack.setCurrentWidget(page.view)
    assert page.view.horizontalScrollBar().maximum() == 0
    assert all(page.remembered.width(name) is None for name in page.model.columns), "nobody drew anything"
    page.view.horizontalHeader().resizeSection(0, 300)
    page.resize(1900, 680)
    page.resize(1178, 680)
    assert page.view.columnWidth(0) == 300


def apart(page: RegisterPage, buttons: Iterable[QPushButton]) -> bool:
    """The search box and the buttons that are shown do not overlap."""
    row = sorted((b.geometry() for b in buttons if b.isVisible()), key=QRect.left)
    return not any(a.intersects(b) for a, b in zip([page.top.search.geometry(), *row], row, strict=False))
