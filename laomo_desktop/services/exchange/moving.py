"""换机包: the whole store as one encrypted file for a new PC; the old PC's store is read-only from then on.

The file is a backup (docs/package-format.md) with a mark. The new PC begins a new epoch; should the file get lost, the
old store comes back to life by restoring one of its own backups, under a new epoch too: nobody is locked out.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

from laomo_desktop.db import backup
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.domain.paths import is_folder, is_odd
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services import desk as desks
from laomo_desktop.services import keeping, settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import files

SUFFIX = ".lmmove"
MARK = "move.json"
KIND = "换机"


@dataclass(frozen=True, slots=True)
class Moved:
    """The file for the new PC, read back whole; ``hash`` its SHA-256."""

    path: Path
    hash: str


def suggested_name(desk: Desk) -> str:
    """What the file is called."""
    return files.file_name(files.MOVE, desk.office, SUFFIX)


def move(desk: Desk, target: Path, progress: Progress = silent) -> Moved:
    """Write the 换机包 to ``target`` (a folder: under its usual name), read it back, and retire this store.

    Raises `Refused` for all but administrators, and whatever keeps the file from lying there whole; then nothing is
    retired.
    """
    desk.must_admin()
    desk.must_write()
    if is_folder(target):
        target = files.free(target / suggested_name(desk))
    elif not target.suffix or not is_folder(target.parent):
        raise Refused("没有这个文件夹，U盘可能已经拔出", where=str(target), todo="请插好U盘，或换一个位置")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    mark = {"office": desk.office.code, "at": now, "store": desk.store.store_id.hex()}
    backup.make_in_store(desk.store, "换机前")
    backup.make(desk.store, target, {MARK: orjson.dumps(mark)}, progress)
    digest = _digest(target)
    try:
        with desk.store.operation(KIND, f"写出换机包 {target.name}，本机从此只读", desk.user) as write:
            settings.write_within(write, desks.MOVED, {"at": now, "file": target.name, "hash": digest})
    except BaseException:
        target.unlink(missing_ok=True)  # two stores must not go on side by side
        raise
    desk.store.retire(*desks.RETIRED)
    return Moved(target, digest)


def arrive(source: Path, folder: Path, login: str | None, password: str) -> str:
    """On the new PC: the store of a 换机包 in ``folder``, under a new epoch; returns the user it was opened for.

    The password is that of the old PC. A store that stood there moves into its backups folder.
    """
    if not is_move(source):
        raise Refused("这不是换机包", where=source.name, todo="如果是备份文件，请用“恢复备份”")
    return keeping.restore(source, folder, login, password)


def is_move(source: Path) -> bool:
    """Whether a file is a 换机包. Raises `Refused` when it cannot be read."""
    if is_odd(source):
        raise Refused("这不是一个文件", where=source.name, todo="请选择换机包")
    try:
        with zipfile.ZipFile(source) as bundle:
            return MARK in bundle.namelist()
    except zipfile.BadZipFile:
        return False
    except OSError as error:
        raise Refused(
            f"文件读不出来（{in_words(error)}）", where=source.name, todo="请检查U盘和文件名"
        ) from None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
