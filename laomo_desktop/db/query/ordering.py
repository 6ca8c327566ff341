"""In which order: the columns a list is sorted by."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, false, literal_column, or_

from laomo_desktop.db.query.asked import Query
from laomo_desktop.db.query.narrowing import where
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.register import Register


def ordered(chosen: Select[Any], query: Query, table: Table) -> Select[Any]:
    """The rows of the list, in order."""
    chosen, order = order_columns(chosen.where(*where(query, table)), query, table)
    return chosen.order_by(*(column.desc() if falling else column.asc() for column, falling in order))


def order_columns(
    chosen: Select[Any], query: Query, table: Table
) -> tuple[Select[Any], list[tuple[ColumnElement[Any], bool]]]:
    """The columns a list is sorted by, each with whether it falls; equal rows stand by their number.

    The number falls with the last column: so an index on that column serves both directions.
    """
    order: list[tuple[ColumnElement[Any], bool]] = []
    for name in query.order or query.reg.order or ("n",):
        column, chosen = _sort_column(chosen, query.reg, table, name.removeprefix("-"))
        order.append((column, name.startswith("-")))
    order.append((table.c.n, order[-1][1]))
    return chosen, order


def before(column: ColumnElement[Any], falling: bool, value: Any) -> ColumnElement[bool]:
    """Stands before ``value`` in a column's order; nothing is less than anything (as SQLite sorts NULL)."""
    if falling:
        return column.is_not(None) if value is None else column > value
    return false() if value is None else or_(column < value, column.is_(None))


def _sort_column(
    chosen: Select[Any], reg: Register, table: Table, name: str
) -> tuple[ColumnElement[Any], Select[Any]]:
    if name == reg.title and reg[name].kind in (Kind.NAME, Kind.TEXT):
        return table.c.sort_key, chosen
    if name in reg.by_name and reg[name].is_key:
        other = TABLES[reg[name].target].alias(f"by_{name}")
        return other.c.sort_key, chosen.outerjoin(other, other.c.id == table.c[name])
    return (table.c[name] if name in table.c else literal_column("n")), chosen
