"""Our line icons (icons/*.svg, 24 px, one stroke): tinted here, drawn sharp at the scale of the screens there are."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from laomo_desktop.ui.theme.colours import LIGHT

FOLDER = Path(__file__).parent / "icons"
SIZES = {QIcon.Mode.Normal: (16, 20, 24, 28), QIcon.Mode.Disabled: (16, 20)}
"""Pixels of the layout in which buttons, menus and the navigation show an icon; a few draws an icon, for there are
many and they are made while the window starts."""


@cache
def icon(name: str, colour: str = LIGHT.text_soft) -> QIcon:
    """The icon ``name`` in ``colour``, greyed where disabled. FileNotFoundError if there is none."""
    made = QIcon()
    for mode, sizes in SIZES.items():
        source = _source(name, colour if mode is QIcon.Mode.Normal else LIGHT.text_off)
        for size in sorted({round(size * scale) for size in sizes for scale in _scales()}):
            made.addPixmap(_draw(source, size), mode)
    return made


def picture(name: str, colour: str, size: int) -> QPixmap:
    """The icon as a picture of ``size`` pixels of the layout, for a label. FileNotFoundError if there is none."""
    scale = max(_scales())
    made = _draw(_source(name, colour), round(size * scale))
    made.setDevicePixelRatio(scale)
    return made


@cache
def app_icon() -> QIcon:
    """The program's own icon, drawn by Qt in the size it is wanted."""
    return QIcon(str(FOLDER / "app.svg"))


def _source(name: str, colour: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)


def _scales() -> set[float]:
    """1 as well: what is drawn outside a screen (a report's picture, a test's)."""
    return {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}


def _draw(source: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    return picture
