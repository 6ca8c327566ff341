"""What importing remembers between two days: the last folder; in the window's ini beside the store."""

from pathlib import Path

from PySide6.QtCore import QSettings

FILE = "window.ini"


class LastFolder:
    """The folder a file was last chosen from; the clerk's documents to begin with."""

    def __init__(self, store: Path, first: Path) -> None:
        self._settings = QSettings(str(store / FILE), QSettings.Format.IniFormat)
        self._first = first

    @property
    def path(self) -> Path:
        kept = Path(str(self._settings.value("import/folder", "") or self._first))
        return kept if kept.is_dir() else self._first

    def keep(self, chosen: Path) -> None:
        """Remember where ``chosen`` lies."""
        self._settings.setValue("import/folder", str(chosen.parent))
