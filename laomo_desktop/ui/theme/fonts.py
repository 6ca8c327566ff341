"""Which fonts the window writes with, and when the program's own are loaded.

The system's are used where it has Chinese ones; the 30 MB font for rare characters is read after first paint.
"""

from PySide6.QtGui import QFont, QFontDatabase

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.resources import resource

SYSTEM = (
    "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
OWN = "Noto Sans SC"
RARE = ("HanaMinB",)
PIXELS = 14


def base() -> QFont:
    """The font of everything: 14 px, scaled by the screen's factor."""
    known = set(QFontDatabase.families())
    preferred = [family for family in SYSTEM if family in known]
    if not preferred:
        _load("NotoSansSC-Regular.ttf")
    font = QFont()
    font.setFamilies([*preferred, OWN, *RARE])
    font.setPixelSize(PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def load_rare() -> bool:
    """Read the font that has the characters others lack (GB 18030-2022 level 3); takes some hundred ms."""
    return _load("HanaMinB.ttf")


def _load(file: str) -> bool:
    try:
        path = resource("fonts", file)
    except Refused:
        return False
    return QFontDatabase.addApplicationFont(str(path)) >= 0
