"""What the city believes of a district's package: its own writes, on what it was sent, about what concerns it.

A key that was lost, or a program that is wrong, must not decide about other districts' people. So a write that the
city never took in from its writer counts as the sender's own; a row that is not sent to the sender's office rests on
nothing later than what that office was last told of it; and decisions about others' rows (merges, 不是同一人, 目标), or
words in use, are not taken: the city is asked, or its own word goes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laomo_desktop.db import query
from laomo_desktop.db.door import Write
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import terms
from laomo_desktop.services.exchange import scope
from laomo_desktop.services.exchange.books import Books
from laomo_desktop.services.exchange.waiting import Queue
from laomo_desktop.services.same import suspicions
from laomo_desktop.services.same.suspicions import Evidence, Side, Suspicion
from laomo_desktop.sync.model import Dot, Writer

CITY_DECIDES = "拆分：不是本单位的资料，由市总决定"
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
        if register.name == "targets":
            rows = self._born(register, touched)
            self._refuse(register, [key for key, row in rows.items() if row["office"] != self.office], NOT_OURS)
        if register.name == "terms":
            rows = self._born(register, touched)
            words = [(key, {"state": terms.PROPOSED}) for key, row in rows.items() if row["state"] == terms.IN_USE]
            self.write.update_many("terms", words)

    def _merges(self, of: str, register: Register, touched: Sequence[RowId]) -> None:
        rows = self._born(register, touched)
        gone = self._foreign(of, [_key(row["gone"]) for row in rows.values()])
        wrong = {key: row for key, row in rows.items() if _key(row["gone"]) in gone}
        self.asked += [(of, _key(row["gone"]), _key(row["kept"])) for row in wrong.values()]
        self._refuse(register, list(wrong), CITY_DECIDES)

    def _about_others(self, of: str, register: Register, touched: Sequence[RowId]) -> list[RowId]:
        rows = self._born(register, touched)
        sides = {key: [_key(row["left"]), _key(row["right"])] for key, row in rows.items()}
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

    def ask(self) -> None:
        """Merges that were not taken are put before the city."""
        found = []
        for of, gone, kept in self.asked:
            known = self.write.states(of, [gone, kept])
            if len(known) == 2 and all(row.deleted is None for row in known.values()):
                names = query.titles(self.write.connection, of, [gone, kept])
                sides = [
                    Side(key, names.get(key, ""), _text(known[key].values["office"])) for key in (kept, gone)
                ]
                found.append(Suspicion(of, sides[0], sides[1], Evidence(90, ("区市已当作同一人合并",), ())))
        suspicions.put(self.write, found)

    def last_told(self, register: Register, keys: Sequence[RowId]) -> dict[RowId, int]:
        """Those of the rows that the sender's office is not sent, with our last operation it was told of them by."""
        away = scope.not_sent(self.write.connection, register, self.office, keys)
        return {key: self._left_at(register, key) for key in away}

    def _left_at(self, register: Register, key: RowId) -> int:
        if "office" in register.by_name:
            return scope.left_at(self.write.connection, register, key, self.office)
        row = self.write.states(register.name, [key])[key]
        links = [(REGISTERS[register[name].target], _key(row.values[name])) for name in scope.belonging(register)]
        known = [(to, link) for to, link in links if self.write.states(to.name, [link])]
        return max((self._left_at(to, link) for to, link in known), default=0)


def _key(value: Value) -> RowId:
    return value if isinstance(value, bytes) else b""


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
