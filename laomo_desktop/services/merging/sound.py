"""Whether what a mark says can stand in a row: any office that holds a key can write any mark, and merging shows, asks
and sends on what stands there. The same as of a row that comes in a package.
"""

from collections.abc import Callable, Mapping
from functools import cache

from laomo_desktop.domain import kinds, text
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.merging.uniting import compared
from laomo_desktop.sync import layout

_KEY_BYTES = 16


def values(register: str, found: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the values that come together, and the tombstone. Raises ValueError for one that no row could have."""
    checks = _checks(register)
    told = {name: value for name, value in found.items() if name in checks}
    if not all(checks[name](value) for name, value in told.items() if value is not None):
        raise ValueError(register)
    return told


def key(found: bytes) -> RowId:
    """Raises ValueError."""
    if len(found) != _KEY_BYTES:
        raise ValueError(found)
    return found


@cache
def _checks(register: str) -> Mapping[str, Callable[[object], bool]]:
    """By field, what its values have to be."""
    return {**{of.name: _check(of) for of in compared(REGISTERS[register])}, "deleted": _is_text}


def _check(of: Field) -> Callable[[object], bool]:
    if of.kind is Kind.LINK:
        return lambda value: isinstance(value, bytes) and len(value) == _KEY_BYTES
    if of.is_number:
        return lambda value: type(value) is int and -layout.LARGEST <= value <= layout.LARGEST
    sound = kinds.soundness(of)
    return lambda value: isinstance(value, str) and _is_text(value) and (sound is None or sound(value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not text.has_controls(value)
