"""Rows with their margins, as the door, the journal and the exchange read them; tombstones included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Select, bindparam, select

from laomo_desktop.db import codec
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import MARK, Register
from laomo_desktop.domain.registers import REGISTERS

Row = dict[str, Value]
BATCH = 2_000
"""So many keys are asked for at once."""
OWN_WRITERS = "SELECT number FROM writers WHERE store = (SELECT store FROM identity)"
"""SQL: this store's own timelines, those it has left too."""


@dataclass(slots=True)
class StoredRow:
    """A row with its margin, as taken from or given to another store (see `laomo_desktop.sync.model`)."""

    id: RowId
    values: Row
    dots: dict[str, tuple[int, int]]
    base: int
    deleted: str | None = None
    extra: str | None = None
    own: int = 0
    """The last operation of this store's own making that changed it; ignored when given to `Write`."""

    @property
    def marks(self) -> Row:
        """What `MARK` names stand on the row."""
        if not self.extra or MARK not in self.extra:
            return {}
        return {name: text for name, text in orjson.loads(self.extra).items() if name.startswith(MARK)}

    def with_marks(self, marks: Mapping[str, Value]) -> str:
        """``extra`` as it is with these marks set."""
        return orjson.dumps({**orjson.loads(self.extra or "{}"), **marks}).decode()


def states(connection: Connection, register: str, keys: Sequence[RowId]) -> dict[RowId, StoredRow]:
    """Rows by key with their margins, tombstones included; unknown keys are absent."""
    reg = REGISTERS[register]
    found: dict[RowId, StoredRow] = {}
    for start in range(0, len(keys), BATCH):
        for row in connection.execute(_by_key(register), {"keys": list(keys[start : start + BATCH])}).mappings():
            found[row["id"]] = _stored(reg, row)
    return found


@cache
def _by_key(register: str) -> Select[Any]:
    table = TABLES[register]
    return select(table).where(table.c.id.in_(bindparam("keys", expanding=True)))


def _stored(reg: Register, row: Mapping[Any, Any]) -> StoredRow:
    values = {f.name: row[f.name] for f in reg.fields}
    return StoredRow(
        row["id"],
        values,
        codec.unpack_dots(row["dots"]),
        row["base"],
        row["deleted"],
        row["extra"],
        row["own"],
    )


def writer_number(connection: Connection, store: bytes, epoch: bytes) -> int:
    """The local number of (store, epoch); made if new."""
    query = "SELECT number FROM writers WHERE store = ? AND epoch = ?"
    known = connection.exec_driver_sql(query, (store, epoch)).scalar()
    if known is not None:
        return int(known)
    connection.exec_driver_sql("INSERT INTO writers (store, epoch) VALUES (?, ?)", (store, epoch))
    return int(connection.exec_driver_sql(query, (store, epoch)).scalar_one())
