"""The rows of a preview as a table: beside each its number and verdict, then a remark and the clerk's own columns."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from laomo_desktop.domain.field import Field
from laomo_desktop.excel.cells import words
from laomo_desktop.services import imports
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Line, Preview, Verdict
from laomo_desktop.ui.screens.importing.words import TINTS, remark, sign
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
REMARK, FIRST = 0, 1
"""Our own column, and the first of the clerk's."""
LOOKED_AT = 200
"""A column without a head is shown if one of so many rows has something in it."""


class PreviewModel(QAbstractTableModel):
    """``edited`` tells (row number, field name, entry) when a cell was changed in place."""

    edited = Signal(int, str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self.verdict: Verdict | None = None
        self.sheet_columns: list[int] = []
        self._desk = desk
        self._rows: Sequence[Line] = ()
        self._differences: dict[int, Mapping[str, tuple[str, str]]] = {}

    def show(self, preview: Preview | None, verdict: Verdict | None = None) -> None:
        """Other rows: those of ``verdict``, or all."""
        self.beginResetModel()
        self.preview, self.verdict = preview, verdict
        lines = preview.lines if preview else ()
        self._rows = lines if verdict is None else [line for line in lines if line.verdict is verdict]
        self._differences.clear()
        self.sheet_columns = _shown_columns(preview) if preview else []
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line shown in ``row``."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def field(self, column: int) -> Field | None:
        """What a column is read as."""
        if self.preview is None or column < FIRST:
            return None
        return self.preview.layout.columns.get(self.sheet_columns[column - FIRST])

    def place(self, number: int) -> int:
        """The row of a line by its number in the workbook; where it would stand if it is not shown."""
        return next((at for at, line in enumerate(self._rows) if line.number >= number), len(self._rows) - 1)

    def first_wrong(self, row: int) -> int:
        """The first wrong cell of a row, else the first of the clerk's columns."""
        line = self.line(row)
        wrong = {error.column for error in line.errors} if line else set()
        return next((FIRST + at for at, c in enumerate(self.sheet_columns) if c in wrong), FIRST)

    # -- Qt --------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.preview is None else FIRST + len(self.sheet_columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._side(section, role)
        if role != Role.DisplayRole or self.preview is None:
            return None
        if section < FIRST:
            return "说明"
        at = self.sheet_columns[section - FIRST]
        heads = self.preview.layout.heads
        return (heads[at] if at < len(heads) else "").replace("\n", "") or f"第{at + 1}列"

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self.line(index.row())
        may = (
            line is not None
            and line.verdict is not Verdict.SKIPPED
            and self.field(index.column()) is not None
        )
        editable = may and self.preview is not None and not self.preview.problem
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None or self.preview is None:
            return None
        if index.column() < FIRST:
            return self._remark(line, role)
        return self._cell(line, index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Nothing changes here: the entry is checked elsewhere, and a new preview comes back."""
        line, of = self.line(index.row()), self.field(index.column())
        entry = str(value).strip()
        if role == Role.EditRole and line and of and entry != self._raw(line, index.column()):
            self.edited.emit(line.number, of.name, entry)
        return False

    # -- cells -----------------------------------------------------------------------------------------------
    def _side(self, row: int, role: int) -> Any:
        """The row's number and verdict: in sight however far the columns are scrolled."""
        line = self.line(row)
        if line is None:
            return None
        if role == Role.ForegroundRole:
            return QBrush(QColor(TINTS[line.verdict].text))
        return f"{line.number}　{sign(line.verdict)}" if role == Role.DisplayRole else None

    def _remark(self, line: Line, role: int) -> Any:
        if role in (Role.DisplayRole, Role.ToolTipRole) and self.preview is not None:
            return remark(self.preview, line)
        if role == Role.ForegroundRole:
            return QBrush(QColor(TINTS[line.verdict].text))
        return QBrush(QColor(TINTS[line.verdict].ground)) if role == Role.BackgroundRole else None

    def _cell(self, line: Line, column: int, role: int) -> Any:
        if role == Role.DisplayRole:
            return self._words(line, column).replace("\n", " ")
        if role == Role.EditRole:
            return self._raw(line, column)
        if role == Role.ToolTipRole:
            return self._errors(line, column) or self._words(line, column)
        if role == Role.DecorationRole:
            return icon("warning", LIGHT.bad) if self._errors(line, column) else None
        if role == Role.BackgroundRole:
            return self._ground(line, column)
        return self._ink(line, column) if role == Role.ForegroundRole else None

    def _raw(self, line: Line, column: int) -> str:
        at = self.sheet_columns[column - FIRST]
        return words(line.raw[at]).strip() if at < len(line.raw) else ""

    def _words(self, line: Line, column: int) -> str:
        of = self.field(column)
        if of is not None and of.name in line.changes:
            before, after = self._changed(line).get(of.name, ("", ""))
            return f"{before or '（空）'} → {after}"
        return self._raw(line, column)

    def _changed(self, line: Line) -> Mapping[str, tuple[str, str]]:
        if line.number not in self._differences and self.preview is not None:
            self._differences[line.number] = imports.differences(self._desk, self.preview, line)
        return self._differences[line.number]

    def _errors(self, line: Line, column: int) -> str:
        at = self.sheet_columns[column - FIRST]
        return "\n".join(error.sentence for error in line.errors if error.column == at)

    def _ground(self, line: Line, column: int) -> QBrush | None:
        of = self.field(column)
        if self._errors(line, column):
            return QBrush(QColor(TINTS[Verdict.WRONG].ground))
        if of is not None and of.name in line.changes:
            return QBrush(QColor(TINTS[Verdict.CHANGED].ground))
        doubtful = line.verdict is Verdict.DOUBTFUL
        return QBrush(QColor(TINTS[Verdict.DOUBTFUL].ground)) if doubtful else None

    def _ink(self, line: Line, column: int) -> QBrush | None:
        passed = self.field(column) is None or line.verdict in (Verdict.SKIPPED, Verdict.SAME)
        return QBrush(QColor(LIGHT.text_off)) if passed else None


def _shown_columns(of: Preview) -> list[int]:
    """The sheet's columns that have a head or, in the first rows, anything in them; not our own remarks."""
    layout = of.layout
    headed = {at for at, head in enumerate(layout.heads) if head.strip()} | set(layout.columns)
    for line in islice(of.lines, LOOKED_AT):
        headed.update(at for at, cell in enumerate(line.raw) if cell != "")
    return sorted(headed - {layout.notes})
