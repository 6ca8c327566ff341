"""What the tabs of a class share: the class as last read, and the one way they write."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.paper.noting import show_paper
from laomo_desktop.ui.screens.training import state
from laomo_desktop.ui.screens.training.state import Loaded

T = TypeVar("T")
Then = Callable[[Done], Any]


class Hub(QObject):
    """Holds `loaded`; ``read`` tells that it is new. Tabs never write but through `write`."""

    read = Signal()
    wanted = Signal(str)
    """A tab by name, asked for by another part of the page."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._loaded: Loaded | None = None
        self.seen = 0
        """The newest operation whose outcome `loaded` shows for certain."""

    @property
    def loaded(self) -> Loaded:
        """Raises `Refused` before a class was opened."""
        if self._loaded is None:
            raise Refused("还没有打开培训班", todo="请从培训班列表中打开一个")
        return self._loaded

    @property
    def is_open(self) -> bool:
        """Whether a class was opened at all."""
        return self._loaded is not None

    def open(self, training: RowId) -> None:
        """Read a class and tell everybody."""
        self._loaded = state.load(self.context.desk, training)
        self.read.emit()

    def reload(self) -> None:
        """Something was written."""
        if self._loaded is not None:
            self.open(self._loaded.key)

    def write(
        self,
        label: str,
        work: Callable[[Desk], Done],
        then: Then | None = None,
        failed: Callable[[Refused], None] | None = None,
    ) -> None:
        """Do ``work`` in the store's thread; say 已保存 and call ``then``. Refusals go to ``failed`` or the bar."""
        desk = self.context.desk
        told = _Told(self, then)
        self.context.runner.do(
            lambda _progress: work(desk),
            told.arrive,
            label=label,
            failed=failed or self.context.frame.refuse,
            quiet=True,
        )

    def paper(self, label: str, draw: Callable[[Desk, Progress], Paper]) -> None:
        """Draw a paper in the store's thread and show it."""
        desk = self.context.desk
        self.context.runner.do(
            lambda progress: draw(desk, progress), self._show, label=label, failed=self.context.frame.refuse
        )

    def _show(self, paper: Paper) -> None:
        show_paper(self.context, paper)


class _Told(QObject):
    """Lives as long as the hub: a page that is gone hears nothing."""

    def __init__(self, hub: Hub, then: Then | None) -> None:
        super().__init__(hub)
        self._hub, self._then = hub, then

    def arrive(self, done: Done) -> None:
        self._hub.seen = max(self._hub.seen, done.operation)
        self._hub.reload()
        if done.operation:
            self._hub.context.frame.said(done)
        if self._then is not None:
            self._then(done)
        self.deleteLater()
