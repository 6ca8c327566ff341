"""导出: who takes part in the class, its periods and who came, as workbooks."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.services import class_lists
from laomo_desktop.ui.exporting import export_rows
from laomo_desktop.ui.guard import guarded
from laomo_desktop.ui.screens.training.hub import Hub
from laomo_desktop.ui.widgets.buttons import shortcut, told

KEY = "Ctrl+Shift+E"


class ExportButton(QPushButton):
    """Stands beside the tabs: what it writes is of the whole class, whichever tab is open."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__("导出", parent)
        self.context = hub.context
        self._hub = hub
        self.setToolTip(told("学员名单、节次、考勤存为 Excel；含完整证件号码和电话，会记入操作记录", KEY))
        menu = QMenu(self)
        for register, words in class_lists.LISTS.items():
            menu.addAction(f"{words}…", partial(self.export, register))
        self.setMenu(menu)
        shortcut(KEY, self, self.showMenu, anywhere=True)

    @guarded
    def export(self, register: str) -> None:
        """One of the lists of the class."""
        context, of = self.context, self._hub.loaded.of
        there = {"enrolments": of.enrolments, "periods": of.periods, "attendance": self._hub.loaded.grid.marks}
        if not there[register]:
            raise Refused(f"本班还没有{class_lists.LISTS[register]}，没有可以导出的记录")
        rows = class_lists.of_classes(register, Query("trainings", keys=(self._hub.loaded.key,)))
        export_rows(context, self, rows, class_lists.suggested(context.desk, register, of.title), context.frame.said)
