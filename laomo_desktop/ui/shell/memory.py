"""What the window remembers between two days: its size, the folded navigation; in an ini beside the store."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

FILE = "window.ini"


class Memory:
    """Reads and writes ``window.ini``; what cannot be read counts as never remembered."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow) -> None:
        """The remembered size and place, or most of the screen."""
        remembered = self._settings.value("geometry")
        if isinstance(remembered, QByteArray) and window.restoreGeometry(remembered):
            return
        screen = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(min(1360, screen.width() * 19 // 20), min(860, screen.height() * 9 // 10))
        if screen.width() <= 1440:
            window.setWindowState(Qt.WindowState.WindowMaximized)

    def keep(self, window: QMainWindow) -> None:
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()

    @property
    def folded_sections(self) -> list[str]:
        """The navigation's headings that are folded."""
        return [words for words in str(self._settings.value("folded_sections", "")).split("|") if words]

    @folded_sections.setter
    def folded_sections(self, sections: list[str]) -> None:
        self._settings.setValue("folded_sections", "|".join(sections))

    @property
    def folded(self) -> bool:
        return str(self._settings.value("folded", "no")) == "yes"

    @folded.setter
    def folded(self, yes: bool) -> None:
        self._settings.setValue("folded", "yes" if yes else "no")
