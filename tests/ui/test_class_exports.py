"""导出 of what hangs on classes: from the page of one, from the list of all."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from laomo_desktop.services import attendance
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.training.export_button import ExportButton
from tests.ui.training_world import World, frame, make_class, open_class
from tests.ui.world import FakeFrame, context, idle

__all__ = ["context", "frame", "open_class"]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files the clerk was offered; she takes each as it is."""
    offered: list[Path] = []

    def take(_parent: object, _title: str, suggested: str, *_kinds: str) -> tuple[str, str]:
        offered.append(tmp_path / Path(suggested).name)
        return str(offered[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    return offered


def press(menu: QMenu, words: str) -> None:
    """A line of a menu (offscreen no menu can be shown)."""
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()


def rows(path: Path) -> list[dict[object, object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_the_lists_of_a_class_from_its_page(open_class: Callable[..., World], saved: list[Path]) -> None:
    world = open_class(3)
    make_class(world.desk, 2, title="别的班")
    menu = world.screen.findChildren(ExportButton)[0].menu()

    def export(words: str) -> None:
        press(menu, words)
        idle(world.runner, world.qtbot)

    export("考勤")
    assert world.frame.refused == "本班还没有考勤记录，没有可以导出的记录。"
    attendance.quick(world.desk, world.training, 1, "1,2迟")
    world.settle()
    for words in ("学员", "节次", "考勤"):
        export(words)
    assert [path.name.split("_")[1:3] for path in saved] == [
        ["学员名单", "安全生产大课堂"], ["节次", "安全生产大课堂"], ["考勤记录", "安全生产大课堂"],
    ]  # fmt: skip
    assert [len(rows(path)) for path in saved] == [3, 2, 3]
    assert [row["考勤"] for row in rows(saved[2])] == ["出勤", "迟到", "缺勤"]
    assert world.frame.dones[-1].final, "nobody is offered to take an export back"


def test_the_attendance_of_all_classes_shown_from_their_list(
    context: Context, frame: FakeFrame, saved: list[Path], qtbot: QtBot
) -> None:
    for title in ("一班", "二班", "三班"):
        attendance.quick(context.desk, make_class(context.desk, 2, title=title), 1, "全到")
    page = RegisterPage(context, "trainings")
    qtbot.addWidget(page)
    page.resize(1000, 500)
    page.show()
    qtbot.waitExposed(page)
    page.search()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.top.search.setText("二班")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    press(page.top.more, "导出考勤记录")
    idle(context.runner, qtbot)
    assert [(row["培训班"], row["考勤"]) for row in rows(saved[0])] == [("二班", "出勤")] * 2
    assert not frame.refusals
