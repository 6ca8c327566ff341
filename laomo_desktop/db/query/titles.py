"""What rows are called, and what they point to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS

BATCH = 2_000
"""So many keys are asked for at once: SQLite takes only so many variables."""


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


def add_titles(connection: Connection, reg: Register, rows: Sequence[dict[str, Any]]) -> None:
    """Beside every link field's key, the title of the row it points to, as "<field>.title"."""
    for link in reg.links:
        wanted = list({row[link.name] for row in rows if row[link.name] is not None})
        known = titles(connection, link.target, wanted) if wanted else {}
        for row in rows:
            row[f"{link.name}.title"] = known.get(row[link.name], "")
