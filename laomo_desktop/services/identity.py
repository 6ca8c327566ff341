"""Knowing a row again: by ID number, name and phone, … and telling the clerk before she enters somebody twice."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.domain import derive
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register


class _Checked(Protocol):
    values: dict[str, Value]
    errors: dict[str, str]
    warnings: dict[str, str]


def complete(
    reg: Register,
    values: MutableMapping[str, Value],
    errors: MutableMapping[str, str],
    warnings: MutableMapping[str, str],
) -> None:
    """Fill in what follows from other fields (sex and birth from the ID number); contradictions become errors."""
    derived = derive.complete(reg.name, values)
    values.update({name: value for name, value in derived.values.items() if name not in errors})
    for name, sentence in derived.errors.items():
        errors.setdefault(name, sentence)
    for name, sentence in derived.warnings.items():
        warnings.setdefault(name, sentence)


def twins(
    connection: Connection, reg: Register, values: Mapping[str, Value]
) -> tuple[tuple[str, ...], list[Any]]:
    """The strongest set of identity fields under which living rows equal ``values``, and those rows."""
    for fields in reg.identity:
        wanted = {name: values.get(name) for name in fields}
        if any(
            value is None or (reg[name].is_key and isinstance(value, str)) for name, value in wanted.items()
        ):
            continue
        found = records.where(connection, reg.name, wanted)
        if found:
            return fields, found
    return (), []


def warn_of_twins(connection: Connection, reg: Register, checked: _Checked, key: RowId | None) -> None:
    """An ID number or a target twice is an error; a same name with the same phone or birth a warning."""
    fields, found = twins(connection, reg, checked.values)
    others = [row for row in found if row["id"] != key]
    if not others or fields[0] in checked.errors:
        return
    unique = reg.once or (len(fields) == 1 and fields == reg.identity[0]) or fields == reg.pair
    title = _called(reg, fields, others[0])
    words = f"已有{_named(reg, fields)}相同的{reg.label}“{title}”"
    (checked.errors if unique else checked.warnings).setdefault(
        fields[0], words + ("。" if unique else "，请确认不是重复登记。")
    )


def _called(reg: Register, fields: Sequence[str], row: Mapping[str, Any]) -> str:
    """What the other row is called: by its title, or by the link it is known by where the title says nothing."""
    linked = [name for name in fields if reg[name].is_key and name != reg.owner]
    name = linked[-1] if linked and reg[reg.title].default is not None else reg.title
    return str(row.get(f"{name}.title") or row[name])


def _named(reg: Register, fields: Sequence[str]) -> str:
    return "、".join(reg[name].label for name in fields)
