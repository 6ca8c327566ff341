"""Deleting with a reason: what belongs to a row goes with it, what stands on it holds it."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import LATER, Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.registers.done import Done


def delete(
    desk: Desk, register: str, keys: Sequence[RowId], reason: str, then: Callable[[Write], None] | None = None
) -> Done:
    """Delete rows with a reason; what hangs on them (honours, members) goes with them, and comes back with undo.

    ``then`` does in the same operation what the going of such rows brings about.
    """
    desk.must_write()
    reg = REGISTERS[register]
    if reg[reg.title].frozen:
        raise Refused(f"{reg.label}不能删除，编号要留在台账里", todo="请作废")
    with desk.store.operation("删除", "", desk.user) as write:
        names = query.titles(write.connection, register, list(keys))
        refuse_if_held(write.connection, reg, keys)
        count = write.delete(register, keys, reason)
        _delete_owned(write, reg, keys, reason)
        who = f"“{next(iter(names.values()))}”" if len(names) == 1 else f"{count}{reg.unit}"
        write.sentence = f"删除{reg.label}{who}（{reason}）"
        if not count:
            raise Refused(LATER, where=reg.label, todo="请刷新列表")
        if then is not None:
            then(write)
    return Done(write.number, write.sentence, tuple(keys))


def _delete_owned(write: Write, reg: Register, keys: Sequence[RowId], reason: str) -> None:
    for other in REGISTERS.values():
        if other.owner and other[other.owner].target == reg.name:
            owned = [row["id"] for row in _pointing(write.connection, other, other.owner, keys)]
            if owned:
                write.delete(other.name, owned, reason)
                _delete_owned(write, other, owned, reason)


def refuse_if_held(connection: Connection, reg: Register, keys: Sequence[RowId]) -> None:
    """Refuse to delete what others stand on: a person in a class, an enterprise with people."""
    for other, link, found in holders(connection, reg, keys):
        raise Refused(
            f"还有{len(found)}条{other.label}记录用到它（{link.label}）",
            where=reg.label,
            todo="请先改掉那些记录再删除",
        )


def holders(
    connection: Connection, reg: Register, keys: Sequence[RowId], *, owned: bool = False
) -> Iterator[tuple[Register, Field, list[Record]]]:
    """The living rows that stand on ``keys``, by their register and link.

    What belongs to the rows (a person's honours) counts only when ``owned``.
    """
    for other, link in hanging_on(reg) if keys else ():
        if other.name in SPEAKING or (link.name == other.owner and not owned):
            continue
        if found := _pointing(connection, other, link.name, keys):
            yield other, link, found


def _pointing(connection: Connection, other: Register, link: str, keys: Sequence[RowId]) -> list[Record]:
    """The living rows of ``other`` whose ``link`` is one of ``keys``, however many those are."""
    parts = (keys[start : start + query.BATCH] for start in range(0, len(keys), query.BATCH))
    return [row for part in parts for row in records.where(connection, other.name, {link: list(part)})]
