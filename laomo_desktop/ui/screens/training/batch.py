"""Quick successive changes become one operation: gathered, and handed on when the clerk pauses."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 700
"""Milliseconds without a further change after which the gathered ones are recorded."""


class Batch(QObject):
    """``due`` carries all that was added since the last time: key -> newest value."""

    due = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[Any, Any] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)

    @property
    def waiting(self) -> Mapping[Any, Any]:
        """What was not handed on yet."""
        return self._waiting

    def add(self, changes: Mapping[Any, Any]) -> None:
        """Later values of a key replace earlier ones."""
        self._waiting.update(changes)
        if self._waiting:
            self._pause.start()

    def flush(self) -> None:
        """Do not wait any longer."""
        self._pause.stop()
        if self._waiting:
            gathered, self._waiting = self._waiting, {}
            self.due.emit(gathered)
