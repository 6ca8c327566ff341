"""The history of a record in words, and looking at what is masked (which goes into it)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import journal, records
from laomo_desktop.db.journal import Operation
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers.reading import in_words


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a record's history; ``differences`` are (label, before, after) in words, masked."""

    operation: Operation
    differences: tuple[tuple[str, str, str], ...]


def history(desk: Desk, register: str, key: RowId) -> list[HistoryLine]:
    """All that happened to a record, newest first, in words."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        changes = journal.row_history(connection, register, key)
        now: dict[str, Value] = dict(records.get(connection, register, key))
        lines = []
        for change in changes:
            before = change.before or {}
            lines.append(HistoryLine(change.operation, _differences(connection, reg, before, now)))
            now.update(before)
    return lines


def reveal(desk: Desk, register: str, key: RowId, name: str) -> str:
    """The unmasked value of a personal field; looking is noted in the record's history."""
    reg = REGISTERS[register]
    with desk.store.operation("查看", f"查看{reg.label}的{reg[name].label}", desk.user) as write:
        row = records.get(write.connection, register, key)
        write.look(register, [key])
    return kinds.show(reg[name], row[name])


def _differences(
    connection: Connection, reg: Register, before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[tuple[str, str, str], ...]:
    named = [reg[name] for name in before if name in reg.by_name]
    lines = [
        (f.label, in_words(connection, f, before[f.name]), in_words(connection, f, after.get(f.name)))
        for f in named
    ]
    if "deleted" in before:
        lines.append(("删除", str(before["deleted"] or ""), str(after.get("deleted") or "")))
    return tuple(lines)
