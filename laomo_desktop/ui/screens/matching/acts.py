"""What is done about a need besides sending: answers recorded, states moved, papers printed again."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.dispatching import COMPLETED, NEED_REASON
from laomo_desktop.domain.states import NEED, Move
from laomo_desktop.services import assignments, needs, prints
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import NOTHING, Closing
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.matching.closing import ask_closing
from laomo_desktop.ui.screens.matching.dialogs import CompleteDialog
from laomo_desktop.ui.screens.matching.state import Loaded
from laomo_desktop.ui.widgets.why import ask_why, ask_why_and_when

NOT_COMING = ("生产任务紧", "正在外地", "身体原因", "专业不对口", "时间不合适")
UNSOLVED = ("技术条件达不到", "企业不再需要", "企业已自行解决", "没有合适的专家", "登记有误")
BACK = ("登记有误", "企业要求", "没有解决", "换人服务")


class Page(Protocol):
    """What the acts need of the page."""

    context: Context

    def opened(self) -> Loaded: ...
    def said(self, done: Done) -> None: ...
    def answered_on(self, row: Record) -> date: ...


class NeedActs(QObject):
    """The verbs of one page; every dialog belongs to it."""

    def __init__(self, page: "Page | QWidget") -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self._page: Page = page  # type: ignore[assignment]

    @property
    def context(self) -> Context:
        return self._page.context

    @guarded
    def print_again(self, row: Record) -> None:
        """The 派工单 of an earlier assignment."""
        self._paper("生成派工单", lambda desk: prints.dispatch(desk, row["id"]))

    @guarded
    def print_need(self) -> None:
        """需求登记表."""
        need = self._page.opened().row["id"]
        self._paper("生成需求登记表", lambda desk: prints.need(desk, need))

    def _paper(self, label: str, draw: Callable[[Desk], Paper]) -> None:
        desk = self.context.desk
        self.context.runner.do(
            lambda _progress: draw(desk), self._preview, label=label, failed=self.context.frame.refuse
        )

    @guarded
    def _preview(self, paper: Paper) -> None:
        self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def answer(self, row: Record, after: str) -> None:
        """What somebody who was sent answered; a reason or a rating is asked for where it belongs."""
        self.context.desk.must_write()
        who, reason, rating = str(row["team.title"] or row["person.title"]), "", ""
        day = self._page.answered_on(row)
        if after in NEED_REASON:
            reason = ask_why(self._window, after, f"{who}{after}，原因是什么？", act=after, reasons=NOT_COMING)
            if not reason:
                return
        elif after == COMPLETED:
            dialog = CompleteDialog(who, self._window)
            agreed, rating = dialog.exec(), str(dialog.rating.currentData())
            dialog.deleteLater()
            if not agreed:
                return
        key = row["id"]
        self._write(
            "登记答复", lambda desk: assignments.answer(desk, key, after, reason=reason, rating=rating, day=day)
        )

    @guarded
    def move_state(self, move: Move) -> None:
        """One step of the need's flow."""
        self.context.desk.must_write()
        row, reason, closing = self._page.opened().row, "", NOTHING
        what = f"“{row['title']}”现在是“{row['state']}”，要改为“{NEED.state(move.target).label}”吗？"
        if move.target == "unsolved":
            given_up = ask_why_and_when(
                self._window, move.label, what, needs.closing_day(row), act=move.label, reasons=UNSOLVED
            )
            if given_up is None:
                return
            reason, closing = given_up[0], Closing(day=given_up[1])
        elif move.needs_reason:
            reason = ask_why(self._window, move.label, what, act=move.label, reasons=BACK)
            if not reason:
                return
        elif move.code == "close":
            asked = ask_closing(self.context.desk, row, self._window)
            if asked is None:
                return
            closing = asked
        need = row["id"]
        self._write(move.label, lambda desk: needs.move(desk, need, move.code, reason, closing))

    def _write(self, label: str, work: Callable[[Desk], Done]) -> None:
        desk = self.context.desk
        self.context.runner.do(
            lambda _progress: work(desk), self._page.said, label=label, failed=self.context.frame.refuse, quiet=True
        )

    @property
    def _window(self) -> QWidget:
        return self.parent()  # type: ignore[return-value]
