"""What goes wrong on real PCs, made to happen: a full disk, a refused file, a pulled stick, a killed process, a torn log.

Each is a context or an act on one office's store; none of them knows what the program does about it.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from laomo_desktop.db import bundling
from laomo_desktop.db.store import FILE
from laomo_desktop.sync import source, stick, writing
from tests.proof.offices import Office

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
NO_LIMIT = 2**31 - 2


@contextmanager
def full_store(office: Office, pages: int) -> Iterator[None]:
    """SQLite itself says that the disk is full once the store has grown by so many pages."""
    engine = office.desk.store._writer
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        now = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {now + pages}")
        try:
            yield
        finally:
            driver.execute(f"PRAGMA max_page_count = {NO_LIMIT}")


@contextmanager
def no_backup(code: int) -> Iterator[None]:
    """The backup before taking in cannot be written."""

    def denied(*_given: Any, **_more: Any) -> None:
        raise OSError(code, os.strerror(code))

    with mock.patch.object(bundling.zipfile.ZipFile, "write", denied):
        yield


@contextmanager
def stick_gone_reading(reads: int) -> Iterator[None]:
    """The stick is pulled after so many readings of a package."""
    real = source.CheckedFile._read_chunk
    left = [reads]

    def gone(file: Any, number: int) -> bytes:
        left[0] -= 1
        if left[0] < 0:
            file._file.close()
        return real(file, number)

    with mock.patch.object(source.CheckedFile, "_read_chunk", gone):
        yield


@contextmanager
def stick_fails_writing(after: int, code: int) -> Iterator[None]:
    """Writing a package fails after so many bytes."""
    real = writing._Scribe.write

    def failing(scribe: Any, data: bytes) -> None:
        if scribe.position + len(data) > after:
            raise OSError(code, os.strerror(code))
        real(scribe, data)

    with mock.patch.object(writing._Scribe, "write", failing):
        yield


@contextmanager
def held_by_scanner(times: int) -> Iterator[None]:
    """Putting the file in its place is refused so many times, as Windows does while a virus scanner reads it."""
    real = Path.replace
    left = [times]

    def held(path: Path, target: Path) -> Path:
        if path.suffix != ".part":
            return real(path, target)
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(errno.EACCES, "held")
        return real(path, target)

    with mock.patch.object(Path, "replace", held), mock.patch.object(stick, "_WAITS", (0.0,) * 3):
        yield


def killed(act: Callable[[], object], calls: int) -> bool:
    """Run ``act`` in a process that kills itself (SIGKILL) at its so-many-th call of a function, Python's or C's.

    Returns whether it was killed; False: it came to its end first. Nothing may be open that the child uses.
    """
    child = os.fork()
    if child == 0:
        _die_at(calls)
        try:
            act()
        except BaseException:
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the act failed in the child"
    return False


def _die_at(calls: int) -> None:
    left = calls

    def count(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal left
        if event in ("call", "c_call", "c_return"):
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def torn(office: Office, act: Callable[[], object], share: float) -> None:
    """The power goes while ``act`` is being written: of the log's new bytes only a part reached the disk."""
    wal = office.folder / f"{FILE}-wal"
    with office.desk.store.standstill():
        pass  # the log is empty now
    had = wal.stat().st_size if wal.exists() else 0
    act()
    saved = office.folder.with_name(f"{office.folder.name}.power")
    shutil.copytree(office.folder, saved)
    office.desk.close()
    shutil.rmtree(office.folder)
    saved.rename(office.folder)
    (office.folder / f"{FILE}-shm").unlink(missing_ok=True)
    size = wal.stat().st_size
    os.truncate(wal, had + int((size - had) * share))
    office.enter()


def damaged(path: Path, target: Path, n: int, how: str) -> Path:
    """A copy of a package with one bit flipped, or cut."""
    data = bytearray(path.read_bytes())
    place = n % len(data)
    if how == "flip":
        data[place] ^= 1 << (n % 8)
        target.write_bytes(data)
    else:
        target.write_bytes(data[:place])
    return target
