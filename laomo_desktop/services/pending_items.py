"""What waits for a person, and both sides of it.

Kinds: an import's doubt (导入存疑), a package's doubt (数据包存疑), two rows that may be one (疑似同一人 …),
what merging two left open (合并待核对), two unseen edits (字段冲突), a deletion against an edit (删除冲突). Left is
what this store has, right what came, or the other person. Nothing here blocks any other work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds, mask, offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import QUESTIONS, SAMENESS
from laomo_desktop.services import registers, same, suspicions
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.waiting import DELETION, DOTS, DOUBT, FIELD, KEPT, LOST, OTHER_ROW
from laomo_desktop.services.merging.asking import CHECK
from laomo_desktop.sync.model import DELETED

Words = Callable[[Connection, Field, Any], str]
IMPORT = "导入存疑"
LATER = "later"
LABELS: Mapping[str, str] = {
    "keep_left": "以本库为准",
    "keep_right": "以对方为准",
    "fields": "逐项选择",
    "same": "是同一人",
    "same_right": "是同一人，留右边",
    "not_same": "不是同一人",
    "stay_one": "仍是同一人",
    "part": "不是同一人，拆开",
    "void_right": "左边有效，作废右边",
    "void_left": "右边有效，作废左边",
    LATER: "以后再说",
}
_PAPERS: Mapping[str, str] = {"not_same": "两本都有效"}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    IMPORT: ("same", "not_same", "keep_left", LATER),
    **dict.fromkeys((DOUBT, *QUESTIONS), ("same", "not_same", "same_right", "fields", LATER)),
    CHECK: ("keep_left", "keep_right", "fields", LATER),
    FIELD: ("keep_left", "keep_right", "fields", LATER),
    DELETION: ("keep_left", "keep_right", LATER),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. ``row`` is the row here that it is about, None if there is none yet."""

    key: RowId
    kind: str
    register: str
    title: str
    evidence: str
    origin: str
    row: RowId | None
    decision: str | None
    incoming: Mapping[str, Any]

    @property
    def id(self) -> str:
        """As commands name it: 32 hex digits."""
        return self.key.hex()

    @property
    def reg(self) -> Register:
        return REGISTERS[self.register]

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be decided; their words stand in `words`."""
        if self.kind == DOUBT and self.register == "certificates":
            return ("void_right", "void_left", "not_same", LATER)
        if suspicions.MERGED in self.incoming:
            return ("stay_one", "part", LATER)
        found = _CHOICES[self.kind]
        return tuple(c for c in found if c != "same" or self.row) if self.kind == IMPORT else found

    def words(self, choice: str) -> str:
        """What a choice is called, of this item."""
        others = _PAPERS if self.register == "certificates" else {}
        one = SAMENESS[self.register].one if self.register in SAMENESS else "同一个"
        return others.get(choice, LABELS[choice].replace("同一人", one))

    @property
    def score(self) -> int | None:
        """How much speaks for two being one, 0 to 100; None where that was not weighed."""
        told = self.incoming.get(suspicions.SCORE)
        return told if isinstance(told, int) else None

    @property
    def other(self) -> RowId | None:
        """The second row, of a doubt about two rows of this store."""
        told = self.incoming.get(OTHER_ROW)
        return bytes.fromhex(told) if isinstance(told, str) else None

    @property
    def of_two(self) -> bool:
        """Whether both sides are rows this store has: to be merged, or known as two."""
        return self.register in SAMENESS and self.kind in (DOUBT, *QUESTIONS)


@dataclass(frozen=True, slots=True)
class Line:
    """A field on both sides, in words, personal data masked; ``differs`` by the values behind the masks."""

    name: str
    label: str
    left: str
    right: str
    differs: bool
    personal: bool = False
    hidden: str = ""
    """In what both differ where they read alike: behind their masks (no digit told), or as two rows of one name."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an item; only fields that stand on one of them."""

    item: Item
    left: str
    right: str
    lines: tuple[Line, ...]
    left_hanging: str = ""
    right_hanging: str = ""
    """Of two people: what hangs on each, as 证书2、培训3."""

    @property
    def differences(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.differs)


def listing(desk: Desk, *, decided: bool = False) -> list[Item]:
    """What waits (or, with ``decided``, what has been decided), oldest first."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "pending", {})
    return [item_of(row) for row in rows if (row["decision"] is not None) == decided]


def count(desk: Desk) -> int:
    """How many wait."""
    return len(listing(desk))


def find(desk: Desk, words: str) -> Item:
    """The item of an id or the beginning of one (at least four signs). Raises `Refused`."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "pending", {})
    found = [row for row in rows if len(words) >= 4 and row["id"].hex().endswith(words.lower())]
    found = found or [row for row in rows if len(words) >= 4 and row["id"].hex().startswith(words.lower())]
    if len(found) != 1:
        raise Refused("没有这个待处理事项" if not found else "编号不够长，有几个事项都符合", where=words)
    return item_of(found[0])


