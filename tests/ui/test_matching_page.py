"""The page of a need, with mouse and keys: proposals with reasons, weights, sending, answers, the end."""

from datetime import date

from PySide6.QtCore import QPoint, Qt

from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import assignments, matching, needs, registers
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.screens.matching.state import NEAREST, ONLY_NEAR
from tests.people import RARE_NAME
from tests.ui.matching_world import World, frame, world
from tests.ui.world import add

__all__ = ["frame", "world"]

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


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
