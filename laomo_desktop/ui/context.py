"""What every screen is given: the desk, the runner, and the four things it may ask of the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.runner import Runner


@dataclass(frozen=True)
class Place:
    """Somewhere in the program: a screen's name, perhaps a record, perhaps filters ({"find": …, "filters": …})."""

    screen: str
    key: RowId | None = None
    ask: Mapping[str, Any] = field(default_factory=dict)


class Frame(Protocol):
    """The window as screens see it."""

    def go(self, place: Place) -> None:
        """Show another place."""

    def said(self, done: Done) -> None:
        """Show 已保存 · 撤销 for what was just done."""

    def take_back(self, operation: int) -> None:
        """Undo an operation; what later edits stand in the way is shown first."""

    def refuse(self, no: Refused) -> None:
        """Show a refusal's sentence, quietly and until read."""

    def preview(
        self, title: str, pdf: bytes, suggested: str, printed: Callable[[], None] | None = None
    ) -> None:
        """Show a paper: look, print, save as PDF under the suggested file name.

        ``printed`` is called each time it was really printed or saved; closing the preview is neither.
        """


@dataclass(frozen=True)
class Context:
    """Handed to every screen when it is made."""

    desk: Desk
    runner: Runner
    frame: Frame
    exports: Path
    """Where files go by default (the clerk's documents folder)."""


class Screen(QWidget):
    """A page of the window. Subclasses take a `Context` first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def arrive(self, place: Place) -> None:
        """The clerk came here (again): show what ``place`` asks for."""

    def changed(self, what: Changed) -> None:
        """Something was written (called in the window's thread): show it if it concerns this screen."""

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving (a half-filled form asks first)."""
        return True
