"""Reading one column: a field's rule over many cells, each distinct text worked out once."""

from collections.abc import Sequence
from datetime import date

from laomo_desktop.domain import kinds, text
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.excel.cells import Cell, broken, words
from laomo_desktop.excel.plain import PLAIN

REMEMBERED = 20_000
"""So many distinct texts of a column are remembered; more are worked out anew, so that memory stays bounded."""
UNSEEN = "\ue000\ue000"  # private use: no stored value has it


class Column:
    """The column ``index`` of a sheet, read as ``field``; a link keeps its words."""

    def __init__(self, index: int, field: Field) -> None:
        self.index = index
        self.field = field
        self.is_link = field.kind is Kind.LINK
        self._plain = PLAIN.get(field.kind)
        self._known: dict[Cell, Value] = {}
        self._wrong: dict[Cell, str] = {}

    def read(self, cells: Sequence[Cell]) -> tuple[list[Value], dict[int, str]]:
        """The values in order, and by place the sentences for those that are wrong (their value is None)."""
        wrong: dict[int, str] = {}
        known, plain = self._known, self._plain
        if plain is not None:
            seen = [cell if type(cell) is str and plain(cell) else known.get(cell, UNSEEN) for cell in cells]
        else:
            seen = [known.get(cell, UNSEEN) for cell in cells]
        if UNSEEN in seen:
            for place, value in enumerate(seen):
                if value is UNSEEN:
                    seen[place] = self._long_way(place, cells[place], wrong)
        return seen, wrong

    def _long_way(self, place: int, cell: Cell, wrong: dict[int, str]) -> Value:
        try:
            if cell in self._known:  # its twin of the same chunk came first
                return self._known[cell]
            if (sentence := self._wrong.get(cell) or broken(cell)) is None:
                return self._remember(cell, self._parse(cell))
        except Refused as no:
            sentence = no.sentence
            if len(self._wrong) < REMEMBERED and type(cell) is str:
                self._wrong[cell] = sentence
        wrong[place] = sentence
        return None

    def _parse(self, cell: Cell) -> Value:
        if self.is_link:
            return self._link("" if kinds.says_nothing(self.field, cell) else words(cell))
        if self._is_left_blank(cell):
            return None
        return kinds.parse(self.field, cell)

    def _link(self, told: str) -> Value:
        """The words of a link, tidied; which row they mean is found out by those who know the rows."""
        if self.field.required and not told.strip():
            kinds.parse(self.field, "")
        try:
            return text.check_text(text.clean(told)) or None
        except Refused as no:
            raise no.at(self.field.label) from None

    def _is_left_blank(self, cell: Cell) -> bool:
        """A required field with a default may be left blank: new rows then get the default."""
        return self.field.default is not None and isinstance(cell, str) and not cell.strip()

    def _remember(self, cell: Cell, value: Value) -> Value:
        """Only texts and days: 1, 1.0 and True would be one key."""
        if type(cell) in (str, date):
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[cell] = value
        return value
