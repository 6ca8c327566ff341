"""The page of a class: steps, roster, periods, scores, papers, moves; with mouse and keys."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from laomo_desktop.services import attendance, registers, trainings
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.screens.training.form_dialog import FormDialog
from laomo_desktop.ui.screens.training.people_picker import PeoplePicker
from laomo_desktop.ui.screens.training.plan_dialog import PlanDialog
from laomo_desktop.ui.screens.training.scores_model import FIRST
from laomo_desktop.ui.screens.training.steps import Act, next_step, steps
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME, make_phone
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import PrintingFrame, World, choose, frame, open_class, undo_last
from tests.ui.world import add, compose, context

__all__ = ["context", "frame", "open_class"]
Opener = Callable[..., World]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def standing(world: World) -> list[tuple[str, bool]]:
    return [(step.label, step.done) for step in steps(world.screen.hub.loaded)]


def coming(world: World) -> str:
    found = steps(world.screen.hub.loaded)
    return found[next_step(found)].label


# -- steps -----------------------------------------------------------------------------------------------------
def test_the_steps_follow_the_data_and_the_main_button_walks_them(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3, tab="roster")
    screen, bar = world.screen, world.screen.steps
    assert coming(world) == "签到表"
    qtbot.mouseClick(bar.main, Qt.MouseButton.LeftButton)
    world.settle()
    title, pdf, suggested = world.frame.papers[-1]
    assert pdf.startswith(b"%PDF")
    assert "签到表" in title
    assert suggested.endswith(".pdf")
    assert coming(world) == "签到表", "looked at, not printed"
    world.frame.print_last()
    world.settle()
    assert coming(world) == "考勤"
    assert bar.main.text() == "登记考勤"
    qtbot.mouseClick(bar.main, Qt.MouseButton.LeftButton)
    assert screen.tabs.currentWidget() is screen.attendance
    assert world.of.training["state"] == "筹备"
    for _ in range(2):
        qtbot.keyClicks(screen.attendance.quick.line, "1-3")
        qtbot.keyClick(screen.attendance.quick.line, Key.Key_Return)
        world.settle()
    assert coming(world) == "结业"
    assert world.of.training["state"] == "开班", "it has begun: somebody came"
    assert screen.head.state.text().startswith("状态：开班")
    qtbot.keyClick(screen, Key.Key_N, Qt.KeyboardModifier.AltModifier)
    world.settle()
    assert world.of.training["state"] == "结业"
    assert coming(world) == "证书"
    assert screen.tabs.currentWidget() is screen.certificates


def test_an_empty_class_says_what_to_do_first(context: Context, open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(0)
    bare = trainings.create(
        context.desk, {"title": "空班", "kind": "微课堂", "begins": "2026-03-06"}, periods=[]
    ).key
    world.screen.arrive(Place("training", bare))
    assert coming(world) == "筹备"
    assert world.screen.tabs.currentWidget() is world.screen.periods
    assert world.screen.periods.stack.currentWidget() is world.screen.periods.empty
    world.screen.show_tab("attendance")
    assert "还没有节次" in world.screen.attendance.empty.words.text()
    assert not world.screen.attendance.quick.line.isEnabled()


def test_a_step_shows_its_tab_and_its_own_act(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2)
    bar = world.screen.steps
    qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert world.screen.tabs.currentWidget() is world.screen.roster
    assert bar.main.text() == Act.IMPORT.value
    qtbot.mouseClick(bar.main, Qt.MouseButton.LeftButton)
    assert world.frame.places[-1] == Place("import", ask={"register": "people", "training": world.training})


def test_going_back_a_state_wants_its_reason(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2)
    world.screen._move("start")
    world.settle()
    back = next(a for a in world.screen.head.moves.actions() if a.text().startswith("退回筹备"))
    seen: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
        seen.append(dialog.complaint.text())
        dialog.entry.setCurrentText("培训延期")
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    at_dialog(fill)
    back.trigger()
    world.settle()
    assert seen == ["请先写明原因。"]
    assert world.of.training["state"] == "筹备"


def test_finishing_too_early_is_asked_about(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2)
    qtbot.keyClicks(world.screen.attendance.quick.line, "1-2")
    qtbot.keyClick(world.screen.attendance.quick.line, Key.Key_Return)
    world.settle()
    finish = world.screen.steps.buttons[4]
    at_dialog(choose("先登考勤"))
    qtbot.mouseClick(finish, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(world.screen.steps.main, Qt.MouseButton.LeftButton)
    world.settle()
    assert world.of.training["state"] == "开班"
    assert world.screen.tabs.currentWidget() is world.screen.attendance
    assert world.screen.attendance.grid.currentIndex().column() == 1
    at_dialog(choose("仍然结业"))
    qtbot.mouseClick(finish, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(world.screen.steps.main, Qt.MouseButton.LeftButton)
    world.settle()
    assert world.of.training["state"] == "结业"


def test_a_class_of_an_older_program_is_finished_in_one_step(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2)
    for period in (1, 2):
        attendance.quick(world.desk, world.training, period, "全到")
    with world.desk.store.operation("收包", "", "测试") as write:
        write.update("trainings", world.training, {"state": "筹备"})
    world.settle()
    assert world.screen.head.state.text().startswith("状态：开班")
    assert coming(world) == "结业"
    assert "退回筹备…" not in [a.text() for a in world.screen.head.moves.actions()]
    qtbot.mouseClick(world.screen.steps.main, Qt.MouseButton.LeftButton)
    world.settle()
    assert world.of.training["state"] == "结业"


# -- periods ---------------------------------------------------------------------------------------------------
def test_plan_half_days(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(1, tab="periods")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PlanDialog)
        dialog.ends.put(date(2026, 3, 5))
        assert not dialog.ok.isEnabled()
        dialog.ends.put(date(2026, 3, 8))
        assert "6节" in dialog.words.text()
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    at_dialog(fill)
    qtbot.mouseClick(world.screen.periods.planning, Qt.MouseButton.LeftButton)
    world.settle()
    assert [(p["number"], p["day"][-2:], p["half"]) for p in world.of.periods] == [
        (1, "06", "上午"),
        (2, "06", "下午"),
        (3, "07", "上午"),
        (4, "07", "下午"),
        (5, "08", "上午"),
        (6, "08", "下午"),
    ]
    undo_last(world)
    assert len(world.of.periods) == 2


def test_the_days_of_a_plan_are_typed_and_a_wrong_one_is_told(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="periods")
    seen: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PlanDialog)
        dialog.begins.selectAll()
        qtbot.keyClicks(dialog.begins, "2026.13.40")
        seen.append(dialog.words.text())
        assert not dialog.ok.isEnabled()
        dialog.begins.selectAll()
        qtbot.keyClicks(dialog.begins, "20260310")
        dialog.ends.selectAll()
        qtbot.keyClicks(dialog.ends, "2026-3-11")
        seen.append(dialog.words.text())
        qtbot.keyClick(dialog.ends, Key.Key_Return)
        seen.append(dialog.ends.text())

    at_dialog(fill)
    world.screen.periods.plan()
    world.settle()
    assert "不存在" in seen[0]
    assert seen[1].startswith("将有4节：3月10日上午 至 3月11日下午")
    assert seen[2] == "2026年3月11日"
    assert [p["day"] for p in world.of.periods][-1] == "2026-03-11"


def test_one_period_is_edited_by_the_form(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(1, tab="periods")
    view = world.screen.periods.view
    view.choose([world.of.periods[1]["id"]])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.form.fields.rows["topic"].editor.restore(f"{RARE_NAME}讲安全")
        dialog.form.save()

    at_dialog(fill)
    qtbot.keyClick(view, Key.Key_Return)
    world.settle()
    assert world.of.periods[1]["topic"] == f"{RARE_NAME}讲安全"


def test_a_period_with_attendance_is_not_deleted(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="periods")
    view = world.screen.periods.view
    view.choose([world.of.periods[1]["id"]])
    qtbot.keyClick(view, Key.Key_Delete)
    world.settle()
    assert len(world.of.periods) == 1
    world.screen.attendance.model.show(world.screen.hub.loaded.grid)
    world.screen.show_tab("attendance")
    qtbot.keyClicks(world.screen.attendance.grid, "d")
    world.settle()
    world.screen.show_tab("periods")
    view.choose([world.of.periods[0]["id"]])
    qtbot.keyClick(view, Key.Key_Delete)
    world.settle()
    assert len(world.of.periods) == 1
    assert "考勤" in world.frame.refused


# -- scores ----------------------------------------------------------------------------------------------------
def scores(world: World) -> list[tuple[int | None, int | None, str | None]]:
    return [(e["theory"], e["practice"], e["result"]) for e in world.of.enrolments]


def test_scores_typed_down_the_column(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3, tab="scores")
    view = world.screen.scores.view
    view.setFocus()
    for score in ("85", "90"):
        qtbot.keyClicks(view, score[0])
        editor = view.findChild(QLineEdit)
        assert editor is not None
        qtbot.keyClicks(editor, score[1])
        qtbot.keyClick(editor, Key.Key_Return)
        qtbot.waitUntil(lambda: not view.findChildren(QLineEdit))
    assert view.currentIndex().row() == 2
    view.setCurrentIndex(world.screen.scores.model.index(0, FIRST + 2))
    qtbot.keyClicks(view, "yb")
    world.settle()
    assert scores(world) == [(85, None, "优秀"), (90, None, "不合格"), (None, None, None)]


def test_a_block_is_pasted_from_excel(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(3, tab="scores")
    view = world.screen.scores.view
    view.setCurrentIndex(world.screen.scores.model.index(0, FIRST))
    QGuiApplication.clipboard().setText("85\t90.00\t合格\r\n60\t\t不合格\r\n")
    qtbot.keyClick(view, Key.Key_V, CONTROL)
    world.settle()
    assert scores(world) == [(85, 90, "合格"), (60, None, "不合格"), (None, None, None)]
    assert len(world.frame.dones) == 1


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("85\n120\n", "2号"),
        ("85\n八十\n", "不是整数"),
        ("1\n2\n3\n4\n", "往下只有3人"),
        ("1\t2\t合格\t4\n", "列数太多"),
    ],
)
def test_a_wrong_block_changes_nothing(open_class: Opener, qtbot: QtBot, block: str, said: str) -> None:
    world = open_class(3, tab="scores")
    view = world.screen.scores.view
    view.setCurrentIndex(world.screen.scores.model.index(0, FIRST))
    QGuiApplication.clipboard().setText(block)
    qtbot.keyClick(view, Key.Key_V, CONTROL)
    world.settle()
    assert said in world.frame.refused
    assert scores(world) == [(None, None, None)] * 3


# -- head and papers -------------------------------------------------------------------------------------------
def test_the_head_is_edited_by_its_form(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(1, tab="roster")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.form.fields.rows["place"].editor.restore("工人文化宫")
        dialog.form.save()

    at_dialog(fill)
    qtbot.keyClick(world.screen.roster.view, Key.Key_E, CONTROL)
    world.settle()
    assert world.of.training["place"] == "工人文化宫"
    assert "工人文化宫" in world.screen.head.facts.toolTip()


def test_instructors_are_chosen_from_people(open_class: Opener, context: Context, qtbot: QtBot) -> None:
    world = open_class(1)
    add(context.desk, "people", name="仇示教", phone=make_phone(9))

    def pick(dialog: QDialog) -> None:
        assert isinstance(dialog, PeoplePicker)
        qtbot.keyClicks(dialog.line, "qsj")
        qtbot.keyClick(dialog.line, Key.Key_Return)
        qtbot.keyClick(dialog.line, Key.Key_Return)

    def add_one(dialog: QDialog) -> None:
        at_dialog(pick)
        dialog.add()  # type: ignore[attr-defined]
        world.settle()
        dialog.accept()

    at_dialog(add_one)
    world.screen.edit_instructors()
    assert world.of.instructor_names == "仇示教"
    assert "授课 仇示教" in world.screen.head.facts.toolTip()


def test_every_paper_is_drawn(open_class: Opener, frame: PrintingFrame, qtbot: QtBot) -> None:
    world = open_class(4, days=2, tab="papers")
    papers = world.screen.papers
    for does in (papers.sign_in, papers.roster, papers.attendance, papers.scores, papers.award_list):
        does()
        world.settle()
    papers.layout_.setCurrentIndex(1)
    papers.sign_in()
    world.settle()
    assert frame.refusals == []
    assert len(frame.papers) == 6
    assert all(pdf.startswith(b"%PDF") for _, pdf, _ in frame.papers)


def test_whole_phones_are_asked_for_and_noted(open_class: Opener, context: Context, qtbot: QtBot) -> None:
    world = open_class(2, tab="papers")
    world.screen.papers.phones.setChecked(True)
    at_dialog(choose("不打印完整电话"))
    world.screen.papers.sign_in()
    world.settle()
    assert world.frame.papers == []
    at_dialog(choose("仍然打印"))
    world.screen.papers.sign_in()
    world.settle()
    assert len(world.frame.papers) == 1
    history = registers.history(context.desk, "trainings", world.training)
    assert "完整电话" in history[0].operation.sentence


def test_the_page_follows_what_others_write(open_class: Opener, context: Context, qtbot: QtBot) -> None:
    world = open_class(2, tab="roster")
    person = world.of.enrolments[0]["person"]
    registers.save(context.desk, "people", {"name": "改名后"}, person)
    qtbot.waitUntil(lambda: world.screen.roster.model.rows[0]["who"]["name"] == "改名后")


def test_a_reader_sees_everything_and_changes_nothing(open_class: Opener, qtbot: QtBot) -> None:
    world = open_class(2, tab="roster")
    reader = world.desk.__class__(world.desk.store, "读者", "只读", world.desk.office, world.desk.is_city)
    object.__setattr__(world.screen.context, "desk", reader)
    world.screen.hub.reload()
    assert not world.screen.roster.adding.isEnabled()
    assert not world.screen.steps.main.isEnabled()
    world.screen.show_tab("attendance")
    compose(world.screen.attendance.quick.line, "1-2")
    qtbot.keyClicks(world.screen.attendance.grid, "d")
    world.settle()
    assert world.stored == {}
