"""The tabs' table is the window's own (`laomo_desktop.ui.widgets.rows`)."""

from laomo_desktop.ui.widgets.rows import Column, Index, RowsModel, RowsView, record_key

__all__ = ["Column", "Index", "RowsModel", "RowsView", "record_key"]
