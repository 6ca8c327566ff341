"""How a sheet's columns map to a register's fields; a clerk may correct it, and that can be remembered."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.text import fold
from laomo_desktop.excel.words import is_notes, is_ordinal


@dataclass(frozen=True)
class Layout:
    """``head_row`` is the last row of the head (from 1), ``heads`` its words by column (from 0).

    ``columns`` are those that will be read; ``passed`` are those of fields the program sets itself.
    """

    register: Register
    sheet: str
    head_row: int
    heads: tuple[str, ...]
    columns: Mapping[int, Field]
    passed: Mapping[int, Field]
    top_row: int = 0

    @property
    def ordinal(self) -> int | None:
        """The column of running numbers (序号), read as no field."""
        return next((i for i, head in self._unread() if is_ordinal(head)), None)

    @property
    def notes(self) -> int | None:
        """The column of this program's own remarks, from an earlier report."""
        return next((i for i, head in self._unread() if is_notes(head)), None)

    @property
    def unknown(self) -> tuple[int, ...]:
        """Columns with a head that mean no field of the register."""
        known = {self.ordinal, self.notes, *self.passed}
        return tuple(i for i, head in self._unread() if i not in known and fold(head))

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required fields without a column and without a default."""
        found = {f.name for f in (*self.columns.values(), *self.passed.values())}
        return tuple(
            f for f in self.register.fields if f.required and f.default is None and f.name not in found
        )

    @property
    def fingerprint(self) -> str:
        """The same for every workbook with the same heads in the same order, for this register."""
        heads = [self.register.name, *(fold(head) for head in self.heads if not is_notes(head))]
        return hashlib.sha256("\n".join(heads).encode()).hexdigest()[:32]

    def with_column(self, index: int, field: Field | None) -> "Layout":
        """The layout with one column meaning ``field`` (which leaves its former column), or nothing."""
        columns = {i: f for i, f in self.columns.items() if i != index and (field is None or f != field)}
        if field is not None:
            columns[index] = field
        passed = {i: f for i, f in self.passed.items() if i != index}
        return replace(self, columns=dict(sorted(columns.items())), passed=passed)

    def corrected(self, names: Mapping[int, str]) -> "Layout":
        """The layout as remembered from an earlier time: field names by column, "" for none."""
        layout = self
        for index, name in names.items():
            layout = layout.with_column(index, self.register.by_name.get(name))
        return layout

    def require(self, given: Collection[str] = ()) -> "Layout":
        """This layout, or `Refused` when a required field has no column and is not ``given``."""
        missing = [f.label for f in self.missing if f.name not in given]
        if missing:
            raise no_column(missing, self.sheet, self.head_row, self.heads)
        return self

    def _unread(self) -> list[tuple[int, str]]:
        return [(i, head) for i, head in enumerate(self.heads) if i not in self.columns]


def no_column(missing: list[str], sheet: str, row: int, heads: tuple[str, ...]) -> Refused:
    """The refusal that names the row taken for the head and what it lacks."""
    seen = "、".join(head for head in heads if head)
    seen = f"{seen[:40]}…" if len(seen) > 40 else seen
    return Refused(
        f"第{row}行被当作表头（{seen}），其中没有“{'”“'.join(missing)}”",
        where=f"工作表“{sheet}”",
        todo="请在表头写上后再试，或手工指定各列的含义",
    )
