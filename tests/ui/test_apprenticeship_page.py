"""The page of a pair with mouse and keys: made by a small dialog, reviewed in place, closed, certified, printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog
from pytestqt.qtbot import QtBot

from laomo_desktop.services import apprenticeships, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.apprenticeship import ApprenticeshipScreen
from laomo_desktop.ui.screens.apprenticeship.graduate_dialog import GraduateDialog
from laomo_desktop.ui.screens.apprenticeship.pair_dialog import PairDialog
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.service_world import frame, pick, settle, shown, write
from tests.ui.training_world import PrintingFrame
from tests.ui.world import add, compose

__all__ = ["frame"]
pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard"
)  # drop-downs, without a screen
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pair(desk: Desk) -> bytes:
    master, apprentice = add(desk, "people", name=RARE_NAME), add(desk, "people", name="陈㛃")
    values = {"master": master, "apprentice": apprentice, "begins": "2025-03-06", "ends": "2027-03-05"}
    return apprenticeships.create(desk, values).key


@pytest.fixture
def screen(context: Context, pair: bytes, qtbot: QtBot) -> ApprenticeshipScreen:
    return shown(ApprenticeshipScreen(context), Place("apprenticeship", pair), qtbot)


def press(screen: ApprenticeshipScreen, words: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(next(b for b in screen.standing.move_buttons() if b.text() == words), LEFT)


def test_a_new_pair_from_the_list(context: Context, desk: Desk, frame: PrintingFrame, qtbot: QtBot) -> None:
    master = add(desk, "people", name="单样例")
    page = shown(RegisterPage(context, "apprenticeships"), Place("apprenticeships"), qtbot)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PairDialog)
        qtbot.mouseClick(dialog.ok, LEFT)
        assert "请填写师傅" in dialog.complaint.text()
        pick(dialog.master, "syl", qtbot)  # 单 is shàn in a name
        assert dialog.master.entry() == master
        write(dialog.apprentice, "单样例", qtbot)
        qtbot.mouseClick(dialog.ok, LEFT)
        qtbot.waitUntil(lambda: "同一个人" in dialog.complaint.text())
        dialog.apprentice.line.clear()
        write(dialog.apprentice, RARE_NAME, qtbot)
        dialog.begins.line.setText("昨天吧")
        qtbot.mouseClick(dialog.ok, LEFT)
        assert "开始日期看不懂" in dialog.complaint.text()
        dialog.begins.line.setText("2026.3.6")
        dialog.begins.edited.emit()
        dialog.years.setCurrentText("1年")
        assert "到2027年3月5日止，考核2次：2026年9月6日、2027年3月5日" in dialog.plan.text()
        qtbot.mouseClick(dialog.ok, LEFT)

    at_dialog(fill)
    qtbot.mouseClick(page.new, LEFT)
    done = frame.dones[-1]
    assert done.sentence == f"单样例收{RARE_NAME}为徒（烟芝师徒〔2026〕第001号）"
    assert frame.places[-1] == Place("apprenticeship", done.key)
    assert registers.get(desk, "apprenticeships", done.key)["ends"] == "2027-03-05"


def test_a_master_with_too_many_is_warned_of_and_the_limit_is_hers_to_change(
    context: Context, desk: Desk, pair: bytes, screen: ApprenticeshipScreen, qtbot: QtBot
) -> None:
    assert not screen.standing.warning.isVisible()
    row = registers.get(desk, "apprenticeships", pair)
    apprenticeships.set_limit(desk, 1)
    values = {"master": row["master"], "apprentice": add(desk, "people", name="欧阳测试")}
    apprenticeships.create(desk, {**values, "begins": "2026-01-01", "ends": "2027-12-31"})
    qtbot.waitUntil(screen.standing.warning.isVisible)
    assert "现带2名徒弟，多于一般的上限1名" in screen.standing.warning.text()
    dialog = PairDialog(context, {"master": row["master"]}, screen)
    qtbot.addWidget(dialog)
    assert "已带2名徒弟" in dialog.warning.text()

    def more(asked: QDialog) -> None:
        assert isinstance(asked, QInputDialog)
        asked.setIntValue(6)
        asked.accept()

    at_dialog(more)
    qtbot.mouseClick(screen.standing.limiter, LEFT)
    settle(context, qtbot)
    assert apprenticeships.limit(desk) == 6
    qtbot.waitUntil(lambda: not screen.standing.warning.isVisible())


def test_reviews_are_recorded_where_they_stand(
    context: Context,
    desk: Desk,
    pair: bytes,
    screen: ApprenticeshipScreen,
    frame: PrintingFrame,
    qtbot: QtBot,
) -> None:
    assert [line.due.text() for line in screen.reviews.lines.lines] == [
        "2025年9月6日",
        "2026年3月6日",
        "2026年9月6日",
        "2027年3月5日",
    ]
    first = screen.reviews.lines.lines[0]
    assert "已过" in first.state.text()
    first.result.setFocus()
    qtbot.keyClick(first.result, Qt.Key.Key_Down)
    settle(context, qtbot)
    row = apprenticeships.reviews(desk, pair)[0]
    assert row["result"] == "优秀"
    assert row["held"]
    assert first.state.text() == "✓ 已考核"
    assert screen.reviews.lines.lines[0] is first  # the line is not made anew under her hands
    first.comment.setFocus()
    compose(first.comment, f"{RARE_NAME}教得好")
    qtbot.keyClick(first.comment, Qt.Key.Key_Return)
    settle(context, qtbot)
    assert apprenticeships.reviews(desk, pair)[0]["comment"] == f"{RARE_NAME}教得好"
    before = len(frame.dones)
    first.comment.setFocus()
    qtbot.keyClick(first.comment, Qt.Key.Key_Tab)
    settle(context, qtbot)
    assert len(frame.dones) == before  # going through changes nothing
    second = screen.reviews.lines.lines[1]
    second.held.take_focus()
    qtbot.keyClicks(second.held.line, "99.99.99")
    qtbot.keyClick(second.held.line, Qt.Key.Key_Tab)
    settle(context, qtbot)
    assert frame.refusals
    assert apprenticeships.reviews(desk, pair)[1]["held"] is None


def test_the_end_with_outcome_and_certificate(
    context: Context,
    desk: Desk,
    pair: bytes,
    screen: ApprenticeshipScreen,
    frame: PrintingFrame,
    qtbot: QtBot,
) -> None:
    def finish(dialog: QDialog) -> None:
        assert isinstance(dialog, GraduateDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        compose(dialog.text, "取得高级工证书")
        dialog.certifying.setChecked(True)
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    at_dialog(finish)
    press(screen, "出师…", qtbot)
    settle(context, qtbot)
    row = registers.get(desk, "apprenticeships", pair)
    assert [row["state"], row["outcome"]] == ["出师", "取得高级工证书"]
    given = apprenticeships.certificate_of(desk, pair)
    assert given is not None
    qtbot.waitUntil(lambda: given["number"] in screen.standing.certificate.text())
    assert not screen.standing.certifier.isVisible()
    qtbot.mouseClick(screen.standing.shower, LEFT)
    settle(context, qtbot)
    assert frame.papers[-1][1].startswith(b"%PDF")


def test_dissolving_asks_why(
    context: Context, desk: Desk, pair: bytes, screen: ApprenticeshipScreen, qtbot: QtBot
) -> None:
    def why(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        qtbot.mouseClick(dialog.act, LEFT)
        assert "请先写明原因" in dialog.complaint.text()
        dialog.entry.setCurrentText("双方协商解除")
        qtbot.mouseClick(dialog.act, LEFT)

    at_dialog(why)
    press(screen, "解除…", qtbot)
    settle(context, qtbot)
    assert registers.get(desk, "apprenticeships", pair)["state"] == "解除"
    qtbot.waitUntil(lambda: [b.text() for b in screen.standing.move_buttons()] == ["恢复结对…"])
    assert "双方协商解除" in screen.standing.facts.text()


def test_the_agreement_is_printed_and_noted(
    context: Context,
    desk: Desk,
    pair: bytes,
    screen: ApprenticeshipScreen,
    frame: PrintingFrame,
    qtbot: QtBot,
) -> None:
    qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    assert frame.papers[0][0].startswith("师徒协议书：")
    noted = [line.operation.sentence for line in registers.history(desk, "apprenticeships", pair)]
    assert any("师徒协议书（3份" in sentence for sentence in noted)


def test_a_row_of_the_list_opens_its_page(
    context: Context, pair: bytes, frame: PrintingFrame, qtbot: QtBot
) -> None:
    page = shown(RegisterPage(context, "apprenticeships"), Place("apprenticeships"), qtbot)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.view.choose(0)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert frame.places == [Place("apprenticeship", pair)]
