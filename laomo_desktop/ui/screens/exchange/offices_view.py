"""The city's table of its districts: keys, what came, what is missing, what waits for a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from laomo_desktop.services.exchange.ledger import Line
from laomo_desktop.ui.screens.exchange import words
from laomo_desktop.ui.theme.colours import LIGHT
from laomo_desktop.ui.theme.icons import icon
from laomo_desktop.ui.widgets.rows import Column, Index, RowsModel, RowsView


@dataclass(frozen=True, slots=True)
class District:
    """A line of the ledger, with the receipts not yet written."""

    line: Line
    due: int

    @property
    def came(self) -> str:
        """第12包"""
        return f"第{self.line.taken[-1]}包" if self.line.taken else ""


def _gap(district: District) -> tuple[str, str]:
    """Sign and colour of what is missing: no alarm where later packages brought it all."""
    return ("info", LIGHT.text_soft) if district.line.healed else ("warning", LIGHT.warn)


COLUMNS = (
    Column("区市", lambda d: d.line.office.short, 7),
    Column(
        "密钥",
        lambda d: "已登记" if d.line.enrolled else "已停用" if d.line.revoked else "未登记",
        3,
        colour=lambda d: LIGHT.text if d.line.enrolled else LIGHT.text_soft,
    ),
    Column("已收到", lambda d: d.came, 4),
    Column("缺", lambda d: words.numbers(d.line.missing), 6, colour=lambda d: _gap(d)[1]),
    Column("停住", lambda d: words.stopped(d.line), 5, colour=lambda _: LIGHT.bad),
    Column("该回执", lambda d: f"{d.due} 份" if d.due else "", 3),
    Column("往来", lambda d: words.day(d.line.last), 3),
)
_MISSING, _STOPPED = 3, 4


class OfficesModel(RowsModel):
    """With a sign where something is wrong."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.column() in (_MISSING, _STOPPED):
            district = self.rows[index.row()]
            if self.columns[index.column()].words(district):
                return icon(*_gap(district)) if index.column() == _MISSING else icon("warning", LIGHT.bad)
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[index.row()].line.sentence or super().data(index, role)
        return super().data(index, role)


class OfficesView(RowsView):
    """One is chosen at a time."""

    def __init__(self) -> None:
        super().__init__(OfficesModel(COLUMNS, lambda d: d.line.office.code.encode()), "区市")
        self.rows.setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(self.least_height)

    def show_lines(self, lines: Sequence[Line], due: Mapping[str, int]) -> None:
        """The districts in the city's standing order; the chosen one stays chosen."""
        self.rows.show([District(line, due.get(line.office.code, 0)) for line in lines])

    @property
    def district(self) -> District | None:
        """The chosen one."""
        codes = self.chosen()
        return next((d for d in self.rows.rows if codes and d.line.office.code.encode() == codes[0]), None)

    @property
    def full_width(self) -> int:
        """Width in pixels at which every column is seen."""
        last = self.fontMetrics().horizontalAdvance("字") * COLUMNS[-1].width + 20  # it stretches
        return sum(self.columnWidth(place) for place in range(len(COLUMNS) - 1)) + last + 20

    def choose_office(self, code: str) -> None:
        """Select it; nothing for ""."""
        if code:
            self.choose([code.encode()])
        else:
            self.clearSelection()
