"""Several files into one: the form of every copy of a store, so that each of them can be restored."""

import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from laomo_desktop.domain import own_files
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words

FOLDER = own_files.BACKUPS
SUFFIX = ".lmbak"
STAMP = "%Y%m%d-%H%M%S"


def bundle(target: Path, parts: Mapping[str, Path]) -> None:
    """A zip of ``parts`` (name -> file; not packed: they are encrypted) at ``target``, whole or not at all.

    Raises `Refused` when the disk says no.
    """
    beside = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # strict_timestamps: a computer whose clock has stopped lives in 1970, before any zip.
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED, strict_timestamps=False) as made:
            for name, path in parts.items():
                made.write(path, name)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Refused(
            f"备份没有写成（{in_words(error)}）", where=target.name, todo="请检查磁盘空间和文件夹权限"
        ) from error
