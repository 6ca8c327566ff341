"""New rows of a package that may be somebody whom another district has entered already. Kept, and put on the queue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, tuple_

from laomo_desktop.db.door import StoredRow, states
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register

SIGNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "people": (("id_number",), ("name", "phone"), ("name", "birth")),
    "enterprises": (("uscc",),),
    "certificates": (("number",),),
}
"""By which fields, strongest first, two rows of a register are taken for one."""
PART = 400


@dataclass(frozen=True, slots=True)
class Doubt:
    """A new row, the one that was here, by which fields they equal, in words."""

    row: RowId
    other: RowId
    title: str
    evidence: str


def find(connection: Connection, register: Register, fresh: Sequence[StoredRow]) -> list[Doubt]:
    """Doubts about rows that were just added; pairs known as different people are passed over."""
    living = [row for row in fresh if row.deleted is None]
    found: dict[tuple[RowId, RowId], Doubt] = {}
    for fields in SIGNS.get(register.name, ()):
        for doubt in _by(connection, register, fields, living):
            pair = (min(doubt.row, doubt.other), max(doubt.row, doubt.other))
            found.setdefault(pair, doubt)
    if register.name != "people" or not found:
        return list(found.values())
    known = _distinct(connection, list(found))
    return [doubt for pair, doubt in found.items() if pair not in known]


def _by(
    connection: Connection, register: Register, fields: tuple[str, ...], rows: Sequence[StoredRow]
) -> Iterator[Doubt]:
    wanted: dict[tuple[Any, ...], list[StoredRow]] = {}
    for row in rows:
        value = tuple(row.values[name] for name in fields)
        if None not in value:
            wanted.setdefault(value, []).append(row)
    for value, other in _having(connection, register, fields, list(wanted)):
        for row in wanted[value]:
            if row.id != other["id"] and _apart(register, fields, row, other):
                yield _doubt(register, fields, row, other)


def _having(
    connection: Connection, register: Register, fields: tuple[str, ...], values: list[tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    table = TABLES[register.name]
    columns = [table.c[name] for name in fields]
    shown = [name for name in ("office", "id_number", register.title) if name in register.by_name]
    query = select(table.c.id, *(table.c[name] for name in dict.fromkeys((*fields, *shown))))
    for start in range(0, len(values), PART):
        part = values[start : start + PART]
        among = (
            tuple_(*columns).in_(part) if len(columns) > 1 else columns[0].in_([value for (value,) in part])
        )
        for row in connection.execute(query.where(among, table.c.deleted.is_(None))).mappings():
            yield tuple(row[name] for name in fields), dict(row)


def _apart(register: Register, fields: tuple[str, ...], row: StoredRow, other: Mapping[str, Any]) -> bool:
    """Whether the pair is worth a question: of different offices, and not told apart by two ID numbers."""
    if row.values.get("office") == other.get("office") and register.name != "certificates":
        return False
    numbers = row.values.get("id_number"), other.get("id_number")
    return "id_number" in fields or None in numbers or numbers[0] == numbers[1]


def _doubt(register: Register, fields: tuple[str, ...], row: StoredRow, other: Mapping[str, Any]) -> Doubt:
    labels = "、".join(register[name].label for name in fields)
    title = str(row.values[register.title] or "")
    what = "是同一人" if register.name == "people" else "是同一条"
    return Doubt(row.id, other["id"], title, f"{labels}与本库的“{other[register.title]}”相同，可能{what}")


def _distinct(connection: Connection, pairs: Sequence[tuple[RowId, RowId]]) -> set[tuple[RowId, RowId]]:
    keys = {pair_id("distinctions", *pair): pair for pair in pairs}
    return {
        keys[key]
        for key, row in states(connection, "distinctions", list(keys)).items()
        if row.deleted is None
    }
