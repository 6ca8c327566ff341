"""Lists: count, page by page, sorted and filtered in SQL, so that memory does not grow with the rows."""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from laomo_desktop.db import former
from laomo_desktop.db.query import finding
from laomo_desktop.db.query.asked import Query, by_title, only_finds
from laomo_desktop.db.query.narrowing import where
from laomo_desktop.db.query.ordering import before, order_columns, ordered
from laomo_desktop.db.query.titles import BATCH, add_titles
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS

FORMER = "@former"
"""Under which name a row of a list tells what else it was called."""


def count(connection: Connection, query: Query) -> int:
    """How many rows there are, exactly."""
    if only_finds(query):
        return finding.count(connection, query.reg, query.find)
    table = TABLES[query.register]
    return int(
        connection.execute(select(func.count()).select_from(table).where(*where(query, table))).scalar_one()
    )


def page(connection: Connection, query: Query, offset: int, limit: int) -> list[dict[str, Any]]:
    """Rows ``offset`` … of the list, as `rows` gives them."""
    return rows(connection, query.reg, numbers(connection, query, offset, limit))


def numbers(connection: Connection, query: Query, offset: int = 0, limit: int = -1) -> list[int]:
    """The local numbers of the rows of the list, in order; all of them, or a page (-1: to the end)."""
    reg = query.reg
    if only_finds(query) and by_title(query) and finding.is_broad(connection, reg, query.find):
        falling = (query.order or reg.order)[0].startswith("-")
        return finding.numbers(connection, reg, query.find, falling=falling, offset=offset, limit=limit)
    table = TABLES[query.register]
    chosen = ordered(select(table.c.n), query, table).limit(limit).offset(offset)
    return [n for (n,) in connection.execute(chosen)]


def packed(connection: Connection, query: Query) -> "array[int]":
    """As `numbers`, all of them, in four bytes each (a million rows: 4 MB), read in pieces."""
    table = TABLES[query.register]
    found = array("I")
    cursor = connection.execute(ordered(select(table.c.n), query, table)).cursor
    # SQLAlchemy's own rows take three times as long
    while part := cursor.fetchmany(BATCH * 5) if cursor is not None else []:
        found.extend(n for (n,) in part)
    return found


def highest(connection: Connection, register: str) -> int:
    """The highest local number of a register: at most so many rows are in it. Read at once, however many."""
    table = TABLES[register]
    return int(connection.execute(select(func.max(table.c.n))).scalar_one() or 0)


def rows(connection: Connection, reg: Register, wanted: Sequence[int]) -> list[dict[str, Any]]:
    """Rows by local number: all fields, ``id``, ``rev``, what they were called (`FORMER`: None where nothing was merged
    into them); plus "<link>.title" for every link field."""
    table = TABLES[reg.name]
    columns = [table.c.id, table.c.rev, table.c.n, table.c.extra, *(table.c[f.name] for f in reg.fields)]
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), BATCH):
        chosen = select(*columns).where(table.c.n.in_(wanted[start : start + BATCH]))
        found.update((row["n"], dict(row)) for row in connection.execute(chosen).mappings())
    ordered = [found[n] for n in wanted if n in found]
    for row in ordered:
        row[FORMER] = former.titles(reg, row.pop("extra"), row[reg.title])
    add_titles(connection, reg, ordered)
    return ordered


def keys(connection: Connection, query: Query) -> list[RowId]:
    """The keys of all rows of the list, in order (16 bytes each)."""
    table = TABLES[query.register]
    return [key for (key,) in connection.execute(ordered(select(table.c.id), query, table))]


def keys_of(connection: Connection, register: str, numbers: Sequence[int]) -> list[RowId]:
    """The keys of rows by local number, in that order; of those that are gone none."""
    table, found = TABLES[register], dict[int, RowId]()
    for start in range(0, len(numbers), BATCH):
        part = table.c.n.in_(numbers[start : start + BATCH])
        found.update((n, key) for n, key in connection.execute(select(table.c.n, table.c.id).where(part)))
    return [found[n] for n in numbers if n in found]


def number_of(connection: Connection, register: str, key: RowId) -> int | None:
    """The local number of a row; None if there is none."""
    table = TABLES[register]
    return connection.execute(select(table.c.n).where(table.c.id == key)).scalar()


def position(connection: Connection, query: Query, key: RowId) -> int | None:
    """Where a row stands in the list, from 0; None if it is not in it."""
    table = TABLES[query.register]
    chosen, order = order_columns(select(table.c.n).where(*where(query, table)), query, table)
    here = chosen.with_only_columns(*(column for column, _ in order)).where(table.c.id == key)
    mine = connection.execute(here).one_or_none()
    if mine is None:
        return None
    earlier = [
        and_(
            *(c.is_(v) for (c, _), v in zip(order[:place], mine, strict=False)),
            before(*order[place], mine[place]),
        )
        for place in range(len(order))
    ]
    counted = select(func.count()).select_from(chosen.where(or_(*earlier)).subquery())
    return int(connection.execute(counted).scalar_one())


def choices(connection: Connection, query: Query, name: str, limit: int = 60) -> list[tuple[Value, int]]:
    """The values of field ``name`` among the rows of the list with their counts, commonest first (for chips)."""
    table = TABLES[query.register]
    column = table.c[name]
    narrowed = where(query, table, leave=name)
    counted = select(column, func.count()).where(*narrowed).group_by(column).order_by(func.count().desc())
    pairs = [(value, number) for value, number in connection.execute(counted.limit(limit * 8))]
    if REGISTERS[query.register][name].kind is Kind.TERMS:
        pairs = _split(pairs)
    return pairs[:limit]


def _split(pairs: Sequence[tuple[Value, int]]) -> list[tuple[Value, int]]:
    totals: dict[Value, int] = {}
    for value, number in pairs:
        for part in str(value).split("、") if value else [None]:
            totals[part] = totals.get(part, 0) + number
    return sorted(totals.items(), key=lambda item: -item[1])
