"""Two rows taken apart again, in any store: the alias dies, and all that was brought to the survivor for it goes back.

What a row was before stands on the row itself (see `layers`, `links`), so it matters neither who merged nor when; what
was edited since stays with the survivor.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laomo_desktop.db import codec, query
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services.merging import aliases, links, moving
from laomo_desktop.services.merging.aliases import PARTED, TAKEN
from laomo_desktop.services.merging.giving import Giver, Left
from laomo_desktop.services.merging.moving import twin_key


def part(write: Write, of: str, gone: RowId, *, further: bool = False) -> list[Left]:
    """End the alias of ``gone`` and bring everything into line; returns what stays with the survivor.

    Raises `Refused` where there is none, or while the survivor has gone into another (not with ``further``).
    """
    known = aliases.living(write.connection, of)
    kept = known.get(gone)
    if kept is None:
        raise Refused("没有这次合并，或已经拆分过", todo="请刷新后再看")
    if kept in known and not further:
        what = "合并后的人后来又并入了另一个人" if of == "people" else "合并后的记录后来又并入了另一条"
        raise Refused(what, todo="请先拆分后面那一次")
    table = SAMENESS[of].aliases.name
    write.delete(table, [pair_id(table, gone)], PARTED)
    parter = Parter(write)
    parter.part(of, gone, kept)
    moving.settle(write)
    return parter.giver.left


def reopen(write: Write, number: int) -> None:
    """The questions that the merge of operation ``number`` answered wait again, those it raised are gone."""
    asked = "SELECT row, before FROM changes WHERE operation = ? AND register = 'pending' ORDER BY rowid DESC"
    for row, before in list(write.connection.exec_driver_sql(asked, (number,))):
        wanted: Row = {"deleted": PARTED} if before is None else codec.unpack(REGISTERS["pending"], before)
        write.set_back("pending", row, wanted)


def sentence(write: Write, of: str, gone: RowId, left: Sequence[Left]) -> str:
    """What was done, and what stays."""
    name = query.titles(write.connection, of, [gone]).get(gone, "")
    stays = f"；{in_words(left)}在合并后改过，留在合并后的名下" if left else ""
    return f"拆分：{REGISTERS[of].label}“{name}”的两份资料{stays}"


def in_words(left: Sequence[Left]) -> str:
    """What stays with the survivor: 2条学员、1条人员."""
    counts = Counter(each.register for each in left)
    return "、".join(f"{count}条{REGISTERS[name].label}" for name, count in counts.items())


@dataclass
class Parter:
    """Brings back what went to survivors for aliases that live no more."""

    write: Write
    giver: Giver = field(init=False)

    def __post_init__(self) -> None:
        self.giver = Giver(self.write)

    def part(self, of: str, gone: RowId, kept: RowId) -> None:
        """The row itself, and all that hangs on it."""
        known = aliases.living(self.write.connection, of)
        ends = list(dict.fromkeys(aliases.way(known, kept)))
        self._alive_again(of, [gone])
        self._back(of, {gone: ends}, aliases.resolved(known))
        rows = self.write.states(of, [gone, kept])
        if gone in rows and kept in rows:
            self.giver.take_off(REGISTERS[of], rows[kept], rows[gone])

    def _alive_again(self, name: str, keys: Sequence[RowId]) -> None:
        for key, row in self.write.states(name, keys).items():
            if aliases.is_merged(row.deleted):
                self.write.set_back(name, key, {"deleted": None})

    def _back(
        self, name: str, ends: Mapping[RowId, Sequence[RowId]], final: Mapping[RowId, RowId] | None = None
    ) -> None:
        """What hangs on the keys of ``ends``, and went to one of those they led to; ``final`` sends some elsewhere."""
        for other, link in hanging_on(REGISTERS[name]):
            if other.name in SPEAKING or not ends:
                continue
            if link.name in other.pair:
                self._pairs(other, link, ends)
            else:
                there = [end for of in ends.values() for end in of]
                rows = links.pointing(self.write.connection, other, link, there, "extra IS NOT NULL")
                only = ends if final is None else None
                links.turn_back(self.write, other, link, [key for key, _ in rows], final or {}, only)

    def _pairs(self, other: Register, link: Field, ends: Mapping[RowId, Sequence[RowId]]) -> None:
        here = f"({TAKEN} OR deleted IS NULL)"  # a package may have brought it back, not what hangs on it
        rows = dict(links.pointing(self.write.connection, other, link, list(ends), here))
        known = self.write.states(other.name, list(rows))
        there = {key: [twin_key(other, link.name, row, end) for end in ends[rows[key]]] for key, row in known.items()}
        self._alive_again(other.name, list(known))
        self._back(other.name, there)
        for key, row in self.write.states(other.name, list(known)).items():
            self._off(other, row, there[key])

    def _off(self, reg: Register, row: StoredRow, there: Sequence[RowId]) -> None:
        """Take a row off those it was laid over; one that then is nothing of its own comes off where it went on to."""
        for key, twin in self.write.states(reg.name, there).items():
            went_on = aliases.is_merged(twin.deleted)
            if self.giver.take_off(reg, twin, row) and went_on:
                now = self.write.states(reg.name, [key])[key]
                if now.deleted == PARTED:
                    self._off(reg, now, moving.twins(self.write, reg, now))
