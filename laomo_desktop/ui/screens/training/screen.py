"""One page a class: steps on top, tabs below; what is next is always one button away."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.states import TRAINING, Move
from laomo_desktop.services import trainings
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.attendance_tab import AttendanceTab
from laomo_desktop.ui.screens.training.certificates_tab import CertificatesTab
from laomo_desktop.ui.screens.training.export_button import ExportButton
from laomo_desktop.ui.screens.training.form_dialog import FormDialog
from laomo_desktop.ui.screens.training.head import Head
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.instructors_dialog import InstructorsDialog
from laomo_desktop.ui.screens.training.papers_tab import PapersTab
from laomo_desktop.ui.screens.training.periods_tab import PeriodsTab
from laomo_desktop.ui.screens.training.roster_tab import RosterTab
from laomo_desktop.ui.screens.training.scores_tab import ScoresTab
from laomo_desktop.ui.screens.training.steps import Act, next_step, steps
from laomo_desktop.ui.screens.training.steps_bar import StepsBar
from laomo_desktop.ui.screens.training.tab import Tab
from laomo_desktop.ui.widgets.ask import ask
from laomo_desktop.ui.widgets.buttons import shortcut
from laomo_desktop.ui.widgets.why import ask_why

CONCERNED = frozenset(
    (
        "trainings",
        "periods",
        "instructors",
        "enrolments",
        "attendance",
        "certificates",
        "people",
        "enterprises",
        "settings",
    )
)
LOW = 520
"""Pixels of height below which the page is packed tighter."""
BACK = ("登记有误", "培训延期", "补登资料")


class TrainingScreen(Screen):
    """``Place("training", key)``; ``ask`` may name a tab: {"tab": "attendance"}."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.hub = Hub(context, self)
        self.head = Head(self.back, self.edit, self.edit_instructors)
        self.steps = StepsBar()
        self.tabs = QTabWidget()
        self.roster = RosterTab(self.hub)
        self.periods = PeriodsTab(self.hub)
        self.attendance = AttendanceTab(self.hub)
        self.scores = ScoresTab(self.hub)
        self.certificates = CertificatesTab(self.hub)
        self.papers = PapersTab(self.hub)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._heard = 0
        self._low = False
        self._lay_out()
        self._connect()

    @property
    def by_name(self) -> Mapping[str, Tab]:
        """The tabs by the names that steps and places use."""
        return {
            "roster": self.roster,
            "periods": self.periods,
            "attendance": self.attendance,
            "scores": self.scores,
            "certificates": self.certificates,
            "papers": self.papers,
        }

    def _lay_out(self) -> None:
        labels = ("名单", "节次", "考勤", "成绩", "证书", "资料打印")
        for place, (words, (name, tab)) in enumerate(zip(labels, self.by_name.items(), strict=True)):
            self.tabs.addTab(tab, words)
            self.tabs.setTabToolTip(place, f"{words}（Alt+{place + 1}）")
            shortcut(f"Alt+{place + 1}", self, lambda at=name: self.show_tab(at), anywhere=True)  # type: ignore[misc]
        self.tabs.setDocumentMode(True)
        self.tabs.setCornerWidget(ExportButton(self.hub, self.tabs))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.steps)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.hub.read.connect(self._show)
        self.hub.wanted.connect(self.show_tab)
        self.tabs.currentChanged.connect(self._fit)
        self.steps.chosen.connect(self.show_tab)
        self.steps.act.connect(self.act)
        self.head.moved.connect(self.move_state)
        self._soon.timeout.connect(self._refresh)
        shortcut("Ctrl+E", self, self.edit, anywhere=True)
        shortcut("Alt+N", self, self.steps.press, anywhere=True)

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        """Open a class; it begins on the tab of its next step."""
        if place.key is None:
            return
        self._settle()
        fresh = not self.hub.is_open or self.hub.loaded.key != place.key
        self.hub.open(place.key)
        tab = place.ask.get("tab")
        if tab or fresh:
            found = steps(self.hub.loaded)
            self.show_tab(str(tab or found[next_step(found)].tab))
        if tab == "attendance" and not fresh:
            self.attendance.go_to_open()

    def changed(self, what: Changed) -> None:
        if CONCERNED & set(what.rows):
            self._heard = max(self._heard, what.number)
            self._soon.start()

    def may_leave(self) -> bool:
        self._settle()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the rows matter more than the facts and the legend."""
        super().resizeEvent(event)
        self._low = event.size().height() < LOW
        self.head.facts.setVisible(not self._low)
        self.attendance.set_low(self._low)
        self._fit()

    def _fit(self, *_: object) -> None:
        """While marks are made on a low screen the steps give their room; once all are made they are back."""
        marking = self.tabs.currentWidget() is self.attendance
        missing = self.hub.is_open and bool(self.hub.loaded.missing)
        self.steps.setVisible(not (self._low and marking and missing))

    def _settle(self) -> None:
        for tab in self.by_name.values():
            tab.settle()

    @guarded
    def _refresh(self) -> None:
        if self._heard > self.hub.seen:
            self.hub.reload()

    @guarded
    def _show(self) -> None:
        loaded = self.hub.loaded
        self.head.show_class(loaded)
        self.steps.show_steps(steps(loaded))
        self.steps.main.setEnabled(loaded.may_write)
        self._fit()

    def show_tab(self, name: str) -> None:
        """One of the tabs, ready for the keys."""
        tab = self.by_name[name]
        self.tabs.setCurrentWidget(tab)
        tab.take_focus()

    def back(self) -> None:
        """The list of classes."""
        self.context.frame.go(Place("trainings"))

    # -- acts --------------------------------------------------------------------------------------------------
    @guarded
    def act(self, act: Act) -> None:
        """The main button of a step."""
        ways: Mapping[Act, Callable[[], None]] = {
            Act.PLAN: lambda: self._on(self.periods, self.periods.plan),
            Act.IMPORT: lambda: self._on(self.roster, self.roster.import_),
            Act.SHEET: lambda: self._on(self.papers, self.papers.sign_in),
            Act.ATTEND: lambda: self.show_tab("attendance"),
            Act.FINISH: self._finish,
            Act.AWARD: lambda: self._on(self.certificates, self.certificates.issue),
            Act.PRINT: lambda: self._on(self.certificates, self.certificates.acts.print),
            Act.ARCHIVE: lambda: self._move("archive"),
        }
        if act in ways:
            ways[act]()

    def _on(self, tab: Tab, does: Callable[[], None]) -> None:
        self.tabs.setCurrentWidget(tab)
        does()

    def _finish(self) -> None:
        """结业 by the main button; attendance that is missing is asked for first."""
        missing = len(self.hub.loaded.missing)
        if missing:
            question = f"还有{missing}节的考勤没有登完，结业后仍可补登。"
            answer = ask(self, question, ("先登考勤", "仍然结业", "取消"), more="没有登记的节次按缺勤计算出勤率。")
            if answer != 1:
                self._to_attendance(answer == 0)
                return
        self._move("finish")

    def _to_attendance(self, wanted: bool) -> None:
        if wanted:
            self.show_tab("attendance")
            self.attendance.go_to_open()

    def _move(self, code: str) -> None:
        moves = {move.code: move for move in TRAINING.moves_from(self.hub.loaded.state)}
        if code not in moves:
            raise Refused(f"培训班现在是“{self.hub.loaded.state}”", todo="请先走完前面的步骤")
        self.move_state(moves[code])

    @guarded
    def move_state(self, move: Move) -> None:
        """One step of the class's flow, with its reason where that is wanted."""
        self.context.desk.must_write()
        self._settle()
        reason = ""
        if move.needs_reason:
            what = f"“{self.hub.loaded.of.title}”现在是“{self.hub.loaded.state}”，要{move.label}吗？"
            reason = ask_why(self, move.label, what, act=move.label, reasons=BACK)
            if not reason:
                return
        training = self.hub.loaded.key
        self.hub.write(
            move.label, lambda desk: trainings.move(desk, training, move.code, reason), then=self._moved
        )

    def _moved(self, _done: object) -> None:
        found = steps(self.hub.loaded)
        self.show_tab(found[next_step(found)].tab)

    @guarded
    def edit(self) -> None:
        """The register's own form of the head."""
        if not self.hub.loaded.open:
            raise Refused("培训班已归档，不能再改", todo="请先取消归档")
        dialog = FormDialog(self.context, "修改培训班", "trainings", self.hub.loaded.key, self)
        dialog.form.saved.connect(self.hub.reload)
        dialog.exec()
        dialog.deleteLater()

    @guarded
    def edit_instructors(self) -> None:
        """Who teaches."""
        dialog = InstructorsDialog(self.hub, self)
        dialog.exec()
        dialog.deleteLater()
