"""The tables, made from the registers: a field declared there is a column here.

Beside its fields every row carries: ``n`` a local row number (for the search index), ``id`` its key everywhere,
``sort_key`` (pinyin of its title), ``rev`` the number of the last operation that changed it here, ``own`` the last
one of this store's own making, ``base`` the city revision it was last brought level with, ``dots`` which write
each field's value comes from (JSON: field, or "" for all others -> [writer, seq]), ``extra`` fields of newer
programs (JSON), ``deleted`` the reason why it was deleted (a tombstone), else NULL.
"""

from collections.abc import Iterator, Mapping
from threading import RLock
from typing import Any

from sqlalchemy import BLOB, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS

_METADATA = MetaData()
MARGIN = ("n", "id", "sort_key", "rev", "own", "base", "dots", "extra", "deleted")
"""The columns every register's table has beside its fields."""


def _column(field: Field) -> Column[Any]:
    if field.kind is Kind.LINK:
        return Column(field.name, BLOB)
    return Column(field.name, Integer if field.is_number else Text)


def _table(register: Register) -> Table:
    table = Table(
        register.name,
        _METADATA,
        Column("n", Integer, primary_key=True),
        Column("id", BLOB, nullable=False, unique=True),
        *(_column(field) for field in register.fields),
        Column("sort_key", Text),
        Column("rev", Integer, nullable=False),
        Column("own", Integer, nullable=False),
        Column("base", Integer, nullable=False),
        Column("dots", Text, nullable=False),
        Column("extra", Text),
        Column("deleted", Text),
    )
    alive = table.c.deleted.is_(None)
    for field in register.fields:
        if field.indexed:
            Index(f"ix_{register.name}_{field.name}", table.c[field.name])
        if field.kind is Kind.IMAGE:
            shown = table.c[field.name]
            Index(f"ix_{register.name}_{field.name}", shown, sqlite_where=shown.is_not(None))
    Index(f"ix_{register.name}_order", table.c.sort_key, table.c.n, sqlite_where=alive)
    Index(f"ix_{register.name}_own", table.c.own)
    return table


class _Tables(Mapping[str, Table]):
    """Register's name -> its table, made when it is first asked for: a start needs a few of all these columns."""

    def __init__(self) -> None:
        self._made: dict[str, Table] = {}
        self._one_at_a_time = RLock()

    def __getitem__(self, name: str) -> Table:
        made = self._made.get(name)
        if made is None:
            with self._one_at_a_time:
                if name not in self._made:
                    self._made[name] = _table(REGISTERS[name])
                made = self._made[name]
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(REGISTERS)

    def __len__(self) -> int:
        return len(REGISTERS)


TABLES: Mapping[str, Table] = _Tables()


def metadata() -> MetaData:
    """Every table of the store, as one collection."""
    for name in TABLES:
        _ = TABLES[name]
    return _METADATA


OPERATIONS = Table(
    "operations",
    _METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("undoes", Integer),
    Column("undone_by", Integer),
)
"""What was done: the number is this store's only counter, at once revision and the seq of its dots. Times are UTC."""

CHANGES = Table(
    "changes",
    _METADATA,
    Column("operation", Integer, nullable=False),
    Column("register", Text, nullable=False),
    Column("row", BLOB, nullable=False),
    Column("before", Text),
)
"""What an operation touched, with the values before (JSON; NULL where the row was made by it)."""
Index("ix_changes_operation", CHANGES.c.operation)
Index("ix_changes_row", CHANGES.c.row)

WRITERS = Table(
    "writers",
    _METADATA,
    Column("number", Integer, primary_key=True),
    Column("store", BLOB, nullable=False),
    Column("epoch", BLOB, nullable=False),
)
"""Short local numbers for (store, epoch), so that dots stay small."""
Index("ix_writers_pair", WRITERS.c.store, WRITERS.c.epoch, unique=True)

ATTACHMENTS = Table(
    "attachments",
    _METADATA,
    Column("hash", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Scans and photos by their SHA-256."""

UNINDEXED = Table(
    "unindexed",
    _METADATA,
    Column("register", Text, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Ranges of row numbers that the search index has yet to take in (see `laomo_desktop.db.arrears`)."""

ATTENDANCE_SUMS = Table(
    "attendance_sums",
    _METADATA,
    Column("office", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("period", BLOB, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("training", BLOB, nullable=False),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Living attendance of living enrolments, periods and trainings counted by period and mark; triggers (step 0003) keep
it whatever is written. A missing office, day or mark is "" here."""
Index("ix_attendance_sums_period", ATTENDANCE_SUMS.c.period)

IDENTITY = Table(
    "identity",
    _METADATA,
    Column("store", BLOB, primary_key=True),
    Column("epoch", BLOB, nullable=False),
    Column("next", Integer, nullable=False),
)
"""One row: who this store is, and the number of its next operation."""
