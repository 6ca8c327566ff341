"""Between the store's rows and what travels: keys as hex, short writer numbers as (store, epoch), values checked.

Fields that are this computer's own matter (`Merge.LOCAL`) never travel; registers that are not exchanged neither.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import codec
from laomo_desktop.db.door import StoredRow, Write
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Merge, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.states import CERTIFICATE, Flow
from laomo_desktop.sync.model import DELETED, Dot, Dots, RowState, Writer
from laomo_desktop.sync.outcome import Rules

LARGEST = 2**53
"""No number in a package may be larger: SQLite would take 2**63, but JSON readers elsewhere would not."""


def exchanged() -> list[Register]:
    """The registers that travel, each after those it points to."""
    return [register for register in REGISTERS.values() if register.exchanged]


def travelling(register: Register) -> list[Field]:
    """The fields of a register that travel."""
    return [f for f in register.fields if f.merge is not Merge.LOCAL]


def rules(register: Register, name_of: Callable[[Writer], str]) -> Rules:
    """How rows of a register merge; a status by the ranks of its flow."""
    flow: Flow | None = CERTIFICATE if register.name == "certificates" else register.flow
    order = [state.label for state in sorted(flow.states, key=lambda state: state.rank)] if flow else []
    return Rules({f.name: f.merge for f in register.fields}, {"state": order} if flow else {}, name_of)


@dataclass
class Writers:
    """The store's short numbers for writers, and the writers themselves."""

    connection: Connection
    by_number: dict[int, Writer] = field(default_factory=dict)
    numbers: dict[Writer, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, store, epoch in self.connection.exec_driver_sql(
            "SELECT number, store, epoch FROM writers"
        ):
            self._keep(number, Writer(bytes(store).hex(), bytes(epoch).hex()))

    def _keep(self, number: int, writer: Writer) -> None:
        self.by_number[number] = writer
        self.numbers[writer] = number

    def number(self, write: Write, writer: Writer) -> int:
        """The number of a writer; made at first sight."""
        if writer not in self.numbers:
            self._keep(write.writer_number(bytes.fromhex(writer.store), bytes.fromhex(writer.epoch)), writer)
        return self.numbers[writer]

    @staticmethod
    def unpack(text: str) -> dict[str, tuple[int, int]]:
        """The dots of a row as the store keeps them."""
        return codec.unpack_dots(text)

    def dots(self, stored: Mapping[str, tuple[int, int]]) -> Dots:
        """Dots as they travel."""
        known = self.by_number
        others = {_out(name): Dot(known[who], seq) for name, (who, seq) in stored.items() if name}
        who, seq = stored[""]
        return Dots(Dot(known[who], seq), others)

    def stored(self, write: Write, dots: Dots) -> dict[str, tuple[int, int]]:
        """Dots as the store keeps them."""
        found = {"": (self.number(write, dots.default.writer), dots.default.seq)}
        for name, dot in dots.overrides.items():
            found[_in(name)] = (self.number(write, dot.writer), dot.seq)
        return found


def _out(name: str) -> str:
    return DELETED if name == "deleted" else name


def _in(name: str) -> str:
    return "deleted" if name == DELETED else name


class Converter:
    """Rows of one register, both ways."""

    def __init__(self, register: Register, writers: Writers) -> None:
        self.register = register
        self._writers = writers
        self._readers = [(f.name, f.default, _reader(f)) for f in register.fields]
        self._links = [f.name for f in register.links]

    def state(self, row: StoredRow, base: int) -> RowState:
        """A stored row as it travels; ``base`` is what it rests on by now (see `books.Bases`)."""
        values: dict[str, Any] = dict(row.values)
        for name in self._links:
            values[name] = _hex(values[name])
        extra = orjson.loads(row.extra) if row.extra else {}
        return RowState(row.id.hex(), values, self._writers.dots(row.dots), base, row.deleted, extra)

    def stored(self, write: Write, state: RowState) -> StoredRow:
        """A travelling row as the store keeps it. Raises `Refused` for values no field of its kind can have."""
        given = state.values
        values = {n: read(given[n]) if n in given else default for n, default, read in self._readers}
        if state.base > LARGEST or any(
            dot.seq > LARGEST for dot in (state.dots.default, *state.dots.overrides.values())
        ):
            raise misfit()
        extra = orjson.dumps(dict(state.extra)).decode() if state.extra else None
        dots = self._writers.stored(write, state.dots)
        return StoredRow(bytes.fromhex(state.id), values, dots, state.base, state.deleted, extra)


def _hex(value: Any) -> str | None:
    return None if value is None else value.hex()


def _reader(of: Field) -> Callable[[Any], Value]:
    if of.is_key:
        return _key
    return _number if of.is_number else _text


def _key(value: Any) -> Value:
    if value is None:
        return None
    if type(value) is str and len(value) == 32:
        try:
            return bytes.fromhex(value)
        except ValueError:
            pass
    raise misfit()


def _number(value: Any) -> Value:
    if value is None or (type(value) is int and -LARGEST <= value <= LARGEST):
        return value
    raise misfit()


def _text(value: Any) -> Value:
    if value is None or type(value) is str:
        return value
    raise misfit()


def misfit() -> Refused:
    return Refused("数据包里有不合规格的内容", todo="请让对方检查程序后重新导出")


def cells(
    rows: Iterator[Any], number: Callable[[int], int], base: Callable[[str, int, int], int]
) -> Iterator[list[Any]]:
    """Rows as `scope.columns` reads them (id in hex, base, own, deleted, dots, extra, fields) as a package's cells."""
    known: dict[str, tuple[int, int, Any]] = {}
    for key, based, own, deleted, text, extra, *values in rows:
        stamp = known.get(text)
        if stamp is None:
            if len(known) > 50_000:
                known.clear()
            stamp = known[text] = _stamp(text, number)
        yield [key, base(key, based, own), deleted, *stamp, orjson.loads(extra) if extra else None, *values]


def _stamp(text: str, number: Callable[[int], int]) -> tuple[int, int, Any]:
    dots = codec.unpack_dots(text)
    who, seq = dots.pop("")
    others = {_out(name): [number(each), at] for name, (each, at) in dots.items()}
    return number(who), seq, others or None
