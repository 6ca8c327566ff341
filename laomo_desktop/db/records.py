"""Single rows and small sets, for services and forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from laomo_desktop.db.query import add_titles
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers import REGISTERS

Record = dict[str, Any]
"""A row as read: its fields, ``id``, ``rev``, ``deleted``, and "<link>.title" for links."""


def get(connection: Connection, register: str, key: RowId) -> Record:
    """One row, a tombstone too; raises `Refused` if the store has never seen it."""
    found = where(connection, register, {"id": key}, deleted=True)
    if not found:
        raise Refused("该记录已不存在", where=REGISTERS[register].label, todo="请刷新列表")
    return found[0]


def where(
    connection: Connection,
    register: str,
    equal: Mapping[str, Value | Sequence[Value]],
    *,
    order: Sequence[str] = (),
    deleted: bool = False,
) -> list[Record]:
    """All living rows whose fields equal (or are in) the given values; ``order`` "-name" descends."""
    table, reg = TABLES[register], REGISTERS[register]
    columns = [table.c.id, table.c.rev, table.c.deleted, *(table.c[f.name] for f in reg.fields)]
    query = select(*columns)
    for name, value in equal.items():
        several = isinstance(value, list | tuple | set | frozenset)
        query = query.where(table.c[name].in_(list(value)) if several else table.c[name] == value)  # type: ignore[arg-type]
    if not deleted:
        query = query.where(table.c.deleted.is_(None))
    query = query.order_by(*(_ordering(table, name) for name in order), table.c.n)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    add_titles(connection, reg, rows)
    return rows


def _ordering(table: Table, name: str) -> ColumnElement[Any]:
    return table.c[name[1:]].desc() if name.startswith("-") else table.c[name].asc()


def setting(connection: Connection, key: str) -> str | None:
    """The value of a setting (JSON text), or None."""
    found = where(connection, "settings", {"key": key})
    return None if not found else str(found[0]["value"])
