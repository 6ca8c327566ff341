"""Workbooks in: a preview with a verdict a row, one operation for all of it, the clerk's own workbook back."""

from laomo_desktop.services.imports.apply import Imported, apply
from laomo_desktop.services.imports.line import Counts, Line, Verdict
from laomo_desktop.services.imports.preview import Preview, preview, with_layout
from laomo_desktop.services.imports.report import write_report

__all__ = [
    "Counts",
    "Imported",
    "Line",
    "Preview",
    "Verdict",
    "apply",
    "preview",
    "with_layout",
    "write_report",
]
