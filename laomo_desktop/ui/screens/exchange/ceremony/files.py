"""The small files of the ceremony: where to, where from, read."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.ui.screens.exchange.choosing import (
    Around,
    Folders,
    ask_key_file,
    ask_key_target,
    on_stick,
)


def target(
    parent: QWidget, title: str, name: str, around: Around, folders: Folders, *, ask: bool = False
) -> Path | None:
    """On the one stick, else (or when it has failed: ``ask``) where the clerk says."""
    if around.only is not None and not ask:
        return around.only / name
    start = around.sticks[0] if around.sticks and not ask else folders.last
    return ask_key_target(parent, title, start / name)


def source(parent: QWidget, title: str, around: Around, folders: Folders) -> Path | None:
    """The one that lies on the stick, else chosen by the clerk; its folder is remembered."""
    if len(around.packages) == 1:
        return around.packages[0]
    path = ask_key_file(parent, title, around.sticks[0] if around.sticks else folders.last)
    if path is not None:
        folders.note(path)
    return path


def safe(path: Path, around: Around) -> str:
    """What may be said of the stick after writing."""
    return "已核对，可以拔出 U 盘，" if on_stick(path, around) else ""


def read(path: Path) -> bytes:
    """A file's bytes. Raises `Refused`."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = f"文件读不出来（{error.strerror}）"
        raise Refused(why, where=path.name, todo="请检查 U 盘和文件名") from error
