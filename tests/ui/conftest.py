"""Screens are tested with the program's own fonts, as the clerk sees them."""

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.conftest import RESOURCES
from tests.ui.exchange_world import (  # noqa: F401 - two offices and a stick
    dialogs,
    no_stick,
    offices,
    offices_once,
    show,
    stick,
    strangers,
)
from tests.ui.world import context, frame  # noqa: F401 - fixtures of lists and forms


@pytest.fixture(scope="session", autouse=True)
def project_fonts(qapp: QApplication) -> list[str]:
    """The families of every font under resources/fonts, known to Qt from here on."""
    families: list[str] = []
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families
