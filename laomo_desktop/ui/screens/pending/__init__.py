"""待处理: what waits for a person's decision."""

from laomo_desktop.ui.screens.pending.screen import PendingScreen

__all__ = ["PendingScreen"]
