"""待处理: what waits for a person, both sides of it, and deciding.

Kinds: an import's doubt (导入存疑), a package's doubt (数据包存疑), two rows that may be one (疑似同一人, 疑似重复),
what merging two left open (合并待核对), two unseen edits (字段冲突), a deletion against an edit (删除冲突). Left is
what this store has, right what came, or the other person. Nothing here blocks any other work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services import certificates, registers, same, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.waiting import DELETION, DOTS, DOUBT, FIELD, OTHER_ROW
from laomo_desktop.services.merging import aliases
from laomo_desktop.services.merging.asking import CHECK
from laomo_desktop.services.registers import Done
from laomo_desktop.services.same import suspicions
from laomo_desktop.services.same.suspicions import REPEATED, SUSPECT
from laomo_desktop.sync.model import DELETED

IMPORT = "导入存疑"
LATER = "later"
LABELS: Mapping[str, str] = {
    "keep_left": "以本库为准",
    "keep_right": "以对方为准",
    "fields": "逐项选择",
    "same": "是同一人",
    "same_right": "是同一人，留右边",
    "not_same": "不是同一人",
    "void_right": "左边有效，作废右边",
    "void_left": "右边有效，作废左边",
    LATER: "以后再说",
}
_BODIES: Mapping[str, str] = {"same": "是同一个", "same_right": "是同一个，留右边", "not_same": "不是同一个"}
_PAPERS: Mapping[str, str] = {"not_same": "两本都有效"}
VOIDING = "作废"
TWICE = "与另一本证书编号相同，核对后以另一本为准"
_CHOICES: Mapping[str, tuple[str, ...]] = {
    IMPORT: ("same", "not_same", "keep_left", LATER),
    DOUBT: ("same", "not_same", "same_right", "fields", LATER),
    SUSPECT: ("same", "not_same", "same_right", "fields", LATER),
    REPEATED: ("same", "not_same", "same_right", "fields", LATER),
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
        found = _CHOICES[self.kind]
        return tuple(c for c in found if c != "same" or self.row) if self.kind == IMPORT else found

    def words(self, choice: str) -> str:
        """What a choice is called, of this item."""
        others = _PAPERS if self.register == "certificates" else {} if self.register == "people" else _BODIES
        return others.get(choice, LABELS[choice])

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
        return self.register in SAMENESS and self.kind in (DOUBT, SUSPECT, REPEATED)


@dataclass(frozen=True, slots=True)
class Line:
    """A field on both sides, in words, personal data masked; ``differs`` by the values behind the masks."""

    name: str
    label: str
    left: str
    right: str
    differs: bool


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
    return [_item(row) for row in rows if (row["decision"] is not None) == decided]


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
    return _item(found[0])


def sides(desk: Desk, key: RowId) -> Sides:
    """Both sides by field."""
    with desk.store.reading() as connection:
        item = _item(records.get(connection, "pending", key))
        left = _row(connection, item, item.row)
        right = _right(connection, item, left)
        lines = [
            _line(connection, f, left, right) for f in item.reg.fields if f.name in left or f.name in right
        ]
        both = (item.row, item.other) if item.of_two else ()
        hanging = [_hanging(connection, item.register, key) for key in both]
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


def _item(row: Record) -> Item:
    incoming = orjson.loads(row["incoming"] or "{}")
    incoming.pop(DOTS, None)
    about = bytes.fromhex(row["row"]) if row["row"] else None
    return Item(
        row["id"], row["kind"], row["register"], row["title"] or "", row["evidence"] or "",
        row["origin"] or "", about, row["decision"], incoming,
    )  # fmt: skip


def _row(connection: Connection, item: Item, key: RowId | None) -> dict[str, Any]:
    return dict(records.get(connection, item.register, key)) if key else {}


def _right(connection: Connection, item: Item, left: Mapping[str, Any]) -> dict[str, Any]:
    if item.kind in (DOUBT, SUSPECT, REPEATED):
        return _row(connection, item, item.other)
    came = _values(item)
    return came if item.kind == IMPORT else {**left, **came}


def _values(item: Item) -> dict[str, Any]:
    """What came, in stored form; a link to a row that is not here yet stays in words."""
    return {n: _value(item.reg[n], v) for n, v in item.incoming.items() if n in item.reg.by_name}


def _value(of: Field, value: Any) -> Any:
    if of.is_key and isinstance(value, str) and len(value) == 32:
        try:
            return bytes.fromhex(value)
        except ValueError:
            return value
    return value


def _line(connection: Connection, of: Field, left: Mapping[str, Any], right: Mapping[str, Any]) -> Line:
    words = [_words(connection, of, side.get(of.name)) for side in (left, right)]
    ours, theirs = left.get(of.name), right.get(of.name)
    return Line(of.name, of.label, words[0], words[1], (ours or None) != (theirs or None) and words != ["", ""])


def _words(connection: Connection, of: Field, value: Any) -> str:
    if of.is_key and isinstance(value, str):
        return value
    return registers.in_words(connection, of, value)


def decide(desk: Desk, key: RowId, choice: str, fields: Mapping[str, str] | None = None) -> Done:
    """Decide an item. ``fields`` (choice ``fields``): field -> "left" or "right".

    One operation that can be taken back. Raises `Refused` for a choice its kind has not, or a decided item.
    """
    desk.must_write()
    with desk.store.reading() as connection:
        item = _item(records.get(connection, "pending", key))
    with desk.store.operation(_kind(item, choice), "", desk.user) as write:
        item = _item(records.get(write.connection, "pending", key))
        _check(item, choice)
        if choice == LATER:
            return Done(0, f"“{item.title}”以后再说", (key,))
        decision = _DECIDERS[item.kind](write, desk, item, choice, fields or {})
        write.update("pending", key, {"decision": decision, "note": _note(fields)})
        write.sentence = f"处理{item.kind}“{item.title}”：{decision}"
    return Done(write.number, write.sentence, (key,), final=write.kind == VOIDING)


def _kind(item: Item, choice: str) -> str:
    """Of the operation: merging is taken apart otherwise than undone, a certificate once void stays so."""
    if item.of_two and choice in ("same", "same_right", "fields"):
        return aliases.KIND
    return VOIDING if choice in ("void_left", "void_right") else "处理"


def parse_choice(words: str) -> tuple[str, dict[str, str]]:
    """A choice as commands write it: a code or its label, or ``phone=right,name=left`` for some fields of each."""
    if "=" in words:
        pairs = dict(part.strip().partition("=")[::2] for part in words.split(",") if part.strip())
        if any(side not in ("left", "right") for side in pairs.values()):
            raise Refused(f"“{words}”看不懂", todo="请写成 phone=right,name=left")
        return "fields", pairs
    codes = {label: code for code, label in LABELS.items()}
    return codes.get(words, words.replace("-", "_")), {}


def _check(item: Item, choice: str) -> None:
    if item.decision is not None:
        raise Refused(f"这一件已经处理过（{item.decision}）", where=item.title, todo="可以先撤销那次处理")
    if choice not in item.choices:
        may = "、".join(f"{code}（{item.words(code)}）" for code in item.choices)
        raise Refused(f"不能选“{choice}”", where=item.title, todo=f"可以选：{may}")


def _note(fields: Mapping[str, str] | None) -> str | None:
    return orjson.dumps(dict(fields)).decode() if fields else None


def _conflict(write: Write, _desk: Desk, item: Item, choice: str, fields: Mapping[str, str]) -> str:
    """Two edits of one row: every field in question counts as written now, whichever side it takes."""
    row = _about(item)
    here = write.states(item.register, [row])[row]
    came = _values(item)
    wanted: dict[str, Value] = {}
    for name, value in came.items():
        side = fields.get(name, "left") if choice == "fields" else choice.removeprefix("keep_")
        wanted[name] = value if side == "right" else here.values[name]
    if unknown := set(fields) - set(came):
        raise Refused(
            f"这一件没有“{'、'.join(sorted(unknown))}”这一项", todo=f"可以选的有：{'、'.join(came)}"
        )
    write.decide(item.register, row, wanted)
    return LABELS[choice]


def _deletion(write: Write, _desk: Desk, item: Item, choice: str, _fields: Mapping[str, str]) -> str:
    row = _about(item)
    here = write.states(item.register, [row])[row]
    reason = here.deleted if choice == "keep_left" else item.incoming[DELETED]
    write.decide(item.register, row, {"deleted": reason})
    return "保留" if reason is None else "删除"


def _imported(write: Write, desk: Desk, item: Item, choice: str, _fields: Mapping[str, str]) -> str:
    if choice == "keep_left":
        return "不导入"
    values = {name: value for name, value in _values(item).items() if value is not None}
    known = terms.load(write.connection)
    terms.propose(write, known.unknown(item.reg, [values]))
    for link in item.reg.links:
        if isinstance(values.get(link.name), str):
            values[link.name] = registers.ensure(write, desk, link.target, values[link.name])
    if choice == "same":
        write.update(item.register, _about(item), values)
        return LABELS[choice]
    if "office" in item.reg.by_name:
        values.setdefault("office", desk.office.code)
    fresh = write.insert(item.register, values)
    if item.row is not None:
        _distinguish(write, item.register, item.row, fresh)
    return LABELS[choice]


def _doubt(write: Write, _desk: Desk, item: Item, choice: str, fields: Mapping[str, str]) -> str:
    """Two stored rows: merged with all that hangs on them, or told apart for good; of two certificates one is void."""
    one, other = _about(item), item.other
    if other is None:
        raise Refused("这一件没有对方的记录", where=item.title)
    if not item.of_two:
        return _papers(write, item, choice, one, other)
    if choice == "not_same":
        same.distinguish_within(write, item.register, one, other, item.evidence)
        return item.words(choice)
    if choice == "same_right":
        same.merge_within(write, item.register, other, one, {}, item.evidence)
    else:
        same.merge_within(write, item.register, one, other, fields, item.evidence)
    suspicions.close_answered(write, leave=item.key)
    return item.words("same")


def _papers(write: Write, item: Item, choice: str, one: RowId, other: RowId) -> str:
    """Two certificates of one number: which of them holds, only who has both papers before her can say."""
    if choice in ("void_left", "void_right"):
        certificates.void_within(write, one if choice == "void_left" else other, TWICE)
    return item.words(choice)


def _distinguish(write: Write, register: str, one: RowId, other: RowId) -> None:
    if register in SAMENESS:
        same.distinguish_within(write, register, one, other, IMPORT)


def _about(item: Item) -> RowId:
    if item.row is None:
        raise Refused("这一件没有对应的本库记录", where=item.title)
    return item.row


_DECIDERS = {
    IMPORT: _imported, DOUBT: _doubt, SUSPECT: _doubt, REPEATED: _doubt, CHECK: _conflict, FIELD: _conflict,
    DELETION: _deletion,
}  # fmt: skip
