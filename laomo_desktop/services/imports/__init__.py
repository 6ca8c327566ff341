"""Workbooks in: a preview with a verdict a row, one operation for all of it, the clerk's own workbook back."""

from laomo_desktop.services.imports.apply import Imported, apply
from laomo_desktop.services.imports.fixing import fix_cell
from laomo_desktop.services.imports.layouts import guess, importable
from laomo_desktop.services.imports.line import Counts, Line, Verdict
from laomo_desktop.services.imports.opening import look, look_again, look_at_text, report_name, template_name
from laomo_desktop.services.imports.preview import Preview, of_book, preview, with_layout, with_sheet
from laomo_desktop.services.imports.report import write_report
from laomo_desktop.services.imports.showing import Side, differences, sides

__all__ = [
    "Counts",
    "Imported",
    "Line",
    "Preview",
    "Side",
    "Verdict",
    "apply",
    "differences",
    "fix_cell",
    "guess",
    "importable",
    "look",
    "look_again",
    "look_at_text",
    "of_book",
    "preview",
    "report_name",
    "sides",
    "template_name",
    "with_layout",
    "with_sheet",
    "write_report",
]
