"""The page of a need, with mouse and keys: proposals with reasons, weights, sending, answers, the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import assignments, matching, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.form.panel import RecordPanel
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.screens.matching import MatchingScreen
from laomo_desktop.ui.screens.matching.dialogs import CloseDialog, CompleteDialog
from laomo_desktop.ui.screens.matching.sent import SentCard
from laomo_desktop.ui.screens.matching.state import NEAREST, ONLY_NEAR
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.training_world import Bridge, PrintingFrame
from tests.ui.world import add, idle

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class World:
    """All a test of the page needs."""

    desk: Desk
    frame: PrintingFrame
    screen: MatchingScreen
    need: bytes
    team: bytes
    qtbot: QtBot

    def settle(self) -> None:
        """Everything asked for is read and shown."""
        for _ in range(3):
            self.qtbot.wait(5)
            idle(self.screen.context.runner, self.qtbot)

    def titles(self) -> list[str]:
        return [card.title for card in self.screen.model.cards]

    def place(self, title: str) -> int:
        return self.titles().index(title)

    def click(self, title: str) -> None:
        """With the mouse, on the card's name."""
        view = self.screen.view
        index = self.screen.model.index(self.place(title))
        view.scrollTo(index)
        at = view.visualRect(index).topLeft() + QPoint(60, 20)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def press(self, button: QPushButton) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def state(self) -> str:
        return str(registers.get(self.desk, "needs", self.need)["state"])

    def sent(self) -> list[SentCard]:
        return self.screen.side.findChildren(SentCard)

    def ticked(self) -> list[str]:
        return [card.title for card in self.screen.model.ticked()]


@pytest.fixture
def frame() -> PrintingFrame:
    return PrintingFrame()


@pytest.fixture
def world(context: Context, frame: PrintingFrame, qtbot: QtBot) -> World:
    desk = context.desk
    people = {}
    for name, trade, skill in (
        (RARE_NAME, "焊工", "首席技师"), ("陈㛃", "焊工", "技师"), ("王𬭎", "焊工", "高级工"), ("电丙", "电工", "技师"),
    ):  # fmt: skip
        people[name] = add(desk, "people", name=name, trade=trade, skill=skill, kind="工匠")
    team = add(desk, "teams", name="虚构焊接服务队", level="市级")
    add(desk, "members", team=team, person=people["陈㛃"])
    need = needs.quick(desk, "薄板氩弧焊变形", "虚构船舶有限公司", detail="焊缝有气孔").key
    screen = MatchingScreen(context)
    qtbot.addWidget(screen)
    Bridge(desk, screen)
    screen.resize(1170, 640)
    screen.show()
    qtbot.waitExposed(screen)
    screen.arrive(Place("matching", need))
    screen.activateWindow()
    made = World(desk, frame, screen, need, team, qtbot)
    made.settle()
    return made


def fill(reason: str) -> Callable[[QDialog], None]:
    """Type a reason and press the button."""

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setEditText(reason)
        dialog.act.click()

    return do


def test_the_best_stands_first_with_its_reasons_in_words(world: World) -> None:
    assert world.titles()[0] == RARE_NAME
    assert "电丙" not in world.titles()
    told = world.screen.view.model().index(0, 0).data()
    assert "＋25 同工种：焊工（需求提到“氩弧焊”）" in told
    assert "技能等级高：首席技师" in told
    assert world.screen.head.title.text() == "薄板氩弧焊变形"
    assert not world.screen.foot.printing.isEnabled()


