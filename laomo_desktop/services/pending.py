"""待处理: deciding what waits for a person (see `pending_items` for what waits, and both its sides).

Nothing here blocks any other work.
"""

from collections.abc import Mapping, Sequence

import orjson

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers.sameness import QUESTIONS, SAMENESS
from laomo_desktop.services import certificates, registers, same, suspicions, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange.waiting import DELETION, DOUBT, FIELD
from laomo_desktop.services.merging import aliases, parting
from laomo_desktop.services.merging.asking import CHECK
from laomo_desktop.services.merging.passing import Passer
from laomo_desktop.services.pending_items import (
    IMPORT,
    LABELS,
    LATER,
    Item,
    Line,
    Sides,
    count,
    find,
    item_of,
    listing,
    reveal,
    sides,
    values_of,
)
from laomo_desktop.services.registers import Done
from laomo_desktop.sync.model import DELETED

__all__ = [
    "IMPORT", "LABELS", "LATER", "Item", "Line", "Sides", "count", "decide", "decide_together", "find", "listing",
    "parse_choice", "reveal", "sides", "together",
]  # fmt: skip
VOIDING = "作废"
TWICE = "与另一本证书编号相同，核对后以另一本为准"
_SAFE = frozenset({"keep_left", "keep_right", "not_same"})


def decide(desk: Desk, key: RowId, choice: str, fields: Mapping[str, str] | None = None) -> Done:
    """Decide an item. ``fields`` (choice ``fields``): field -> "left" or "right".

    One operation that can be taken back. Raises `Refused` for a choice its kind has not, or a decided item.
    """
    desk.must_write()
    with desk.store.reading() as connection:
        item = item_of(records.get(connection, "pending", key))
    with desk.store.operation(_kind(item, choice), "", desk.user) as write:
        item = item_of(records.get(write.connection, "pending", key))
        _check(item, choice)
        if choice == LATER:
            return Done(0, f"“{item.title}”以后再说", (key,))
        decision = _DECIDERS[item.kind](write, desk, item, choice, fields or {})
        write.update("pending", key, {"decision": decision, "note": _note(fields)})
        write.sentence = f"处理{item.kind}“{item.title}”：{decision}"
    return Done(write.number, write.sentence, (key,), final=write.kind == VOIDING)


def together(items: Sequence[Item]) -> tuple[str, ...]:
    """What may be decided for all of these at once: one kind and register, and nothing that makes two rows one."""
    if len({(item.kind, item.register) for item in items}) != 1 or any(i.decision is not None for i in items):
        return ()
    return tuple(c for c in items[0].choices if c in _SAFE and all(c in item.choices for item in items))


def decide_together(
    desk: Desk, keys: Sequence[RowId], choice: str, progress: Progress = silent
) -> Done:
    """Decide several alike in one operation, which can be taken back as one. Raises `Refused` where `together` has
    not got the choice."""
    desk.must_write()
    with desk.store.operation("处理", "", desk.user) as write:
        items = [item_of(records.get(write.connection, "pending", key)) for key in keys]
        if choice not in together(items):
            raise Refused("这些事项不能一次处理", todo="请选同一种类、还没有处理的几件，或逐件处理")
        for done, item in enumerate(items):
            progress(done, len(items), item.title)
            decision = _DECIDERS[item.kind](write, desk, item, choice, {})
            write.update("pending", item.key, {"decision": decision})
        write.sentence = f"一次处理{len(items)}件{items[0].kind}：{items[0].words(choice)}"
    return Done(write.number, write.sentence, tuple(keys))


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
        may = "、".join(f"{code.replace('_', '-')}（{item.words(code)}）" for code in item.choices)
        raise Refused(f"不能选“{choice.replace('_', '-')}”", where=item.title, todo=f"可以选：{may}")


def _note(fields: Mapping[str, str] | None) -> str | None:
    return orjson.dumps(dict(fields)).decode() if fields else None


def _conflict(write: Write, desk: Desk, item: Item, choice: str, fields: Mapping[str, str]) -> str:
    """Two edits of one row: every field in question counts as written now, whichever side it takes."""
    row = _about(item)
    here = write.states(item.register, [row])[row]
    came = values_of(item)
    wanted: dict[str, Value] = {}
    for name, value in came.items():
        side = fields.get(name, "left") if choice == "fields" else choice.removeprefix("keep_")
        wanted[name] = value if side == "right" else here.values[name]
    if unknown := set(fields) - set(came):
        raise Refused(
            f"这一件没有“{'、'.join(sorted(unknown))}”这一项", todo=f"可以选的有：{'、'.join(came)}"
        )
    write.decide(item.register, row, wanted)
    if desk.is_city and aliases.is_merged(here.deleted):
        Passer(write, item.origin).all()
    return LABELS[choice]


def _deletion(write: Write, desk: Desk, item: Item, choice: str, _fields: Mapping[str, str]) -> str:
    row = _about(item)
    here = write.states(item.register, [row])[row]
    reason = here.deleted if choice == "keep_left" else item.incoming[DELETED]
    write.decide(item.register, row, {"deleted": reason})
    suspicions.close_answered(write, desk.office.code, leave=item.key)
    return "保留" if reason is None else "删除"


def _imported(write: Write, desk: Desk, item: Item, choice: str, _fields: Mapping[str, str]) -> str:
    if choice == "keep_left":
        return "不导入"
    values = {name: value for name, value in values_of(item).items() if value is not None}
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


def _doubt(write: Write, desk: Desk, item: Item, choice: str, fields: Mapping[str, str]) -> str:
    """Two stored rows: merged with all that hangs on them, or told apart for good; of two certificates one is void."""
    one, other = _about(item), item.other
    if other is None:
        raise Refused("这一件没有对方的记录", where=item.title)
    if not item.of_two:
        return _papers(write, item, choice, one, other)
    if choice == "part":
        parting.part(write, item.register, other, further=True)
    if choice in ("part", "not_same"):
        same.distinguish_within(write, item.register, one, other, item.evidence)
    if choice in ("part", "not_same", "stay_one"):
        return item.words(choice)
    if suspicions.is_idle(write, item.register, one, other):
        return suspicions.BY_NOW  # deleted since: there is nothing to make one any more
    if choice == "same_right":
        same.merge_within(write, item.register, other, one, {}, item.evidence)
    else:
        same.merge_within(write, item.register, one, other, fields, item.evidence)
    suspicions.close_answered(write, desk.office.code, leave=item.key)
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
    IMPORT: _imported, **dict.fromkeys((DOUBT, *QUESTIONS), _doubt), CHECK: _conflict, FIELD: _conflict,
    DELETION: _deletion,
}  # fmt: skip
