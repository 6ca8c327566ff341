"""Our line icons (icons/*.svg, 24 px, one stroke): tinted here, drawn sharp at every scale."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from laomo_desktop.ui.theme.colours import LIGHT

FOLDER = Path(__file__).parent / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64)


@cache
def icon(name: str, colour: str = LIGHT.text_soft) -> QIcon:
    """The icon ``name`` in ``colour``, greyed where disabled. FileNotFoundError if there is none."""
    made = QIcon()
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, LIGHT.text_off)):
        for size in SIZES:
            made.addPixmap(_draw(source.replace("currentColor", tint), size), mode)
    return made


@cache
def app_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    source = (FOLDER / "app.svg").read_text(encoding="utf-8")
    for size in (16, 32, 48, 64, 128, 256):
        made.addPixmap(_draw(source, size))
    return made


def _draw(source: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    return picture
