"""What was done: the history of a row, and taking an operation back days later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from laomo_desktop.db import codec
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, states
from laomo_desktop.db.schema import CHANGES, OPERATIONS
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.registers import REGISTERS

PART = 500
TAKEN_IN = "收包"
"""The kind of operation that takes in a package: what it wrote was written elsewhere."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An entry of the journal. ``at`` is UTC, ISO 8601."""

    number: int
    at: str
    user: str
    kind: str
    sentence: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation did to one row: the values before; ``before`` None where it made the row."""

    operation: Operation
    register: str
    row: RowId
    before: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A later edit that undoing would overwrite."""

    register: str
    row: RowId
    fields: tuple[str, ...]
    by: Operation


def operations(connection: Connection, *, find: str = "", limit: int = 200) -> list[Operation]:
    """The newest operations first, those in whose sentence, kind or user every word of ``find`` stands."""
    query = select(OPERATIONS).order_by(OPERATIONS.c.number.desc()).limit(limit)
    for word in find.split():
        told = OPERATIONS.c.sentence + " " + OPERATIONS.c.kind + " " + OPERATIONS.c.user
        query = query.where(told.contains(word, autoescape=True))
    return [Operation(**row) for row in connection.execute(query).mappings()]


def operation(connection: Connection, number: int) -> Operation:
    """One operation; raises `Refused` if there is none of that number."""
    row = connection.execute(select(OPERATIONS).where(OPERATIONS.c.number == number)).mappings().one_or_none()
    if row is None:
        raise Refused(f"没有第{number}号操作")
    return Operation(**row)


def users(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Who did each of these operations."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), PART):
        chosen = select(OPERATIONS.c.number, OPERATIONS.c.user).where(
            OPERATIONS.c.number.in_(numbers[start : start + PART])
        )
        found.update((number, user) for number, user in connection.execute(chosen))
    return found


def links_set(connection: Connection, number: int) -> list[tuple[Field, RowId]]:
    """The links that operation ``number`` gave to living rows, each once: all of a row's where it came to life."""
    query = select(CHANGES.c.register, CHANGES.c.row, CHANGES.c.before).where(CHANGES.c.operation == number)
    wanted: dict[tuple[str, str], set[RowId]] = {}
    for register, row, before in connection.execute(query):
        names = {"deleted"} if before is None else codec.names(before)
        for link in REGISTERS[register].links:
            if link.name in names or "deleted" in names:
                wanted.setdefault((register, link.name), set()).add(row)
    found: dict[tuple[Field, RowId], None] = {}
    for (register, name), rows in wanted.items():
        for row in states(connection, register, list(rows)).values():
            target = row.values[name]
            if row.deleted is None and isinstance(target, bytes):
                found[REGISTERS[register][name], target] = None
    return list(found)


def given(connection: Connection, number: int, register: str, name: str) -> list[RowId]:
    """The living rows of a register to which operation ``number`` gave field ``name``, or which it brought to life."""
    query = select(CHANGES.c.row, CHANGES.c.before).where(
        CHANGES.c.operation == number, CHANGES.c.register == register
    )
    named = [row for row, before in connection.execute(query) if before and {name, "deleted"} & codec.names(before)]
    return [key for key, row in states(connection, register, named).items() if row.deleted is None]


def row_history(connection: Connection, register: str, row: RowId) -> list[Change]:
    """All that happened to one row, newest first."""
    query = (
        select(CHANGES.c.before, OPERATIONS)
        .join(OPERATIONS, OPERATIONS.c.number == CHANGES.c.operation)
        .where(CHANGES.c.row == row, CHANGES.c.register == register)
        .order_by(OPERATIONS.c.number.desc(), text("changes.rowid DESC"))
    )
    return [_change(register, row, dict(found)) for found in connection.execute(query).mappings()]


def by_whom(connection: Connection, register: str, row: RowId) -> list[Operation]:
    """The operations that wrote one row, newest first."""
    return [change.operation for change in row_history(connection, register, row)]


def _change(register: str, row: RowId, found: dict[str, object]) -> Change:
    before = found.pop("before")
    values = None if before is None else codec.unpack(REGISTERS[register], str(before))
    return Change(Operation(**found), register, row, values)  # type: ignore[arg-type]


def obstacles(connection: Connection, number: int) -> list[Obstacle]:
    """Later edits of what operation ``number`` wrote, which undoing it would lose; undone ones do not count."""
    later = CHANGES.alias("later")
    query = (
        select(CHANGES.c.register, CHANGES.c.row, CHANGES.c.before.label("mine"), later.c.before, OPERATIONS)
        .join(later, (later.c.row == CHANGES.c.row) & (later.c.register == CHANGES.c.register))
        .join(OPERATIONS, OPERATIONS.c.number == later.c.operation)
        .where(CHANGES.c.operation == number, later.c.operation > number)
        .where(OPERATIONS.c.undone_by.is_(None), OPERATIONS.c.undoes.is_(None))
    )
    found = []
    for line in connection.execute(query).mappings():
        entry = dict(line)
        register, row, mine, before = (entry.pop(k) for k in ("register", "row", "mine", "before"))
        fields = _shared_fields(mine, before)
        if fields:
            found.append(Obstacle(register, row, fields, Operation(**entry)))
    return found


def _shared_fields(mine: str | None, later: str | None) -> tuple[str, ...]:
    names = set() if later is None else codec.names(later)
    if mine is not None:
        names &= codec.names(mine)
    return tuple(sorted(names))


def before(
    write: Write, register: str, wanted: Callable[[RowId, str], bool] = lambda _key, _text: True
) -> dict[RowId, Row]:
    """Of each row that ``write`` has changed so far, the fields that changed as they were before; of a row it made,
    as it made them. ``wanted`` says by key and JSON text which rows count."""
    if register not in write.touched:
        return {}
    asked = "SELECT row, before FROM changes WHERE operation = ? AND register = ? AND before IS NOT NULL ORDER BY rowid"
    found: dict[RowId, Row] = {}
    for key, told in write.connection.exec_driver_sql(asked, (write.number, register)):
        if wanted(key, told):
            found[key] = {**codec.unpack(REGISTERS[register], told), **found.get(key, {})}
    return found


def take_back(write: Write, number: int, *, leave: Sequence[RowId] = ()) -> int:
    """Within ``write``, set all rows of operation ``number`` back; rows in ``leave`` stay. Returns how many."""
    query = select(CHANGES).where(CHANGES.c.operation == number).order_by(text("changes.rowid DESC"))
    count = 0
    kept = frozenset(leave)
    for line in list(write.connection.execute(query).mappings()):
        if line["row"] in kept:
            continue
        register = line["register"]
        wanted: Row = {"deleted": f"撤销第{number}号操作"}
        if line["before"] is not None:
            wanted = codec.unpack(REGISTERS[register], line["before"])
        count += write.set_back(register, line["row"], wanted)
    return count
