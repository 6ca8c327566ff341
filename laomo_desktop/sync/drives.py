"""Finding USB sticks, and the newest package for this office on them."""

import ctypes
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync.container import inspect
from laomo_desktop.sync.model import Header, Kind

SUFFIX = ".lmpkg"
_LINUX_PLACES = ("/media/", "/run/media/", "/mnt/")
_REMOVABLE = 2
_NO_DIALOG = 1
"""SEM_FAILCRITICALERRORS"""
_MOUNTS = Path("/proc/mounts")
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A package file and what its clear header says; not verified."""

    path: Path
    header: Header


def sticks() -> list[Path]:
    """The removable drives that are there now, with something in them."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is not None:
        return windows_sticks(windows.kernel32)
    try:
        return linux_sticks(_MOUNTS.read_text("utf-8", "replace"))
    except OSError:
        return []


def windows_sticks(kernel: Any) -> list[Path]:
    """Removable drives that hold a medium: a card reader has its letter with nothing in it too."""
    before = kernel.SetErrorMode(_NO_DIALOG)  # an empty drive must not put "insert a disk" over the window
    try:
        roots = [f"{letter}:\\" for letter in _windows_letters(kernel)]
        return [Path(root) for root in roots if _holds_medium(kernel, root)]
    finally:
        kernel.SetErrorMode(before)


def _holds_medium(kernel: Any, root: str) -> bool:
    """Whether Windows can tell the volume's name: it cannot of an empty drive."""
    return bool(kernel.GetVolumeInformationW(root, None, 0, None, None, None, None, 0))


def linux_sticks(mounts: str) -> list[Path]:
    """The mount points of ``/proc/mounts`` under the places where desktops mount sticks: devices, no made-up ones."""
    lines = [fields for line in mounts.splitlines() if len(fields := line.split(" ")) > 2]
    points = [fields[1] for fields in lines if fields[0].startswith("/dev/")]
    return [Path(_plain(point)) for point in points if f"{point}/".startswith(_LINUX_PLACES)]


def _plain(point: str) -> str:
    r"""Blank, tab, newline and backslash stand as \040 \011 \012 \134 in that file."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, sign)
    return point


def _windows_letters(kernel: Any) -> Iterator[str]:
    """Letters of removable drives, from GetLogicalDrives (a bit each) and GetDriveTypeW."""
    present = kernel.GetLogicalDrives()
    for place, letter in enumerate(string.ascii_uppercase):
        if present >> place & 1 and kernel.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE:
            yield letter


def packages(folders: Iterable[Path]) -> Iterator[Found]:
    """The package files in these folders and one level below; damaged ones are passed over."""
    return (found for found in looked_through(folders) if isinstance(found, Found))


def looked_through(folders: Iterable[Path]) -> Iterator[Found | Path]:
    """All that is called a package there: what can be read as one, and the paths of what cannot."""
    for folder in folders:
        for path in islice(_candidates(folder), _MOST):
            try:
                yield Found(path, inspect(path))
            except (Refused, OSError):
                yield path


def _candidates(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
        below = [inner for entry in entries if entry.is_dir() for inner in _listed(entry)]
    except OSError:
        return
    for path in (*entries, *below):
        if path.suffix.lower() == SUFFIX:
            yield path


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def newest_for(office: str, folders: Iterable[Path], kind: Kind | None = None) -> list[Found]:
    """The newest package of each sender's timeline for this office in these folders."""
    return newest(packages(folders), office, kind)


def newest(there: Iterable[Found], office: str, kind: Kind | None = None) -> list[Found]:
    """The newest package of each sender's timeline for this office, by number: no clock is asked."""
    newest: dict[tuple[str, str, Kind], Found] = {}
    for found in there:
        header = found.header
        if header.to_office != office or (kind is not None and header.kind is not kind):
            continue
        key = (header.writer.store, header.writer.epoch, header.kind)
        if key not in newest or newest[key].header.number < header.number:
            newest[key] = found
    return list(newest.values())
