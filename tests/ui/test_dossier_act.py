"""服务档案 from the list and from the open record: which year is asked, the paper is shown."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from tests.people import RARE_NAME
from tests.printing.reading import text_of
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, settle, shown
from tests.ui.training_world import PrintingFrame, choose
from tests.ui.world import add

__all__ = ["frame"]
YEAR = f"{date.today().year}年"


@pytest.mark.parametrize(
    ("register", "name", "title"), [("people", RARE_NAME, "个人服务档案"), ("enterprises", "虚构船厂", "企业服务档案")]
)
@pytest.mark.parametrize("asked", [YEAR, "历年全部", "取消"])
def test_the_dossier_of_the_open_record(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot, register: str, name: str, title: str, asked: str
) -> None:
    key = add(desk, register, name=name)
    page = shown(RegisterPage(context, register, acts=CATALOGUE[register].acts), Place(register, key), qtbot)
    assert page.panel is not None
    act = next(b for b in page.panel.findChildren(QPushButton) if b.text() == "服务档案…")

    def answer(dialog: QMessageBox) -> None:
        qtbot.waitUntil(dialog.isVisible)
        choose(asked)(dialog)

    at_dialog(answer)  # type: ignore[arg-type]
    qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    settle(context, qtbot)
    if asked == "取消":
        assert frame.papers == []
        return
    paper = frame.papers[-1]
    words = text_of(paper[1])
    assert title in words
    assert (YEAR in words.split("\n")[1] + words.split("\n")[2]) == (asked == YEAR)
