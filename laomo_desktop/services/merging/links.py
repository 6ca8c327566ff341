"""Links that lead to something gone are turned to the survivor; a mark keeps where they led before."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import orjson
from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import MARK, Register
from laomo_desktop.services.merging.aliases import key_of

BATCH = 500


def pointing(
    connection: Connection, other: Register, link: Field, keys: Sequence[RowId], condition: str
) -> list[tuple[RowId, RowId]]:
    """Rows of ``other`` whose ``link`` is one of ``keys``, with that link; ``condition`` is one on them."""
    asked = f"SELECT id, {link.name} FROM {other.name} WHERE {condition} AND {link.name} IN ({{}})"
    return list(select(connection, asked, keys))


def select(connection: Connection, asked: str, keys: Sequence[RowId]) -> Iterator[tuple[RowId, RowId]]:
    """``asked`` with its {} as marks for ``keys``, by parts."""
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        yield from connection.exec_driver_sql(asked.format(marks), tuple(part)).tuples().all()


def turn(write: Write, other: Register, link: Field, keys: Sequence[RowId], mapping: Mapping[RowId, RowId]) -> None:
    """Rows ``keys`` of ``other`` lead where ``mapping`` sends their ``link``."""
    for key, row in write.states(other.name, keys).items():
        here = key_of(row.values[link.name])
        if (to := mapping.get(here)) is not None:
            write.set_back(other.name, key, {link.name: to, **_mark(link, origin(row, link) or here, to)})


def turn_back(
    write: Write,
    other: Register,
    link: Field,
    keys: Sequence[RowId],
    final: Mapping[RowId, RowId],
    only: Collection[RowId] | None = None,
) -> None:
    """Rows ``keys`` of ``other`` lead where they did before merging (those that led to ``only``), as far as ``final``
    does not send them on."""
    for key, row in write.states(other.name, keys).items():
        before = origin(row, link)
        if before is None or (only is not None and before not in only):
            continue
        to = final.get(before, before)
        if to != row.values[link.name]:
            write.set_back(other.name, key, {link.name: to, **_mark(link, before, to)})


def origin(row: StoredRow, link: Field) -> RowId | None:
    """Where a link led before merging turned it; None if it was not turned, or somebody has changed it since."""
    text = row.marks.get(MARK + link.name)
    if not text:
        return None
    try:
        told = orjson.loads(str(text))
        before, to = bytes.fromhex(told["was"]), bytes.fromhex(told["to"])
    except (ValueError, KeyError, TypeError):
        return None
    return before if to == row.values[link.name] and len(before) == 16 else None


def _mark(link: Field, before: Value, to: Value) -> Row:
    if before == to:
        return {MARK + link.name: None}
    return {MARK + link.name: orjson.dumps({"was": key_of(before).hex(), "to": key_of(to).hex()}).decode()}
