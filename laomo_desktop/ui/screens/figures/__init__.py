"""目标与进度: the year's figures as pictures and tables, each a link to its rows."""

from laomo_desktop.ui.screens.figures.screen import FiguresScreen

__all__ = ["FiguresScreen"]
