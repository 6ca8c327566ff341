"""The scores as a table that is typed into: 理论, 实操, 结论."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.ui.widgets.rows import Column, Index, RowsModel, record_key

ENROLMENTS = REGISTERS["enrolments"]
NAMES = ("theory", "practice", "result")
FIRST = 3
"""The column of ``theory``."""
RESULT_KEYS: Mapping[str, str] = {"h": "合格", "y": "优秀", "b": "不合格"}
Scores = Mapping[RowId, Mapping[str, Value]]


def read_entry(name: str, entry: str) -> Value:
    """The stored value of what was typed or pasted. Raises `Refused`."""
    words = RESULT_KEYS.get(entry.strip().lower(), entry) if name == "result" else entry
    whole, point, zeros = words.strip().partition(".")
    if name != "result" and point and not zeros.strip("0"):
        words = whole  # Excel copies 85 as 85.00 where the cell is formatted so
    value = kinds.parse(ENROLMENTS[name], words)
    if isinstance(value, int) and not 0 <= value <= 100:
        raise Refused(f"{ENROLMENTS[name].label}{value}不对", todo="应在0到100之间")
    return value


class ScoresModel(RowsModel):
    """``entered`` carries scores by enrolment, ``refused`` why an entry was not taken."""

    entered = Signal(object)
    refused = Signal(object)

    def __init__(self, columns: Sequence[Column], parent: Any) -> None:
        super().__init__(columns, record_key, parent)
        self.editable = True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        typed = self.editable and FIRST <= index.column() < FIRST + len(NAMES)
        return usual | Qt.ItemFlag.ItemIsEditable if typed else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and FIRST <= index.column() < FIRST + len(NAMES):
            value = self.rows[index.row()][NAMES[index.column() - FIRST]]
            return "" if value is None else str(value)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        return self.put(index.row(), index.column() - FIRST, [[str(value)]])

    def put(self, top: int, left: int, block: Sequence[Sequence[str]]) -> bool:
        """Take a block of entries from row ``top`` and score column ``left`` on: all of it or nothing."""
        try:
            changes = self._read(top, left, block)
        except Refused as no:
            self.refused.emit(no)
            return False
        for row in self.rows:
            row.update(changes.get(row["id"], {}))
        if changes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
            self.entered.emit(changes)
        return True

    def _read(self, top: int, left: int, block: Sequence[Sequence[str]]) -> dict[RowId, dict[str, Value]]:
        if top + len(block) > len(self.rows):
            raise Refused(
                f"粘贴的有{len(block)}行，从这里往下只有{len(self.rows) - top}人", todo="请核对起始的一行"
            )
        if max(len(line) for line in block) + left > len(NAMES):
            raise Refused("粘贴的列数太多", todo="从所选的一列起，只能粘贴理论、实操、结论")
        changes: dict[RowId, dict[str, Value]] = {}
        for row, line in zip(self.rows[top:], block, strict=False):
            given = {
                name: self._entry(row, name, words) for name, words in zip(NAMES[left:], line, strict=False)
            }
            if fresh := {name: value for name, value in given.items() if row[name] != value}:
                changes[row["id"]] = fresh
        return changes

    @staticmethod
    def _entry(row: Record, name: str, words: str) -> Value:
        try:
            return read_entry(name, words)
        except Refused as no:
            raise no.at(f"{row['number']}号 {row['who']['name']} ") from None


def block_of(text: str) -> list[list[str]]:
    """Rows and columns as Excel and WPS copy them."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]
