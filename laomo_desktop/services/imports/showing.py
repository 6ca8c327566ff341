"""What a line would change, and what it is doubted to be, in the clerk's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.domain.field import Field, Kind, Value
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports.line import Line
from laomo_desktop.services.imports.preview import Preview


@dataclass(frozen=True, slots=True)
class Side:
    """One field of a doubt: what the store has and what the workbook says, masked; "" for nothing."""

    label: str
    stored: str
    told: str
    differs: bool


def differences(desk: Desk, of: Preview, line: Line) -> Mapping[str, tuple[str, str]]:
    """By field, the words there now (masked) and the words there would be, for a line that changes a row."""
    if not line.changes:
        return {}
    with desk.store.reading() as connection:
        return {
            name: (
                registers.in_words(connection, of.register[name], line.before.get(name)),
                _words(connection, of.register[name], value),
            )
            for name, value in line.changes.items()
        }


def sides(desk: Desk, of: Preview, line: Line) -> list[Side]:
    """For a doubtful line, what identifies the row it may be and what else differs; empty if there is none."""
    if line.key is None:
        return []
    reg = of.register
    identifying = [reg.title, *(name for fields in reg.identity for name in fields)]
    told: dict[str, Value] = {**line.values, **line.links}
    with desk.store.reading() as connection:
        row = records.get(connection, reg.name, line.key)
        names = dict.fromkeys([*identifying, *(n for n, value in told.items() if row[n] != value)])
        found = [
            Side(
                reg[name].label,
                registers.in_words(connection, reg[name], row[name]),
                _words(connection, reg[name], told.get(name)),
                row[name] != told.get(name),
            )
            for name in names
        ]
    return [side for side in found if side.stored or side.told]


def _words(connection: Connection, of: Field, value: Value) -> str:
    """A value of the workbook; a link's words stand for themselves where the row is yet to be made."""
    if of.kind is Kind.LINK and isinstance(value, str):
        return value
    return registers.in_words(connection, of, value)
