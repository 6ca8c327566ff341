"""Many packages at once: the page that takes them in, and the one that answers every district that waits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.offices import OFFICES, Office
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.exchange import kept, several
from laomo_desktop.services.exchange.inspecting import Look, Unfit, inspect_all
from laomo_desktop.services.exchange.packages import TAKEN
from laomo_desktop.services.exchange.several import CANCELLED, Sent, Taken
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.runner import State
from laomo_desktop.ui.screens.exchange.choosing import Around, Folders, ask_folder, look_around, on_stick
from laomo_desktop.ui.screens.exchange.notices import BAD, PLAIN, Notices
from laomo_desktop.ui.screens.exchange.several_view import COPY, Row, SeveralView
from laomo_desktop.ui.widgets.buttons import button

SAFE = "导入前会自动备份；每个包要么全部入库，要么一点不动，一个出错不影响别的。短码可以与盖章的封面核对。"

NONE = "已经入库的不用再导入；不能导入的，原因写在各行。"


class Several(QObject):
    """Runs the page. ``shown`` when it wants to be seen; ``single`` with the one new file among old ones, which is told
    as a dry run."""

    shown = Signal()
    single = Signal(object)
    _told = Signal(object)

    def __init__(self, context: Context, notices: Notices, folders: Folders, view: SeveralView) -> None:
        super().__init__(view)
        self.context = context
        self._notices, self._folders, self.view = notices, folders, view
        self._around, self._kept, self._paths = Around(()), False, tuple[Path, ...]()
        view.begun.connect(self.take)
        self._told.connect(self._became, Qt.ConnectionType.QueuedConnection)

    # -- in --------------------------------------------------------------------------------------------------
    def offer(self, paths: Sequence[Path], around: Around | None = None, *, waited: bool = False) -> None:
        """Show what the files are; nothing is taken in yet. ``waited``: they lie in the store's own folder."""
        self._around, self._kept, self._paths = around or Around(()), waited, tuple(paths)

        def work(progress: Progress) -> list[Look | Unfit]:
            return inspect_all(self.context.desk, paths, progress)

        self.context.runner.do(work, self._looked, label="查看数据包", failed=self._refused, quiet=True)

    @guarded
    def _looked(self, found: list[Look | Unfit]) -> None:
        rows = _without_copies([_row(each) for each in found])
        fresh = sum(row.may for row in rows)
        if fresh == 1 and not self._kept and all(row.may or row.state in (TAKEN, COPY) for row in rows):
            self.single.emit(next(Path(row.key.decode()) for row in rows if row.may))
            return
        head = f"找到 {len(rows)} 个数据包，{fresh} 个可以导入" if fresh else "没有可以导入的新数据包"
        self.view.offer(head, SAFE if fresh else NONE, "导入选中的 {} 个", rows)
        if any(isinstance(each, Unfit) and each.passing for each in found):
            self.view.more(button("再试一次", self._again, tip="有的文件刚才读不出来"))
        self.shown.emit()

    def _again(self) -> None:
        self.offer(self._paths, self._around, waited=self._kept)

    @guarded
    def take(self, keys: list[bytes]) -> None:
        """Those that are ticked, one after the other."""
        paths = [Path(key.decode()) for key in keys]
        self._take(paths, f"正在导入 {len(paths)} 个数据包…")

    def _take(self, paths: Sequence[Path], head: str) -> None:
        def work(progress: Progress) -> tuple[list[Taken], int]:
            done = several.take_all(self.context.desk, paths, progress, self._told.emit)
            return done, several.still_asked(self.context.desk, done)

        self.view.work(head)
        job = self.context.runner.do(work, self._taken, label="导入数据包", failed=self._refused)
        job.ended.connect(partial(self._broken, job))

    def _broken(self, job: object) -> None:
        """Something nobody expected: the page must not stay locked."""
        if getattr(job, "state", None) in (State.BROKEN, State.REFUSED, State.CANCELLED):
            self.view.finish("没有做完", "已经写明结果的几个有效，其余的没有动。")

    @guarded
    def offer_kept(self) -> None:
        """Those that waited for an upgrade, all at once."""
        self.offer(kept.ready(self.context.desk), waited=True)

    @guarded
    def _taken(self, found: tuple[list[Taken], int]) -> None:
        done, waits = found
        acts = [button(f"去处理 {waits} 件", self._go_pending)] if waits else []
        if self.context.desk.is_city and any(t.state == TAKEN for t in done):
            acts.insert(0, self._answer_act())
        states = [row.state for row in self.view.model.rows if row.state] or [t.state for t in done]
        self.view.finish(_counted(states, "个数据包"), self._safe(done), *acts)

    def _safe(self, done: list[Taken]) -> str:
        if any(on_stick(t.path, self._around) for t in done):
            return "U 盘不再用到，可以拔出。"
        return ""

    def _answer_act(self) -> QPushButton:
        return button("写全部回执包", self.answer_all, tip="为所有该回执的区市写出回执包", role="primary")

    @guarded
    def _go_pending(self) -> None:
        self.context.frame.go(Place("pending"))

    # -- out -------------------------------------------------------------------------------------------------
    @guarded
    def answer_all(self) -> None:
        """A return package for every district that waits for one; on the one stick, else where the clerk says."""
        self.context.runner.aside(lambda _progress: look_around(), self._place, label="查找 U 盘", quiet=True)

    @guarded
    def _place(self, around: Around) -> None:
        start = around.sticks[0] if around.sticks else self._folders.last
        folder = around.only or ask_folder(self.view, "回执包写到哪个文件夹", start)
        if folder is not None:
            self.write_to(folder, around)

    def write_to(self, folder: Path, around: Around) -> None:
        """All of them into ``folder``."""
        due = several.offices_due(self.context.desk)
        if not due:
            self._notices.tell(PLAIN, "现在没有区市等着回执：收到新的数据包以后再写。")
            return
        self._around = around
        rows = [Row(office.code.encode(), office.short, "", "", "等着写", may=False) for office in due]
        self.view.offer("", f"写到：{folder}", "", rows)
        self.view.work(f"正在写 {len(due)} 个回执包…")
        self.shown.emit()
        self._write(folder, due)

    def _write(self, folder: Path, due: Sequence[Office]) -> None:
        def work(progress: Progress) -> list[Sent]:
            return several.export_all(self.context.desk, folder, due, progress, self._told.emit)

        def done(sent: list[Sent]) -> None:
            self._sent(folder, sent)

        job = self.context.runner.do(work, done, label="写回执包", failed=self._refused)
        job.ended.connect(partial(self._broken, job))

    @guarded
    def _sent(self, folder: Path, done: list[Sent]) -> None:
        written = [each for each in done if each.made is not None]
        acts = []
        if len(written) < len(done):
            acts.append(button("没写出的写到别处…", self._elsewhere, role="primary"))
        for each in written:
            if each.made is not None:
                self._folders.note(each.made.path)
        safe = "都已读回核对，可以拔出 U 盘。" if written and on_stick(folder / "x", self._around) else ""
        self.view.finish(_counted([each.state for each in done], "个回执包"), f"写到：{folder}　{safe}", *acts)

    @guarded
    def _elsewhere(self) -> None:
        folder = ask_folder(self.view, "回执包写到哪个文件夹", self.context.exports)
        if folder is not None:
            self.write_to(folder, self._around)

    # -- both ------------------------------------------------------------------------------------------------
    def _became(self, one: Taken | Sent) -> None:
        if isinstance(one, Taken):
            words = one.sentence.removeprefix(f"{one.path.name}：")
            self.view.became(str(one.path).encode(), one.state, words)
        else:
            code = one.made.code if one.made else ""
            self.view.became(one.office.code.encode(), one.state, one.sentence, code)

    def _refused(self, no: Refused) -> None:
        self._notices.tell(BAD, no.sentence)


