"""What the city believes of a district's package: its own writes, on what it was sent, about what concerns it.

A key that was lost, or a program that is wrong, must not decide about other districts' people. So a write that the
city never took in from its writer counts as the sender's own; a row that is not sent to the sender's office rests on
nothing later than what that office was last told of it; and decisions about others' rows (merges, 不是同一人, 目标), or
words in use, are not taken: the city is asked, or its own word goes back. Of who is one with whom the city decides:
a merge against 不是同一人, a 拆分 against a merge it had not heard of, whichever comes first, are questions to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laomo_desktop.db import query
from laomo_desktop.db.door import Write
from laomo_desktop.db.ids import pair_id
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import suspicions, terms
from laomo_desktop.services.exchange import concern, scope
from laomo_desktop.services.exchange.books import Books
from laomo_desktop.services.exchange.waiting import Queue
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.merging.aliases import key_of
from laomo_desktop.services.suspicions import Evidence, Side, Suspicion
from laomo_desktop.sync.model import DELETED, Dot, RowState, Writer

CITY_DECIDES = "拆分：不是本单位的资料，由市总决定"
TOLD_APART = "拆分：已确认不是同一人，由市总决定"
PARTED_THERE = "已拆分这次合并，当时还不知道市总也作了决定；市总的合并仍有效"
MERGED_THERE = "把这份资料并入了另一份，市总并入的是左边这一份；市总的合并仍有效"
WITHDRAWN_THERE = f"{suspicions.WITHDRAWN}，当时还不知道别处也这样认定；现在仍算两个"
APART_THERE = "已确认不是同一人，当时还不知道已经合并；合并仍有效"
NOT_OURS = "不是本单位的资料，由市总决定"


@dataclass
class Claims:
    """The claims of one report. ``office`` is the sender's code; ``stamp`` stands for writes it cannot know of."""

    write: Write
    books: Books
    queue: Queue
    office: str
    store: str
    stamp: Dot
    asked: list[tuple[str, RowId, RowId]] = field(default_factory=list)
    """Merges that were not taken: register, who was gone, to whom."""

    disputed: dict[tuple[str, RowId], str] = field(default_factory=dict)
    """Merges that stand though the sender decided otherwise, without having heard of them: how it did."""
    withdrawn: list[tuple[str, RowId, RowId]] = field(default_factory=list)
    """Two that stay told apart though the sender took its word back, without having heard of the other one's."""
    _taken: Mapping[Writer, int] = field(init=False)

    def __post_init__(self) -> None:
        self._taken = self.books.taken(self.write.number - 1)

    @property
    def checks(self) -> bool:
        """A city that was restored learns others' writes again from whoever has them."""
        return not self.books.left

    def is_strange(self, dot: Dot) -> bool:
        """Whether the sender cannot have got that write from the city, and it is not of its own store."""
        if not self.checks or dot.writer.store == self.store:
            return False
        return dot.seq > self._taken.get(dot.writer, -1)

    def table(self, register: Register) -> None:
        """A table was taken in: decisions in it that are not the sender's to take are taken back at once."""
        touched = list(self.write.touched.get(register.name, ()))
        if not touched:
            return
        for of, same in SAMENESS.items():
            if register is same.aliases:
                self._merges(of, register, touched)
            elif register is same.distinctions:
                self._refuse(register, self._about_others(of, register, touched), NOT_OURS)
                self._merged_already(of, register, touched)
        if register.name == "targets":
            rows = self._born(register, touched)
            self._refuse(register, [key for key, row in rows.items() if row["office"] != self.office], NOT_OURS)
        if register.name == "terms":
            rows = self._born(register, touched)
            words = [(key, {"state": terms.PROPOSED}) for key, row in rows.items() if row["state"] == terms.IN_USE]
            self.write.update_many("terms", words)

    def _merges(self, of: str, register: Register, touched: Sequence[RowId]) -> None:
        rows = self._born(register, touched)
        gone = self._foreign(of, [key_of(row["gone"]) for row in rows.values()])
        wrong = {key: row for key, row in rows.items() if key_of(row["gone"]) in gone}
        self._refuse(register, list(wrong), CITY_DECIDES)
        apart = {key: row for key, row in rows.items() if key not in wrong and self._told_apart(of, row)}
        self._refuse(register, list(apart), TOLD_APART)
        refused = [*wrong.values(), *apart.values()]
        self.asked += [(of, key_of(row["gone"]), key_of(row["kept"])) for row in refused]

    def _told_apart(self, of: str, alias: Mapping[str, Value]) -> bool:
        """Whether another office has decided that the two are not one: the city then says what they are."""
        table = SAMENESS[of].distinctions.name
        key = pair_id(table, *sorted((key_of(alias["gone"]), key_of(alias["kept"]))))
        row = self.write.states(table, [key]).get(key)
        return row is not None and row.deleted is None and not self._is_theirs(row)

    def _merged_already(self, of: str, register: Register, touched: Sequence[RowId]) -> None:
        """Two told apart that the city knows as one."""
        final = aliases.final(self.write.connection, of)
        for row in self._born(register, touched).values():
            one, other = key_of(row["left"]), key_of(row["right"])
            if final.get(one, one) == final.get(other, other):
                self._dispute(of, one if one in final else other, APART_THERE)

    def decided_otherwise(self, register: Register, ours: StoredRow, theirs: RowState, now: RowState) -> None:
        """A merge, or a 不是同一人, that stands here, but not in the sender's store, which had not heard of it."""
        of = next((of for of, same in SAMENESS.items() if register in (same.aliases, same.distinctions)), "")
        if not of or ours.deleted is not None or now.deleted is not None:
            return
        if register is SAMENESS[of].distinctions:
            if theirs.deleted is not None and self._is_news(theirs.dots.of(DELETED)):
                self.withdrawn.append((of, key_of(ours.values["left"]), key_of(ours.values["right"])))
        elif theirs.deleted is None:
            if theirs.values.get("kept") != now.values["kept"] and self._is_news(theirs.dots.of("kept")):
                self._dispute(of, key_of(ours.values["gone"]), MERGED_THERE)
        elif theirs.deleted == aliases.PARTED and self._is_news(theirs.dots.of(DELETED)):
            self._dispute(of, key_of(ours.values["gone"]), PARTED_THERE)

    def _is_news(self, dot: Dot) -> bool:
        return dot.seq > self._taken.get(dot.writer, -1)

    def _dispute(self, of: str, gone: RowId, why: str) -> None:
        """Unless that is the sender's own merge."""
        table = SAMENESS[of].aliases.name
        alias = self.write.states(table, [pair_id(table, gone)]).get(pair_id(table, gone))
        if alias is not None and not self._is_theirs(alias):
            self.disputed[of, gone] = why

    def _is_theirs(self, row: StoredRow) -> bool:
        """Whether the sender's store wrote it."""
        asked = "SELECT number FROM writers WHERE store = ?"
        own = set(self.write.connection.exec_driver_sql(asked, (bytes.fromhex(self.store),)).scalars())
        return any(writer in own for writer, _ in row.dots.values())

    def _about_others(self, of: str, register: Register, touched: Sequence[RowId]) -> list[RowId]:
        rows = self._born(register, touched)
        sides = {key: [key_of(row["left"]), key_of(row["right"])] for key, row in rows.items()}
        foreign = self._foreign(of, [side for both in sides.values() for side in both])
        return [key for key, both in sides.items() if foreign.issuperset(both)]

    def _foreign(self, of: str, keys: Sequence[RowId]) -> set[RowId]:
        """Those of the rows that the city has and that are not the sender's."""
        known = self.write.states(of, list(set(keys)))
        return {key for key, row in known.items() if row.values["office"] != self.office}

    def _born(self, register: Register, touched: Sequence[RowId]) -> dict[RowId, Mapping[str, Value]]:
        """Rows that this package made, or brought to life again."""
        rows = self.write.states(register.name, touched)
        before = scope.gone_before(self.write.connection, self.write.number, register)
        ours = self._our_lost_writers()
        return {
            key: row.values
            for key, row in rows.items()
            if row.deleted is None and key in before and not any(writer in ours for writer, _ in row.dots.values())
        }

    def _our_lost_writers(self) -> set[int]:
        """Our own timelines that a restore cut short: what we decided then comes back from whoever got it."""
        store = bytes.fromhex(self.books.writer.store)
        return {self.write.writer_number(store, bytes.fromhex(epoch)) for epoch, _ in self.books.left}

    def _refuse(self, register: Register, keys: Sequence[RowId], why: str) -> None:
        if keys:
            self.write.delete(register.name, keys, why)
            self.queue.refused(keys)

    def ask(self, origin: str) -> None:
        """Merges that were not taken, or contradicted, are put before the city. ``origin``: the sender's name."""
        for (of, gone), why in self.disputed.items():
            suspicions.dispute(self.write, of, gone, f"{origin}{why}", origin)
        for of, one, other in self.withdrawn:
            suspicions.doubt(self.write, of, (one, other), f"{origin}{WITHDRAWN_THERE}", origin)
        found = []
        for of, gone, kept in self.asked:
            known = self.write.states(of, [gone, kept])
            if len(known) == 2 and all(row.deleted is None for row in known.values()):
                names = query.titles(self.write.connection, of, [gone, kept])
                sides = [
                    Side(key, names.get(key, ""), _text(known[key].values["office"])) for key in (kept, gone)
                ]
                found.append(Suspicion(of, sides[0], sides[1], Evidence(90, (suspicions.CLAIMED,), ())))
        suspicions.put(self.write, found)

    def last_told(self, register: Register, keys: Sequence[RowId]) -> dict[RowId, int]:
        """Those of the rows that the sender's office is not sent, with our last operation it was told of them by."""
        away = scope.not_sent(self.write.connection, register, self.office, keys)
        return {key: self._left_at(register, key) for key in away}

    def _left_at(self, register: Register, key: RowId) -> int:
        if "office" in register.by_name:
            return scope.left_at(self.write.connection, register, key, self.office)
        row = self.write.states(register.name, [key])[key]
        links = [(REGISTERS[register[name].target], key_of(row.values[name])) for name in concern.belonging(register)]
        known = [(to, link) for to, link in links if self.write.states(to.name, [link])]
        return max((self._left_at(to, link) for to, link in known), default=0)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
