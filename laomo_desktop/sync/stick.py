"""Writing a file so that it is there whole or not at all, and really lies on the stick before one says so.

Temporary file beside the target, flush to the device, read back and compare, rename over the target.
Windows and virus scanners hold fresh files for a moment, so renaming is tried for a while.
"""

import errno
import glob
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.own_files import refuse_own
from laomo_desktop.domain.paths import is_odd

T = TypeVar("T")

_CHUNK = 1024 * 1024
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)
"""Seconds between the tries to rename: three in all."""
_SPARE = 1024 * 1024


def write_safely(target: Path, produce: Callable[[BinaryIO], T], *, expect: int = 0) -> T:
    """Let ``produce`` write the file, compare what lies there with what was written, put it in place.

    ``expect`` is the size in bytes, where one can tell, so that a full stick is noticed before any work.
    ``produce`` writes forward only. Whatever goes wrong, an older file of that name stays as it was.
    """
    refuse_own(target)
    _sweep(target)
    _room(target, expect)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        result, digest = _write(part, produce)
        if _digest(part) != digest:
            raise Refused("写入后读回的内容不一致，U盘可能有坏道", where=target.name, todo="请换一个U盘")
        _replace(part, target)
    except OSError as error:
        raise refusal(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return result


def _sweep(target: Path) -> None:
    """Remove what a killed run left of this file."""
    for left in target.parent.glob(f"{glob.escape(target.name)}.*.part"):
        with suppress(OSError):
            left.unlink()


def refusal(error: OSError, target: Path) -> Refused:
    """What the clerk is told when the system would not write ``target``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or _windows_code(error) in (39, 112):
        return _full(target)
    if error.errno == errno.EROFS or _windows_code(error) == 19:
        why = "磁盘是只读的，U盘可能开着写保护"
        return Refused(why, where=str(target.parent), todo="请关掉写保护开关，或换一个U盘")
    if error.errno in (errno.EACCES, errno.EPERM):
        why = "没有写入权限，文件夹是只读的，或文件正被其他程序打开"
        return Refused(why, where=str(target), todo="请换一个文件夹或关闭占用的程序")
    if not target.parent.exists():
        return _gone(target)
    return Refused("写入时出错，U盘可能已被拔出或有坏道", where=str(target), todo="请重新插好U盘或换一个再试")


def _windows_code(error: OSError) -> int:
    return getattr(error, "winerror", None) or 0


def _full(target: Path, free: int | None = None, needed: int = 0) -> Refused:
    told = "" if free is None else f"，只剩 {_megabytes(free)}，要有 {_megabytes(needed)}"
    return Refused(f"磁盘空间不足{told}", where=str(target.parent), todo="请清理出空间或换一个U盘再试")


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"


def _gone(target: Path) -> Refused:
    return Refused("找不到要写入的文件夹，U盘可能已拔出", where=str(target.parent), todo="请重新插好U盘再试")


def _room(target: Path, expect: int) -> None:
    if not target.parent.is_dir():
        raise _gone(target)
    try:
        free = shutil.disk_usage(target.parent).free
    except OSError as error:
        raise refusal(error, target) from error
    if is_odd(target):
        raise Refused("这不是可以写入的文件", where=str(target), todo="请换一个文件名")
    if free < expect + _SPARE:
        raise _full(target, free, expect + _SPARE)


class _Hashing:
    """A file to write to that remembers the hash of all it was given."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _write(part: Path, produce: Callable[[BinaryIO], T]) -> tuple[T, bytes]:
    with part.open("xb") as file:
        hashing = _Hashing(file)
        result = produce(cast(BinaryIO, hashing))
        file.flush()
        os.fsync(file.fileno())
        _forget(file)
    return result, hashing.digest.digest()


def _replace(part: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            _sync_folder(target.parent)
            return
    part.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """The new name reaches the device too; Windows has no way to ask for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(file: BinaryIO) -> None:
    """Ask the system to drop its copy, so that reading back reads the device."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _digest(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()