def test_click_and_space_tick_and_ctrl_enter_sends_and_shows_the_papers(world: World) -> None:
    world.click(RARE_NAME)
    view = world.screen.view
    view.setFocus()
    view.setCurrentIndex(world.screen.model.index(world.place("陈㛃")))
    world.qtbot.keyClick(view, KEY.Key_Space)
    assert world.ticked() == [RARE_NAME, "陈㛃"]
    assert "已选2" in world.screen.foot.words.text()
    world.screen.foot.day.line.setFocus()
    world.qtbot.keyClicks(world.screen.foot.day.line, "2999-1-5")
    world.qtbot.keyClick(world.screen.foot.day.line, KEY.Key_Return, CTRL)
    world.settle()
    rows = assignments.of_need(world.desk, world.need)
    assert [(r["person.title"], r["expected"]) for r in rows] == [(RARE_NAME, "2999-01-05"), ("陈㛃", "2999-01-05")]
    assert "同工种：焊工" in rows[0]["why"]
    assert [title for title, _, _ in world.frame.papers] == ["派工单：2张 · 薄板氩弧焊变形"]
    assert world.frame.papers[0][1].startswith(b"%PDF")
    assert world.state() == "派单"
    assert world.ticked() == []
    assert len(world.sent()) == 2
    assert world.screen.model.cards[world.place("陈㛃")].taken == "已派过这项需求，待答复"


def test_who_is_sent_already_cannot_be_ticked(world: World) -> None:
    world.click(RARE_NAME)
    world.press(world.screen.foot.sending)
    assert world.frame.papers == []
    world.click(RARE_NAME)
    assert world.ticked() == []


def test_answers_are_recorded_on_the_page(world: World) -> None:
    for name in (RARE_NAME, "陈㛃"):
        world.click(name)
    world.press(world.screen.foot.sending)
    first = next(card for card in world.sent() if card.row["person.title"] == RARE_NAME)
    at_dialog(fill("正在外地"))
    world.press(first.buttons["谢绝"])
    assert world.state() == "派单"
    second = next(card for card in world.sent() if card.row["person.title"] == "陈㛃")
    world.press(second.buttons["接受"])
    assert world.state() == "服务中"
    card = world.screen.model.cards[world.place(RARE_NAME)]
    assert card.against[0].words.startswith("谢绝过本需求")
    second = next(card for card in world.sent() if card.row["person.title"] == "陈㛃")

    def rate(dialog: QDialog) -> None:
        assert isinstance(dialog, CompleteDialog)
        dialog.rating.setCurrentText("非常满意")
        dialog.ok.click()

    at_dialog(rate)
    world.press(second.buttons["完成"])
    assert world.state() == "待确认"
    assert not world.screen.foot.printing.isEnabled()
    assert "不能再派工" in world.screen.foot.words.text()


def test_an_answer_given_up_changes_nothing(world: World) -> None:
    world.click(RARE_NAME)
    world.press(world.screen.foot.sending)
    at_dialog(lambda dialog: dialog.reject())
    world.press(world.sent()[0].buttons["谢绝"])
    at_dialog(lambda dialog: dialog.reject())
    world.press(world.sent()[0].buttons["完成"])
    assert world.sent()[0].row["answer"] == "待答复"


def test_closing_wants_the_result_and_money_that_is_money(world: World) -> None:
    registers.save(world.desk, "needs", {"raised": "2026-01-05"}, world.need)
    for code in ("dispatch", "serve", "report"):
        needs.move(world.desk, world.need, code)
    world.settle()
    told = []

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseDialog)
        dialog.ok.click()
        told.append(dialog.complaint.text())
        dialog.result_box.setPlainText("改用分段退焊")
        dialog.benefit.line.setText("很多")
        dialog.ok.click()
        told.append(dialog.complaint.text())
        dialog.benefit.line.setText("5万")
        dialog.day.setText("2001-1-1")
        dialog.ok.click()
        told.append(dialog.complaint.text())
        dialog.day.setText("2026-2-3")
        dialog.ok.click()

    at_dialog(close)
    action = next(a for a in world.screen.head.moves.actions() if a.text() == "销号…")
    action.trigger()
    world.settle()
    assert told[0] == "请先写明解决情况。"
    assert "不是金额" in told[1]
    row = registers.get(world.desk, "needs", world.need)
    assert told[2] == "办结日期早于提出日期，需求是2026年1月5日提出的。"
    assert (row["state"], row["result"], row["benefit"], row["closed"]) == (
        "销号", "改用分段退焊", 5_000_000, "2026-02-03",
    )  # fmt: skip


