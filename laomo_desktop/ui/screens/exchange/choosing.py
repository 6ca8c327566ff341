"""Where files go and where they come from: the one stick that is plugged in, else a dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from laomo_desktop.domain.errors import Refused
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.files import KEY_SUFFIX
from laomo_desktop.services.exchange.several import files_in
from laomo_desktop.sync import drives
from laomo_desktop.sync.drives import Found
from laomo_desktop.sync.model import Kind
from laomo_desktop.ui.widgets.where import ask_where, there

PACKAGES = "数据包 (*.lmpkg)"
KEYS = "密钥登记文件 (*.lmkey)"
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Around:
    """What is plugged in: the sticks, the newest packages for this office on them, and beside those what is called a
    package and cannot be read as one: ``odd``, of which one may be the newest."""

    sticks: tuple[Path, ...]
    packages: tuple[Path, ...] = ()
    odd: tuple[Path, ...] = ()

    @property
    def only(self) -> Path | None:
        """The stick, if there is no doubt which."""
        return self.sticks[0] if len(self.sticks) == 1 else None


def look_around() -> Around:
    """The sticks that are there now; touches no store."""
    return Around(tuple(drives.sticks()))


def look_for_packages(desk: Desk) -> Around:
    """The sticks, and for the city every package for it, for a district the newest one; touches no store."""
    sticks = drives.sticks()
    if desk.is_city:
        return Around(tuple(sticks), tuple(files_in(desk, sticks)))
    there = list(drives.looked_through(sticks))
    newest = drives.newest((each for each in there if isinstance(each, Found)), desk.office.code, Kind.RETURN)
    odd = tuple(each for each in there if isinstance(each, Path))
    return Around(tuple(sticks), tuple(found.path for found in newest), odd)


def look_in_folder(desk: Desk, folder: Path) -> Around:
    """Every package for this office in a folder, and what cannot be read there; touches no store."""
    return Around((), tuple(files_in(desk, [folder])))


def look_for_keys(wanted: Callable[[bytes], bool], whose: str = "") -> Around:
    """The sticks, and the enrolment files of the wanted kind on them; of several those with ``whose`` in their name."""
    sticks = drives.sticks()
    found = [path for stick in sticks for path in sorted(stick.glob(f"*{KEY_SUFFIX}")) if _begins(path, wanted)]
    own = [path for path in found if whose and whose in path.name]
    return Around(tuple(sticks), tuple(own if len(found) > 1 and own else found))


def _begins(path: Path, wanted: Callable[[bytes], bool]) -> bool:
    try:
        with path.open("rb") as file:
            return wanted(file.read(64))
    except OSError:
        return False


def on_stick(path: Path, around: Around) -> bool:
    """Whether a path lies on one of the sticks."""
    return any(path.is_relative_to(stick) for stick in around.sticks)


class Folders:
    """The folders packages were written to or read from lately; kept beside the store."""

    def __init__(self, desk: Desk, exports: Path) -> None:
        self._settings = QSettings(str(desk.folder / "window.ini"), QSettings.Format.IniFormat)
        self._exports = exports

    def note(self, path: Path) -> None:
        """A package lies, or lay, there."""
        folders = [str(path.parent), *(f for f in self._all() if f != str(path.parent))]
        self._settings.setValue("exchange_folders", folders[:_REMEMBERED])

    def _all(self) -> list[str]:
        found = self._settings.value("exchange_folders")
        return [found] if isinstance(found, str) else [str(each) for each in found or ()]

    @property
    def last(self) -> Path:
        """Where a dialog opens."""
        return next((Path(f) for f in self._all() if Path(f).is_dir()), there(self._exports))

    def find(self, name: str, sticks: Sequence[Path]) -> Path:
        """Where a package's file lies. Raises `Refused` if it is in none of the places known."""
        for folder in (*map(Path, self._all()), *sticks, self._exports):
            if (folder / name).is_file():
                return folder / name
        raise Refused("没有找到这个文件", where=name, todo="它可能在没有插上的 U 盘里，或已被移走")


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """A folder to write to."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(there(start)))
    return Path(chosen) if chosen else None


def ask_files(parent: QWidget, title: str, start: Path, *, several: bool) -> list[Path]:
    """Packages to read."""
    if several:
        many, _ = QFileDialog.getOpenFileNames(parent, title, str(start), PACKAGES)
        return [Path(each) for each in many]
    one, _ = QFileDialog.getOpenFileName(parent, title, str(start), PACKAGES)
    return [Path(one)] if one else []


def ask_key_file(parent: QWidget, title: str, start: Path) -> Path | None:
    """An enrolment file to read."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), f"{KEYS};;所有文件 (*)")
    return Path(chosen) if chosen else None


def ask_key_target(parent: QWidget, title: str, start: Path) -> Path | None:
    """Where an enrolment file goes."""
    return ask_where(parent, title, start, KEYS, start.suffix)
