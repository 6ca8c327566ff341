"""Writing a small file safely: beside it first, forced to the disk, then put in its place."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words


def replace_file(path: Path, content: bytes) -> None:
    """``path`` holds ``content``, or what it held before. Raises `Refused` when the disk says no."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Refused(f"写不进文件（{in_words(error)}）", where=path.name, todo=_todo(error)) from error


def _todo(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "请关掉打开它的程序，或换个名字、位置"
    return "请清理磁盘或换一个位置" if error.errno == errno.ENOSPC else "请换一个位置"
