"""What the start needs of the house, handed in by the composition root: nothing heavy is imported here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from laomo_desktop.domain.progress import Progress

if TYPE_CHECKING:
    from laomo_desktop.db.backup_face import Face
    from laomo_desktop.services.desk import Desk


@dataclass(frozen=True)
class Doors:
    """Every way into a store. All raise `Refused`; all but `logins` and `exists` are for the runner."""

    exists: Callable[[Path], bool]
    logins: Callable[[Path], list[str]]
    create: "Callable[[Path, str, str, str], tuple[Desk, str]]"
    """folder, office code, login, password -> the desk and its recovery code."""
    enter: "Callable[[Path, str, str], Desk]"
    enter_by_recovery: "Callable[[Path, str, str, str], tuple[Desk, str]]"
    """folder, recovery code, login, new password -> the desk and a new recovery code."""
    restore: Callable[[Path, Path, str, str], str]
    """backup file, folder, login, password of that backup."""
    restore_with_code: Callable[[Path, Path, str], None]
    """backup file, folder, recovery code of that backup; `enter_by_recovery` follows."""
    read_sheet: Callable[[Path], str]
    """What the QR on a picture or PDF of the recovery sheet says."""
    copy_of: "Callable[[Path], Face]"
    """Whose copy a backup file is, of when, and who may open it."""
    sticks: Callable[[], list[Path]]
    """The removable drives that are there now."""
    fill: "Callable[[Desk, Progress], object]"
    """Put the sample data in."""
    recovery_sheet: "Callable[[Desk, str], bytes]"
    """The sheet with the code, as PDF."""
    daily_backup: "Callable[[Desk], Path | None]"
    warm_up: Callable[[], None]
    """Import what will be needed after the login; called in a worker once the first window is painted."""