def test_weights_pulled_change_the_order_and_may_be_kept_or_put_back(world: World) -> None:
    screen = world.screen
    world.qtbot.keyClick(screen.view, KEY.Key_W, ALT)
    assert screen.drawer.isVisible()
    screen.drawer.sliders["skill"].setFocus()
    world.qtbot.keyClick(screen.drawer.sliders["skill"], KEY.Key_Home)
    world.qtbot.waitUntil(lambda: not screen.drawer._soon.isActive())
    world.settle()
    assert all(r.code != "skill" for card in screen.model.cards for r in card.reasons)
    assert matching.weights_of(world.desk)["skill"] == matching.DEFAULTS["skill"]
    world.press(screen.drawer.keep)
    assert matching.weights_of(world.desk)["skill"] == 0
    world.press(screen.drawer.reset)
    world.qtbot.waitUntil(lambda: not screen.drawer._soon.isActive())
    world.settle()
    assert screen.drawer.weights == dict(matching.DEFAULTS)
    assert any(r.code == "skill" for card in screen.model.cards for r in card.reasons)


def test_one_kind_only_by_its_key(world: World) -> None:
    world.qtbot.keyClick(world.screen.view, KEY.Key_3, ALT)
    assert world.titles() == ["虚构焊接服务队"]
    world.qtbot.keyClick(world.screen.view, KEY.Key_5, ALT)
    assert world.titles() == []
    assert "没有对口的科研清单" in world.screen.empty.words.text()
    world.qtbot.keyClick(world.screen, KEY.Key_1, ALT)
    assert len(world.titles()) == 4


def test_a_day_that_is_none_is_refused_and_nobody_is_sent(world: World) -> None:
    world.click(RARE_NAME)
    for wrong in ("下周", "2001-1-1"):
        world.screen.foot.day.line.setText(wrong)
        world.press(world.screen.foot.printing)
        assert world.frame.refused
        world.frame.refusals.clear()
    assert assignments.of_need(world.desk, world.need) == []
    assert world.ticked() == [RARE_NAME]


def test_what_was_sent_days_ago_is_entered_with_its_day(world: World) -> None:
    sent_on = world.screen.foot.sent_on
    assert sent_on.day == date.today()
    needs_row = {"raised": "2026-01-05"}
    registers.save(world.desk, "needs", needs_row, world.need)
    world.settle()
    world.click(RARE_NAME)
    sent_on.setText("不是日期")
    world.press(world.screen.foot.sending)
    assert world.frame.refused
    world.frame.refusals.clear()
    sent_on.setText("2026-1-6")
    world.press(world.screen.foot.sending)
    [row] = assignments.of_need(world.desk, world.need)
    assert row["assigned"] == "2026-01-06"
    assert sent_on.day == date.today()


def test_an_answer_of_days_ago_is_entered_with_its_day(world: World) -> None:
    registers.save(world.desk, "needs", {"raised": "2026-01-05"}, world.need)
    people = [card.send[1] for card in world.screen.model.cards if card.kind == "人员" and card.send][:2]
    assignments.assign(world.desk, world.need, Sent(people=people), day=date(2026, 1, 6))
    world.settle()
    line = world.screen.side.answered_on
    assert line.day == date.today()
    for wrong, why in (("2026-1-5", "派工单是2026年1月6日派出的"), ("2999-1-1", "在今天以后"), ("前天", "不是日期")):
        line.setText(wrong)
        world.press(world.sent()[0].buttons["接受"])
        assert why in world.frame.refused
        assert [row["answer"] for row in assignments.of_need(world.desk, world.need)] == ["待答复"] * 2
    line.setText("2026-1-7")
    world.press(world.sent()[0].buttons["接受"])
    assert line.day == date.today(), "the next answer is of today again"
    line.setText("2026-1-9")
    at_dialog(fill("正在外地"))
    world.press(next(card for card in world.sent() if card.row["answer"] == "待答复").buttons["谢绝"])
    rows = assignments.of_need(world.desk, world.need)
    assert {(row["answer"], row["answered"]) for row in rows} == {("接受", "2026-01-07"), ("谢绝", "2026-01-09")}


