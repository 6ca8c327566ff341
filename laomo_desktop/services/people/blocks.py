"""Which pairs of people are looked at, without comparing everybody with everybody.

People are put into blocks by what they share; only those of one block are compared. A block that grew large (a date
of birth many share, a telephone of an office) is gone through in order, each with its next few neighbours alone, so
that the work stays in proportion to the number of people.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.name_variants import folded, spellings
from laomo_desktop.domain.progress import Progress
from laomo_desktop.services.people.evidence import Face

SMALL = 12
"""Up to so many people of one block are all compared with each other."""
PART = 400
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


def pairs(people: Iterable[Face], progress: Progress) -> Iterator[tuple[Face, Face]]:
    """Every pair worth weighing, each once."""
    everybody = list(people)
    seen: set[tuple[int, int]] = set()
    for place, key in enumerate(KEYS):
        progress(place, len(KEYS), "查找同一人")
        for one, other in _of_blocks(everybody, key):
            pair = (min(one.n, other.n), max(one.n, other.n))
            if pair not in seen:
                seen.add(pair)
                yield one, other
    progress(len(KEYS), len(KEYS), "查找同一人")


def _of_blocks(people: Iterable[Face], key: Key) -> Iterator[tuple[Face, Face]]:
    keyed = [(hash(value), face) for face in people if (value := key(face)) is not None]
    keyed.sort(key=lambda each: (each[0], each[1].n))
    for _, group in groupby(keyed, key=lambda each: each[0]):
        yield from _within([face for _, face in group], key)


def _within(block: Sequence[Face], key: Key) -> Iterator[tuple[Face, Face]]:
    for place, one in enumerate(block):
        for other in block[place + 1 : place + SMALL]:
            if key(one) == key(other):
                yield one, other


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
