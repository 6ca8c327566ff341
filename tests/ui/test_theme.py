"""Style sheet, icons and fonts: nothing missing, readable contrast, rare characters drawn."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from laomo_desktop.ui.screens.catalogue import CATALOGUE, SECTIONS, navigation
from laomo_desktop.ui.shell.navigation import NARROW, Navigation
from laomo_desktop.ui.shell.navigation_painter import SHORT
from laomo_desktop.ui.theme import fonts, icons, sheet
from laomo_desktop.ui.theme.colours import LIGHT
from tests.people import RARE_NAME


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (LIGHT.text, LIGHT.window), (LIGHT.text_soft, LIGHT.window), (LIGHT.text_soft, LIGHT.sunken),
        (LIGHT.text, LIGHT.selection), (LIGHT.on_accent, LIGHT.accent), (LIGHT.accent, LIGHT.window),
        (LIGHT.bad, LIGHT.window), (LIGHT.warn, LIGHT.window), (LIGHT.good, LIGHT.good_soft),
        (LIGHT.text, LIGHT.bad_soft), (LIGHT.accent_strong, LIGHT.accent_soft),
    ],
)
def test_words_can_be_read_on_their_ground(text: str, ground: str) -> None:
    """WCAG 2.1 AA: 4.5 : 1."""
    assert _contrast(text, ground) >= 4.5


def test_every_placeholder_of_the_sheet_is_filled() -> None:
    made = sheet.sheet()
    assert not re.findall(r"@\w+@", made.partition("*/")[2])
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in asdict(LIGHT).values())


@pytest.mark.parametrize("name", sorted(path.stem for path in icons.FOLDER.glob("*.svg") if path.stem != "app"))
def test_every_icon_draws_in_its_colour(name: str) -> None:
    picture = icons.icon(name, "#FF0000").pixmap(24, 24).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    drawn = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    strong = [colour for colour in drawn if colour.alpha() > 200]
    assert strong
    assert all(colour.red() > 200 and colour.green() < 60 for colour in strong)


def test_every_screen_of_the_catalogue_has_its_icon_and_section() -> None:
    for entry in CATALOGUE.values():
        assert (icons.FOLDER / f"{entry.icon}.svg").is_file(), entry.name
        assert entry.section is None or entry.section in SECTIONS
    assert [entry.section for entry in navigation()] == sorted(
        (str(entry.section) for entry in navigation()), key=SECTIONS.index
    )


def test_rare_characters_have_a_glyph() -> None:
    assert fonts.load_rare()
    metrics = QFontMetrics(fonts.base())
    assert all(metrics.horizontalAdvance(character) > 0 for character in RARE_NAME)
    assert {"HanaMinB"} <= set(fonts.base().families())


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    before = qapp.styleSheet(), qapp.font(), qapp.palette()
    try:
        sheet.apply(qapp)
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
        assert qapp.font().pixelSize() == fonts.PIXELS
    finally:
        qapp.setStyleSheet(before[0])
        qapp.setFont(before[1])
        qapp.setPalette(before[2])


def test_no_two_entries_of_the_navigation_share_an_icon() -> None:
    drawn = [(icons.FOLDER / f"{entry.icon}.svg").read_text("utf-8") for entry in navigation()]
    assert len(set(drawn)) == len(drawn)


def test_the_narrow_navigation_shows_every_label_whole(qtbot: QtBot) -> None:
    shown = Navigation(navigation())
    qtbot.addWidget(shown)
    shown.fold(True)
    font = QFont(shown.font())
    font.setPixelSize(12)
    font.setBold(True)
    room = NARROW - 8 - 3 - 26  # the scroll bar, the edge, the icon
    for row in range(shown.count()):
        words = shown.item(row).data(SHORT)
        assert words is None or QFontMetrics(font).horizontalAdvance(words) <= room, words
        assert words is None or shown.item(row).toolTip().startswith(shown.item(row).text())
