"""服务活动: one page to enter or change a visit in under a minute."""

from laomo_desktop.ui.screens.visit.screen import VisitScreen, begin

__all__ = ["VisitScreen", "begin"]
