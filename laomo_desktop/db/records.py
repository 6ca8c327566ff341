"""Single rows and small sets, for services and forms."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, bindparam, select

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


class _How(Enum):
    """A value that a field equals, several of which it is one, or none."""

    EQUALS = auto()
    IN = auto()
    NONE = auto()


def _how(value: Value | Sequence[Value]) -> _How:
    if value is None:
        return _How.NONE
    return _How.IN if isinstance(value, list | tuple | set | frozenset) else _How.EQUALS


def where(
    connection: Connection,
    register: str,
    equal: Mapping[str, Value | Sequence[Value]],
    *,
    order: Sequence[str] = (),
    deleted: bool = False,
) -> list[Record]:
    """All living rows whose fields equal (or are in) the given values; ``order`` "-name" descends."""
    query = _query(register, tuple((name, _how(value)) for name, value in equal.items()), tuple(order), deleted)
    given = {name: list(value) if _how(value) is _How.IN else value for name, value in equal.items()}  # type: ignore[arg-type]
    rows = [dict(row) for row in connection.execute(query, given).mappings()]
    add_titles(connection, REGISTERS[register], rows)
    return rows


@cache
def _query(
    register: str, equal: tuple[tuple[str, _How], ...], order: tuple[str, ...], deleted: bool
) -> Select[Any]:
    """Made once: SQLAlchemy takes longer to put a query of this size together than SQLite to answer it."""
    table, reg = TABLES[register], REGISTERS[register]
    query = select(table.c.id, table.c.rev, table.c.deleted, *(table.c[f.name] for f in reg.fields))
    for name, how in equal:
        query = query.where(_holds(table.c[name], how))
    if not deleted:
        query = query.where(table.c.deleted.is_(None))
    return query.order_by(*(_ordering(table, name) for name in order), table.c.n)


def _holds(column: Column[Any], how: _How) -> ColumnElement[bool]:
    match how:
        case _How.EQUALS:
            return column == bindparam(column.name)
        case _How.IN:
            return column.in_(bindparam(column.name, expanding=True))
        case _How.NONE:
            return column.is_(None)


def _ordering(table: Table, name: str) -> ColumnElement[Any]:
    return table.c[name[1:]].desc() if name.startswith("-") else table.c[name].asc()


def setting(connection: Connection, key: str) -> str | None:
    """The value of a setting (JSON text), or None."""
    found = where(connection, "settings", {"key": key})
    return None if not found else str(found[0]["value"])
