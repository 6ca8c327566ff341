"""Taking in packages: each is read as a dry run first and told in words; the clerk says 导入 or 取消."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services import exchange
from laomo_desktop.services.exchange import Intake
from laomo_desktop.services.exchange.incoming import NO_CHANGE
from laomo_desktop.services.exchange.rehearsal import look
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.runner import Job, State
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.screens.exchange.choosing import (
    Around,
    Folders,
    ask_files,
    look_for_packages,
)
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD, PLAIN, WARN, Notice, Notices
from laomo_desktop.ui.widgets.buttons import button


class IntakeCard(Notice):
    """One package file on its way in."""

    moved = Signal()
    """It is ready, or no longer."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.path = context, path
        self.ready: QPushButton | None = None
        """The button 导入, while the clerk is asked."""
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being read or taken in."""
        return self._job is not None and not self._job.over

    @guarded
    def look(self) -> None:
        """The dry run."""
        self._turn(None)
        self.say(PLAIN, f"正在查看 {self.path.name} …")

        def work(progress: Progress) -> Intake:
            return look(self.context.desk, self.path, progress)

        self._start(self.context.runner.do(work, self._looked, label="查看数据包", failed=self._refused))

    @guarded
    def take(self) -> None:
        """All of it, or nothing."""
        self._turn(None)
        self.say(PLAIN, f"正在导入 {self.path.name} …")

        def work(progress: Progress) -> Intake:
            return exchange.take_in(self.context.desk, self.path, progress)

        self._start(self.context.runner.do(work, self._taken, label="导入数据包", failed=self._refused))

    def _start(self, job: Job) -> None:
        self._job = job
        self.cross.setEnabled(False)
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self.cross.setEnabled(True)
        if self._job is not None and self._job.state in (State.CANCELLED, State.BROKEN):
            again = button("重新查看", self.look)
            self.say(WARN, f"{self.path.name}：{self._job.sentence}", [], [again])

    def _turn(self, ready: QPushButton | None) -> None:
        self.ready = ready
        self.moved.emit()

    @guarded
    def _looked(self, intake: Intake) -> None:
        if intake.state == NO_CHANGE:
            self.say(
                PLAIN, intake.sentence, [f"文件：{self.path.name}"], [button("知道了", self.closed.emit)]
            )
            return
        ready = button("导入", self.take, tip="先自动备份，再全部导入", role="primary")
        lines = [*words.by_register(intake), *intake.sentences[1:], f"文件：{self.path.name}"]
        head = f"{words.whose(intake)}完好，导入后："
        self.say(PLAIN, head, lines, [ready, button("取消", self.closed.emit, tip="不导入，资料不变")])
        self._turn(ready)

    @guarded
    def _taken(self, intake: Intake) -> None:
        lines = [*words.by_register(intake), *intake.sentences[1:]]
        waits = intake.total.doubtful + intake.total.conflict
        acts = [button(f"去处理 {waits} 件", self._go_pending)] if waits else []
        self.say(GOOD, intake.sentence, lines, acts)

    @guarded
    def _go_pending(self) -> None:
        self.context.frame.go(Place("pending"))

    def _refused(self, no: Refused) -> None:
        self._turn(None)
        where = "" if self.path.name in no.sentence else f"{self.path.name}："
        self.say(BAD, f"{where}{no.sentence}", ["没有导入，本机资料不变。"])


class Intakes(QObject):
    """Finds package files and puts a card for each on the page."""

    def __init__(self, context: Context, notices: Notices, folders: Folders, page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self._notices, self._folders, self._page = notices, folders, page
        self._all = Notice()
        self._all.cross.hide()

    @property
    def cards(self) -> list[IntakeCard]:
        return [each for each in self._notices.all if isinstance(each, IntakeCard)]

    @guarded
    def find(self) -> None:
        """What is new on the sticks; without any, the clerk is asked for files."""
        self.context.runner.aside(
            lambda _progress: look_for_packages(self.context.desk), self._found, label="查找 U 盘", quiet=True
        )

    @guarded
    def _found(self, around: Around) -> None:
        if around.packages:
            self.look(around.packages)
        else:
            self.ask(around.sticks[0] if around.sticks else None)

    @guarded
    def ask(self, start: Path | None = None) -> None:
        """Files chosen by the clerk."""
        city = self.context.desk.is_city
        title = "选择数据包（可以选几个）" if city else "选择市总的回执包"
        self.look(ask_files(self._page, title, start or self._folders.last, several=city))

    @guarded
    def choose_others(self) -> None:
        """Files chosen by the clerk, whatever lies on the sticks."""
        self.ask()

    @guarded
    def look(self, paths: Sequence[Path]) -> None:
        """A card and a dry run for each file."""
        cards = [self._card(path) for path in paths]
        for card in reversed(cards):
            self._notices.put(card)
        for card in cards:
            card.look()

    def _card(self, path: Path) -> IntakeCard:
        self._folders.note(path)
        self._forget(path)
        card = IntakeCard(self.context, path)
        card.moved.connect(self._count)
        card.closed.connect(self._count)
        return card

    def _forget(self, path: Path) -> None:
        """The card of an earlier look at the same file."""
        for card in self.cards:
            if card.path == path and not card.busy:
                card.closed.emit()

    @property
    def _ready(self) -> list[IntakeCard]:
        return [card for card in self.cards if card.ready is not None]

    def _count(self) -> None:
        """Several that are ready may be taken in with one press."""
        ready = self._ready
        if self._all in self._notices.all:
            self._all.closed.emit()
            self._all = Notice()
            self._all.cross.hide()
        if len(ready) > 1:
            act = button(f"全部导入（{len(ready)} 个）", self.take_all, role="primary")
            self._all.say(
                PLAIN, f"{len(ready)} 个数据包等着导入，可以逐个看过再导入，也可以一次全部导入。", [], [act]
            )
            self._notices.put(self._all)
        elif ready:
            QTimer.singleShot(0, ready[0], partial(self._offer, ready[0]))

    def _offer(self, card: IntakeCard) -> None:
        """The one package that is ready: Enter takes it in, and its button is seen."""
        if card.ready is not None:
            card.ready.setFocus()
            self._notices.ensureWidgetVisible(card.ready, 0, 12)

    @guarded
    def take_all(self) -> None:
        """All that are ready, oldest number first is not needed: any order ends the same."""
        for card in self._ready:
            card.take()
