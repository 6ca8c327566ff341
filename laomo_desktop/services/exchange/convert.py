"""Between the store's rows and what travels: keys as hex, short writer numbers as (store, epoch), values checked.

Fields that are this computer's own matter (`Merge.LOCAL`) never travel; registers that are not exchanged neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import codec
from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import StoredRow
from laomo_desktop.domain import kinds, text
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Merge, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.domain.states import CERTIFICATE, Flow
from laomo_desktop.services.merging import layers
from laomo_desktop.sync import layout
from laomo_desktop.sync.model import Dot, Dots, RowState, Writer
from laomo_desktop.sync.outcome import Rules

LEVELS = 32
"""How deep a field of a newer program may nest: JSON writers give up at some hundred levels, and it is sent on."""


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
    orders = {"state": order} if flow else {}
    merges = {f.name: f.merge for f in register.fields}
    whole = register.name in SPEAKING
    return Rules(merges, orders, name_of, marks=layers.both, key=frozenset(register.pair), whole=whole)


def soundness(register: Register) -> dict[str, Callable[[str], bool]]:
    """By field, what its texts have to be (`kinds.soundness`); the others may hold any."""
    found = {f.name: kinds.soundness(f) for f in register.fields}
    return {name: sound for name, sound in found.items() if sound is not None}


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
    def unpack(packed: str) -> dict[str, tuple[int, int]]:
        """The dots of a row as the store keeps them."""
        return codec.unpack_dots(packed)

    def dots(self, stored: Mapping[str, tuple[int, int]]) -> Dots:
        """Dots as they travel."""
        known = self.by_number
        others = {name: Dot(known[who], seq) for name, (who, seq) in stored.items() if name}
        who, seq = stored[""]
        return Dots(Dot(known[who], seq), others)

    def stored(self, write: Write, dots: Dots) -> dict[str, tuple[int, int]]:
        """Dots as the store keeps them."""
        found = {"": (self.number(write, dots.default.writer), dots.default.seq)}
        for name, dot in dots.overrides.items():
            found[name] = (self.number(write, dot.writer), dot.seq)
        return found


class Converter:
    """Rows of one register, both ways; made for each operation anew."""

    def __init__(self, register: Register, writers: Writers) -> None:
        self.register = register
        self._writers = writers
        self._defaults = {f.name: f.default for f in register.fields}
        self._links = [f.name for f in register.links]
        self._numbers = frozenset(f.name for f in register.fields if f.is_number)
        self._sound = soundness(register)
        self._last: tuple[Dots | None, dict[str, tuple[int, int]]] = (None, {})

    def state(self, row: StoredRow, base: int) -> RowState:
        """A stored row as it travels; ``base`` is what it rests on by now (see `books.Bases`)."""
        values: dict[str, Any] = dict(row.values)
        for name in self._links:
            values[name] = _hex(values[name])
        extra = orjson.loads(row.extra) if row.extra else {}
        return RowState(row.id.hex(), values, self._writers.dots(row.dots), base, row.deleted, extra)

    def must_be_sound(self, state: RowState) -> None:
        """Of what comes in: raises `Refused` for text that would break whoever shows or counts it."""
        for name, sound in self._sound.items():
            value = state.values.get(name)
            if isinstance(value, str) and not sound(value):
                raise misfit()

    def stored(self, write: Write, state: RowState) -> StoredRow:
        """A travelling row as the store keeps it. Raises `Refused` for values no field of its kind can have."""
        values: dict[str, Any] = {**self._defaults, **state.values}
        for name, value in values.items():
            kind = type(value)
            if kind is str or value is None:
                if kind is str and (name in self._numbers or text.has_controls(value)):
                    raise misfit()
            elif kind is not int or name not in self._numbers or not -layout.LARGEST <= value <= layout.LARGEST:
                raise misfit()
        for name in self._links:
            values[name] = _key(values[name])
        if state.base > layout.LARGEST or not shallow(state.extra) or text.has_controls(state.deleted or ""):
            raise misfit()
        extra = orjson.dumps(dict(state.extra)).decode() if state.extra else None
        return StoredRow(
            bytes.fromhex(state.id), values, self._dots(write, state.dots), state.base, state.deleted, extra
        )

    def _dots(self, write: Write, dots: Dots) -> dict[str, tuple[int, int]]:
        """Many rows come with the very same dots, one after another."""
        if dots is not self._last[0]:
            if any(dot.seq > layout.LARGEST for dot in (dots.default, *dots.overrides.values())):
                raise misfit()
            self._last = (dots, self._writers.stored(write, dots))
        return self._last[1]


def shallow(value: Any, levels: int = LEVELS) -> bool:
    """Whether lists and objects nest no deeper than so many levels."""
    if not isinstance(value, Mapping | list):
        return True
    inner = value.values() if isinstance(value, Mapping) else value
    return levels > 0 and all(shallow(each, levels - 1) for each in inner)


def _hex(value: Any) -> str | None:
    return None if value is None else value.hex()


def _key(value: Any) -> Value:
    if value is None:
        return None
    if len(value) == 32:
        try:
            return bytes.fromhex(value)
        except ValueError:
            pass
    raise misfit()


def misfit() -> Refused:
    return Refused("数据包里有不合规格的内容", todo="请让对方检查程序后重新导出")


@dataclass(slots=True)
class Count:
    """Rows of one register in a package."""

    new: int = 0
    changed: int = 0
    deleted: int = 0

    @property
    def total(self) -> int:
        return self.new + self.changed + self.deleted

    def add(self, times: int, *, deleted: bool, new: bool) -> None:
        """So many more rows of one sort."""
        if deleted:
            self.deleted += times
        elif new:
            self.new += times
        else:
            self.changed += times
