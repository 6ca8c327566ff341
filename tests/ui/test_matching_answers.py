"""What is recorded about a need besides sending: answers with their days, its end, and the ways there."""

from datetime import date

from PySide6.QtWidgets import QDialog, QPushButton

from laomo_desktop.services import assignments, needs, registers, visits
from laomo_desktop.services.assignments import Sent
from laomo_desktop.ui.context import Place
from laomo_desktop.ui.form.panel import RecordPanel
from laomo_desktop.ui.list.page import RegisterPage
from laomo_desktop.ui.screens.catalogue import CATALOGUE
from laomo_desktop.ui.screens.matching.dialogs import CloseDialog, CompleteDialog
from laomo_desktop.ui.widgets.why import WhyDialog
from tests.people import RARE_NAME
from tests.ui.dialogs import at_dialog
from tests.ui.matching_world import World, fill, frame, world

__all__ = ["frame", "world"]



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


def test_the_visit_is_the_next_step_from_the_needs_page(world: World) -> None:
    world.press(world.screen.head.visiting)
    assert world.frame.places[-1] == Place("visit", None, {"need": world.need})
    needs.move(world.desk, world.need, "give_up_early", "企业已停产")
    world.settle()
    assert not world.screen.head.visiting.isVisible()


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
