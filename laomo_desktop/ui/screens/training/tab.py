"""What every tab of a class is: it shows the class when it is looked at, not before."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.screens.training.state import Loaded


class Tab(QWidget):
    """Subclasses fill themselves in `show_class`, called when the class is new and the tab is seen."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self._stale = True
        hub.read.connect(self._news)

    @property
    def context(self) -> Context:
        return self.hub.context

    @property
    def loaded(self) -> Loaded:
        return self.hub.loaded

    def show_class(self) -> None:
        """Show `loaded`."""

    def take_focus(self) -> None:
        """Ready for the keys."""

    def settle(self) -> None:
        """The clerk leaves: record what still waits."""

    def _news(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._stale and self.hub.is_open:
            self._stale = False
            self.show_class()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
