"""供需对接: the need on the left, those who could help on the right, each reason told; one act sends and prints."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import assignments, matching, prints
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.matching import Matcher, Who
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.matching.acts import NeedActs
from laomo_desktop.ui.screens.matching.cards import NOWHERE, CardsModel, CardsView
from laomo_desktop.ui.screens.matching.drawer import WeightsDrawer
from laomo_desktop.ui.screens.matching.foot import Foot
from laomo_desktop.ui.screens.matching.head import Head
from laomo_desktop.ui.screens.matching.side import Side
from laomo_desktop.ui.screens.matching.state import LABELS, Card, Loaded, load_need, load_team
from laomo_desktop.ui.widgets.buttons import button, label, shortcut
from laomo_desktop.ui.widgets.empty import Empty

CONCERNED = frozenset(
    ("needs", "assignments", "people", "teams", "members", "studios", "studio_members", "offers", "honours", "visits",
     "visit_people", "visit_needs", "visit_enterprises", "enterprises", "terms", "settings")
)  # fmt: skip
ALL = "全部"
NARROW = 960
NOBODY_FITS = "没有找到明显对口的人，下面是最接近的。在需求里写明工种、专长，或请市总工会帮助，可能找到更合适的。"


class MatchingScreen(Screen):
    """``Place("matching", need)``, or ``Place("matching", ask={"team": key})`` for the needs a team could take."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.matcher = Matcher(context.desk)
        self.loaded: Loaded | None = None
        self.weights: Mapping[str, int] | None = None
        """As pulled in the drawer; None: the office's."""
        self._about: tuple[Who | None, RowId] | None = None
        self.shown = ALL
        self.acts = NeedActs(self)
        self.head = Head(self.back, self.edit, self.visit, self.acts.print_need)
        self.side = Side()
        self.model = CardsModel(self)
        self.view = CardsView(self.model, "推荐名单")
        self.empty = Empty()
        self.nearest = label(NOBODY_FITS, "warning", wrap=True)
        self.nearest.hide()
        self.stack = QStackedWidget()
        self.drawer = WeightsDrawer()
        self.foot = Foot(self.send, self.send_and_print)
        self.kinds: dict[str, QPushButton] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._make_filters())
        column.addWidget(self.nearest)
        body = QHBoxLayout()
        body.addWidget(self.stack, 1)
        body.addWidget(self.drawer)
        column.addLayout(body, 1)
        column.addWidget(self.foot)
        self.drawer.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(right)
        self.splitter.setSizes([300, 800])
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addWidget(self.splitter, 1)

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, words in enumerate((ALL, *LABELS.values()), 1):
            tip = f"只看{words}" if place > 1 else "各类一起排"
            made = button(words, partial(self.show_kind, words), tip=tip, key=f"Alt+{place}")
            made.setCheckable(True)
            self.kinds[words] = made
            row.addWidget(made)
        row.addStretch(1)
        self.opener = button("权重", self.toggle_drawer, tip="每条理由值几分，可以调整", key="Alt+W")
        self.opener.setCheckable(True)
        row.addWidget(self.opener)
        return row

    def _connect(self) -> None:
        self._soon.timeout.connect(self.reload)
        self.head.moved.connect(self.acts.move_state)
        self.side.answered.connect(self.acts.answer)
        self.side.wanted_paper.connect(self.acts.print_again)
        self.model.ticks.connect(self._show_ticked)
        self.view.opened.connect(self.open_card)
        self.drawer.changed.connect(self.weigh)
        self.drawer.kept.connect(self.keep_weights)
        for place, words in enumerate(self.kinds, 1):
            shortcut(f"Alt+{place}", self, partial(self.show_kind, words))
        shortcut("Alt+W", self, self.opener.click)
        shortcut("Alt+Left", self, self.back)
        shortcut("Ctrl+E", self, self.edit)
        shortcut("Ctrl+S", self, self.foot.sending.click)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(key, self, self.foot.printing.click)

    # -- the window's side -------------------------------------------------------------------------------------
    @guarded
    def arrive(self, place: Place) -> None:
        """A need, or a team."""
        team = place.ask.get("team")
        if isinstance(team, bytes):
            about: tuple[Who | None, RowId] = (Who.TEAM, team)
        elif place.key is not None:
            about = (None, place.key)
        else:
            return
        if about != self._about:
            self._about = about
            self.model.clear()
            self.shown = ALL
            self.foot.clear_days()
            self.side.answered_on.put(date.today())
        self.reload()

    def changed(self, what: Changed) -> None:
        if self._about is not None and CONCERNED & set(what.rows) and self.isVisible():
            self._soon.start()

    @guarded
    def reload(self) -> None:
        """Read and rank again, off the window's thread."""
        if self._about is None:
            return
        (who, key), desk, matcher, weights = self._about, self.context.desk, self.matcher, self.weights
        load = load_team if who is Who.TEAM else load_need
        self.context.runner.do(
            lambda _progress: load(desk, matcher, key, weights), self._show, label="找人", failed=self._gone, quiet=True
        )

    def _gone(self, no: Refused) -> None:
        self.context.frame.refuse(no)

    @guarded
    def _show(self, of: Loaded) -> None:
        first = self.loaded is None or self.loaded.row["id"] != of.row["id"]
        self.loaded = of
        self.head.show_loaded(of)
        self.side.show_loaded(of)
        self.drawer.put(of.weights, may_write=of.may_write)
        self.nearest.setVisible(of.nobody_fits)
        self.model.keep_ticks(of.cards)
        if first:  # another need begins at its best, not where the last one was left
            self.view.setCurrentIndex(NOWHERE)
        self.show_kind(self.shown)
        if first:
            self.view.scrollToTop()
            self.view.setFocus()

    # -- the list ----------------------------------------------------------------------------------------------
    @guarded
    def show_kind(self, words: str) -> None:
        """All, or one kind only."""
        if self.loaded is None:
            return
        self.shown = words
        cards = self.loaded.cards
        for name, made in self.kinds.items():
            count = len(cards) if name == ALL else sum(card.kind == name for card in cards)
            made.setText(f"{name} {count}")
            made.setChecked(name == words)
            made.setVisible(not self.loaded.of_team)
        keep = self.view.currentIndex().row()
        self.model.show([card for card in cards if words in (ALL, card.kind)])
        if self.model.cards:
            self.view.setCurrentIndex(self.model.index(max(0, min(keep, len(self.model.cards) - 1))))
        self._show_empty()
        self._show_ticked()

    def _show_empty(self) -> None:
        of = self.loaded
        if self.model.cards or of is None:
            self.stack.setCurrentWidget(self.view)
            return
        if of.of_team:
            self.empty.say("现在没有这支服务队对口的待派需求。", button("看全部需求", self._go_needs))
        elif self.shown != ALL and of.cards:
            self.empty.say(f"没有对口的{self.shown}。", button("看全部", partial(self.show_kind, ALL)))
        else:
            self.empty.say(
                "没有找到对口的人。可以在需求里写明涉及工种、所需专长，或先登记人员的工种和专长。",
                button("修改需求", self.edit, role="primary"),
            )
        self.stack.setCurrentWidget(self.empty)

    def _go_needs(self) -> None:
        self.context.frame.go(Place("needs"))

    def _show_ticked(self) -> None:
        of = self.loaded
        if of is not None:
            self.foot.show_ticked(self.model.ticked(), may_send=of.takes_people, why_not=of.why_not)

    @guarded
    def open_card(self, card: Card) -> None:
        """The record behind a proposal."""
        screens = {"人员": "people", "服务队": "teams", "工作室": "studios", "科研清单": "offers", "需求": "matching"}
        self.context.frame.go(Place(screens[card.kind], card.key))

    # -- weights -----------------------------------------------------------------------------------------------
    def toggle_drawer(self) -> None:
        """The weights beside the list, or away."""
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow window the weights take the place of the need's facts."""
        self.drawer.setVisible(self.opener.isChecked())
        self.side.setVisible(not (self.opener.isChecked() and self.width() < NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @guarded
    def weigh(self, weights: Mapping[str, int]) -> None:
        """Rank by other weights, for this page only."""
        self.weights = dict(weights)
        self.reload()

    @guarded
    def keep_weights(self, weights: Mapping[str, int]) -> None:
        """These are the office's from now on."""
        self.weights = None
        desk, kept = self.context.desk, dict(weights)

        def write(_progress: object) -> Done:
            return Done(matching.set_weights(desk, kept), "已设为本单位的权重")

        self.context.runner.do(write, self.said, label="保存权重", failed=self.context.frame.refuse, quiet=True)

    # -- sending -----------------------------------------------------------------------------------------------
    @guarded
    def send(self) -> None:
        """派工, without paper."""
        self._send(printing=False)

    @guarded
    def send_and_print(self) -> None:
        """派工, and the preview of a 派工单 for each."""
        self._send(printing=True)

    def _send(self, *, printing: bool) -> None:
        self.context.desk.must_write()
        of, cards = self.opened(), self.model.ticked()
        if not cards:
            raise Refused("还没有选人", todo="请先勾选人员或服务队")
        day, expected = self.foot.days()
        desk = self.context.desk
        wanted = [(of.row["id"], _to_need(cards))]
        if of.of_team:
            wanted = [(card.key, _to_team(of.row["id"], card)) for card in cards]

        def work(_progress: object) -> tuple[list[Done], Paper | None]:
            done = [assignments.assign(desk, need, sent, expected=expected, day=day) for need, sent in wanted]
            keys = [key for each in done for key in each.keys]
            return done, prints.dispatch(desk, *keys) if printing else None

        self.context.runner.do(work, self._sent, label="派工", failed=self._not_sent, quiet=not printing)

    @guarded
    def _not_sent(self, no: Refused) -> None:
        self.context.frame.refuse(no)
        self.reload()

    @guarded
    def _sent(self, outcome: tuple[list[Done], Paper | None]) -> None:
        done, paper = outcome
        self.model.clear()
        self.foot.clear_days()
        for each in done:
            self.context.frame.said(each)
        self.reload()
        if paper is not None:
            self.context.frame.preview(paper.title, paper.pdf, paper.suggested)

    @guarded
    def said(self, done: Done) -> None:
        """Something was written from here."""
        if done.operation:
            self.context.frame.said(done)
        self.side.answered_on.put(date.today())
        self.reload()

    def answered_on(self, row: Record) -> date:
        """The day an answer came, as it stands above the slips; one that cannot be gets the cursor."""
        line = self.side.answered_on
        try:
            return assignments.answer_day(row).check(line.day)
        except Refused:
            line.setFocus()
            raise

    # -- elsewhere ---------------------------------------------------------------------------------------------
    def opened(self) -> Loaded:
        """What is shown. Raises `Refused` if nothing is."""
        if self.loaded is None:
            raise Refused("还没有打开需求", todo="请从需求列表中选一条，点“找人”")
        return self.loaded

    @guarded
    def back(self) -> None:
        """The list it came from."""
        self.context.frame.go(Place("teams" if self.loaded and self.loaded.of_team else "needs"))

    @guarded
    def visit(self) -> None:
        """A visit to this need."""
        self.context.frame.go(Place("visit", None, {"need": self.opened().row["id"]}))

    @guarded
    def edit(self) -> None:
        """The record's form."""
        of = self.opened()
        self.context.frame.go(Place("teams" if of.of_team else "needs", of.row["id"]))


def _to_need(cards: list[Card]) -> Sent:
    """Whom the ticked proposals would send; a studio's leader ticked twice goes once."""
    why: dict[RowId, str] = {}
    teams: list[RowId] = []
    people: list[RowId] = []
    for card in cards:
        if card.send is not None:
            who, key = card.send
            (teams if who is Who.TEAM else people).append(key)
            why.setdefault(key, card.why)
    return Sent(list(dict.fromkeys(teams)), list(dict.fromkeys(people)), why)


def _to_team(team: RowId, card: Card) -> Sent:
    return Sent([team], [], {team: card.why})
