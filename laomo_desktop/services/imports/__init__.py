"""Workbooks in: a preview with a verdict a row, one operation for all of it, the clerk's own workbook back."""

from laomo_desktop.services.imports.apply import Imported, apply
from laomo_desktop.services.imports.fixing import fix_cell
from laomo_desktop.services.imports.layouts import guess, importable
from laomo_desktop.services.imports.line import Counts, Line, Verdict
from laomo_desktop.services.imports.preview import Preview, of_book, preview, with_layout, with_sheet
from laomo_desktop.services.imports.report import write_report

__all__ = [
    "Counts",
    "Imported",
    "Line",
    "Preview",
    "Verdict",
    "apply",
    "fix_cell",
    "guess",
    "importable",
    "of_book",
    "preview",
    "with_layout",
    "with_sheet",
    "write_report",
]
