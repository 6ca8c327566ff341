"""What packages put on the queue 待处理: kept once, sharpened by later packages, closed when the other side decided.

An item's ``incoming`` is JSON: of a conflict the other side's values by field; of a doubt the key of the new row
under ``_row``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.exchange.doubts import Doubt
from laomo_desktop.services.merging import layers
from laomo_desktop.services.merging.layers import MADE_OF
from laomo_desktop.sync.causality import Knowledge
from laomo_desktop.sync.model import DELETED, Dot, RowState, Writer
from laomo_desktop.sync.outcome import FieldConflict, Outcome

FIELD, DELETION, DOUBT = "字段冲突", "删除冲突", "数据包存疑"
BY_RULE, AGREED, REFUSED = "按所属单位", "对方已决定", "不是对方的资料"
OTHER_ROW = "_row"
DOTS = "_dots"
"""Under which name an item keeps whose write each of its values is: field -> [store, epoch, seq]."""
_OPEN = "SELECT id, kind, register, row, incoming FROM pending WHERE decision IS NULL AND deleted IS NULL"
KEPT = "_kept"
"""The same of what brought a row to life that had been deleted here."""
LOST = "_lost"
"""Marks a question that the city had before its store was restored: no package answers it (see `given_way`)."""


def open_conflicts(connection: Connection) -> dict[str, list[Record]]:
    """Undecided conflicts by the row they are about (hex)."""
    found: dict[str, list[Record]] = {}
    for row in records.where(connection, "pending", {"kind": [FIELD, DELETION]}):
        if row["decision"] is None:
            found.setdefault(row["row"], []).append(row)
    return found


def still_asked(write: Write, rows: Collection[str]) -> list[Mapping[str, Any]]:
    """The undecided items that this operation wrote, and those that waited already about ``rows`` (hex): what a clerk
    finds on the queue of a package, whatever was put there and answered within it."""
    touched = write.touched.get("pending", set())
    if not touched and not rows:
        return []
    found = write.connection.exec_driver_sql(_OPEN).mappings()
    return [dict(item) for item in found if item["id"] in touched or item["row"] in rows]


def other_row(item: Mapping[str, Any]) -> str | None:
    """The new row (hex) of a doubt."""
    told: str | None = orjson.loads(item["incoming"] or "{}").get(OTHER_ROW)
    return told


def open_among(connection: Connection, keys: Collection[RowId]) -> int:
    """How many of these items are undecided by now."""
    if not keys:
        return 0
    return len({item["id"] for item in connection.exec_driver_sql(_OPEN).mappings()} & set(keys))


def conflict_words(register: Register, conflicts: Sequence[FieldConflict]) -> str:
    """Which fields two sides wrote without having seen each other."""
    if any(conflict.field == DELETED for conflict in conflicts):
        return "一方已删除，另一方又改过"
    labels = [register[c.field].label if c.field in register.by_name else c.field for c in conflicts]
    return f"两边都改过{'、'.join(labels)}，互相没有看到"


@dataclass
class Queue:
    """Writes items within an operation; ``open`` are the undecided conflicts by row."""

    write: Write
    open: dict[str, list[Record]] = field(default_factory=dict)

    def conflicts(self, register: Register, outcome: Outcome, name_of: Callable[[Writer], str]) -> None:
        """One item a row, other side and kind; what was decided by rule is kept as decided, to know."""
        groups: dict[tuple[str, Writer, bool], list[FieldConflict]] = {}
        for conflict in outcome.conflicts:
            kind = DELETION if conflict.field == DELETED else FIELD
            groups.setdefault((kind, conflict.other.dot.writer, conflict.open), []).append(conflict)
        for (kind, writer, is_open), found in groups.items():
            decision = None if is_open else BY_RULE
            revived = kind == DELETION and DELETED in outcome.changed_fields
            self._conflict(register, outcome.row, kind, name_of(writer), found, decision, revived=revived)

    def _conflict(
        self,
        register: Register,
        row: RowState,
        kind: str,
        origin: str,
        found: list[FieldConflict],
        decision: str | None,
        *,
        revived: bool,
    ) -> None:
        if decision is None and self._sharpened(row, kind, found):
            return
        title = called(self.write.connection, register, bytes.fromhex(row.id))
        item = self._item(register, kind, row.id, title, origin)
        incoming = orjson.dumps({**_values(found), DOTS: _dots(found), **(_kept(found) if revived else {})}).decode()
        item |= {"evidence": conflict_words(register, found), "incoming": incoming}
        key = self.write.insert("pending", {**item, "decision": decision})
        if decision is None:
            self.open.setdefault(row.id, []).append({**item, "id": key})

    def _sharpened(self, row: RowState, kind: str, found: list[FieldConflict]) -> bool:
        """Whether an item about the same timeline's values waits already: it then holds their newest.

        By timeline, not by office: of two stores of a district, or two clones, neither's value may hide the other's. Of
        a row that was made one with others a newer value may be what merging chose: each of them then has its item.
        """
        writer, values = found[0].other.dot.writer, _values(found)
        for item in self.open.get(row.id, []):
            known = orjson.loads(item["incoming"])
            dots = known.get(DOTS, {})
            mine = item["kind"] == kind and dots and all(Writer(*dot[:2]) == writer for dot in dots.values())
            chosen = MADE_OF in row.extra and any(known.get(name, value) != value for name, value in values.items())
            if mine and not chosen:
                known |= {**values, DOTS: {**dots, **_dots(found)}}
                item["incoming"] = orjson.dumps(known).decode()
                self.write.update("pending", item["id"], {"incoming": item["incoming"]})
                return True
        return False

    def doubt(self, register: Register, doubt: Doubt, origin: str) -> None:
        """A new row that may be one that was here."""
        item = self._item(register, DOUBT, doubt.other.hex(), doubt.title, origin)
        incoming = orjson.dumps({OTHER_ROW: doubt.row.hex()}).decode()
        self.write.insert("pending", {**item, "evidence": doubt.evidence, "incoming": incoming})

    @staticmethod
    def _item(register: Register, kind: str, row: str, title: str, origin: str) -> Row:
        return {"kind": kind, "register": register.name, "title": title, "origin": origin, "row": row}

    def refused(self, keys: Sequence[RowId]) -> None:
        """What the sender had no say in is nothing to ask about either."""
        for key in keys:
            for item in self.open.pop(key.hex(), ()):
                self.write.update("pending", item["id"], {"decision": REFUSED})

    def close_agreed(self, incoming: RowState, row: RowState, know: Knowledge) -> None:
        """The other side decided: where its value of the fields in question now stands here, nothing waits.

        In a district the city's value stands, and the city asks on where it has to; but a deletion that gave way here
        never gets there any more, so only the city's word on that row's life answers it; and of what the city wrote and
        lost again when it was restored, it cannot know. In the city only a later write of that very timeline says that
        both sides were seen: a third office's edit says nothing of it, nor does a value that merging chose there.
        """
        left = []
        for item in self.open[row.id]:
            told = orjson.loads(item["incoming"])
            dots, kept, lost = told.pop(DOTS, {}), told.pop(KEPT, {}), told.pop(LOST, False)
            names = [name for name in told if row.dots.of(name) == incoming.dots.of(name)]
            names = [name for name in names if know.city or _plain(row.dots.of(name)) != kept.get(name)]
            names = [name for name in names if not know.city or _later(row.dots.of(name), dots.get(name))]
            names = [name for name in names if not (know.city and _by_merging(item["register"], incoming, name))]
            lost = lost or any(know.sender_lost(_dot(dot)) for dot in dots.values())
            agreed = len(names) == len(told) and not lost
            if agreed:
                self.write.update("pending", item["id"], {"decision": AGREED})
            else:
                left.append(item)
        self.open[row.id] = left
        if not left:
            del self.open[row.id]


def _by_merging(register: str, row: RowState, name: str) -> bool:
    """Whether a row was given that value, or its own back, when it was made one with another or taken apart."""
    if MADE_OF not in row.extra or name not in row.values:
        return False
    made = layers.read(REGISTERS[register], str(row.extra[MADE_OF]))
    if made is not None and _told(made.fold().get(name)) == row.values[name] != _told((made.own or {}).get(name)):
        return True
    return row.dots.of(name) == row.dots.of(MADE_OF)


def _told(value: Value) -> object:
    """As it travels."""
    return value.hex() if isinstance(value, bytes) else value


def called(connection: Connection, register: Register, key: RowId) -> str:
    """What a clerk calls the row; one that says nothing by itself with what it belongs to: 焊工班 张三 节次1."""
    return " ".join(dict.fromkeys(_parts(connection, register, key)))


def _parts(connection: Connection, register: Register, key: RowId) -> list[str]:
    above = register.pair or ((register.owner,) if register.owner else ())
    links = records.get(connection, register.name, key) if above else {}
    told = [
        part
        for name in above
        if isinstance(links[name], bytes)
        for part in _parts(connection, REGISTERS[register[name].target], links[name])
    ]
    title = query.titles(connection, register.name, [key]).get(key, "")
    own = f"{register.label}{title}" if title.isdecimal() else title
    return told if register.pair else [*told, own]


def _values(found: Sequence[FieldConflict]) -> dict[str, Any]:
    return {conflict.field: conflict.other.value for conflict in found}


def _dots(found: Sequence[FieldConflict]) -> dict[str, list[Any]]:
    return {conflict.field: _plain(conflict.other.dot) for conflict in found}


def _kept(found: Sequence[FieldConflict]) -> dict[str, Any]:
    return {KEPT: {conflict.field: _plain(conflict.kept.dot) for conflict in found}}


def plain_value(value: Value) -> Any:
    """A value as an item has it: keys in hex."""
    return value.hex() if isinstance(value, bytes) else value


def _plain(dot: Dot) -> list[Any]:
    return [dot.writer.store, dot.writer.epoch, dot.seq]


def _dot(plain: Sequence[Any]) -> Dot:
    return Dot(Writer(*plain[:2]), plain[2])


def _later(dot: Dot, other: Sequence[Any] | None) -> bool:
    return other is not None and dot.writer == Writer(*other[:2]) and dot.seq > other[2]
