"""供需对接: who could help with a need, and why; which needs a team could take."""

from laomo_desktop.ui.screens.matching.screen import MatchingScreen

__all__ = ["MatchingScreen"]
