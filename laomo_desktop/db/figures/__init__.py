"""How each measure is counted, in SQL: totals, by a dimension, and the rows behind."""

from laomo_desktop.db.figures.counting import Asked, by_day, counted, recount_attendance, rows_behind, served

__all__ = ["Asked", "by_day", "counted", "recount_attendance", "rows_behind", "served"]
