"""The thread that works off what the search index lags behind; there is none while there is nothing to do."""

import threading
from collections.abc import Callable

from laomo_desktop.domain.errors import Refused

PAUSE = 0.005
"""Seconds between two goes: a write that waits gets its turn."""


class Indexer:
    """Runs ``step`` (True as long as there may be more) in a thread of its own whenever it is woken."""

    def __init__(self, step: Callable[[], bool]) -> None:
        self._step = step
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False
        self._stopped = threading.Event()

    def wake(self) -> None:
        """There is something to do."""
        with self._guard:
            self._again = True
            if self._thread is None and not self._stopped.is_set():
                self._thread = threading.Thread(target=self._run, name="search index", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End after the present go, for good; what is left waits for the next start."""
        self._stopped.set()
        self._join()

    def wait(self) -> None:
        """Until nothing is left to do."""
        self._join()

    def _join(self) -> None:
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while self._wanted():
            self._work()

    def _wanted(self) -> bool:
        """Whether to go on; that nobody wakes a thread that is about to end, it is settled under the lock."""
        with self._guard:
            if self._again and not self._stopped.is_set():
                self._again = False
                return True
            self._thread = None
            return False

    def _work(self) -> None:
        try:
            while not self._stopped.is_set() and self._step():
                self._stopped.wait(PAUSE)
        except Refused:
            """The disk is full or gone: the next operation or start tries again, and searches go without."""
