"""Rows as JSON, for the journal and for packages: keys become hex, everything else is JSON already."""

from collections.abc import Mapping
from typing import Any

import orjson

from laomo_desktop.domain.field import Kind, Value
from laomo_desktop.domain.register import Register


def pack(values: Mapping[str, Value]) -> str:
    """JSON text of ``values``; row keys as hex (see `unpack`)."""
    plain = {name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()}
    return orjson.dumps(plain).decode()


def unpack(register: Register, text: str) -> dict[str, Value]:
    """The values `pack` wrote, LINK fields as keys again; names the register does not know stay as they are."""
    plain: dict[str, Any] = orjson.loads(text)
    return {name: _value(register, name, value) for name, value in plain.items()}


def names(text: str) -> set[str]:
    """The names of the values `pack` wrote."""
    return set(orjson.loads(text))


def _value(register: Register, name: str, value: Value) -> Value:
    field = register.by_name.get(name)
    if field is not None and field.kind is Kind.LINK and isinstance(value, str):
        return bytes.fromhex(value)
    return value


def pack_dots(dots: Mapping[str, tuple[int, int]]) -> str:
    """Dots as JSON: field name, or "" for all others -> [writer number, seq]."""
    return orjson.dumps(dots).decode()


def unpack_dots(text: str) -> dict[str, tuple[int, int]]:
    """What `pack_dots` wrote."""
    return {name: (pair[0], pair[1]) for name, pair in orjson.loads(text).items()}
