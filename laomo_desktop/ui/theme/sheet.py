"""The look of the whole program: Fusion, our style sheet, our fonts, Qt's own words in Chinese."""

from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from laomo_desktop.ui.theme import fonts, icons
from laomo_desktop.ui.theme.colours import LIGHT, Colours

HERE = Path(__file__).parent
STYLE = "Fusion"


def sheet(colours: Colours = LIGHT) -> str:
    """style.qss with its placeholders filled. Raises ValueError for a placeholder no colour has."""
    text = (HERE / "style.qss").read_text(encoding="utf-8")
    for name, value in asdict(colours).items():
        text = text.replace(f"@{name}@", value)
    text = text.replace("@icons@", str(HERE / "icons").replace("\\", "/"))
    if "@" in text.partition("*/")[2]:
        raise ValueError("style.qss names a colour that colours.Colours does not have")
    return text


def application(name: str) -> QApplication:
    """The application in our look. The style is told as an argument: setting it wraps every enum of QStyle."""
    app = QApplication([name, "-style", STYLE])
    apply(app)
    return app


def apply(app: QApplication, colours: Colours = LIGHT) -> None:
    """Give ``app`` the look but for the style; cheap enough to stand before the first window."""
    app.setPalette(_palette(colours))
    app.setFont(fonts.base())
    app.setStyleSheet(sheet(colours))
    app.setWindowIcon(icons.app_icon())
    _speak_chinese(app)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette(QColor(colours.window))
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: "#F8F9FB",
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.PlaceholderText: colours.text_off,
        QPalette.ColorRole.Link: colours.accent,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.text_off))
    return palette


def _speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs (print, files, Yes/No) and context menus in Chinese."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
