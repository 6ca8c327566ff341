"""Rows by bundles: SQLite writes up to some hundred rows as one value, and each row's margin is put right afterwards.

A row is ``["<key>",`` + U+0001 + its margin as JSON + U+0002 + ``[<field>, …]``; a comma stands between rows. JSON has
neither of these signs. One object per row and column cost half of a package's time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.domain.register import Register
from laomo_desktop.services.exchange.convert import travelling
from laomo_desktop.sync.lines import ROWS

_MARGIN = re.compile(rb"\x01([^\x02]*)\x02\[")
_KEY = slice(-34, -2)
"""Where a key stands (in hex) at the end of what is before a margin."""


@dataclass(slots=True)
class Bundle:
    """``margins`` of its rows, and what stands before, between and after them."""

    margins: list[bytes]
    between: list[bytes]

    @property
    def keys(self) -> list[str]:
        """Of its rows, in hex."""
        return [part[_KEY].decode() for part in self.between[:-1]]

    def line(self, told: Iterable[bytes]) -> bytes:
        """The rows as one line of a package, with ``told`` in place of their margins: cells, each with its comma."""
        parts = [b"["] * (2 * len(self.between))
        parts[1::2] = self.between
        parts[2::2] = told
        parts.append(b"]\n")
        return b"".join(parts)


def fields(register: Register) -> str:
    """SQL: the travelling fields of a row as a JSON array, keys in hex."""
    names = [
        f"CASE WHEN {f.name} IS NULL THEN NULL ELSE lower(hex({f.name})) END" if f.is_key else f.name
        for f in travelling(register)
    ]
    return f"json_array({', '.join(names)})"


def between(connection: Connection, register: Register, where: str) -> Iterator[Bundle]:
    """Bundles of the rows for which ``where`` (SQL, cheap) holds, in the order they came in."""
    ends = ", ".join(f"(SELECT {end}(n) FROM {register.name} WHERE {where})" for end in ("min", "max"))
    first, last = _all(connection, f"SELECT {ends}")[0]  # asked together, SQLite reads the whole table for them
    if first is not None:
        pages = ((start, start + ROWS - 1) for start in range(first, last + 1, ROWS))
        yield from _read(connection, register, f"n BETWEEN ? AND ? AND {where}", pages)


def listed(connection: Connection, register: Register, numbers: Iterable[Sequence[int]]) -> Iterator[Bundle]:
    """Bundles of the rows whose ``n`` come as one-column rows."""
    source = iter(numbers)
    pages = iter(lambda: [number for (number,) in islice(source, ROWS)], [])
    texts = ((orjson.dumps(page).decode(),) for page in pages)
    yield from _read(connection, register, "n IN (SELECT value FROM json_each(?))", texts)


def _read(
    connection: Connection, register: Register, where: str, pages: Iterable[tuple[Any, ...]]
) -> Iterator[Bundle]:
    query = f"SELECT {_bundle(register)} FROM {register.name} WHERE {where}"
    for page in pages:
        [(found,)] = _all(connection, query, page)
        if found is not None:
            parts = _MARGIN.split(found)
            yield Bundle(parts[1::2], parts[::2])


def _bundle(register: Register) -> str:
    margin = "json_array(base, own, deleted, dots, extra)"
    row = f"""'["' || lower(hex(id)) || '",' || char(1) || {margin} || char(2) || {fields(register)}"""
    return f"CAST(group_concat({row}) AS BLOB)"


def _all(connection: Connection, query: str, page: tuple[Any, ...] = ()) -> list[Any]:
    """By the driver's own cursor: SQLAlchemy's would wrap each row."""
    driver: Any = connection.connection.driver_connection
    found: list[Any] = driver.execute(query, page).fetchall()
    return found
