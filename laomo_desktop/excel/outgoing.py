"""How each kind of field stands in a workbook we write, so that reading it back gives the same value."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Field, Kind, Merge, Value
from laomo_desktop.domain.register import Register

Written = str | int | float | date | None

FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days rightly only from here on; earlier ones are written as text."""

TEXT_FORMAT, DATE_FORMAT, MONEY_FORMAT, NUMBER_FORMAT = "@", "yyyy-mm-dd", "#,##0.00", "General"


def exported(register: Register) -> tuple[Field, ...]:
    """The fields of an export: the list's columns first, then the form's, then the rest; no pictures, and nothing
    that is this computer's own matter (how often it printed)."""
    names = [*register.columns, *(f.name for f in register.form_fields), *register.by_name]
    fields = (register[name] for name in dict.fromkeys(names))
    return tuple(f for f in fields if f.kind is not Kind.IMAGE and f.merge is not Merge.LOCAL)


def key_of(field: Field) -> str:
    """Where a row carries the field: a link by the title of the row it points to."""
    return f"{field.name}.title" if field.kind is Kind.LINK else field.name


def number_format(field: Field) -> str:
    """The cell format of the field's column: text unless it is a day, an amount or a number."""
    formats = {Kind.DATE: DATE_FORMAT, Kind.MONEY: MONEY_FORMAT, Kind.INT: NUMBER_FORMAT}
    return formats.get(field.kind, TEXT_FORMAT)


def _day(value: Value) -> Written:
    day = date.fromisoformat(str(value))
    return day if day >= FIRST_DAY else str(value)


def _amount(value: Value) -> Written:
    return int(value or 0) / 100


WAYS: Mapping[Kind, Callable[[Value], Written]] = MappingProxyType(
    {
        Kind.DATE: _day,
        Kind.MONEY: _amount,
        Kind.YES_NO: kinds.RULES[Kind.YES_NO].show,
        Kind.OFFICE: kinds.RULES[Kind.OFFICE].show,
    }
)
"""Kinds that are not written as they are stored."""
