"""A list beside an open form at 150 %: nothing overlaps, the lesser buttons stand in 更多."""

from collections.abc import Iterable

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


def apart(page: RegisterPage, buttons: Iterable[QPushButton]) -> bool:
    """The search box and the buttons that are shown do not overlap."""
    row = sorted((b.geometry() for b in buttons if b.isVisible()), key=QRect.left)
    return not any(a.intersects(b) for a, b in zip([page.top.search.geometry(), *row], row, strict=False))
