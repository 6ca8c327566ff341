"""The search index goes along with what an operation writes: at once, or right after it where it is much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from laomo_desktop.db import arrears, former, search
from laomo_desktop.db.rows import Row
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register

AT_ONCE = 2_000
"""So many new rows of a register are indexed within an operation; what it makes beyond them right after it."""


@dataclass
class Indexing:
    """The index's side of one operation."""

    connection: Connection
    _made: dict[str, int] = field(default_factory=dict)
    _late: arrears.Ranges | None = None

    @property
    def postponed(self) -> bool:
        """Whether this operation left rows to be indexed after it."""
        return any(made > AT_ONCE for made in self._made.values())

    def laid(
        self,
        reg: Register,
        numbers: range,
        fields: Sequence[Sequence[Value]],
        extras: Iterable[str | None],
        reasons: Sequence[str | None],
    ) -> None:
        """New rows, by columns, ``fields`` in the register's order; tombstones are in no index."""
        if not reg.searched:
            return
        made = self._made.get(reg.name, 0) + len(numbers)
        self._made[reg.name] = made
        if made > AT_ONCE:
            arrears.add(self.connection, reg, numbers[0], numbers[-1])
            self._late = None
            return
        searched = zip(*(fields[reg.places[f.name]] for f in reg.searched), strict=True)
        rows = zip(numbers, searched, reasons, strict=True)
        once = {n: former.searched(reg, extra) for n, extra in zip(numbers, extras, strict=False) if extra is not None}
        living = ((n, row) for n, row, gone in rows if gone is None)
        search.put(self.connection, reg, living, new=True, former=once)

    def changed(self, reg: Register, key: RowId, columns: Row, now: Row) -> None:
        """A row whose ``columns`` were stored; ``now`` all its fields and its tombstone as they stand."""
        if not reg.searched or not _is_sought(reg, columns):
            return
        table = TABLES[reg.name]
        n, extra = self.connection.execute(select(table.c.n, table.c.extra).where(table.c.id == key)).one()
        if self._is_late(reg, n):
            return
        if now["deleted"] is None:
            made = {n: former.searched(reg, extra)}
            search.put(self.connection, reg, [(n, [now[f.name] for f in reg.searched])], former=made)
        else:
            search.drop(self.connection, reg, [n])

    def _is_late(self, reg: Register, n: int) -> bool:
        """Whether a row waits to be indexed: it will be as it stands by then."""
        if self._late is None:
            self._late = arrears.ranges(self.connection)
        return any(first <= n <= last for first, last in self._late.get(reg.name, ()))


def _is_sought(reg: Register, columns: Row) -> bool:
    """Whether the index tells of anything that changed: a searched field, the tombstone, what a row is made of."""
    made = former.MADE_OF in str(columns.get("extra") or "")
    return made or "deleted" in columns or any(f.name in columns for f in reg.searched)
