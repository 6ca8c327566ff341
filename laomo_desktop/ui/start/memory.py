"""What is remembered before any store is open: where the last one lay, and who opened it."""

from pathlib import Path

from PySide6.QtCore import QSettings


class StartMemory:
    """``start.ini`` in the user's own settings folder."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "start.ini"), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path | None:
        """Where the last store lay, if that folder is still there."""
        told = str(self._settings.value("folder", "") or "")
        return Path(told) if told and Path(told).is_dir() else None

    @property
    def user(self) -> str:
        return str(self._settings.value("user", "") or "")

    def keep(self, folder: Path, user: str) -> None:
        self._settings.setValue("folder", str(folder))
        self._settings.setValue("user", user)
        self._settings.sync()
