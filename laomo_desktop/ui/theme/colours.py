"""The palette: one calm blue as accent, greys for the rest; red, amber, green only beside words or icons."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the window uses, as #RRGGBB. Text on its ground keeps at least 4.5 : 1 (WCAG AA)."""

    window: str = "#F3F5F8"
    surface: str = "#FFFFFF"
    sunken: str = "#EBEEF3"
    line: str = "#D5DAE2"
    line_strong: str = "#8C97A6"
    text: str = "#1B2430"
    text_soft: str = "#55606F"
    text_off: str = "#737E8C"
    accent: str = "#1F5C99"
    accent_strong: str = "#17487A"
    accent_soft: str = "#E3EDF8"
    on_accent: str = "#FFFFFF"
    selection: str = "#CFE1F5"
    bad: str = "#B3261E"
    bad_soft: str = "#FBEAE8"
    warn: str = "#8A5A00"
    warn_soft: str = "#FFF4DB"
    good: str = "#22693A"
    good_soft: str = "#E6F4EA"


LIGHT = Colours()
