"""The grid of 考勤, and places in it."""

from PySide6.QtCore import QPoint

from laomo_desktop.ui.screens.training.grid_view import GridView
from tests.ui.training_world import World


def grid_of(world: World) -> GridView:
    grid = world.screen.attendance.grid
    grid.setFocus()
    return grid


def middle(grid: GridView, row: int, column: int) -> QPoint:
    return grid.visualRect(grid.grid.index(row, column)).center()
