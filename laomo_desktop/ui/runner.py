"""The one way long work is done: off the window's thread, with progress and cancel, errors told in words.

Everything that touches the store goes through one worker, in order; other work (rendering, looking for a
stick) goes aside. ``done`` and ``failed`` are called in the window's thread, never once their widget is gone.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from enum import Enum
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.ui.trouble import details_of

T = TypeVar("T")
LOG = logging.getLogger(__name__)
STEP = 0.05
"""Progress reaches the window at most this often, in seconds: a report a row must not drown it."""


class State(Enum):
    """Where a job is."""

    WAITING = "等待中"
    RUNNING = "进行中"
    DONE = "已完成"
    REFUSED = "未完成"
    CANCELLED = "已取消"
    BROKEN = "出错"


class Job(QObject):
    """One piece of work; lives in the window's thread. The strip at the bottom shows it unless ``quiet``."""

    progressed = Signal(int, int, str)
    """done, total (0: unknown), text."""
    ended = Signal()
    _over = Signal(object)

    def __init__(self, label: str, quiet: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.quiet = quiet
        self.state = State.WAITING
        self.sentence = ""
        """What to tell when it ended otherwise than well."""
        self.begun = time.monotonic()
        self._stop = Event()
        self._told = 0.0

    @property
    def over(self) -> bool:
        return self.state not in (State.WAITING, State.RUNNING)

    @property
    def stopping(self) -> bool:
        """Cancel was asked for; the work ends at its next step, or is already past the point of return."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; nothing of it remains."""
        self._stop.set()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """The work's `Progress`: called in the worker's thread."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= STEP or (total and done >= total):
            self._told = now
            self.progressed.emit(done, total, text)

    def run(self, work: Callable[[Progress], object]) -> None:
        """In the worker's thread: do it, and send what came of it to the window's."""
        self.state = State.RUNNING
        self.begun = time.monotonic()
        try:
            self.progress(0, 0)
            outcome: object = _Value(work(self.progress))
        except BaseException as error:
            outcome = error
        if isValid(self):
            self._over.emit(outcome)


class _Value:
    def __init__(self, value: Any) -> None:
        self.value = value


class Runner(QObject):
    """Owns the workers. The window connects `started` to its strip, `refused` and `broke` to its bars."""

    started = Signal(object)
    refused = Signal(object)
    """A `Refused` nobody else wanted to tell."""
    broke = Signal(str, str)
    """Sentence, details to copy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="aside")
        self._jobs: list[Job] = []

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Work that is not over yet."""
        return tuple(self._jobs)

    def do(
        self, work: Callable[[Progress], T], done: Callable[[T], None], *, label: str,
        failed: Callable[[Refused], None] | None = None, quiet: bool = False,
    ) -> Job:
        """Work that touches the store: one after the other, in the order asked for."""
        return self._give(self._store, work, done, label, failed, quiet)

    def aside(
        self, work: Callable[[Progress], T], done: Callable[[T], None], *, label: str,
        failed: Callable[[Refused], None] | None = None, quiet: bool = False,
    ) -> Job:
        """Work that leaves the store alone."""
        return self._give(self._aside, work, done, label, failed, quiet)

    def close(self) -> None:
        """Stop long work; short writes (``quiet``: a saved form, marks just made) are finished first.

        Returns when no worker works any more.
        """
        for job in self._jobs:
            if not job.quiet:
                job.cancel()
        self._store.shutdown(wait=True)
        self._aside.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def trouble(self, error: BaseException, label: str) -> None:
        """Tell an unexpected error: logged without what it was about, one sentence to the clerk."""
        details = details_of(error)
        LOG.error("%s: %s", label, details)
        self.broke.emit(f"{label}没有成功，程序出了意外。已有的资料没有受影响。", details)

    def _give(
        self, pool: Executor, work: Callable[[Progress], T], done: Callable[[T], None], label: str,
        failed: Callable[[Refused], None] | None, quiet: bool,
    ) -> Job:
        job = Job(label, quiet, self)
        self._jobs.append(job)
        ending = _Ending(self, job, done, failed)
        job._over.connect(ending.arrive)
        pool.submit(job.run, work)
        self.started.emit(job)
        return job

    def _forget(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        job.ended.emit()


class _Ending(QObject):
    """Lives in the window's thread and hands out what came of a job."""

    def __init__(
        self, runner: Runner, job: Job, done: Callable[[Any], None], failed: Callable[[Refused], None] | None
    ) -> None:
        super().__init__(job)
        self._runner, self._job, self._done, self._failed = runner, job, done, failed

    def arrive(self, outcome: object) -> None:
        self._note(outcome)
        try:
            self._hand_out(outcome)
        except Refused as no:
            self._runner.refused.emit(no)
        except Exception as error:
            self._runner.trouble(error, self._job.label)
        self._runner._forget(self._job)
        self._done = self._failed = None  # type: ignore[assignment]

    def _note(self, outcome: object) -> None:
        job = self._job
        if isinstance(outcome, Cancelled):
            job.state, job.sentence = State.CANCELLED, f"{job.label}已取消，没有留下任何改动。"
        elif isinstance(outcome, Refused):
            job.state, job.sentence = State.REFUSED, outcome.sentence
        elif isinstance(outcome, BaseException):
            job.state, job.sentence = State.BROKEN, f"{job.label}没有成功。"
        else:
            job.state = State.DONE

    def _hand_out(self, outcome: object) -> None:
        if isinstance(outcome, _Value):
            if _alive(self._done):
                self._done(outcome.value)
        elif isinstance(outcome, Refused):
            if self._failed is None:
                self._runner.refused.emit(outcome)
            elif _alive(self._failed):
                self._failed(outcome)
        elif isinstance(outcome, BaseException) and not isinstance(outcome, Cancelled):
            self._runner.trouble(outcome, self._job.label)


def _alive(callback: Callable[..., None]) -> bool:
    """Whether the widget a bound method belongs to still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
