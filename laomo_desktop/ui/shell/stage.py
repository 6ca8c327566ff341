"""The middle of the window: screens made when first asked for, and the trail the clerk walked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from laomo_desktop.db.door import Changed
from laomo_desktop.domain.errors import Refused
from laomo_desktop.ui.context import Context, Place, Screen
from laomo_desktop.ui.screens.catalogue import CATALOGUE

LONGEST_TRAIL = 50


class Stage(QStackedWidget):
    """Holds one screen a name; shows places, remembers the way back."""

    moved = Signal(object)
    """The `Place` now shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._context: Context | None = None
        self._screens: dict[str, Screen] = {}
        self._trail: list[Place] = []
        self._at = -1

    def set_context(self, context: Context) -> None:
        """Must stand before the first `go`."""
        self._context = context

    @property
    def place(self) -> Place | None:
        return self._trail[self._at] if self._at >= 0 else None

    @property
    def shown(self) -> Screen | None:
        """The screen now shown."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Screen) else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._trail) - 1

    def go(self, place: Place) -> bool:
        """Show ``place`` and put it on the trail; False if the clerk wants to stay. Raises `Refused`."""
        screen = self._screen(place.screen)
        if not self._may_leave(place):
            return False
        if place != self.place:
            self._trail = [*self._trail[: self._at + 1], place][-LONGEST_TRAIL:]
            self._at = len(self._trail) - 1
        self._show(screen, place)
        return True

    def back(self) -> None:
        """One step back, if there is one and the screen lets go."""
        self._step(-1)

    def forward(self) -> None:
        """One step forward again."""
        self._step(1)

    def tell(self, what: Changed) -> None:
        """Something was written: every screen that was ever shown hears of it."""
        for screen in tuple(self._screens.values()):
            screen.changed(what)

    def may_leave(self) -> bool:
        """Whether the shown screen lets the clerk go."""
        return self.shown is None or self.shown.may_leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes where it goes; but a button that vanished under the clerk's Enter leaves the focus in the screen:
        in the navigation the screen's keys would be dead."""
        before = QApplication.focusWidget()
        moved = super().focusNextPrevChild(forward)
        lost = before is not None and not (before.isVisible() and before.isEnabled())
        after = QApplication.focusWidget()
        if lost and self.shown is not None and not (after is not None and self.isAncestorOf(after)):
            self.shown.setFocus()
        return moved

    def _step(self, by: int) -> None:
        at = self._at + by
        if not 0 <= at < len(self._trail):
            return
        place = self._trail[at]
        screen = self._screen(place.screen)
        if self._may_leave(place):
            self._at = at
            self._show(screen, place)

    def _may_leave(self, place: Place) -> bool:
        """Asking is left out only where nothing moves: the very place shown."""
        return place == self.place or self.may_leave()

    def _show(self, screen: Screen, place: Place) -> None:
        self.setCurrentWidget(screen)
        screen.arrive(place)
        self.moved.emit(place)

    def _screen(self, name: str) -> Screen:
        if name not in self._screens:
            entry = CATALOGUE.get(name)
            if entry is None or not entry.exists() or self._context is None:
                raise Refused(f"程序里没有“{name}”这个页面", todo="请更新程序")
            self._screens[name] = entry.make(self._context)
            self.addWidget(self._screens[name])
        return self._screens[name]
