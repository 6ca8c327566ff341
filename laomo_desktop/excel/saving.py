"""Writing a workbook whole or not at all, and telling in words why it could not be written."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.own_files import refuse_own

_FULL = {errno.ENOSPC, errno.EDQUOT, 112}  # 112: ERROR_DISK_FULL of Windows
_OS_ERROR = re.compile(r"os error (\d+)")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A fresh file to write beside ``target``; it takes the target's place at the end, or vanishes on failure.

    Raises `Refused` when the folder cannot be written, the disk is full, or another program holds the target.
    """
    refuse_own(target)
    fresh = _fresh(target)
    try:
        yield fresh
        _take_place(fresh, target)
    except OSError as error:
        raise _refusal(error, target) from error
    except RuntimeError as error:  # the Rust writer wraps what the system said
        if not _OS_ERROR.search(str(error)):
            raise
        raise _refusal(error, target) from error
    finally:
        fresh.unlink(missing_ok=True)


def _fresh(target: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=".~", suffix=".xlsx", dir=target.parent)
    except FileNotFoundError:
        raise Refused("没有这个文件夹", where=str(target.parent), todo="请另选保存位置") from None
    except OSError as error:
        if error.errno in _FULL:
            raise _refusal(error, target) from error
        raise Refused("这个文件夹不能写入", where=str(target.parent), todo="请另选保存位置") from None
    os.close(handle)
    return Path(name)


def _take_place(fresh: Path, target: Path) -> None:
    if target.is_dir():
        raise Refused("这是文件夹的名字", where=target.name, todo="请换一个文件名")
    fresh.chmod(0o644)  # a temporary file is made for its owner alone; a workbook is for the office
    try:
        fresh.replace(target)
    except PermissionError:
        raise Refused("文件正被 Excel 或 WPS 打开", where=target.name, todo="请关闭后再试") from None


def _refusal(error: Exception, target: Path) -> Refused:
    found = _OS_ERROR.search(str(error))
    number = error.errno if isinstance(error, OSError) and error.errno else int(found[1]) if found else 0
    if number in _FULL:
        return Refused("磁盘已满，文件没有写成", where=target.name, todo="请腾出空间或另选保存位置")
    return Refused("文件写不进去", where=target.name, todo="请另选保存位置再试")
