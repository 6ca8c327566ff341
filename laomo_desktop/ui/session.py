"""From the first window to the last: start, login, the window, and closing the store behind it."""

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.runner import Runner
from laomo_desktop.ui.start.doors import Doors
from laomo_desktop.ui.start.memory import StartMemory
from laomo_desktop.ui.start.window import StartWindow
from laomo_desktop.ui.theme import fonts, sheet

if TYPE_CHECKING:
    from laomo_desktop.services.desk import Desk
    from laomo_desktop.ui.shell.window import MainWindow

NAME = "laomo_desktop"


class Session(QObject):
    """One run of the program."""

    def __init__(self, doors: Doors, folder: Path, memory: StartMemory) -> None:
        super().__init__()
        self.doors = doors
        self.runner = Runner(self)
        self.start = StartWindow(doors, self.runner, folder, memory)
        self.window: MainWindow | None = None
        self.desk: Desk | None = None
        self.start.entered.connect(self._entered)

    def begin(self) -> None:
        """Show the first window; load the rest once it is painted."""
        self.start.show()
        QTimer.singleShot(0, self, self._painted)

    def _painted(self) -> None:
        self.runner.aside(lambda _: self.doors.warm_up(), lambda _: None, label="准备", quiet=True)

    def _entered(self, desk: "Desk") -> None:
        self.desk = desk
        window: MainWindow = lazy("laomo_desktop.ui.shell.window").MainWindow(desk, self.runner)
        self.window = window
        window.closed.connect(self._closed)
        window.show()
        window.open_first()
        self.start.hide()
        self.start.deleteLater()
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """What can wait until the window stands: the font for rare characters, today's backup."""
        fonts.load_rare()
        desk = self.desk

        def backup(_: Progress) -> Any:
            return None if desk is None else self.doors.daily_backup(desk)

        self.runner.do(backup, self._copied, label="每日备份", quiet=True)

    def _copied(self, copy: Path | None) -> None:
        if copy is not None and self.window is not None:
            self.window.copied()

    def _closed(self) -> None:
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last net (sys.excepthook): never a traceback to the clerk."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.runner.trouble(error.with_traceback(trace), "这一步")


def run(doors: Doors, folder: Path, may_move: bool) -> int:
    """The whole program's window part. ``may_move``: the last store used counts before ``folder``."""
    QGuiApplication.setApplicationName(NAME)
    QGuiApplication.setApplicationDisplayName("")
    QGuiApplication.setDesktopFileName(NAME)
    app = sheet.application(sys.argv[0])
    app.setQuitOnLastWindowClosed(True)
    memory = StartMemory(Path(platformdirs.user_config_dir(NAME, appauthor=False)))
    session = Session(doors, (memory.folder if may_move else None) or folder, memory)
    sys.excepthook = session.unexpected
    session.begin()
    try:
        return app.exec()
    finally:
        session.runner.close()
        session._closed()

