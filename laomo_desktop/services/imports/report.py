"""The clerk's own workbook back, with what is wrong written into it."""

from pathlib import Path

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.excel import report
from laomo_desktop.excel.report import RowNote
from laomo_desktop.services.imports.line import Line, Verdict
from laomo_desktop.services.imports.preview import Preview


def write_report(of: Preview, path: Path, progress: Progress = silent) -> int:
    """Her workbook with 错误说明 and coloured cells; answers how many rows are marked. Raises `Refused`."""
    notes = [_note(line) for line in of.lines if line.verdict in (Verdict.WRONG, Verdict.DOUBTFUL)]
    report.report(of.book, of.layout, notes, path, progress)
    return len(notes)


def _note(line: Line) -> RowNote:
    columns = tuple(sorted({error.column for error in line.errors if error.column >= 0}))
    return RowNote(line.number, tuple(line.reasons), columns, doubtful=line.verdict is Verdict.DOUBTFUL)
