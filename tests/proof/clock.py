"""Clocks that are wrong by years: every place of the program that asks for the time is told another one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, tzinfo
from types import SimpleNamespace
from unittest import mock
from uuid import UUID

import uuid_utils

from laomo_desktop.db import backup, ids, store
from laomo_desktop.services.exchange import packages


def shifted(days: int) -> type[datetime]:
    """``datetime`` whose ``now`` is wrong by so many days."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    return Shifted


@contextmanager
def at(days: int) -> Iterator[None]:
    """Inside, the clock is wrong by so many days: the journal's, the ledger's, the backups', the keys' (UUIDv7)."""
    if not days:
        yield
        return
    wrong = shifted(days)
    with ExitStack() as stack:
        for module in (backup, store, packages):
            stack.enter_context(mock.patch.object(module, "datetime", wrong))
        keys = SimpleNamespace(uuid7=lambda: _moved(uuid_utils.uuid7().bytes, days))
        stack.enter_context(mock.patch.object(ids, "uuid_utils", keys))
        yield


def _moved(key: bytes, days: int) -> UUID:
    """A UUIDv7 made at another time: its first 48 bits are milliseconds."""
    milliseconds = int.from_bytes(key[:6], "big") + days * 86_400_000
    return UUID(bytes=milliseconds.to_bytes(6, "big") + key[6:])
