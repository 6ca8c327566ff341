"""Saving a form: registers whose new rows bring more with them (a class its periods) are made by their own verb."""

from collections.abc import Callable, Mapping

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.services import registers, trainings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers import Done

Maker = Callable[[Desk, Mapping[str, Value]], Done]

MAKERS: Mapping[str, Maker] = {"trainings": trainings.create}


def save(desk: Desk, register: str, values: Mapping[str, Value], key: RowId | None = None) -> Done:
    """Store a checked form: a new row by its register's own verb where it has one, else as every register does."""
    maker = MAKERS.get(register) if key is None else None
    return maker(desk, values) if maker else registers.save(desk, register, values, key)
