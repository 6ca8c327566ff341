"""Row keys: UUIDv7 (RFC 9562) in time order, and UUIDv5 for rows that are a pair."""

import uuid

import uuid_utils

from laomo_desktop.domain.field import RowId

PAIRS = uuid.UUID("5f1d2f0e-6c0a-5d7e-9a52-1a0f6b9d4c11")


def new_id() -> RowId:
    """A fresh key; keys made later sort later."""
    return uuid_utils.uuid7().bytes


def pair_id(register: str, *parts: RowId) -> RowId:
    """The key of the row that stands for ``parts``: the same on every computer."""
    return uuid.uuid5(PAIRS, register + "/" + "/".join(part.hex() for part in parts)).bytes


def named_id(register: str, *words: str) -> RowId:
    """The key of a row that stands for ``words`` (a dictionary's term): the same on every computer."""
    return uuid.uuid5(PAIRS, "\n".join((register, *words))).bytes
