"""The living aliases, and to whom each person gone leads in the end."""

from collections.abc import Mapping

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId

MERGED = "合并到"
"""How the tombstone of everything that was merged begins."""
PARTED = "拆分"
KIND = "合并"
"""Of the operation."""
APART = frozenset({"aliases", "distinctions"})
"""Registers that speak of people's identity itself: their links never move."""


def living(connection: Connection) -> dict[RowId, RowId]:
    """Who went into whom, as decided."""
    rows = connection.exec_driver_sql("SELECT gone, kept FROM aliases WHERE deleted IS NULL")
    return {bytes(gone): bytes(kept) for gone, kept in rows if gone is not None and kept is not None}


def resolved(found: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
    """Everybody gone with the one who stays in the end. Of people merged in a ring the oldest key stays."""
    return {gone: end for gone in found if (end := _end(found, gone)) != gone}


def _end(found: Mapping[RowId, RowId], start: RowId) -> RowId:
    path, here = [start], found[start]
    while here in found and here not in path:
        path.append(here)
        here = found[here]
    return min(path[path.index(here) :]) if here in path else here


def is_merged(reason: str | None) -> bool:
    """Whether a tombstone is that of somebody, or something, merged into another."""
    return reason is not None and reason.startswith(MERGED)


def final(connection: Connection) -> dict[RowId, RowId]:
    """`resolved`, of the living ones."""
    return resolved(living(connection))
