"""The window: navigates, shows what was done and what was refused; knows nothing of any screen's work."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.db.journal import TAKEN_IN
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.services import finder
from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context, Place
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.screens import catalogue
from laomo_desktop.ui.shell.bars import RefusalBar, UndoBar
from laomo_desktop.ui.shell.drop import FileDrop
from laomo_desktop.ui.shell.handbook import handbook
from laomo_desktop.ui.shell.head import Head
from laomo_desktop.ui.shell.looking import Looking
from laomo_desktop.ui.shell.memory import Memory
from laomo_desktop.ui.shell.navigation import Navigation
from laomo_desktop.ui.shell.palette import Command, Palette
from laomo_desktop.ui.shell.reader import Reader
from laomo_desktop.ui.shell.stage import Stage
from laomo_desktop.ui.shell.strip import Strip
from laomo_desktop.ui.trouble import safely
from laomo_desktop.ui.widgets.taking_back import TakingBack

NARROW = 1080
"""Below this width (in scaled pixels) the navigation becomes narrow by itself."""
PRODUCT = "劳模工匠助企行"


class MainWindow(QMainWindow):
    """The frame every screen stands in (see `context.Frame`)."""

    written = Signal(object)
    """A `Changed`, from whatever thread wrote; arrives in the window's."""
    closed = Signal()

    def __init__(self, desk: Desk, runner: Runner, exports: Path | None = None) -> None:
        super().__init__()
        self.desk, self.runner = desk, runner
        self.memory = Memory(desk.folder)
        self.context = Context(desk, runner, self, exports or documents())
        only = " · 只读" if desk.role == READER else ""
        self.setWindowTitle(f"{PRODUCT} — {desk.office.full}（{role_of(desk)}）· {desk.user}{only}")
        self._build()
        self._connect()
        self._keys()
        self.memory.restore(self)
        self.navigation.fold_sections(self.memory.folded_sections)
        self._recount()
        self.looking.catch_up()

    # -- Frame -----------------------------------------------------------------------------------------------
    def go(self, place: Place) -> None:
        """Show another place; a refusal becomes the bar's sentence."""
        self.refusal_bar.outlived()  # she has gone on
        with safely(self.runner.trouble, self.refuse, "打开页面"):
            if not self.stage.go(place):
                self._mark_place(self.stage.place)

    def said(self, done: Done) -> None:
        self.refusal_bar.outlived()
        self.undo_bar.show_done(done)

    def take_back(self, operation: int) -> None:
        self.taking_back.start(operation)

    def refuse(self, no: Refused) -> None:
        self.refusal_bar.show_refusal(no.sentence)

    def preview(
        self, title: str, pdf: bytes, suggested: str, printed: Callable[[], None] | None = None
    ) -> None:
        with safely(self.runner.trouble, self.refuse, "打印预览"):
            preview = lazy("laomo_desktop.ui.paper.preview")
            preview.Preview(title, pdf, self.context.exports / suggested, self, printed=printed).open()

    # -- making ----------------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.entries = tuple(
            e for e in catalogue.navigation() if not e.only_admin or self.desk.role == "管理员"
        )
        self.navigation = Navigation(self.entries)
        self.head = Head(self.desk.office.full, self.desk.user)
        self.stage = Stage()
        self.stage.set_context(self.context)
        self.undo_bar, self.refusal_bar = UndoBar(), RefusalBar()
        self.strip = Strip(self.runner)
        self.drop = FileDrop(self)
        self.taking_back = TakingBack(self.desk, self.runner, self)
        self.looking = Looking(self.desk, self.runner, self)
        self.palette_box = Palette(self.desk, self._commands(), self.go, self)
        self.setCentralWidget(self._laid_out())

    def _laid_out(self) -> QWidget:
        whole, right = QWidget(), QVBoxLayout()
        row = QHBoxLayout(whole)
        for layout in (row, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        right.addWidget(self.head)
        right.addWidget(self.stage, 1)
        for bar in (self.refusal_bar, self.undo_bar, self.strip):
            right.addWidget(bar)
        return whole

    def _connect(self) -> None:
        self.navigation.chosen.connect(self._go_to)
        self.navigation.sections_folded.connect(self._remember_sections)
        self.stage.moved.connect(self._mark_place)
        self.head.fold.connect(self._fold)
        self.head.back.connect(self._back)
        self.head.forward.connect(self._forward)
        self.head.find_asked.connect(self._find)
        self.head.help.connect(self._help)
        self.undo_bar.undo.connect(self.taking_back.start)
        self.taking_back.done.connect(self.undo_bar.show_taken_back)
        self.drop.dropped.connect(self.go)
        self.runner.refused.connect(self.refuse)
        self.runner.broke.connect(self.refusal_bar.show_refusal)
        self.written.connect(self._written, Qt.ConnectionType.QueuedConnection)
        self.desk.store.listen(self.written.emit)

    def _keys(self) -> None:
        acts = {
            "Ctrl+K": self._find,
            "F1": self._help,
            "Ctrl+B": self._fold,
            "Alt+Left": self._back,
            "Alt+Right": self._forward,
            "Ctrl+Z": self.undo_bar.ask,
            "Ctrl+Q": self._quit,
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self, act)
        for number, entry in enumerate(self.entries[:9], 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, self._going(entry.name))

    def _commands(self) -> list[Command]:
        going = [
            Command(f"打开{e.label}", self._going(e.name), f"Ctrl+{n}" if n <= 9 else "", e.icon)
            for n, e in enumerate(self.entries, 1)
        ]
        others = [
            Command("撤销刚才的保存", self.undo_bar.ask, "Ctrl+Z", "undo"),
            Command("使用手册", self._help, "F1", "help"),
            Command("退出程序", self._quit, "Ctrl+Q", "close"),
        ]
        if catalogue.CATALOGUE["import"].exists():
            others.insert(0, Command("导入 Excel", self._going("import"), icon="import"))
        return [*going, *others]

    def open_first(self) -> None:
        """The first place after the login: the top entry that is there."""
        if self.entries:
            self._go_to(self.entries[0].name)
        if self.navigation.hasFocus():
            self.stage.setFocus()

    # -- acting ----------------------------------------------------------------------------------------------
    def _going(self, name: str) -> Callable[[], None]:
        return lambda: self._go_to(name)

    def _go_to(self, name: str) -> None:
        self.go(Place(name))

    def _mark_place(self, place: Place | None) -> None:
        if place is None:
            return
        self.navigation.show_place(place.screen)
        self.head.show_ways(self.stage.can_go_back, self.stage.can_go_forward)

    def _back(self) -> None:
        with safely(self.runner.trouble, self.refuse, "后退"):
            self.stage.back()

    def _forward(self) -> None:
        with safely(self.runner.trouble, self.refuse, "前进"):
            self.stage.forward()

    def _fold(self) -> None:
        self.memory.folded = not self.navigation.narrow
        self.navigation.fold(not self.navigation.narrow)

    def _remember_sections(self, sections: list[str]) -> None:
        self.memory.folded_sections = sections

    def _quit(self) -> None:
        self.close()

    def _find(self) -> None:
        self.palette_box.open_over(self)

    def _help(self) -> None:
        page = handbook()
        if page is None:
            self.refuse(Refused("没有找到使用手册", todo="请重新安装程序"))
        elif page.suffix == ".pdf" or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
            self._read_here(page)

    def _read_here(self, page: Path) -> None:
        """No browser answers: the handbook opens in the program."""
        if page.suffix == ".pdf":
            self.preview("使用手册", page.read_bytes(), page.name)
        else:
            Reader(page, self).open()

    def copied(self) -> None:
        """The day's copy was made: no operation, but what a screen said of copies is no longer true."""
        self.stage.tell(Changed(0, "备份", "今天的备份已经做好", {}))

    def _written(self, what: Changed) -> None:
        with safely(self.runner.trouble, self.refuse, "刷新"):
            self.stage.tell(what)
            if "pending" in what.rows:
                self._recount()
            if what.kind == TAKEN_IN:
                self.looking.catch_up()

    def _recount(self) -> None:
        self.navigation.show_counts(finder.waiting(self.desk))

    # -- Qt --------------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drop.attach()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = event.size().width() < NARROW
        self.navigation.fold(tight or self.memory.folded)
        self.head.who.setVisible(not tight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no screen wanted: the refusal was read."""
        if event.key() == Qt.Key.Key_Escape and self.refusal_bar.isVisible():
            self.refusal_bar.hide()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.stage.may_leave() or not self._may_stop():
            event.ignore()
            return
        self.memory.keep(self)
        self.runner.close()
        event.accept()
        self.closed.emit()

    def _may_stop(self) -> bool:
        """Ask while long work runs; what is stopped leaves nothing behind."""
        running = [job.label for job in self.runner.jobs if not job.quiet]
        if not running:
            return True
        words = f"{'、'.join(running)}还没有完成。现在退出会取消它，不留下任何改动。"
        answer = QMessageBox.question(self, "退出程序", words + "\n确定退出吗？")
        return answer == QMessageBox.StandardButton.Yes


def role_of(desk: Desk) -> str:
    """市总工会 or 区市."""
    return "市总工会" if desk.is_city else "区市"


def documents() -> Path:
    """The clerk's documents folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
