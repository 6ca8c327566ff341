"""A PDF to the disk: all of it or nothing, and never silently over another."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from laomo_desktop.domain.errors import Refused


def free_name(path: Path) -> Path:
    """``path``, or with (2), (3) … where it is taken; its folder made where that can be."""
    for number in range(2, 1000):
        if not path.exists():
            break
        path = path.with_name(f"{path.stem.removesuffix(f'({number - 1})')}({number}){path.suffix}")
    return path


def save_pdf(path: Path, pdf: bytes) -> None:
    """Write ``pdf`` unchanged to ``path``. Raises `Refused` when the disk says no; then nothing is changed."""
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> Refused:
    if error.errno == errno.ENOSPC:
        return Refused("磁盘空间不足，没有保存", where=path.name, todo="请清理磁盘或换一个位置")
    if isinstance(error, PermissionError):
        return Refused("写不进这个文件", where=path.name, todo="它可能正被别的程序打开，请关掉它或换个名字")
    return Refused("写不进这个文件", where=path.name, todo="请换一个位置")


def ask_and_save(parent: QWidget, pdf: bytes, suggested: Path) -> Path | None:
    """Ask where, then write; None if the clerk thought better of it. Raises `Refused`."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "另存为 PDF", str(free_name(suggested)), "PDF 文件 (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
    save_pdf(path, pdf)
    return path
