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
from laomo_desktop.sync.container import Unreadable
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.runner import Job, State
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.screens.exchange.choosing import (
    Around,
    Folders,
    ask_files,
    ask_folder,
    look_for_packages,
    look_in_folder,
)
from laomo_desktop.ui.screens.exchange.notices import BAD, GOOD, PLAIN, WARN, Notice, Notices
from laomo_desktop.ui.screens.exchange.several import Several
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

        # quiet: the card itself tells how it ended
        job = self.context.runner.do(work, self._looked, label="查看数据包", failed=self._refused, quiet=True)
        self._start(job)

    @guarded
    def take(self) -> None:
        """All of it, or nothing."""
        self._turn(None)
        self.say(PLAIN, f"正在导入 {self.path.name} …")

        def work(progress: Progress) -> Intake:
            return exchange.take_in(self.context.desk, self.path, progress, look=False)

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
        lines = [*words.by_register(intake), *intake.sentences[1:]]
        lines += [f"有 {len(intake.asked)} 件会进入待处理，由人决定；不影响导入。"] if intake.asked else []
        lines += [words.on_paper(intake), f"文件：{self.path.name}"]
        head = f"{words.whose(intake)}完好，导入后："
        self.say(PLAIN, head, lines, [ready, button("取消", self.closed.emit, tip="不导入，资料不变")])
        self._turn(ready)

    @guarded
    def _taken(self, intake: Intake) -> None:
        lines = [*(words.by_register(intake) if intake.counts else []), *intake.sentences[1:]]
        waits = len(intake.asked)
        acts = [button(f"去处理 {waits} 件", self._go_pending)] if waits else []
        self.say(GOOD, intake.sentence, lines, acts)

    @guarded
    def _go_pending(self) -> None:
        self.context.frame.go(Place("pending"))

    def _refused(self, no: Refused) -> None:
        self._turn(None)
        where = "" if self.path.name in no.sentence else f"{self.path.name}："
        again = [button("再试一次", self.look)] if isinstance(no, Unreadable) else []
        self.say(BAD, f"{where}{no.sentence}", ["没有导入，本机资料不变。"], again)


class Intakes(QObject):
    """Finds package files: one is a card on the page with its dry run, several go to a page of their own."""

    carded = Signal()
    """There is a new card."""

    def __init__(
        self, context: Context, notices: Notices, folders: Folders, several: Several, page: QWidget
    ) -> None:
        super().__init__(page)
        self.context = context
        self._notices, self._folders, self._several, self._page = notices, folders, several, page
        self._odd: Notice | None = None
        several.single.connect(self._card)

    @property
    def cards(self) -> list[IntakeCard]:
        return [each for each in self._notices.all if isinstance(each, IntakeCard)]

    @guarded
    def find(self) -> None:
        """What is on the sticks; without any, the clerk is asked for files."""
        self.context.runner.aside(
            lambda _progress: look_for_packages(self.context.desk), self._found, label="查找 U 盘", quiet=True
        )

    @guarded
    def _found(self, around: Around) -> None:
        self._notices.take_away(self._odd)
        if around.packages:
            self._tell_odd(around)
            self.look(around.packages, around)
        elif around.odd:
            self.look(around.odd, around)
        else:
            self.ask(around.sticks[0] if around.sticks else None)

    def _tell_odd(self, around: Around) -> None:
        """The newest of those that can be read may not be the newest of all."""
        if around.odd:
            names = "、".join(path.name for path in around.odd[:3]) + ("…" if len(around.odd) > 3 else "")
            act = button("看是什么原因", partial(self.look, around.odd, around))
            told = f"U 盘上另有 {len(around.odd)} 个数据包读不出来，没有算在内：{names}"
            self._odd = self._notices.tell(WARN, told, [], [act])

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
    def choose_folder(self) -> None:
        """All packages in a folder."""
        folder = ask_folder(self._page, "从哪个文件夹导入全部数据包", self._folders.last)
        if folder is None:
            return

        def done(around: Around) -> None:
            self._in_folder(folder, around)

        self.context.runner.aside(
            lambda _progress: look_in_folder(self.context.desk, folder), done, label="查找数据包", quiet=True
        )

    @guarded
    def _in_folder(self, folder: Path, around: Around) -> None:
        if around.packages:
            self.look(around.packages, around)
        else:
            self._notices.tell(WARN, f"这个文件夹里没有给本单位的数据包：{folder}")

    @guarded
    def look(self, paths: Sequence[Path], around: Around | None = None) -> None:
        """A card with its dry run for one file, the page for several."""
        for path in paths:
            self._folders.note(path)
        if len(paths) > 1:
            self._several.offer(paths, around)
        elif paths:
            self._card(paths[0])

    @guarded
    def _card(self, path: Path) -> None:
        for old in self.cards:  # of an earlier look at the same file
            if old.path == path and not old.busy:
                old.closed.emit()
        card = IntakeCard(self.context, path)
        card.moved.connect(partial(self._offer, card))
        self._notices.put(card)
        self.carded.emit()
        card.look()

    def _offer(self, card: IntakeCard) -> None:
        """A package that is ready: Enter takes it in, and its button is seen."""
        if card.ready is not None:
            QTimer.singleShot(0, card, partial(self._focus, card))

    def _focus(self, card: IntakeCard) -> None:
        if card.ready is not None:
            card.ready.setFocus()
            self._notices.see(card, card.ready)
