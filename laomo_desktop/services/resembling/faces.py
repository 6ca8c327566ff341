"""By what people are known, and whom to look at for those who came."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.name_variants import folded, spellings
from laomo_desktop.services.resembling.evidence import Face
from laomo_desktop.services.same.blocks import PART

COLUMNS = "n, id, name, sort_key, id_number, birth, phone, enterprise, sex, office"

Key = Callable[[Face], Any]


def _reading_and(name: str) -> Key:
    def key(face: Face) -> Any:
        value = getattr(face, name)
        return (face.reading, value) if value and face.reading else None

    return key


def _variant_and(name: str) -> Key:
    def key(face: Face) -> Any:
        value = getattr(face, name)
        return (folded(face.name), value) if value else None

    return key


def _phone_and_employer(face: Face) -> Any:
    return (face.phone, face.enterprise) if face.phone and face.enterprise else None


KEYS: tuple[Key, ...] = (
    lambda face: face.id_number,
    _reading_and("birth"),
    _reading_and("phone"),
    _variant_and("birth"),
    _variant_and("phone"),
    _variant_and("enterprise"),
    _phone_and_employer,
)
"""By what people are put into blocks; equal names have equal readings: name and birth, name and phone are covered."""


def faces(connection: Connection, where: str = "1", given: Sequence[Any] = ()) -> Iterator[Face]:
    """Living people."""
    asked = f"SELECT {COLUMNS} FROM people WHERE deleted IS NULL AND {where}"
    for n, key, name, order, *rest in connection.exec_driver_sql(asked, tuple(given)):
        called = name or ""
        yield Face(n, key, called, (order or "")[: -len(called) - 1] if called else "", *rest)


def near(connection: Connection, fresh: Sequence[RowId]) -> list[Face]:
    """``fresh`` people and whoever shares a telephone, an ID number, or a name's reading and more with them."""
    found: dict[int, Face] = {}
    for start in range(0, len(fresh), PART):
        part = list(fresh[start : start + PART])
        marks = ", ".join("?" * len(part))
        mine = f"SELECT * FROM people WHERE id IN ({marks}) AND deleted IS NULL"
        for join in _JOINS:
            asked = f"n IN (SELECT t.n FROM ({mine}) f CROSS JOIN people t WHERE t.deleted IS NULL AND {join})"
            found.update((face.n, face) for face in faces(connection, asked, part))
        own = list(faces(connection, f"id IN ({marks})", part))
        found.update((face.n, face) for face in own)
        names = {name for face in own for name in spellings(face.name)}
        found.update((face.n, face) for face in _called(connection, sorted(names)))
    return list(found.values())


def _called(connection: Connection, names: Sequence[str]) -> Iterator[Face]:
    for start in range(0, len(names), PART):
        part = names[start : start + PART]
        yield from faces(connection, f"name IN ({', '.join('?' * len(part))})", part)


_SAME = "substr(f.sort_key, 1, length(f.sort_key) - length(f.name))"
_JOINS = (
    "t.id_number = f.id_number",
    "t.phone = f.phone",
    f"t.sort_key >= {_SAME} AND t.sort_key < rtrim({_SAME}) || '!' "
    "AND (t.birth = f.birth OR t.enterprise = f.enterprise)",
)
