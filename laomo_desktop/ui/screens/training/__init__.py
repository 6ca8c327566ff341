"""The page of one training class."""

from laomo_desktop.ui.screens.training.screen import TrainingScreen

__all__ = ["TrainingScreen"]
