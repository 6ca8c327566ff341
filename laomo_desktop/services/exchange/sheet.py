"""Rows of a package by columns: the plain ones, which are most, go into the store without an object for each.

A row is plain if all its values come from one write and it has no fields that the sender did not know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from laomo_desktop.db import codec
from laomo_desktop.db.door import Write
from laomo_desktop.domain import text
from laomo_desktop.domain.field import Field, Merge, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.services.exchange.convert import Writers, misfit, soundness
from laomo_desktop.sync import layout
from laomo_desktop.sync.model import Writer
from laomo_desktop.sync.wire import FRAME, columns_for

T = TypeVar("T")
Cells = list[Any]
ID, BASE, DELETED, WRITER, SEQ, DOTS, EXTRA = range(len(FRAME))
_NUMBERS = frozenset((int, type(None)))
_TEXTS = frozenset((str, type(None)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as columns: keys (bytes, and hex as they came), ``fields`` in the register's order, and the margin."""

    ids: list[RowId]
    keys: Sequence[str]
    fields: list[Sequence[Value]]
    bases: Sequence[int]
    dots: list[str]
    reasons: Sequence[str | None]

    def only(self, places: Sequence[int]) -> "Sheet":
        """Some of the rows."""

        def of(column: Sequence[T]) -> list[T]:
            return [column[place] for place in places]

        fields: list[Sequence[Value]] = [of(column) for column in self.fields]
        return Sheet(of(self.ids), of(self.keys), fields, of(self.bases), of(self.dots), of(self.reasons))


def is_plain(cells: Cells) -> bool:
    return cells[DOTS] is None and cells[EXTRA] is None


class Sheets:
    """Reads sheets of one table of a package. ``fits`` tells whether it has just columns this program knows."""

    def __init__(
        self, register: Register, columns: Sequence[str], writers: Writers, theirs: Sequence[Writer]
    ) -> None:
        self._register, self._writers, self._theirs = register, writers, theirs
        here = columns[len(FRAME) :]
        local = {f.name for f in register.fields if f.merge is Merge.LOCAL}
        known = len(set(here)) == len(here) and not local & set(here) and set(here) <= set(register.by_name)
        self.fits = known and tuple(columns) == columns_for(here)
        self._places: Mapping[str, int] = {name: place for place, name in enumerate(here, len(FRAME))}
        self._dots: dict[tuple[int, int], str] = {}
        self._sound = soundness(register)

    def read(self, write: Write, rows: Sequence[Cells]) -> Sheet:
        """Plain rows as a sheet. Refused for values no field of its kind can have, and for rows given twice."""
        columns = list(zip(*rows, strict=True))
        ids = _ids(columns[ID])
        if len(set(ids)) < len(ids):
            raise misfit()
        for place in (BASE, WRITER, SEQ):
            _check_naturals(columns[place])
        kinds = set(map(type, columns[DELETED]))
        if not kinds <= _TEXTS:
            raise layout.altered()
        _check_words(columns[DELETED], kinds)
        stamps = list(zip(columns[WRITER], columns[SEQ], strict=True))
        for stamp in set(stamps) - self._dots.keys():
            self._dots[stamp] = self._text(write, stamp)
        fields = [self._values(f, columns, len(rows)) for f in self._register.fields]
        dots = [self._dots[stamp] for stamp in stamps]
        return Sheet(ids, columns[ID], fields, columns[BASE], dots, columns[DELETED])

    def _text(self, write: Write, stamp: tuple[int, int]) -> str:
        who, seq = stamp
        if who >= len(self._theirs):
            raise layout.altered()
        return codec.pack_dots({"": (self._writers.number(write, self._theirs[who]), seq)})

    def _values(self, field: Field, columns: Sequence[Sequence[Any]], count: int) -> Sequence[Value]:
        place = self._places.get(field.name)
        if place is None:
            return [field.default] * count
        column = columns[place]
        kinds = set(map(type, column))
        if not kinds <= (_NUMBERS if field.is_number else _TEXTS):
            raise misfit()
        sound = self._sound.get(field.name)
        if sound is not None and not all(sound(told) for told in set(column) if told is not None):
            raise misfit()
        if field.is_key:
            return _links(column)
        _check_words(column, kinds)
        if int in kinds and any(value is not None and abs(value) > layout.LARGEST for value in column):
            raise misfit()
        return column


def _ids(texts: Sequence[Any]) -> list[RowId]:
    if set(map(type, texts)) != {str} or set(map(len, texts)) != {32}:
        raise layout.altered()
    joined = "".join(texts)
    try:
        raw = bytes.fromhex(joined)
    except ValueError as error:
        raise layout.altered() from error
    if raw.hex() != joined:
        raise layout.altered()
    return [raw[start : start + 16] for start in range(0, len(raw), 16)]


def _check_naturals(numbers: Sequence[Any]) -> None:
    if set(map(type, numbers)) != {int} or min(numbers) < 0 or max(numbers) > layout.LARGEST:
        raise layout.altered()


def _check_words(column: Sequence[Any], kinds: set[type]) -> None:
    if str in kinds and text.has_controls("".join(filter(None, set(column)))):
        raise misfit()


def _links(column: Sequence[Any]) -> list[Value]:
    if column.count(None) == len(column):
        return list(column)
    try:
        found = [None if told is None else bytes.fromhex(told) for told in column]
    except ValueError as error:
        raise misfit() from error
    if any(told is not None and len(told) != 32 for told in column) or any(
        key is not None and len(key) != 16 for key in found
    ):
        raise misfit()
    return list(found)
