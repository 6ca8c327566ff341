"""Lists: count, page by page, sorted and filtered in SQL, so that memory does not grow with the rows."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
)

from laomo_desktop.db import finding, former, search
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import FOUND_THROUGH, REGISTERS

Filters = Mapping[str, Sequence[Value]]
FORMER = "@former"
"""Under which name a row of a list tells what else it was called."""
BATCH = 2_000
"""So many keys are asked for at once: SQLite takes only so many variables."""


@dataclass(frozen=True)
class Query:
    """Which rows of a register, in which order.

    ``find`` is what stands in the search box; ``filters`` field -> accepted values (None stands for empty; a
    ``terms`` field matches when it holds any); ``order`` fields, "-name" descending; empty: the register's own.
    """

    register: str
    find: str = ""
    filters: Filters = field(default_factory=dict)
    order: tuple[str, ...] = ()
    between: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    keys: tuple[RowId, ...] | None = None
    """Only these rows (what stands behind a figure)."""

    @property
    def reg(self) -> Register:
        return REGISTERS[self.register]


def count(connection: Connection, query: Query) -> int:
    """How many rows there are, exactly."""
    if _only_finds(query):
        return finding.count(connection, query.reg, query.find)
    table = TABLES[query.register]
    return int(
        connection.execute(select(func.count()).select_from(table).where(*_where(query, table))).scalar_one()
    )


def page(connection: Connection, query: Query, offset: int, limit: int) -> list[dict[str, Any]]:
    """Rows ``offset`` … of the list, as `rows` gives them."""
    return rows(connection, query.reg, numbers(connection, query, offset, limit))


def numbers(connection: Connection, query: Query, offset: int = 0, limit: int = -1) -> list[int]:
    """The local numbers of the rows of the list, in order; all of them, or a page (-1: to the end)."""
    reg = query.reg
    if _only_finds(query) and _by_title(query) and finding.is_broad(connection, reg, query.find):
        falling = (query.order or reg.order)[0].startswith("-")
        return finding.numbers(connection, reg, query.find, falling=falling, offset=offset, limit=limit)
    table = TABLES[query.register]
    chosen = _ordered(select(table.c.n), query, table).limit(limit).offset(offset)
    return [n for (n,) in connection.execute(chosen)]


def packed(connection: Connection, query: Query) -> "array[int]":
    """As `numbers`, all of them, in four bytes each (a million rows: 4 MB), read in pieces."""
    table = TABLES[query.register]
    found = array("I")
    cursor = connection.execute(_ordered(select(table.c.n), query, table)).cursor
    # SQLAlchemy's own rows take three times as long
    while part := cursor.fetchmany(BATCH * 5) if cursor is not None else []:
        found.extend(n for (n,) in part)
    return found


def is_indexed(query: Query) -> bool:
    """Whether the whole register is asked for in an order an index holds: then any page is read at once."""
    plain = not (_narrowed(query) or _words(query))
    return plain and (not (query.order or query.reg.order) or _by_title(query))


def is_found(query: Query) -> bool:
    """Whether the search box alone says which rows, in an order the search index serves."""
    return _only_finds(query) and _by_title(query)


def highest(connection: Connection, register: str) -> int:
    """The highest local number of a register: at most so many rows are in it. Read at once, however many."""
    table = TABLES[register]
    return int(connection.execute(select(func.max(table.c.n))).scalar_one() or 0)


def _words(query: Query) -> str:
    """What the search index is asked for; nothing where rows of the register are not found by words."""
    return search.match(query.find) if query.reg.searched or FOUND_THROUGH[query.register] else ""


def _narrowed(query: Query) -> bool:
    return bool(query.between) or query.keys is not None or any(query.filters.values())


def _only_finds(query: Query) -> bool:
    """Whether the search box alone says which rows, by the index of the register itself."""
    return bool(_words(query)) and not _narrowed(query) and not FOUND_THROUGH[query.register]


def _by_title(query: Query) -> bool:
    """Whether the list stands in the order of its title, either way, which an index holds."""
    order, title = query.order or query.reg.order, query.reg.title
    return order in ((title,), (f"-{title}",)) and query.reg[title].kind in (Kind.NAME, Kind.TEXT)


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
    return [key for (key,) in connection.execute(_ordered(select(table.c.id), query, table))]


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
    chosen, order = _order_columns(select(table.c.n).where(*_where(query, table)), query, table)
    here = chosen.with_only_columns(*(column for column, _ in order)).where(table.c.id == key)
    mine = connection.execute(here).one_or_none()
    if mine is None:
        return None
    before = [
        and_(
            *(c.is_(v) for (c, _), v in zip(order[:place], mine, strict=False)),
            _before(*order[place], mine[place]),
        )
        for place in range(len(order))
    ]
    counted = select(func.count()).select_from(chosen.where(or_(*before)).subquery())
    return int(connection.execute(counted).scalar_one())


def _before(column: ColumnElement[Any], falling: bool, value: Any) -> ColumnElement[bool]:
    """Stands before ``value`` in a column's order; nothing is less than anything (as SQLite sorts NULL)."""
    if falling:
        return column.is_not(None) if value is None else column > value
    return false() if value is None else or_(column < value, column.is_(None))


