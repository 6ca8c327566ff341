"""Registers whose rows bring more with them: made (a class with its periods) and deleted (an assignment or a visit,
with which needs go back) by their own verb."""

from collections.abc import Callable, Mapping, Sequence

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.services import assignments, registers, trainings, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

Maker = Callable[[Desk, Mapping[str, Value]], Done]

Remover = Callable[[Desk, Sequence[RowId], str], Done]

MAKERS: Mapping[str, Maker] = {"trainings": trainings.create}
REMOVERS: Mapping[str, Remover] = {"assignments": assignments.remove, "visits": visits.remove}


def save(desk: Desk, register: str, values: Mapping[str, Value], key: RowId | None = None) -> Done:
    """Store a checked form: a new row by its register's own verb where it has one, else as every register does."""
    maker = MAKERS.get(register) if key is None else None
    return maker(desk, values) if maker else registers.save(desk, register, values, key)


def delete(desk: Desk, register: str, keys: Sequence[RowId], reason: str) -> Done:
    """Delete rows by their register's own verb where it has one, else as in every register."""
    remover = REMOVERS.get(register)
    return remover(desk, keys, reason) if remover else registers.delete(desk, register, keys, reason)
