"""New rows of a package that may be somebody whom another district has entered already. Kept, and put on the queue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import suspicions

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

    @property
    def proof(self) -> str:
        """The number that is the same; "" where it is none."""
        return next((each for each in suspicions.PROOFS if each in self.evidence), "")


def looked_at(register: Register) -> tuple[str, ...]:
    """The fields `find` looks at; none for a register in which it finds nothing."""
    signs = [name for fields in SIGNS.get(register.name, ()) for name in fields]
    names = ("office", "id_number", register.title, *signs) if signs else ()
    return tuple(dict.fromkeys(name for name in names if name in register.by_name))


def find(connection: Connection, register: Register, fresh: Sequence[StoredRow], asker: str) -> list[Doubt]:
    """Doubts about rows that were just added, as far as office ``asker`` (its code) is to answer them; pairs known as
    different people are passed over."""
    living = [row for row in fresh if row.deleted is None]
    found: dict[tuple[RowId, RowId], Doubt] = {}
    if not living or register.name not in SIGNS or _alone(connection, register, living):
        return []
    for fields in SIGNS[register.name]:
        for doubt in _by(connection, register, fields, living, asker):
            pair = (min(doubt.row, doubt.other), max(doubt.row, doubt.other))
            found.setdefault(pair, doubt)
    if register.name not in SAMENESS or not found:
        return list(found.values())
    known = suspicions.decided(connection, register.name)
    told = {pair for pair in known.keys() & found.keys() if suspicions.knew(known[pair], found[pair].proof)}
    return [doubt for pair, doubt in found.items() if pair not in told]


def _by(
    connection: Connection, register: Register, fields: tuple[str, ...], rows: Sequence[StoredRow], asker: str
) -> Iterator[Doubt]:
    wanted: dict[tuple[Any, ...], list[StoredRow]] = {}
    for row in rows:
        value = tuple(row.values[name] for name in fields)
        if None not in value:
            wanted.setdefault(value, []).append(row)
    for value, other in _having(connection, register, fields, list(wanted)):
        for row in wanted[value]:
            homes = row.values.get("office"), other.get("office")
            asked = suspicions.is_asked(asker, *homes)
            if asked and row.id != other["id"] and _apart(register, fields, row, other):
                yield _doubt(register, fields, row, other)


def _having(
    connection: Connection, register: Register, fields: tuple[str, ...], values: list[tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """Living rows by those values. A join from the values: so SQLite goes by the first field's index."""
    shown = [name for name in ("office", "id_number", register.title) if name in register.by_name]
    names = list(dict.fromkeys(("id", *fields, *shown)))
    marks = f"({', '.join('?' * len(fields))})"
    same = " AND ".join(f"t.{name} = w.column{place}" for place, name in enumerate(fields, 1))
    for start in range(0, len(values), PART):
        part = values[start : start + PART]
        query = (
            f"SELECT {', '.join(f't.{name}' for name in names)} FROM (VALUES {', '.join([marks] * len(part))}) w "
            f"CROSS JOIN {register.name} t WHERE {same} AND t.deleted IS NULL"
        )
        for row in connection.exec_driver_sql(query, tuple(value for each in part for value in each)):
            other = dict(zip(names, row, strict=True))
            yield tuple(other[name] for name in fields), other


def _alone(connection: Connection, register: Register, rows: Sequence[StoredRow]) -> bool:
    """Whether everybody here is of the new rows' own office: then there is nobody to mistake them for."""
    if "office" not in register.by_name or register.name == "certificates":
        return False
    # Asked one by one: SQLite then looks at the ends of the index; together it would read all of it.
    ends = (f"SELECT {end}(office) FROM {register.name}" for end in ("min", "max"))
    here = [connection.exec_driver_sql(query).scalar() for query in ends]
    return {*here, *(row.values["office"] for row in rows)} == {here[0]}


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