def choices(connection: Connection, query: Query, name: str, limit: int = 60) -> list[tuple[Value, int]]:
    """The values of field ``name`` among the rows of the list with their counts, commonest first (for chips)."""
    table = TABLES[query.register]
    column = table.c[name]
    where = _where(query, table, leave=name)
    counted = select(column, func.count()).where(*where).group_by(column).order_by(func.count().desc())
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


def add_titles(connection: Connection, reg: Register, rows: Sequence[dict[str, Any]]) -> None:
    """Beside every link field's key, the title of the row it points to, as "<field>.title"."""
    for link in reg.links:
        wanted = list({row[link.name] for row in rows if row[link.name] is not None})
        known = titles(connection, link.target, wanted) if wanted else {}
        for row in rows:
            row[f"{link.name}.title"] = known.get(row[link.name], "")


def titles(connection: Connection, register: str, wanted: Sequence[RowId]) -> dict[RowId, str]:
    """What rows are called: their title field; a title that is itself a link is followed."""
    table, title = TABLES[register], REGISTERS[register][REGISTERS[register].title]
    found: dict[RowId, Any] = {}
    for start in range(0, len(wanted), BATCH):
        part = table.c.id.in_(wanted[start : start + BATCH])
        found.update(
            (key, words)
            for key, words in connection.execute(select(table.c.id, table.c[title.name]).where(part))
        )
    if not title.is_key:
        return {key: "" if words is None else str(words) for key, words in found.items()}
    names = titles(connection, title.target, [key for key in found.values() if key is not None])
    return {key: names.get(other, "") for key, other in found.items()}


def _where(query: Query, table: Table, leave: str = "") -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [_alive(table, by_index=not leave and is_indexed(query))]
    if _words(query):
        where += [table.c.n.in_(found) for found in finding.found(query.reg, query.find)]
    for name, wanted in query.filters.items():
        if name != leave and wanted:
            where.append(_filter(query.reg, table, name, wanted))
    if query.keys is not None:
        # One parameter however many keys: SQLite takes only so many.
        many = text("SELECT unhex(value) FROM json_each(:keys)").bindparams(keys=_json(query.keys))
        where.append(table.c.id.in_(many))
    for name, (low, high) in query.between.items():
        if low is not None:
            where.append(table.c[name] >= low)
        if high is not None:
            where.append(table.c[name] <= high)
    return where


def _json(keys: Sequence[RowId]) -> str:
    return "[" + ",".join(f'"{key.hex()}"' for key in keys) + "]"


def _alive(table: Table, *, by_index: bool) -> ColumnElement[bool]:
    """Not deleted. The plus hides the column from the planner: else it walks the index of living rows and fetches each
    row from all over the file, which at 300,000 rows takes 300 ms where reading them as they lie takes 25."""
    deleted = table.c.deleted if by_index else literal_column(f"+{table.name}.deleted")
    return deleted.is_(None)


def _filter(reg: Register, table: Table, name: str, wanted: Sequence[Value]) -> ColumnElement[bool]:
    column = table.c[name]
    given = [value for value in wanted if value is not None]
    if reg[name].kind is Kind.TERMS:
        padded = "、" + column + "、"
        tests = [padded.contains(f"、{value!s}、", autoescape=True) for value in given]
    else:
        tests = [column.in_(given)] if given else []
    if None in wanted:
        tests.append(column.is_(None))
    result = tests[0]
    for test in tests[1:]:
        result = result | test
    return result


def _ordered(chosen: Select[Any], query: Query, table: Table) -> Select[Any]:
    chosen, order = _order_columns(chosen.where(*_where(query, table)), query, table)
    return chosen.order_by(*(column.desc() if falling else column.asc() for column, falling in order))


def _order_columns(
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


def _sort_column(
    chosen: Select[Any], reg: Register, table: Table, name: str
) -> tuple[ColumnElement[Any], Select[Any]]:
    if name == reg.title and reg[name].kind in (Kind.NAME, Kind.TEXT):
        return table.c.sort_key, chosen
    if name in reg.by_name and reg[name].is_key:
        other = TABLES[reg[name].target].alias(f"by_{name}")
        return other.c.sort_key, chosen.outerjoin(other, other.c.id == table.c[name])
    return (table.c[name] if name in table.c else literal_column("n")), chosen
