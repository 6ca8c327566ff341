"""What merging leaves to a person: an item on the queue 待处理, kept once."""

import orjson

from laomo_desktop.db import codec, query, records
from laomo_desktop.db.door import Write
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.register import Register

CHECK = "合并待核对"


def ask(write: Write, reg: Register, row: RowId, other: dict[str, Value], why: str, origin: str) -> None:
    """Put values beside those of ``row``. ``why`` tells where they come from, as 合并前两份资料."""
    labels = "、".join(reg[name].label for name in other)
    item: dict[str, Value] = {
        "kind": CHECK, "register": reg.name, "row": row.hex(), "origin": origin, "evidence": f"{why}：{labels}",
        "title": query.titles(write.connection, reg.name, [row]).get(row, ""), "incoming": codec.pack(other),
    }  # fmt: skip
    for known in records.where(write.connection, "pending", {"row": row.hex(), "kind": CHECK}):
        if known["decision"] is None and known["register"] == reg.name:
            both = {**orjson.loads(known["incoming"]), **orjson.loads(str(item["incoming"]))}
            write.update("pending", known["id"], {"incoming": orjson.dumps(both).decode()})
            return
    write.insert("pending", item)
