"""What packages put on the queue 待处理: kept once, sharpened by later packages, closed when the other side decided.

An item's ``incoming`` is JSON: of a conflict the other side's values by field; of a doubt the key of the new row
under ``_row``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.door import Row, Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain.register import Register
from laomo_desktop.services.exchange.doubts import Doubt
from laomo_desktop.sync.model import DELETED, RowState, Writer
from laomo_desktop.sync.outcome import FieldConflict, Outcome

FIELD, DELETION, DOUBT = "字段冲突", "删除冲突", "数据包存疑"
BY_RULE, AGREED = "按所属单位", "对方已决定"
OTHER_ROW = "_row"


def open_conflicts(connection: Connection) -> dict[str, list[Record]]:
    """Undecided conflicts by the row they are about (hex)."""
    found: dict[str, list[Record]] = {}
    for row in records.where(connection, "pending", {"kind": [FIELD, DELETION]}):
        if row["decision"] is None:
            found.setdefault(row["row"], []).append(row)
    return found


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
        groups: dict[tuple[str, str, bool], list[FieldConflict]] = {}
        for conflict in outcome.conflicts:
            kind = DELETION if conflict.field == DELETED else FIELD
            groups.setdefault((kind, name_of(conflict.other.dot.writer), conflict.open), []).append(conflict)
        for (kind, origin, is_open), found in groups.items():
            self._conflict(register, outcome.row, kind, origin, found, None if is_open else BY_RULE)

    def _conflict(
        self,
        register: Register,
        row: RowState,
        kind: str,
        origin: str,
        found: list[FieldConflict],
        decision: str | None,
    ) -> None:
        incoming = {conflict.field: conflict.other.value for conflict in found}
        for item in self.open.get(row.id, []) if decision is None else ():
            if (item["kind"], item["origin"]) == (kind, origin):
                merged = orjson.dumps({**orjson.loads(item["incoming"]), **incoming}).decode()
                self.write.update("pending", item["id"], {"incoming": merged})
                return
        item = self._item(register, kind, row.id, self._called(register, row.id), origin)
        item |= {"evidence": conflict_words(register, found), "incoming": orjson.dumps(incoming).decode()}
        key = self.write.insert("pending", {**item, "decision": decision})
        if decision is None:
            self.open.setdefault(row.id, []).append({**item, "id": key})

    def _called(self, register: Register, row: str) -> str:
        """What the row is called; of a member or an enrolment the person's name."""
        key = bytes.fromhex(row)
        return query.titles(self.write.connection, register.name, [key]).get(key, "")

    def doubt(self, register: Register, doubt: Doubt, origin: str) -> None:
        """A new row that may be one that was here."""
        item = self._item(register, DOUBT, doubt.other.hex(), doubt.title, origin)
        incoming = orjson.dumps({OTHER_ROW: doubt.row.hex()}).decode()
        self.write.insert("pending", {**item, "evidence": doubt.evidence, "incoming": incoming})

    @staticmethod
    def _item(register: Register, kind: str, row: str, title: str, origin: str) -> Row:
        return {"kind": kind, "register": register.name, "title": title, "origin": origin, "row": row}

    def close_agreed(self, incoming: RowState, row: RowState) -> None:
        """The other side decided: where its value of the fields in question now stands here, nothing waits."""
        left = []
        for item in self.open[row.id]:
            fields = orjson.loads(item["incoming"])
            if all(row.dots.of(name) == incoming.dots.of(name) for name in fields):
                self.write.update("pending", item["id"], {"decision": AGREED})
            else:
                left.append(item)
        self.open[row.id] = left
        if not left:
            del self.open[row.id]