def test_what_was_given_up_days_ago_ends_on_its_day(world: World) -> None:
    registers.save(world.desk, "needs", {"raised": "2026-01-05"}, world.need)
    world.settle()
    told = []

    def give_up(dialog: QDialog) -> None:
        assert isinstance(dialog, WhyDialog)
        dialog.entry.setEditText("企业已停产")
        dialog.day.setText("2026-1-4")
        dialog.act.click()
        told.append(dialog.complaint.text())
        dialog.day.setText("2026-1-8")
        dialog.act.click()

    at_dialog(give_up)
    next(a for a in world.screen.head.moves.actions() if a.text() == "未解决…").trigger()
    world.settle()
    row = registers.get(world.desk, "needs", world.need)
    assert told == ["办结日期早于提出日期，需求是2026年1月5日提出的。"]
    assert (row["state"], row["reason"], row["closed"]) == ("未解决", "企业已停产", "2026-01-08")


def test_the_other_way_round_a_team_takes_several_needs(world: World) -> None:
    needs.quick(world.desk, "焊条受潮", "虚构化工有限公司")
    needs.quick(world.desk, "葡萄酒发酵停滞", "虚构酒业有限公司")
    world.screen.arrive(Place("matching", ask={"team": world.team}))
    world.settle()
    assert sorted(world.titles()) == ["焊条受潮", "薄板氩弧焊变形"]
    assert not world.screen.head.state.isVisible()
    for title in world.titles():
        world.click(title)
    world.press(world.screen.foot.printing)
    assert len(world.frame.papers) == 1
    assert world.titles() == []
    assert "没有这支服务队对口的" in world.screen.empty.words.text()
    assert [row["answer"] for row in assignments.of_need(world.desk, world.need)] == ["待答复"]


def test_enter_opens_the_record_and_papers_come_again(world: World) -> None:
    world.screen.view.setFocus()
    world.qtbot.keyClick(world.screen.view, KEY.Key_Return)
    assert world.frame.places[-1].screen == "people"
    world.press(world.screen.head.paper)
    assert world.frame.papers[-1][0] == "需求登记表：薄板氩弧焊变形"
    world.click(RARE_NAME)
    world.press(world.screen.foot.sending)
    world.press(world.sent()[0].paper)
    assert world.frame.papers[-1][0] == f"派工单：{RARE_NAME} · 薄板氩弧焊变形"


def test_what_others_write_shows_at_once(world: World) -> None:
    add(world.desk, "people", name="新来", trade="焊工", skill="高级技师", kind="工匠")
    world.settle()
    assert "新来" in world.titles()


def test_needs_and_teams_lead_here_from_their_lists() -> None:
    acts = {act.label: act for name in ("needs", "teams") for act in CATALOGUE[name].acts}
    assert acts["找人"].place(b"k") == Place("matching", b"k")
    assert acts["可接的需求"].place(b"t") == Place("matching", None, {"team": b"t"})
    assert REGISTERS["assignments"].empty.startswith("还没有派工。在需求里点“找人”")


def test_a_need_is_closed_from_its_list(world: World) -> None:
    act = next(act for act in CATALOGUE["needs"].acts if act.label == "销号…")
    panel = RecordPanel(world.screen.context, "needs", world.need, acts=[act])
    world.qtbot.addWidget(panel)
    panel.show()
    closing = next(made for made in panel.findChildren(QPushButton) if made.text() == "销号…")
    assert panel.state.text() == "登记"
    world.press(closing)
    assert world.frame.refused == (
        "薄板氩弧焊变形：需求现在是“登记”，不能销号，请先登记服务活动，或在“找人”页登记答复。"
    )
    for code in ("dispatch", "serve"):
        needs.move(world.desk, world.need, code)

    def tell(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseDialog)
        dialog.result_box.setPlainText("改用分段退焊")
        dialog.ok.click()

    at_dialog(tell)
    world.press(closing)
    assert world.state() == "销号"
    registers.undo(world.desk, world.frame.dones[-1].operation)
    assert world.state() == "服务中", "one operation, taken back as one"


