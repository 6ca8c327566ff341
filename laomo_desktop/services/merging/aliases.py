"""The living aliases, and to whom everything gone leads in the end."""

from collections.abc import Mapping

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.registers.sameness import SAMENESS

MERGED = "合并到"
"""How the tombstone of everything that was merged begins."""
PARTED = "拆分"
KIND = "合并"
"""Of the operation."""
TAKEN = f"deleted >= '{MERGED}' AND deleted < '{MERGED}\U0010ffff'"
"""The condition of SQL on rows that were merged."""

Finals = Mapping[str, Mapping[RowId, RowId]]
"""Register -> who is gone -> who stays in the end."""
Alive = Mapping[str, Mapping[RowId, RowId]]
"""Register -> who is gone -> into whom, as decided."""


def key_of(value: Value) -> RowId:
    """A link's value as a key; none where it leads nowhere."""
    return value if isinstance(value, bytes) else b""


def living(connection: Connection, of: str) -> dict[RowId, RowId]:
    """Which rows of register ``of`` went into which, as decided."""
    table = SAMENESS[of].aliases.name
    rows = connection.exec_driver_sql(f"SELECT gone, kept FROM {table} WHERE deleted IS NULL")
    return {bytes(gone): bytes(kept) for gone, kept in rows if gone is not None and kept is not None}


def alive(connection: Connection) -> Alive:
    """The same of every register."""
    return {of: living(connection, of) for of in SAMENESS}


def ever(connection: Connection, of: str) -> dict[RowId, RowId]:
    """The same with those that live no more."""
    rows = connection.exec_driver_sql(f"SELECT gone, kept FROM {SAMENESS[of].aliases.name}")
    return {bytes(gone): bytes(kept) for gone, kept in rows if gone is not None and kept is not None}


def any_ever(connection: Connection) -> bool:
    """Whether anything was ever merged: most stores have no aliases."""
    tables = " UNION ALL ".join(f"SELECT n FROM {same.aliases.name}" for same in SAMENESS.values())
    return connection.exec_driver_sql(f"SELECT 1 FROM ({tables}) LIMIT 1").scalar() is not None


def resolved(found: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
    """Everybody gone with the one who stays in the end. Of those merged in a ring the oldest key stays."""
    return {gone: end for gone in found if (end := way(found, gone)[-1]) != gone}


def way(found: Mapping[RowId, RowId], start: RowId) -> list[RowId]:
    """From one to the other until the one who stays."""
    path, here = [start], found.get(start, start)
    while here in found and here not in path:
        path.append(here)
        here = found[here]
    if here in path:
        return [*path, min(path[path.index(here) :])] if len(path) > 1 else path
    return [*path, here]


def is_merged(reason: str | None) -> bool:
    """Whether a tombstone is that of something merged into another."""
    return reason is not None and reason.startswith(MERGED)


def is_deleted(reason: str | None) -> bool:
    """Whether a tombstone is somebody's deletion: neither merging nor parting left it."""
    return reason is not None and reason != PARTED and not is_merged(reason)


def final(connection: Connection, of: str) -> dict[RowId, RowId]:
    """`resolved`, of the living ones."""
    return resolved(living(connection, of))


def finals(connection: Connection) -> Finals:
    """The same of every register."""
    return {of: final(connection, of) for of in SAMENESS}
