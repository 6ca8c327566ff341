"""荣誉推荐, and what is begun from a record's tabs: activities, visits, awards by the year's rules."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.services import lists
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.dialog import FormDialog
from laomo_desktop.ui.form.hanging_tab import HangingTab
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.nominees import EVERYBODY, NomineesScreen
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, settle, shown
from tests.ui.training_world import PrintingFrame
from tests.ui.world import add, compose

__all__ = ["frame"]
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
LEFT = Qt.MouseButton.LeftButton


def tab(page: RegisterPage, label: str) -> HangingTab:
    """The tab of the opened record, brought to the front."""
    assert page.panel is not None
    tabs = page.panel.tabs
    place = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(label) and tabs.isTabVisible(n))
    tabs.setCurrentIndex(place)
    found = tabs.widget(place)
    assert isinstance(found, HangingTab)
    return found


def test_who_may_be_recommended_and_why_not(
    context: Context,
    desk: Desk,
    frame: PrintingFrame,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    screen = shown(NomineesScreen(context), Place("nominees"), qtbot)
    assert "还没有人登记过工匠荣誉" in screen.empty.words.text()
    ready, early = add(desk, "people", name=RARE_NAME), add(desk, "people", name="陈㛃")
    add(desk, "honours", person=ready, honour="区市工匠", year="2020")
    add(desk, "honours", person=early, honour="企业工匠", year=str(date.today().year))
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)
    assert "可以推荐 1 人，共 2 人" in screen.count.text()
    screen.which.setCurrentText(EVERYBODY)
    assert [row.person["id"] for row in screen.model.rows] == [ready, early]
    screen.honour.setCurrentText("区市工匠")
    assert [row.person["id"] for row in screen.model.rows] == [early]
    assert screen.model.data(screen.model.index(0, 4)) == "✗ 获企业工匠未满1年"
    screen.honour.setCurrentText("大国工匠")
    assert "没有符合条件的人" in screen.empty.words.text()
    screen.show_all()
    screen.view.choose([ready])
    qtbot.keyClick(screen.view, Qt.Key.Key_Return)
    assert frame.places == [Place("people", ready)]
    path = tmp_path / "推荐.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert path.stat().st_size > 0
    assert "2人" in screen.count.text()


def test_an_activity_is_begun_from_its_studio(context: Context, desk: Desk, qtbot: QtBot) -> None:
    studio = add(desk, "studios", name=f"{RARE_NAME}焊接工作室")
    page = shown(RegisterPage(context, "studios"), Place("studios", studio), qtbot)
    activities = tab(page, "活动记录")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        form = dialog.form
        assert form.fields.rows["studio"].editor.entry() == studio
        for name, words in (("title", "带徒攻关日"), ("day", "2026-3-1")):
            form.fields.show_field(name)
            compose(form.fields.rows[name].editor.line, words)  # type: ignore[attr-defined]
        qtbot.mouseClick(form.saver, LEFT)

    at_dialog(fill)
    qtbot.mouseClick(activities.adder, LEFT)
    settle(context, qtbot)
    assert [row["title"] for row in lists.pointing(desk, "activities", "studio", studio)] == ["带徒攻关日"]
    assert activities.table.rowCount() == 1


def test_a_visit_is_begun_from_its_team(
    context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot
) -> None:
    team = add(desk, "teams", name="虚构服务队")
    page = shown(RegisterPage(context, "teams"), Place("teams", team), qtbot)
    qtbot.mouseClick(tab(page, "服务活动").adder, LEFT)
    assert frame.places == [Place("visits", None, {"new": {"team": team}})]


def test_an_award_is_filled_in_from_the_years_rules(context: Context, desk: Desk, qtbot: QtBot) -> None:
    year = date.today().year
    add(
        desk,
        "funding_rules",
        year=str(year),
        subject="省级创新工作室联盟",
        amount="30万",
        document="烟工〔2026〕1号",
    )
    achievement = add(desk, "achievements", name="低温焊接操作法", kind="创新操作法")
    page = shown(RegisterPage(context, "achievements"), Place("achievements", achievement), qtbot)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        assert [b.text() for b in dialog.form.starts] == [f"省级创新工作室联盟 300,000元（{year}年）"]
        qtbot.mouseClick(dialog.form.starts[0], LEFT)
        qtbot.mouseClick(dialog.form.saver, LEFT)

    at_dialog(fill)
    qtbot.mouseClick(tab(page, "奖励资助").adder, LEFT)
    settle(context, qtbot)
    award = lists.pointing(desk, "awards", "achievement", achievement)[0]
    assert [award["name"], award["year"], award["amount"], award["document"]] == [
        "省级创新工作室联盟", year, 30_000_000, "烟工〔2026〕1号",
    ]  # fmt: skip