def test_the_list_of_assignments_leads_to_the_need_for_all_that_moves_it(world: World) -> None:
    """By hand an answer would not take the need on, and a new one would have no number."""
    world.click(RARE_NAME)
    world.press(world.screen.foot.sending)
    page = CATALOGUE["assignments"].make(world.screen.context)
    world.qtbot.addWidget(page)
    assert isinstance(page, RegisterPage)
    page.resize(1000, 600)
    page.show()
    page.arrive(Place("assignments", assignments.of_need(world.desk, world.need)[0]["id"]))
    assert page.panel is not None
    assert [editor.of.name for editor in page.panel.form.fields.writable()] == ["expected", "remark"]
    world.press(next(made for made in page.panel.findChildren(QPushButton) if made.text() == "登记答复"))
    assert world.frame.places[-1] == Place("matching", world.need)
    world.press(page.new)
    assert world.frame.places[-1].screen == "needs"
    assert world.frame.refused == "派工从需求开始，请选一项需求，点“找人”，勾选后派工。"
    page.arrive(Place("assignments", ask={"new": {"need": world.need}}))
    assert world.frame.places[-1] == Place("matching", world.need)


def test_a_double_click_opens_and_ticks_nothing(world: World) -> None:
    view = world.screen.view
    at = view.visualRect(world.screen.model.index(0)).topLeft() + QPoint(60, 20)
    world.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    world.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    world.qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert world.frame.places[-1].screen == "people"
    assert world.ticked() == []
    world.click(RARE_NAME)
    assert world.ticked() == [RARE_NAME]


def test_in_a_narrow_window_the_weights_take_the_facts_place(world: World) -> None:
    world.screen.resize(1300, 700)
    world.settle()
    assert world.screen.foot.minimumSizeHint().width() < 480  # beside each other or not: a window at 150 % has little
    world.screen.resize(840, 460)
    world.press(world.screen.opener)
    assert world.screen.drawer.isVisible()
    assert not world.screen.side.isVisible()
    world.press(world.screen.opener)
    assert world.screen.side.isVisible()


def test_closing_begins_with_what_the_visit_that_solved_it_told(world: World) -> None:
    """Nothing is typed twice."""
    values, parts = visits.from_need(world.desk, world.need)
    told = {"kind": "技术支持行", "done": "改用分段退焊，变形合格", "satisfaction": "满意", "benefit": "5万"}
    visits.create(world.desk, {**values, **told, "day": date.today().isoformat()}, parts)
    world.settle()
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseDialog)
        seen.extend((dialog.result_box.toPlainText(), dialog.rating.currentText(), dialog.benefit.line.text()))
        dialog.ok.click()

    at_dialog(look)
    next(a for a in world.screen.head.moves.actions() if a.text() == "销号…").trigger()
    world.settle()
    assert seen == ["改用分段退焊，变形合格", "满意", ""]
    row = registers.get(world.desk, "needs", world.need)
    assert (row["state"], row["result"], row["satisfaction"]) == ("销号", "改用分段退焊，变形合格", "满意")


def test_another_need_begins_at_its_best_and_shows_few_of_those_who_only_come_near(world: World) -> None:
    for name in "甲乙丙丁戊己庚辛壬癸":
        add(world.desk, "people", name=f"铸{name}", trade="铸造工", kind="工匠")  # of welding's wider trade
    screen = world.screen
    world.settle()
    screen.view.setCurrentIndex(screen.model.index(len(screen.model.cards) - 1))
    screen.view.scrollToBottom()
    screen.arrive(Place("matching", needs.quick(world.desk, "焊缝咬边", "虚构船舶有限公司").key))
    world.settle()
    assert screen.view.currentIndex().row() == 0
    assert screen.view.verticalScrollBar().value() == 0
    people = [card for card in screen.model.cards if card.kind == "人员"]
    assert [card.fits for card in people] == [True, True, True, *[False] * NEAREST]
    assert ONLY_NEAR in people[-1].told
    assert ONLY_NEAR not in people[0].told
