"""Copies of the store: one file each, made before risky work and daily, thinned to days, weeks and months."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from laomo_desktop.db import bundling, key_book
from laomo_desktop.db.bundling import FOLDER, STAMP, SUFFIX
from laomo_desktop.db.epochs import Branch
from laomo_desktop.db.store import FILE, Store, sole_user
from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.domain.progress import Progress, silent

_LOGS = tuple(FILE + log for log in own_files.LOGS)
_PARTS = (FILE, *_LOGS, key_book.FILE)
"""What a store consists of; the logs are there only where nobody closed it properly."""

NEWEST = 12
APART = ("手动", "恢复前", "升级前", "换机前")
"""Made by hand, or holding what nothing later holds: none of the daily ones pushes them out."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy in the store's own folder; ``at`` is local time."""

    path: Path
    at: datetime
    occasion: str


def make(
    store: Store, target: Path, notes: Mapping[str, bytes] | None = None, progress: Progress = silent
) -> None:
    """Write a copy of the store and its wrapped keys to ``target`` (a zip of two encrypted parts, and ``notes``), read
    back. Progress is in bytes."""
    _refuse_own_file(store.folder, target)
    _copy(store, target, notes or {}, progress, prove=True)


def _copy(store: Store, target: Path, notes: Mapping[str, bytes], progress: Progress, *, prove: bool) -> None:
    with store.standstill(), tempfile.TemporaryDirectory() as beside:
        parts = {FILE: store.path, key_book.FILE: store.folder / key_book.FILE}
        for name, content in notes.items():
            parts[name] = Path(beside) / name
            parts[name].write_bytes(content)
        bundling.bundle(target, parts, progress, prove=prove)


def _refuse_own_file(folder: Path, target: Path) -> None:
    own_files.refuse_own(target)
    if target.resolve().parent == folder.resolve():
        raise Refused("备份不能放在资料库自己的文件夹里", where=target.name, todo="请另选一个文件夹，如U盘")


def make_in_store(store: Store, occasion: str, progress: Progress = silent) -> Path:
    """A copy among the store's own backups, the surplus ones removed; ``occasion`` is a word such as 导入前 or 每日."""
    name = f"{datetime.now().strftime(STAMP)}-{occasion}"
    target = _free(store.folder / FOLDER / (name + SUFFIX))
    _copy(store, target, {}, progress, prove=False)
    thin(store.folder)
    return target


def _free(path: Path) -> Path:
    """``path``, or with (2), (3) … where one of the same second stands."""
    numbered = (path.with_name(f"{path.stem}({number}){path.suffix}") for number in count(2))
    return path if not path.exists() else next(other for other in numbered if not other.exists())


def listing(folder: Path) -> list[Backup]:
    """The store's own backups, newest first."""
    found = []
    for path in (folder / FOLDER).glob(f"*{SUFFIX}"):
        stamp, occasion = path.stem[:15], path.stem[16:]
        try:
            found.append(Backup(path, datetime.strptime(stamp, STAMP), occasion))
        except ValueError:
            continue
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def surplus(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Which backups go: kept are the `NEWEST` ones whatever the clock says, for two days one an hour, for two weeks
    one a day, for two months one a week, then one a month; those of each of `APART` by themselves."""
    seen: set[tuple[str, str]] = set()
    gone = []
    for rank, backup in enumerate(sorted(backups, key=lambda b: b.at, reverse=True)):
        apart = next((word for word in APART if backup.occasion.startswith(word)), "")
        slot = (apart, _slot(backup.at, now))
        if rank >= NEWEST and slot in seen:
            gone.append(backup)
        seen.add(slot)
    return gone


def _slot(at: datetime, now: datetime) -> str:
    age = now - at
    if age < timedelta(days=2):
        return at.strftime("hour %Y%m%d%H")
    if age < timedelta(days=14):
        return at.strftime("day %Y%m%d")
    return at.strftime("week %G%V") if age < timedelta(days=62) else at.strftime("month %Y%m")


def thin(folder: Path) -> None:
    """Remove the surplus."""
    for backup in surplus(listing(folder), datetime.now()):
        backup.path.unlink(missing_ok=True)


def restore(source: Path, folder: Path) -> None:
    """Put the store of a backup into ``folder``; what stood there is moved into its backups, none of which is lost.

    The caller then opens the store with a password of that backup and calls `new_epoch`.
    """
    with unpacked(source) as copy, _nobody_in(folder):
        there = [name for name in reversed(_PARTS) if (copy / name).exists()]
        fresh = [(_beside(copy / name, folder), folder / name) for name in there]
        _set_aside(folder)
        for path, place in fresh:
            path.replace(place)


@contextmanager
def _nobody_in(folder: Path) -> Iterator[None]:
    """Nobody has the store of ``folder`` open, nor opens it meanwhile. What the disk refuses is told in words."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sole_user(folder)
        try:
            yield
        finally:
            lock.release()
    except OSError as error:
        raise Refused(
            f"没有恢复成（{in_words(error)}）", where=str(folder), todo="请检查磁盘空间和文件夹权限"
        ) from error


def _beside(source: Path, folder: Path) -> Path:
    """A copy of ``source`` in ``folder`` under a name of its own, until it may take its place."""
    path = folder / (source.name + ".new")
    try:
        shutil.copyfile(source, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


@contextmanager
def unpacked(source: Path) -> Iterator[Path]:
    """A temporary folder with the store of a backup in it. Raises `Refused` for what is no backup or is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        with bundling.opened(source) as bundle:
            for name in (FILE, key_book.FILE, *(log for log in _LOGS if log in bundle.namelist())):
                bundle.extract(name, folder)
        yield Path(folder)


def _set_aside(folder: Path) -> None:
    """What stands in ``folder`` becomes one more of its backups, so that it can be restored like any other."""
    standing = {path.name: path for path in (folder / name for name in _PARTS) if path.exists()}
    if FILE not in standing:
        return
    target = _free(folder / FOLDER / f"{datetime.now().strftime(STAMP)}-恢复前{SUFFIX}")
    bundling.bundle(target, standing)
    for name in _LOGS:
        (folder / name).unlink(missing_ok=True)


def new_epoch(path: Path, key: bytes, since: Callable[[Store], int | None] = lambda _: None) -> None:
    """After a restore, a move or a clone: this store's further writes are of a new epoch.

    ``since`` tells after which operation its earlier ones are renamed too (None: none is): those of which nobody
    knows whether they left this PC. A clone of the disk may have sent others under the same numbers.
    """
    store = Store(path.parent, key)
    try:
        above = since(store)
        branch = None if above is None else Branch(above)
        store.start_epoch("资料库已恢复，之后的改动重新编号", branch=branch)
    finally:
        store.close()


def is_due(folder: Path) -> bool:
    """Whether no backup was made today (UTC day boundaries do not matter here: local date)."""
    newest = next(iter(listing(folder)), None)
    return newest is None or newest.at.date() != datetime.now(UTC).astimezone().date()
