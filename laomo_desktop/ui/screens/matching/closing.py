"""销号: asked for from the need's page and from its list."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import needs, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.needs import Closing
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.screens.matching.dialogs import CloseDialog


def ask_closing(desk: Desk, row: Record, parent: QWidget) -> Closing | None:
    """What is known at the end of a need, beginning with what its visits told; None: given up."""
    told = needs.known(desk, row["id"])
    known = replace(told, result=row["result"] or told.result)
    dialog = CloseDialog(row["title"], known, needs.closing_day(row), parent)
    agreed, closing = dialog.exec(), dialog.closing
    dialog.deleteLater()
    return closing if agreed else None


def close(context: Context, parent: QWidget, key: RowId) -> None:
    """Close a need from its list; one that nobody served yet is refused with what to do."""
    desk = context.desk
    desk.must_write()
    row = registers.get(desk, "needs", key)
    needs.way_to_close(row)
    closing = ask_closing(desk, row, parent)
    if closing is not None:
        context.runner.do(
            lambda _progress: needs.close(desk, key, closing), context.frame.said,
            label="销号", failed=context.frame.refuse, quiet=True,
        )  # fmt: skip
