"""The one way from the window to a workbook of rows: where to, then written in the store's thread."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from laomo_desktop.db.query import Query
from laomo_desktop.domain.lazy import lazy
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.registers import Done
from laomo_desktop.ui.context import Context
from laomo_desktop.ui.widgets.where import ask_where


def export_rows(
    context: Context, parent: QWidget, rows: Query, suggested: str, done: Callable[[Done], None]
) -> None:
    """Ask for the file and write the rows there; nothing where the clerk thinks better of it."""
    desk, exports = context.desk, lazy("laomo_desktop.services.exports")
    path = ask_where(parent, "导出到 Excel", context.exports / suggested)
    if path is not None:
        context.runner.do(
            lambda progress: exports.export(desk, rows, path, progress), done,
            label=f"导出{REGISTERS[rows.register].label}到“{path.name}”", failed=context.frame.refuse,
        )  # fmt: skip