def sides(desk: Desk, key: RowId) -> Sides:
    """Both sides by field."""
    with desk.store.reading() as connection:
        return _sides(connection, key, _words)


def reveal(desk: Desk, key: RowId) -> Sides:
    """Both sides with personal data in full; looking is noted in the history of the records."""
    with desk.store.operation("查看", "", desk.user) as write:
        found = _sides(write.connection, key, _in_full)
        rows = [row for row in (found.item.row, found.item.other) if row is not None]
        write.look(found.item.register, rows)
        write.note()
        write.sentence = f"查看待处理“{found.item.title}”两边的个人信息"
    return found


def _sides(connection: Connection, key: RowId, words: Words) -> Sides:
    item = item_of(records.get(connection, "pending", key))
    left = _row(connection, item, item.row)
    right = _right(connection, item, left)
    fields = [f for f in item.reg.fields if f.name in left or f.name in right]
    lines = [_line(connection, f, left, right, words) for f in fields]
    both = (item.row, item.other) if item.of_two else ()
    hanging = [_hanging(connection, item.register, each) for each in both]
    if item.kind == DELETION or DELETED in item.incoming:
        told = _life(left.get("deleted")), _life(item.incoming.get(DELETED))
        lines.insert(0, Line(DELETED, "是否删除", *told, told[0] != told[1]))
    shown = tuple(line for line in lines if line.left or line.right)
    names = _homes(left, right) if item.of_two or item.kind == DOUBT else ("本库", item.origin)
    return Sides(item, *names, shown, *hanging)


def _homes(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[str, str]:
    """Two people of this store are told apart by whose they are."""
    one, other = (_home(row.get("office")) for row in (left, right))
    return f"左边：{one}", f"右边：{other}"


def _home(code: Any) -> str:
    try:
        return offices.office(str(code or "")).short
    except Refused:
        return "本库"


def _hanging(connection: Connection, of: str, key: RowId | None) -> str:
    found = same.hanging(connection, key, of) if key else []
    return "、".join(f"{each.label}{each.count}" for each in found) or "没有关联的记录"


def _life(reason: Any) -> str:
    return f"已删除（{reason}）" if reason is not None else "保留"


def item_of(row: Record) -> Item:
    """An item as it stands in the store."""
    incoming = orjson.loads(row["incoming"] or "{}")
    for name in (DOTS, KEPT, LOST):
        incoming.pop(name, None)
    about = bytes.fromhex(row["row"]) if row["row"] else None
    return Item(
        row["id"], row["kind"], row["register"], row["title"] or "", row["evidence"] or "",
        row["origin"] or "", about, row["decision"], incoming,
    )  # fmt: skip


def _row(connection: Connection, item: Item, key: RowId | None) -> dict[str, Any]:
    return dict(records.get(connection, item.register, key)) if key else {}


def _right(connection: Connection, item: Item, left: Mapping[str, Any]) -> dict[str, Any]:
    if item.kind in (DOUBT, *QUESTIONS):
        return _row(connection, item, item.other)
    came = values_of(item)
    return came if item.kind == IMPORT else {**left, **came}


def values_of(item: Item) -> dict[str, Any]:
    """What came, in stored form; a link to a row that is not here yet stays in words."""
    return {n: _value(item.reg[n], v) for n, v in item.incoming.items() if n in item.reg.by_name}


def _value(of: Field, value: Any) -> Any:
    if of.is_key and isinstance(value, str) and len(value) == 32:
        try:
            return bytes.fromhex(value)
        except ValueError:
            return value
    return value


def _line(
    connection: Connection, of: Field, left: Mapping[str, Any], right: Mapping[str, Any], words: Words
) -> Line:
    told = [words(connection, of, side.get(of.name)) for side in (left, right)]
    ours, theirs = left.get(of.name), right.get(of.name)
    differs = (ours or None) != (theirs or None) and told != ["", ""]
    hidden = _behind(of, ours, theirs) if differs and told[0] == told[1] else ""
    return Line(of.name, of.label, told[0], told[1], differs, of.personal, hidden)


def _behind(of: Field, ours: Any, theirs: Any) -> str:
    """In what two values differ that read alike."""
    if of.is_key:
        return "同名的两份登记"
    return mask.hidden_difference(kinds.show(of, ours), kinds.show(of, theirs)) if of.personal else ""


def _words(connection: Connection, of: Field, value: Any) -> str:
    if of.is_key and isinstance(value, str):
        return value
    return registers.in_words(connection, of, value)


def _in_full(connection: Connection, of: Field, value: Any) -> str:
    return kinds.show(of, value) if of.personal else _words(connection, of, value)
