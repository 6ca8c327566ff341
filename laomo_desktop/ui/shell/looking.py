"""After a package, and at the start: what nobody has looked at yet is looked at behind the clerk's back."""

from PySide6.QtCore import QObject

from laomo_desktop.services.desk import READER, Desk
from laomo_desktop.services.resembling import looking
from laomo_desktop.ui.runner import Runner


class Looking(QObject):
    """One look at a time; stopped or failed it waits for the next package, or the next start."""

    def __init__(self, desk: Desk, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._busy = desk, runner, False

    def catch_up(self) -> None:
        """Begin, if anything waits."""
        if self._busy or self._desk.role == READER or not looking.is_waiting(self._desk):
            return
        self._busy = True
        self._runner.do(
            lambda progress: looking.catch_up_quietly(self._desk, progress), self._done,
            label="查找重复登记", failed=self._done, quiet=True,
        )  # fmt: skip

    def _done(self, _result: object) -> None:
        self._busy = False
