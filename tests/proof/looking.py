"""What a store or a package shows, read with plain SQL and with the reader made from docs/package-format.md.

A row is seen as marks: every edit of the proof writes a word of its own (w17), so a mark names a write. A tombstone
is the mark of its reason.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from laomo_desktop.db.former import MADE_OF
from laomo_desktop.domain.field import Merge
from laomo_desktop.domain.register import MARK as NOTE
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import office_keys
from tests.proof.offices import Office
from tests.sync import independent_reader

MARK = re.compile(r"w\d+")
MARKED = ("people", "enterprises", "trainings", "enrolments")
ALIASES = {"people": "aliases", "enterprises": "enterprise_aliases"}
APART = {"people": "distinctions", "enterprises": "enterprise_distinctions"}
MOVING = (*MARKED, "instructors", "periods", "attendance", *ALIASES.values(), *APART.values())
BY_RULE = "按所属单位"
BY_MERGING = ("合并到", "拆分", "两边互相合并")
CONFLICTS = ("字段冲突", "删除冲突", "合并待核对")
Key = tuple[str, str]
"""Register and row id in hex."""


@cache
def fields(register: str) -> list[str]:
    """The fields that travel."""
    return [f.name for f in REGISTERS[register].fields if f.merge is not Merge.LOCAL]


@cache
def columns(register: str) -> str:
    return ", ".join(f'"{name}"' for name in fields(register))


def _marked(register: str, name: str) -> bool:
    return register in MARKED and REGISTERS[register][name].merge is not Merge.CITY


@dataclass(frozen=True)
class Row:
    """A row as it is shown."""

    values: Mapping[str, Any]
    deleted: str | None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[bool, dict[str, Any], dict[str, Any]]:
        """Whether it lives, and what it says. Two tombstones are equal whatever their reasons; what a merged row is made
        of is told in another order here and there.
        """
        extra = {name: value for name, value in self.extra.items() if not name.startswith(NOTE)}
        return self.deleted is None, dict(self.values), extra

    @property
    def given_over(self) -> frozenset[str]:
        """The deletions after which the row went to somebody merged into it."""
        reasons = [json.loads(layer["put"]).get("deleted") for layer in self._layers if "put" in layer]
        return frozenset().union(*(tomb(reason) for reason in reasons if reason is not None))

    @property
    def made_of(self) -> frozenset[str]:
        """The keys of rows laid over it."""
        return frozenset(layer["of"] for layer in self._layers if "of" in layer)

    @property
    def _layers(self) -> list[dict[str, Any]]:
        layers: list[dict[str, Any]] = json.loads(self.extra.get(MADE_OF) or '{"over": []}')["over"]
        return layers

    def marks(self, register: str) -> frozenset[str]:
        """Marks of a living row's cells; a tombstone's is its reason alone."""
        if self.deleted is not None:
            return tomb(self.deleted)
        return frozenset().union(*(cell_marks(register, name, value) for name, value in self.values.items()))

    def buried(self, register: str) -> frozenset[str]:
        """Marks that still stand under a tombstone."""
        return frozenset().union(*(cell_marks(register, name, value) for name, value in self.values.items()))


def cell_marks(register: str, name: str, value: Any) -> frozenset[str]:
    """The marks in one cell."""
    return frozenset(MARK.findall(value)) if isinstance(value, str) and _marked(register, name) else frozenset()


def tomb(reason: str) -> frozenset[str]:
    """A deletion's mark is its reason; those merging and parting leave say nothing a clerk wrote."""
    return frozenset() if reason.startswith(BY_MERGING) else frozenset({f"†{reason}"})


@dataclass(frozen=True)
class Item:
    """An undecided conflict, or one decided by rule: what came, by field."""

    key: str
    row: Key
    kind: str
    incoming: Mapping[str, Any]
    decision: str | None

    @property
    def kept(self) -> bool:
        """Whether its other side counts as kept for a person to see."""
        return self.decision in (None, BY_RULE)

    def marks(self) -> frozenset[str]:
        found = set()
        for name, value in self.incoming.items():
            if name == "deleted":
                found |= tomb(value) if value is not None else set()
            elif name in REGISTERS[self.row[0]].by_name:
                found |= cell_marks(self.row[0], name, value)
        return frozenset(found)


@dataclass(frozen=True)
class View:
    """All a store shows: its rows, its conflicts by item, and which row was merged into which (hex)."""

    rows: Mapping[Key, Row]
    items: Mapping[str, Item]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def waiting(self, *rows: Key) -> frozenset[str]:
        """Marks of these rows that wait for a person, or were kept when a rule decided."""
        return frozenset().union(*(item.marks() for item in self.items.values() if item.row in rows and item.kept))

    def survivor(self, gone: str) -> str:
        """To whom somebody gone leads."""
        passed: list[str] = []
        while gone in self.aliases and gone not in passed:
            passed.append(gone)
            gone = self.aliases[gone]
        return gone

    def open_rows(self) -> set[Key]:
        return {item.row for item in self.items.values() if item.decision is None}


def look(office: Office, *, all_: bool = False) -> View:
    """What this store shows now; its dictionary too with ``all_`` (hundreds of rows that seldom change).

    Only rows written since the last look at this open store are read again, unless ``all_``.
    """
    if all_:
        return _looked(office, (*MOVING, "terms"), View({}, {}), -1)[1]
    known = office.looked
    since, before = known[1:] if known is not None and known[0] is office.desk else (-1, View({}, {}))
    number, view = _looked(office, MOVING, before, since)
    office.looked = office.desk, number, view
    return view


def _looked(office: Office, registers: Sequence[str], before: View, since: int) -> tuple[int, View]:
    """The last operation, and what is shown, given what was ``since`` an earlier one."""
    rows, items = dict(before.rows), dict(before.items)
    with office.desk.store.reading() as connection:
        number = connection.exec_driver_sql("SELECT next FROM identity").scalar_one() - 1
        for register in registers:
            names = fields(register)
            query = f"SELECT lower(hex(id)), deleted, extra, {columns(register)} FROM {register} WHERE rev > {since}"
            for key, deleted, extra, *cells in connection.exec_driver_sql(query):
                values = dict(zip(names, map(_plain, cells), strict=True))
                rows[register, key] = Row(values, deleted, json.loads(extra) if extra else {})
        query = f"SELECT lower(hex(id)), register, row, kind, incoming, decision, deleted FROM pending WHERE rev > {since}"
        for *found, deleted in connection.exec_driver_sql(query):
            item = _item(*found)
            items.pop(item.key, None)
            if item.kind in CONFLICTS and deleted is None:
                items[item.key] = item
    told = [row.values for key, row in rows.items() if key[0] in ALIASES.values() and row.deleted is None]
    return number, View(rows, items, {str(values["gone"]): str(values["kept"]) for values in told})


def _item(key: str, register: str, row: str, kind: str, incoming: str, decision: str | None) -> Item:
    told = {name: value for name, value in json.loads(incoming or "{}").items() if not name.startswith("_")}
    return Item(key, (register, row), kind, told, decision)


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def rows_of(path: Path, receiver: Office) -> dict[Key, Row]:
    """What a package brings, read without the program."""
    told = independent_reader.read(path, office_keys.own(receiver.desk).age_secret)
    found = {}
    for register in MOVING:
        for row in told["tables"].get(register, ()):
            values = {name: value for name, value in row.items() if not name.startswith(":")}
            found[register, row[":id"]] = Row(values, row[":deleted"], row[":extra"] or {})
    return found