def _row(found: Look | Unfit) -> Row:
    key = str(found.path).encode()
    if isinstance(found, Unfit):
        why = found.sentence.removeprefix(f"{found.path}：").removeprefix(f"{found.path.name}：")
        return Row(key, found.path.name, "", "不能导入", why, may=False, on=False)
    what = f"{_short(found.sender)} 第{found.number}包"
    if not found.for_us:
        return Row(key, what, found.code, "不能导入", f"是给{found.recipient}的。", may=False, on=False)
    if not found.known:
        words = "签名的密钥没有登记：请先与该单位办理密钥登记。"
        return Row(key, what, found.code, "不能导入", words, may=False, on=False)
    if found.taken:
        return Row(key, what, found.code, TAKEN, "以前已经入库，不用再导入。", may=False, on=False)
    return Row(key, what, found.code, "", found.path.name)


def _without_copies(rows: Sequence[Row]) -> list[Row]:
    """A file that is there twice is offered once: the same short code is the same package."""
    first: dict[str, Row] = {}
    return [_copy_of(first.setdefault(row.code, row), row) if row.may else row for row in rows]


def _copy_of(first: Row, row: Row) -> Row:
    """``row`` itself where it is the first of its package."""
    words = f"与 {Path(first.key.decode()).name} 是同一个包。"
    return row if first is row else replace(row, state=COPY, words=words, may=False, on=False)


def _short(full: str) -> str:
    return next((office.short for office in OFFICES if office.full == full), full)


def _counted(states: Sequence[str], unit: str) -> str:
    """14 个数据包：已入库 12，没有导入 2"""
    counts = Counter(states)
    told = "，".join(f"{state} {count}" for state, count in counts.items())
    stopped = "（中途取消）" if CANCELLED in counts else ""
    return f"{len(states)} {unit}：{told}{stopped}"
