"""What merging leaves to a person: an item on the queue 待处理, kept once."""

from collections.abc import Mapping

import orjson

from laomo_desktop.db import codec, query, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register

CHECK = "合并待核对"
THEN = "_then"
"""Under which name an item keeps whose writes the row's values in question were: field -> [writer, seq]."""
PARTED, DECIDED = "已拆分", "对方已决定"


def ask(write: Write, reg: Register, row: RowId, other: dict[str, Value], why: str, origin: str) -> None:
    """Put values beside those of ``row``. ``why`` tells where they come from, as 合并前两份资料."""
    labels = "、".join(reg[name].label for name in other)
    here = write.states(reg.name, [row])[row].dots
    then = {name: here.get(name, here[""]) for name in other}
    incoming = {**orjson.loads(codec.pack(other)), THEN: then}
    item: dict[str, Value] = {
        "kind": CHECK, "register": reg.name, "row": row.hex(), "origin": origin, "evidence": f"{why}：{labels}",
        "title": query.titles(write.connection, reg.name, [row]).get(row, ""),
        "incoming": orjson.dumps(incoming).decode(),
    }  # fmt: skip
    for known in records.where(write.connection, "pending", {"row": row.hex(), "kind": CHECK}):
        if known["decision"] is None and known["register"] == reg.name:
            told, more = orjson.loads(known["incoming"]), orjson.loads(str(item["incoming"]))
            both = {**told, **more, THEN: {**told.get(THEN, {}), **more[THEN]}}
            write.update("pending", known["id"], {"incoming": orjson.dumps(both).decode()})
            return
    write.insert("pending", item)


def withdraw(write: Write, reg: Register, row: RowId, source: Mapping[str, Value]) -> None:
    """The row whose values were put beside those of ``row`` is a row of its own again: nothing is left to compare."""
    for item in _open(write, {"row": row.hex(), "register": reg.name}):
        told = orjson.loads(item["incoming"])
        theirs = orjson.loads(codec.pack(dict(source)))
        left = {name: value for name, value in told.items() if name == THEN or theirs.get(name) != value}
        if left.keys() <= {THEN}:
            write.update("pending", item["id"], {"decision": PARTED})
        elif left != told:
            write.update("pending", item["id"], {"incoming": orjson.dumps(left).decode()})


def close_decided(write: Write) -> None:
    """Where all values in question were written anew since, somebody has decided, here or elsewhere."""
    for item in _open(write, {}):
        key = bytes.fromhex(item["row"])
        row = write.states(item["register"], [key]).get(key)
        then = orjson.loads(item["incoming"]).get(THEN, {})
        if row is None or (then and all(list(row.dots.get(n, row.dots[""])) != dot for n, dot in then.items())):
            write.update("pending", item["id"], {"decision": DECIDED})


def _open(write: Write, equal: Mapping[str, Value]) -> list[Record]:
    rows = records.where(write.connection, "pending", {**equal, "kind": CHECK})
    return [row for row in rows if row["decision"] is None]
