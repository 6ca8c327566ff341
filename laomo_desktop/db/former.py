"""What a row was called before others were merged into it, and what those were called: read off its mark.

Whoever looks for the name, the telephone or the ID number of somebody who is gone finds who stayed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from laomo_desktop.db import codec
from laomo_desktop.domain.field import Value
from laomo_desktop.domain.register import MARK, Register
from laomo_desktop.domain.registers.sameness import SAMENESS

MADE_OF = f"{MARK}made_of"
"""The mark: {"own": packed values or null, "over": [{"of": key, "gave": packed values …}]} (see `services.merging`)."""


def searched(reg: Register, extra: str | None) -> list[Sequence[Value]]:
    """The values of ``register.searched`` of all a row is made of; none for a row that is only itself."""
    return [[row.get(of.name) for of in reg.searched] for row in _rows(reg, extra)]


def titles(reg: Register, extra: str | None, now: Value) -> list[str] | None:
    """By what other names a row was known; None where nothing was merged into it."""
    found = list(_rows(reg, extra))
    if not found:
        return None
    return list(dict.fromkeys(str(row[reg.title]) for row in found if row.get(reg.title) not in (None, now)))


def _rows(reg: Register, extra: str | None) -> Iterator[dict[str, Value]]:
    if extra is None or reg.name not in SAMENESS or MADE_OF not in extra:
        return
    try:
        told: dict[str, Any] = orjson.loads(orjson.loads(extra)[MADE_OF])
        packed = [told["own"], *(layer.get("gave") for layer in told["over"])]
        rows = [codec.unpack(reg, text) for text in packed if text]
    except (ValueError, KeyError, TypeError, AttributeError):  # a mark that cannot be read says nothing
        return
    yield from rows
