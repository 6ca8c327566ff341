"""What merging leaves to a person: an item on the queue 待处理, kept once."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import orjson

from laomo_desktop.db import codec, journal, query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS

CHECK = "合并待核对"
OF = "_of"
"""Under which name an item keeps which row (hex) the values came from: each has a question of its own."""
BEFORE = "合并前两份资料写法不同"
ORIGIN = "合并"
PARTED, AGREED = "已拆分", "两边已一致"


def ask(
    write: Write, reg: Register, row: RowId, other: Mapping[str, Value], source: RowId, why: str, origin: str,
    was: Mapping[str, Value] | None = None,
) -> None:  # fmt: skip
    """Put values of ``source`` beside those of ``row``. ``why`` tells where they come from, as 合并前两份资料; ``was``
    what a clerk wrote them over: nobody need be asked about that any more."""
    known = _open(write, {"row": row.hex(), "register": reg.name})
    waiting = [orjson.loads(item["incoming"]) for item in known]
    values = {
        name: value
        for name, value in orjson.loads(codec.pack(dict(other))).items()
        if not any(name in told and told[name] == value for told in waiting)
    }
    if not values:
        return
    over = orjson.loads(codec.pack({name: value for name, value in (was or {}).items() if name in values}))
    for item, told in zip(known, waiting, strict=True):
        free = all(name not in told or (name in over and told[name] == over[name]) for name in values)
        if free and told.get(OF) == source.hex():
            _keep(write, item, {**told, **values})
            return
    labels = "、".join(reg[name].label for name in values)
    item = {
        "kind": CHECK, "register": reg.name, "row": row.hex(), "origin": origin, "evidence": f"{why}：{labels}",
        "title": query.titles(write.connection, reg.name, [row]).get(row, ""),
        "incoming": orjson.dumps({**values, OF: source.hex()}).decode(),
    }  # fmt: skip
    write.insert("pending", item)


def withdraw(
    write: Write, reg: Register, row: RowId, source: Mapping[str, Value], others: Sequence[Mapping[str, Value]]
) -> None:
    """The row whose values were put beside those of ``row`` is a row of its own again: nothing is left to compare, but
    for what ``others`` gave as well: it was asked about once for all of them."""
    source = {name: value for name, value in source.items() if all(each.get(name) != value for each in others)}
    for item in _open(write, {"row": row.hex(), "register": reg.name}):
        _drop(write, item, source, PARTED)


def hand_on(write: Write, reg: Register, row: RowId, to: StoredRow, along: Collection[RowId]) -> None:
    """``to``, which had gone into ``row``, is a row of its own again, and those merged into it (``along``) go with it:
    so does what is asked about theirs."""
    for item in _open(write, {"row": row.hex(), "register": reg.name}):
        told = codec.unpack(reg, item["incoming"])
        source = bytes.fromhex(str(told.pop(OF, "")))
        if source in along:
            write.update("pending", item["id"], {"decision": PARTED})
            if to.deleted is None:
                values = {name: value for name, value in told.items() if to.values.get(name) != value}
                ask(write, reg, to.id, values, source, item["evidence"].split("：")[0], item["origin"])


def close_agreed(write: Write) -> None:
    """Where the row has by now what it was to be compared with, here or by somebody's decision elsewhere.

    That its value was written anew says nothing: whoever did so need not have heard of the question.
    """
    for item in _open(write, {}):
        key = bytes.fromhex(item["row"])
        row = write.states(item["register"], [key]).get(key)
        if row is not None:
            _drop(write, item, row.values, AGREED)


def closed(write: Write) -> Iterator[tuple[Register, RowId, Row]]:
    """The questions that were open before ``write`` and changed within it: whose values they asked about, and these."""
    found = journal.before(write, "pending")
    for key, row in write.states("pending", list(found)).items():
        was = {**row.values, **found[key]}
        if was["kind"] == CHECK and was["decision"] is None:
            reg = REGISTERS[str(was["register"])]
            told = codec.unpack(reg, str(was["incoming"]))
            yield reg, bytes.fromhex(str(told.pop(OF, was["row"]))), told


def asked_ever(write: Write, reg: Register, rows: Sequence[RowId], name: str, value: Value) -> bool:
    """Whether anybody was asked about that value of one of ``rows`` here, whatever the answer."""
    marks, text = ", ".join("?" * len(rows)), orjson.loads(codec.pack({name: value}))[name]
    asked = f"SELECT incoming, decision FROM pending WHERE +register = ? AND deleted IS NULL AND row IN ({marks})"
    found = write.connection.exec_driver_sql(asked, (reg.name, *(row.hex() for row in rows)))
    return any(
        decision not in {AGREED, PARTED} and orjson.loads(incoming or "{}").get(name) == text
        for incoming, decision in found
    )


def _drop(write: Write, item: Record, values: Mapping[str, Value], decision: str) -> None:
    """Leave out of an item what is the same in ``values``."""
    told, here = orjson.loads(item["incoming"]), orjson.loads(codec.pack(dict(values)))
    left = {name: value for name, value in told.items() if name not in here or here[name] != value}
    if all(name.startswith("_") for name in left):
        write.update("pending", item["id"], {"decision": decision})
    elif left != told:
        _keep(write, item, left)


def _keep(write: Write, item: Record, told: Mapping[str, object]) -> None:
    write.update("pending", item["id"], {"incoming": orjson.dumps(told).decode()})


def _open(write: Write, equal: Mapping[str, Value]) -> list[Record]:
    rows = records.where(write.connection, "pending", {**equal, "kind": CHECK})
    return [row for row in rows if row["decision"] is None]
