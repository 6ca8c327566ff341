"""The one door for writes.

An operation has a number, a time, a user, a kind, one Chinese sentence, and the rows it touched with their values
before. Undo, the audit, the exchange's dots, the search index and the screens' refresh all hang on this module:
nothing else in the program writes to the store.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import codec, pinyin
from laomo_desktop.db.ids import new_id, pair_id
from laomo_desktop.db.indexing import Indexing
from laomo_desktop.db.rows import BATCH, Row, StoredRow, states, writer_number
from laomo_desktop.db.schema import CHANGES, MARGIN, TABLES
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Kind, Merge, RowId, Value
from laomo_desktop.domain.register import MARK, Register
from laomo_desktop.domain.registers import REGISTERS

LATER = "该记录已不存在"
TWICE = "{}中已有这一条，不能重复登记"


@dataclass(frozen=True, slots=True)
class Changed:
    """What an operation did, told to everybody who shows data: number, sentence, and the registers' row keys."""

    number: int
    kind: str
    sentence: str
    rows: Mapping[str, frozenset[RowId]]


@dataclass
class Write:
    """An operation under way. Every method journals what was there before; leaving it by an error undoes all."""

    connection: Connection
    number: int
    writer: int
    kind: str
    sentence: str
    touched: dict[str, set[RowId]] = field(default_factory=dict)
    noted: bool = False
    _indexing: Indexing = field(init=False)

    def __post_init__(self) -> None:
        self._indexing = Indexing(self.connection)

    @property
    def postponed(self) -> bool:
        """Whether this operation left rows to be indexed after it."""
        return self._indexing.postponed

    @property
    def leaves_trace(self) -> bool:
        """Whether the operation goes into the journal: it touched rows, or asked to be noted."""
        return self.noted or bool(self.touched)

    def note(self) -> None:
        """Keep this operation in the journal though it changes no row (an export, a new recovery sheet)."""
        self.noted = True

    # -- making ------------------------------------------------------------------------------------------------
    def insert(self, register: str, values: Mapping[str, Value]) -> RowId:
        """One new row; returns its key. A pair that exists already is refused."""
        return self.insert_many(register, [values])[0]

    def insert_many(self, register: str, rows: Iterable[Mapping[str, Value]]) -> list[RowId]:
        """New rows, in batches; returns their keys in order. A deleted row of the same pair comes to life again."""
        reg = REGISTERS[register]
        keys: list[RowId] = []
        source = iter(rows)
        while batch := list(islice(source, BATCH)):
            keys += self._insert_batch(reg, batch)
        return keys

    def _insert_batch(self, reg: Register, rows: Sequence[Mapping[str, Value]]) -> list[RowId]:
        keys = [self._key(reg, row) for row in rows]
        if len(set(keys)) < len(keys):
            raise Refused(TWICE.format(reg.label))
        fresh = [(k, r) for k, r in zip(keys, rows, strict=True)]
        if reg.pair:
            fresh = self._revive(reg, fresh)
        dots = codec.pack_dots({"": (self.writer, self.number)})
        self._append(reg, [StoredRow(k, _with_defaults(reg, r), {}, 0) for k, r in fresh], dots, own=True)
        return keys

    @staticmethod
    def _key(reg: Register, row: Mapping[str, Value]) -> RowId:
        given = row.get("id")
        if isinstance(given, bytes):
            return given
        if reg.pair:
            return pair_id(reg.name, *(_bytes(row[name]) for name in reg.pair))
        return new_id()

    def _revive(
        self, reg: Register, rows: list[tuple[RowId, Mapping[str, Value]]]
    ) -> list[tuple[RowId, Mapping[str, Value]]]:
        known = self.states(reg.name, [key for key, _ in rows])
        fresh = []
        for key, row in rows:
            before = known.get(key)
            if before is None:
                fresh.append((key, row))
            elif before.deleted is None:
                raise Refused(TWICE.format(reg.label))
            else:
                self._change(reg, key, before, {**_with_defaults(reg, row), "deleted": None})
        return fresh

    def _append(self, reg: Register, rows: Sequence[StoredRow], dots: str, *, own: bool) -> None:
        """Rows nobody here has seen: table, index, journal. ``dots`` is used where a row brings none."""
        if not rows:
            return
        fields = [[row.values.get(f.name) for row in rows] for f in reg.fields]
        texts = [codec.pack_dots(row.dots) if row.dots else dots for row in rows]
        self._lay(
            reg,
            [row.id for row in rows],
            fields,
            [row.base for row in rows],
            texts,
            [row.extra for row in rows],
            [row.deleted for row in rows],
            own=self.number if own else 0,
        )

    def _lay(
        self,
        reg: Register,
        ids: Sequence[RowId],
        fields: Sequence[Sequence[Value]],
        bases: Iterable[int],
        dots: Iterable[str],
        extras: Iterable[str | None],
        reasons: Sequence[str | None],
        *,
        own: int,
    ) -> None:
        """New rows by columns, ``fields`` in the register's order: table, index, journal."""
        first, titles = self._next_n(reg), fields[reg.places[reg.title]]
        keys = _sort_keys(titles, reg[reg.title].kind is Kind.NAME)
        numbers = range(first, first + len(ids))
        marks = ", ".join("?" * (len(fields) + len(MARGIN)))
        columns = ", ".join(column.name for column in TABLES[reg.name].columns)
        margin = (keys, repeat(self.number), repeat(own), bases, dots, extras, reasons)
        data = list(zip(numbers, ids, *fields, *margin, strict=False))
        self.connection.exec_driver_sql(f"INSERT INTO {reg.name} ({columns}) VALUES ({marks})", data)
        self._indexing.laid(reg, numbers, fields, extras, reasons)
        self._journal_new(reg, first, ids)

    def _journal_new(self, reg: Register, first: int, ids: Sequence[RowId]) -> None:
        self.touched.setdefault(reg.name, set()).update(ids)
        self.connection.exec_driver_sql(
            f"INSERT INTO {CHANGES.name} (operation, register, row, before) "
            f"SELECT ?, ?, id, NULL FROM {reg.name} WHERE n >= ? ORDER BY n",
            (self.number, reg.name, first),
        )

    def _next_n(self, reg: Register) -> int:
        highest = self.connection.exec_driver_sql(f"SELECT max(n) FROM {reg.name}").scalar()
        return int(highest or 0) + 1

    # -- changing ----------------------------------------------------------------------------------------------
    def update(self, register: str, key: RowId, changes: Mapping[str, Value]) -> bool:
        """Set fields of one row; returns whether anything was different."""
        return self.update_many(register, [(key, changes)]) == 1

    def update_many(self, register: str, changes: Iterable[tuple[RowId, Mapping[str, Value]]]) -> int:
        """Set fields of rows; returns how many were different. An unknown or deleted row is refused."""
        reg = REGISTERS[register]
        count = 0
        source = iter(changes)
        while batch := list(islice(source, BATCH)):
            known = self.states(register, [key for key, _ in batch])
            for key, wanted in batch:
                before = known.get(key)
                if before is None or before.deleted is not None:
                    raise Refused(LATER, where=reg.label, todo="请刷新列表")
                count += self._change(reg, key, before, wanted)
        return count

    def upsert_many(self, register: str, rows: Iterable[Mapping[str, Value]]) -> list[RowId]:
        """Rows of a pair register: new ones are made, living ones changed, deleted ones brought back. Their keys."""
        reg = REGISTERS[register]
        wanted = {self._key(reg, row): row for row in rows}
        known = self.states(register, list(wanted))
        alive = {key for key, state in known.items() if state.deleted is None}
        for key in alive:
            self._change(reg, key, known[key], wanted[key])
        self.insert_many(register, [row for key, row in wanted.items() if key not in alive])
        return list(wanted)

    def delete(self, register: str, keys: Iterable[RowId], reason: str) -> int:
        """Leave tombstones with the reason; returns how many rows were alive."""
        if not reason.strip():
            raise Refused("删除要写明原因")
        reg = REGISTERS[register]
        known = self.states(register, list(keys))
        return sum(
            self._change(reg, key, row, {"deleted": reason})
            for key, row in known.items()
            if row.deleted is None
        )

    def set_back(self, register: str, key: RowId, wanted: Mapping[str, Value]) -> bool:
        """Set fields and marks whatever the row's state, ``deleted`` among them: for undo and decisions."""
        before = self.states(register, [key])[key]
        return bool(self._change(REGISTERS[register], key, before, wanted))

    def decide(self, register: str, key: RowId, wanted: Mapping[str, Value]) -> None:
        """Set fields after having seen all their sides: they count as written now, even where they stay as they are."""
        before = self.states(register, [key])[key]
        old: Row = {**before.values, "deleted": before.deleted}
        dots = {**before.dots, **dict.fromkeys(wanted, (self.writer, self.number))}
        margin: Row = {"rev": self.number, "own": self.number, "dots": codec.pack_dots(dots)}
        self._store(REGISTERS[register], key, {**wanted, **margin}, {**old, **wanted})
        self._journal(register, [(key, codec.pack({name: old[name] for name in wanted}))])

    def _change(self, reg: Register, key: RowId, before: StoredRow, wanted: Mapping[str, Value]) -> int:
        old: Row = {**before.values, "deleted": before.deleted, **before.marks}
        known = {name: value for name, value in wanted.items() if name in old or name.startswith(MARK)}
        changed = {name: value for name, value in known.items() if old.get(name) != value}
        if not changed:
            return 0
        dots = dict(before.dots)
        shared = [name for name in changed if name not in reg.by_name or reg[name].merge is not Merge.LOCAL]
        dots.update(dict.fromkeys(shared, (self.writer, self.number)))
        margin: Row = (
            {"rev": self.number, "own": self.number, "dots": codec.pack_dots(dots)} if shared else {}
        )
        marks = {name: value for name, value in changed.items() if name.startswith(MARK)}
        columns = {name: value for name, value in changed.items() if name not in marks}
        if marks:
            before.extra = margin["extra"] = before.with_marks(marks)
        self._store(reg, key, {**columns, **margin}, {**old, **columns})
        self._journal(reg.name, [(key, codec.pack({name: old.get(name) for name in changed}))])
        before.dots = dots
        before.deleted = _reason(columns.pop("deleted", before.deleted))
        before.values.update(columns)  # the same row may come again in this batch
        return 1

    def _store(self, reg: Register, key: RowId, columns: Row, now: Row) -> None:
        if reg.title in columns:
            columns["sort_key"] = _sort_key(now[reg.title], reg[reg.title].kind is Kind.NAME)
        table = TABLES[reg.name]
        self.connection.execute(table.update().where(table.c.id == key).values(columns))
        self._indexing.changed(reg, key, columns, now)

    def attach(self, name: str, media_type: str, content: bytes) -> None:
        """Keep an attachment under its hash; one that is there already stays as it is."""
        self.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO attachments (hash, media_type, content) VALUES (?, ?, ?)",
            (name, media_type, content),
        )

    def detach(self, names: Sequence[str]) -> None:
        """Remove attachments that nothing needs any more; that cannot be taken back."""
        self.connection.exec_driver_sql("DELETE FROM attachments WHERE hash = ?", [(name,) for name in names])
        self.note()

    def look(self, register: str, keys: Sequence[RowId]) -> None:
        """Note in the rows' history that something was done with them (revealed, printed) without changing them."""
        self._journal(register, [(key, "{}") for key in keys])

    # -- from elsewhere ----------------------------------------------------------------------------------------
    def put_new(self, register: str, rows: Sequence[StoredRow]) -> None:
        """Rows of another store that this one has never seen, with their own dots."""
        self._append(REGISTERS[register], rows, "", own=False)

    def put_copies(self, register: str, rows: Sequence[StoredRow]) -> None:
        """Rows made here out of others: their values keep the dots they had there, and travel as written here."""
        self._append(REGISTERS[register], rows, "", own=True)

    def put_columns(
        self,
        register: str,
        ids: Sequence[RowId],
        fields: Sequence[Sequence[Value]],
        bases: Iterable[int],
        dots: Sequence[str],
        reasons: Sequence[str | None],
    ) -> None:
        """The same by columns: ``fields`` in the register's order, dots as `codec.pack_dots` writes them."""
        self._lay(REGISTERS[register], ids, fields, bases, dots, repeat(None), reasons, own=0)

    def put_changed(self, register: str, row: StoredRow) -> None:
        """A row as merging left it: all its values, dots, base and extra are taken as they are."""
        reg = REGISTERS[register]
        before = self.states(register, [row.id])[row.id]
        old: Row = {**before.values, "deleted": before.deleted}
        new: Row = {**row.values, "deleted": row.deleted}
        changed = {name: value for name, value in new.items() if old.get(name) != value}
        margin: Row = {"base": row.base, "dots": codec.pack_dots(row.dots), "extra": row.extra}
        if (self.writer, self.number) in row.dots.values():
            margin["own"] = self.number  # merging made a value of both: others have yet to see it
        if changed:
            margin["rev"] = self.number
            self._journal(register, [(row.id, codec.pack({name: old.get(name) for name in changed}))])
        self._store(reg, row.id, {**changed, **margin}, new)

    def writer_number(self, store: bytes, epoch: bytes) -> int:
        """The short local number of a writer, made at first sight."""
        return writer_number(self.connection, store, epoch)

    # -- reading within ----------------------------------------------------------------------------------------
    def states(self, register: str, keys: Sequence[RowId]) -> dict[RowId, StoredRow]:
        """Rows with their margins as they stand now, tombstones included."""
        return states(self.connection, register, keys)

    def bare(self, register: str, columns: Sequence[str], keys: Sequence[RowId]) -> dict[RowId, tuple[Any, ...]]:
        """Those columns of the rows there are, as the driver reads them: for many rows at once, at most 30,000."""
        marks = ", ".join("?" * len(keys))
        query = f"SELECT id, {', '.join(columns)} FROM {register} WHERE id IN ({marks})"
        cursor: Any = self.connection.connection.driver_connection
        return {row[0]: row[1:] for row in cursor.execute(query, tuple(keys))}

    def _journal(self, register: str, entries: Sequence[tuple[RowId, str | None]]) -> None:
        if not entries:
            return
        self.touched.setdefault(register, set()).update(key for key, _ in entries)
        self.connection.exec_driver_sql(
            f"INSERT INTO {CHANGES.name} (operation, register, row, before) VALUES (?, ?, ?, ?)",
            [(self.number, register, key, before) for key, before in entries],
        )


def _with_defaults(reg: Register, row: Mapping[str, Value]) -> Row:
    return {**reg.defaults, **row}


def _sort_keys(titles: Iterable[Value], person: bool) -> list[str | None]:
    return [_sort_key(title, person) for title in titles]


def _sort_key(title: Value, person: bool) -> str | None:
    if isinstance(title, str):
        return pinyin.sort_key(title, person=person)
    return f"{title:012d}" if isinstance(title, int) else None


def _reason(value: Value) -> str | None:
    return None if value is None else str(value)


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise Refused("缺少对应的记录")
    return value
