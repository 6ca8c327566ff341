"""Two people taken apart again: what was brought to the survivor goes back, later edits of it stay with her."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection

from laomo_desktop.db import codec
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.merging.aliases import APART, MERGED, PARTED
from laomo_desktop.services.merging.moving import pointing, twin_key

GONE = f"deleted >= '{MERGED}' AND deleted < '{MERGED}\U0010ffff'"


class Entry(NamedTuple):
    """What an operation did to a row: the values before; None where it made it."""

    operation: int
    before: Row | None


class Left(NamedTuple):
    """A row that was edited after the merge and stays with the survivor; ``fields`` none for a whole row."""

    register: str
    row: RowId
    fields: tuple[str, ...] = ()


def entries(connection: Connection, reg: Register, row: RowId, since: int = 0) -> list[Entry]:
    """What happened to a row from operation ``since`` on, oldest first."""
    asked = "SELECT operation, before FROM changes WHERE row = ? AND register = ? AND operation >= ? ORDER BY rowid"
    return [
        Entry(number, None if before is None else codec.unpack(reg, before))
        for number, before in connection.exec_driver_sql(asked, (row, reg.name, since))
    ]


def born(connection: Connection, gone: RowId) -> int:
    """The operation in which the alias of ``gone`` came to its latest life; 0 if there never was one."""
    reg = REGISTERS["aliases"]
    found = entries(connection, reg, pair_id("aliases", gone))
    lives = [e.operation for e in found if e.before is None or e.before.get("deleted") is not None]
    return max(lives, default=0)


def part_operation(write: Write, number: int) -> list[Left]:
    """Take the merge of operation ``number`` apart, as if it had never been; returns what stays with the survivor.

    Raises `Refused` if it was taken apart already, or the survivor has gone into somebody else.
    """
    asked = "SELECT row FROM changes WHERE operation = ? AND register = 'aliases'"
    rows = [bytes(row) for (row,) in write.connection.exec_driver_sql(asked, (number,))]
    made = [row for row in write.states("aliases", rows).values() if row.deleted is None]
    if len(made) != 1:
        raise Refused("没有这次合并，或已经拆分过", todo="请刷新后再看")
    gone, kept = (row if isinstance(row, bytes) else b"" for row in (made[0].values["gone"], made[0].values["kept"]))
    if kept in aliases.living(write.connection):
        raise Refused("合并后的人后来又并入了另一个人", todo="请先拆分后面那一次")
    write.delete("aliases", [made[0].id], PARTED)
    _reopen(write, number)
    parter = Parter(write, number)
    parter.give_back(kept, gone)
    return parter.all(gone, kept)


def _reopen(write: Write, number: int) -> None:
    """The questions this merge answered wait again, those it raised are gone."""
    asked = "SELECT row, before FROM changes WHERE operation = ? AND register = 'pending' ORDER BY rowid DESC"
    for row, before in list(write.connection.exec_driver_sql(asked, (number,))):
        wanted: Row = {"deleted": PARTED} if before is None else codec.unpack(REGISTERS["pending"], before)
        write.set_back("pending", row, wanted)


def in_words(left: Sequence[Left]) -> str:
    """What stays with the survivor: 2条学员、1条人员."""
    counts = Counter(each.register for each in left)
    return "、".join(f"{count}条{REGISTERS[name].label}" for name, count in counts.items())


def follow(write: Write, gone: RowId, kept: RowId) -> None:
    """The alias died elsewhere: what this store moved by itself and nobody else knew of goes back too."""
    end = aliases.final(write.connection).get(kept, kept)
    Parter(write, born(write.connection, gone)).all(gone, end)


@dataclass
class Parter:
    """``since``: the operation of the merge here."""

    write: Write
    since: int
    left: list[Left] = field(default_factory=list)

    def all(self, gone: RowId, kept: RowId) -> list[Left]:
        """The person, and all that hangs on her."""
        self._revive("people", [gone])
        self._back("people", {gone: kept})
        return self.left

    def give_back(self, kept: RowId, gone: RowId) -> None:
        """The survivor's fields as before the merge, but for those edited since."""
        people = REGISTERS["people"]
        found = entries(self.write.connection, people, kept, self.since)
        before = next((e.before for e in found if e.operation == self.since), None) or {}
        later = {name for e in found if e.operation > self.since for name in e.before or {}}
        self._set_back(people, kept, before, later, self.write.states("people", [gone])[gone].values)

    def _set_back(self, reg: Register, key: RowId, before: Row, later: set[str], other: Row) -> None:
        """Later edits stay, unless they came for the other row: it has the same value then."""
        now = self.write.states(reg.name, [key])[key].values
        names = [name for name in before if name in now and now[name] != before[name]]
        edited = tuple(name for name in names if name in later and now[name] != other.get(name))
        self.write.set_back(reg.name, key, {n: before[n] for n in names if n not in edited})
        if edited:
            self.left.append(Left(reg.name, key, edited))

    def _revive(self, name: str, keys: Sequence[RowId]) -> None:
        for key, row in self.write.states(name, keys).items():
            if aliases.is_merged(row.deleted):
                self.write.set_back(name, key, {"deleted": None})

    def _back(self, name: str, mapping: Mapping[RowId, RowId]) -> None:
        for other, link in hanging_on(REGISTERS[name]):
            if other.name in APART or not mapping:
                continue
            if link.name in other.pair:
                self._pairs(other, link, mapping)
            else:
                self._links(other, link, mapping)

    def _links(self, other: Register, link: Field, mapping: Mapping[RowId, RowId]) -> None:
        old = {new: key for key, new in mapping.items()}
        for row, now in pointing(self.write.connection, other, link, list(old), "deleted IS NULL"):
            told = entries(self.write.connection, other, row, self.since)
            moves = [e.before for e in told if e.before is not None and link.name in e.before]
            if moves and moves[-1][link.name] == old[now]:
                self.write.update(other.name, row, {link.name: old[now]})

    def _pairs(self, other: Register, link: Field, mapping: Mapping[RowId, RowId]) -> None:
        rows = dict(pointing(self.write.connection, other, link, list(mapping), GONE))
        known = self.write.states(other.name, list(rows))
        duo = {key: twin_key(other, link.name, row, mapping[rows[key]]) for key, row in known.items()}
        self._revive(other.name, list(duo))
        self._back(other.name, duo)
        twins = self.write.states(other.name, list(duo.values()))
        for key, row in known.items():
            twin = twins.get(duo[key])
            if twin is not None and twin.deleted is None:
                self._unite_no_more(other, row, twin)

    def _unite_no_more(self, reg: Register, row: StoredRow, twin: StoredRow) -> None:
        """The survivor's row of the pair: gone if it was made of this one alone, else as it was before."""
        moved = [e for e in entries(self.write.connection, reg, row.id, self.since) if _fell(e)]
        if not moved:
            return
        at = moved[-1].operation
        told = entries(self.write.connection, reg, twin.id, at)
        then = [e for e in told if e.operation == at]
        if any(e.before is None or e.before.get("deleted") is not None for e in then):
            self._made_of(reg, row, twin)
            return
        before: Row = {}
        for entry in reversed(then):
            before.update(entry.before or {})
        later = {name for e in told if e.operation > at for name in e.before or {}}
        self._set_back(reg, twin.id, before, later, row.values)

    def _made_of(self, reg: Register, row: StoredRow, twin: StoredRow) -> None:
        same = all(twin.values[f.name] == row.values[f.name] for f in reg.fields if f.name not in reg.pair)
        if same and not self._held(reg, twin.id):
            self.write.delete(reg.name, [twin.id], PARTED)
        else:
            self.left.append(Left(reg.name, twin.id))

    def _held(self, reg: Register, key: RowId) -> bool:
        return any(
            pointing(self.write.connection, other, link, [key], "deleted IS NULL")
            for other, link in hanging_on(reg)
        )


def _fell(entry: Entry) -> bool:
    """Whether the row was alive before."""
    return entry.before is not None and "deleted" in entry.before and entry.before["deleted"] is None
