"""What lists and pickers read: counts, pages, the values behind a filter, candidates for a link."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.query import Query
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import identity, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.terms import Terms

TELLING = (Kind.LINK, Kind.DATE, Kind.OFFICE, Kind.PHONE)
"""The kinds of field that tell two rows of the same title apart, the most telling first."""
SMALL = 30_000
"""Up to so many rows of a register any question is answered in the window's thread."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: as stored, in words, and how many rows of the list have it."""

    value: Value
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row a link may point to: its title, and a second line that tells it from its namesakes."""

    key: RowId
    title: str
    second: str


def count(desk: Desk, wanted: Query) -> int:
    """How many rows the list has, exactly."""
    with desk.store.reading() as connection:
        return query.count(connection, wanted)


def page(desk: Desk, wanted: Query, offset: int, limit: int) -> list[Record]:
    """Rows ``offset`` … of the list, with the titles of what they point to."""
    with desk.store.reading() as connection:
        return query.page(connection, wanted, offset, limit)


def sorted_once(desk: Desk, wanted: Query) -> "array[int] | None":
    """The order of the whole list, four bytes a row; None where an index holds it and any page is read at once.

    Without it each page of a list sorted or narrowed otherwise would be found by sorting everything again.
    """
    if query.is_indexed(wanted):
        return None
    with desk.store.reading() as connection:
        return query.packed(connection, wanted)


def is_quick(desk: Desk, wanted: Query) -> bool:
    """Whether the list is there at once: an index holds it, or the register is small."""
    return query.is_indexed(wanted) or query.is_found(wanted) or is_small(desk, wanted.register)


def is_small(desk: Desk, register: str) -> bool:
    """Whether every row of a register may be looked at between two keys."""
    with desk.store.reading() as connection:
        return query.highest(connection, register) <= SMALL


def whole(desk: Desk, wanted: Query) -> "tuple[array[int], int]":
    """The order of a whole list that no index holds (four bytes a row), and how many rows its register has."""
    with desk.store.reading() as connection:
        return query.packed(connection, wanted), query.count(connection, Query(wanted.register))


def rows(desk: Desk, register: str, numbers: Sequence[int]) -> list[Record]:
    """Rows by their local numbers, as `sorted_once` tells them."""
    with desk.store.reading() as connection:
        return query.rows(connection, REGISTERS[register], numbers)


def keys(desk: Desk, wanted: Query) -> list[RowId]:
    """The keys of every row of the list, in its order."""
    with desk.store.reading() as connection:
        return query.keys(connection, wanted)


def keys_of(desk: Desk, register: str, numbers: Sequence[int]) -> list[RowId]:
    """The keys of rows by their local numbers, in that order; of those that are gone none."""
    with desk.store.reading() as connection:
        return query.keys_of(connection, register, numbers)


def number_of(desk: Desk, register: str, key: RowId) -> int | None:
    """The local number of a row; None if there is none."""
    with desk.store.reading() as connection:
        return query.number_of(connection, register, key)


def position(desk: Desk, wanted: Query, key: RowId) -> int | None:
    """Where a row stands in the list, from 0; None if it is not in it."""
    with desk.store.reading() as connection:
        return query.position(connection, wanted, key)


def choices(desk: Desk, wanted: Query, name: str, limit: int = 300) -> list[Choice]:
    """The values of a field among the rows of the list, commonest first."""
    of = REGISTERS[wanted.register][name]
    with desk.store.reading() as connection:
        found = query.choices(connection, wanted, name, limit)
        known = in_words(connection, of, [value for value, _ in found])
    return [Choice(value, words, number) for (value, number), words in zip(found, known, strict=True)]


def words_of(desk: Desk, register: str, name: str, values: Sequence[Value]) -> list[str]:
    """Stored values of a field as the clerk reads them (on a filter's chip)."""
    with desk.store.reading() as connection:
        return in_words(connection, REGISTERS[register][name], values)


def in_words(connection: Connection, of: Field, values: Sequence[Value]) -> list[str]:
    """Values of one field in words: links by title, nothing as （空）."""
    named: Mapping[RowId, str] = {}
    if of.kind is Kind.LINK:
        named = query.titles(connection, of.target, [value for value in values if isinstance(value, bytes)])
    return [_words(of, value, named) for value in values]


def _words(of: Field, value: Value, named: Mapping[RowId, str]) -> str:
    if value is None:
        return "（空）"
    if isinstance(value, bytes):
        return named.get(value, "（已删除）")
    return kinds.masked(of, value) if of.kind is not Kind.TERMS else str(value)


def candidates(desk: Desk, register: str, find: str, limit: int = 12) -> list[Candidate]:
    """Rows found by what was typed (part of a name, pinyin initials, phone tail), each with its second line."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        rows = query.page(connection, Query(register, find=find), 0, limit)
        names = query.titles(connection, register, [row["id"] for row in rows])
    return [Candidate(row["id"], names[row["id"]], second_line(reg, row)) for row in rows]


def candidate(desk: Desk, register: str, key: RowId) -> Candidate:
    """The row a link points to; raises `Refused` if the store has never seen it."""
    with desk.store.reading() as connection:
        row = records.get(connection, register, key)
        names = query.titles(connection, register, [key])
    return Candidate(key, names.get(key, ""), second_line(REGISTERS[register], row))


def called(desk: Desk, register: str, title: str) -> list[RowId]:
    """The rows of exactly this title."""
    reg = REGISTERS[register]
    if reg[reg.title].is_key:
        return []
    with desk.store.reading() as connection:
        return [row["id"] for row in records.where(connection, register, {reg.title: title})]


def second_line(reg: Register, row: Mapping[str, object]) -> str:
    """Three facts at most: unit, date, office, the phone's last four digits."""
    shown = sorted((f for f in reg.fields if f.kind in TELLING), key=lambda f: TELLING.index(f.kind))
    facts = [_fact(f, row) for f in shown if f.name != reg.title]
    return " · ".join([fact for fact in facts if fact][:3])


def _fact(of: Field, row: Mapping[str, object]) -> str:
    if of.kind is Kind.LINK:
        return str(row.get(f"{of.name}.title") or "")
    value = row.get(of.name)
    if of.kind is Kind.PHONE:
        return f"尾号{str(value)[-4:]}" if value else ""
    return kinds.show(of, str(value)) if value else ""


def twin(desk: Desk, register: str, values: Mapping[str, Value], key: RowId | None) -> RowId | None:
    """The row a form's warning speaks of: another one with the same identity."""
    with desk.store.reading() as connection:
        _, found = identity.twins(connection, REGISTERS[register], values)
    others = [row["id"] for row in found if row["id"] != key]
    return others[0] if others else None


def dictionaries(desk: Desk) -> Terms:
    """The dictionaries as drop-downs offer them."""
    with desk.store.reading() as connection:
        return terms.load(connection)


def pointing(desk: Desk, register: str, link: str, key: RowId) -> list[Record]:
    """The rows of ``register`` whose ``link`` is ``key``, newest last."""
    with desk.store.reading() as connection:
        return records.where(connection, register, {link: key}, order=REGISTERS[register].order)
