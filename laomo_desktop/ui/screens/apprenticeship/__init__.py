"""师徒结对: one page a pair, from the agreement to 出师."""

from laomo_desktop.ui.screens.apprenticeship.pair_dialog import begin
from laomo_desktop.ui.screens.apprenticeship.screen import ApprenticeshipScreen

__all__ = ["ApprenticeshipScreen", "begin"]
