"""Registers out to workbooks: what the list shows, whole rows, links by their titles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from laomo_desktop.db import query
from laomo_desktop.db.query import Query, titles
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind, RowId
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import FOUND_THROUGH, REGISTERS
from laomo_desktop.excel import template as blank
from laomo_desktop.excel import writing
from laomo_desktop.services import exports_told, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exports_told import Facts, Told
from laomo_desktop.services.registers import Done

PAGE = 2_000


def register_of(name: str) -> Register:
    """The register of an English name. Raises `Refused` with those there are."""
    found = REGISTERS.get(name)
    if found is None or not found.columns:
        known = "、".join(f"{r.name}（{r.label}）" for r in REGISTERS.values() if r.columns)
        raise Refused(f"没有叫“{name}”的台账", todo=f"可用的有：{known}")
    return found


def suggested(desk: Desk, register: str) -> str:
    """The file name an export would get: office, register, day."""
    return writing.file_name(desk.office.full, register_of(register).label, date.today())


def export(desk: Desk, of: Query, path: Path, progress: Progress = silent) -> Done:
    """Write the rows of a list, personal data whole (which is noted). Raises `Refused` when it cannot."""
    reg = register_of(of.register)
    with desk.store.reading() as connection:
        rows, together = _Rows(connection, of), [field for each in _beside(reg) for field in each.fields]
        count = writing.export(reg, rows, path, desk.office.full, progress, more=together)
    sentence = f"导出{reg.label}{count}{reg.unit}到“{path.name}”"
    with desk.store.operation("导出", sentence, desk.user) as write:
        write.note()
    return Done(write.number, sentence, final=True)


class _Together(NamedTuple):
    """A column of names that the rows bring together: a visit's enterprises, a team's members."""

    field: Field
    other: Register
    link: Field

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,)

    def fill(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """The names, joined by 、 in the order of entry, under the column's name."""
        owner, marks = self.other.owner, ", ".join("?" * len(rows))
        pairs = f"SELECT {owner}, {self.link.name} FROM {self.other.name}"
        query = f"{pairs} WHERE {owner} IN ({marks}) AND deleted IS NULL ORDER BY n"
        keys = tuple(row["id"] for row in rows)
        found: dict[RowId, list[RowId]] = {}
        for at, to in connection.exec_driver_sql(query, keys):
            if to is not None:
                found.setdefault(at, []).append(to)
        names = titles(connection, self.link.target, list({to for some in found.values() for to in some}))
        for row in rows:
            row[self.field.name] = "、".join(names.get(to, "") for to in found.get(row["id"], ())) or None


def _together(reg: Register) -> list[_Together]:
    owned = [(other, link) for other, link in FOUND_THROUGH[reg.name] if other is not reg]
    several = Counter(other.name for other, _ in owned)
    return [
        _Together(
            Field(
                name=f"{other.name}.{link.name}", kind=Kind.LONG, width=16,
                label=f"{other.label}：{link.label}" if several[other.name] > 1 else other.label,
            ),
            other, link,
        )
        for other, link in owned
    ]  # fmt: skip


def _beside(reg: Register) -> list[_Together | Told | Facts]:
    return [*_together(reg), *exports_told.columns(reg.name)]


class _Rows:
    """The rows of a list, page by page; knows how many there are."""

    def __init__(self, connection: Connection, of: Query) -> None:
        self._connection, self._of = connection, of
        self._columns = _beside(of.reg)
        self._count = query.count(connection, of)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        keys = query.numbers(self._connection, self._of)
        for start in range(0, len(keys), PAGE):
            rows = query.rows(self._connection, self._of.reg, keys[start : start + PAGE])
            for column in self._columns:
                column.fill(self._connection, rows)
            yield from rows


def template(desk: Desk, register: str, path: Path) -> None:
    """An empty workbook to hand out, with drop-downs from the dictionaries."""
    with desk.store.reading() as connection:
        words = terms.load(connection).words
    blank.template(register_of(register), path, {code: list(found) for code, found in words.items()})
