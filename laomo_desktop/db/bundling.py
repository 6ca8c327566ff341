"""Several files into one: the form of every copy of a store, so that each of them can be restored."""

import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.domain.paths import is_odd
from laomo_desktop.domain.progress import Progress, silent

FOLDER = own_files.BACKUPS
SUFFIX = ".lmbak"
STAMP = "%Y%m%d-%H%M%S"
_CHUNK = 1024 * 1024


def bundle(
    target: Path, parts: Mapping[str, Path], progress: Progress = silent, *, prove: bool = False
) -> None:
    """A zip of ``parts`` (name -> file; not packed: they are encrypted) at ``target``, whole or not at all.

    It lies on the device when this returns; ``prove``: and was read back from there (a stick). Progress is in bytes.
    Raises `Refused` when the disk says no, or gives back other bytes than it was given.
    """
    beside = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(beside, parts, progress)
        if prove:
            _read_back(beside, progress)
        beside.replace(target)
    except OSError as error:
        raise Refused(
            f"备份没有写成（{in_words(error)}）", where=target.name, todo="请检查磁盘空间和文件夹权限"
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """A copy to be read from. Raises `Refused` for what is no copy of a store, or is damaged where it is read.

    Ours are not compressed: what is would unpack to whatever size it likes.
    """
    if is_odd(source):
        raise Refused("这不是一个文件", where=source.name, todo="请选择备份文件")
    try:
        with zipfile.ZipFile(source) as bundle:
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in bundle.infolist()):
                raise zipfile.BadZipFile
            yield bundle
    except FileNotFoundError:
        raise Refused("没有这个文件", where=source.name, todo="请检查文件名") from None
    except (OSError, KeyError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile):
        raise Refused("这不是本程序的备份，或文件已损坏", where=source.name, todo="请换一份备份") from None


def _write(beside: Path, parts: Mapping[str, Path], progress: Progress) -> None:
    total, done = sum(path.stat().st_size for path in parts.values()), 0
    with beside.open("wb") as file:
        # strict_timestamps: a computer whose clock has stopped lives in 1970, before any zip.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as made:
            for name, path in parts.items():
                entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
                with path.open("rb") as source, made.open(entry, "w", force_zip64=True) as into:
                    while chunk := source.read(_CHUNK):
                        into.write(chunk)
                        done += len(chunk)
                        progress(done, total, "正在写")
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that reading back reads the device
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(beside: Path, progress: Progress) -> None:
    """Every byte once: a zip holds a check sum of each of its parts."""
    try:
        with zipfile.ZipFile(beside) as made:
            total, done = sum(entry.file_size for entry in made.infolist()), 0
            for entry in made.infolist():
                with made.open(entry) as part:
                    while chunk := part.read(_CHUNK):
                        done += len(chunk)
                        progress(done, total, "正在读回核对")
    except zipfile.BadZipFile:
        raise Refused("写入后读回的内容不一致，U盘可能有坏道", where=beside.stem, todo="请换一个U盘") from None
