"""Headers, drafts, receipts and manifests as JSON and back. Reading is strict; unknown names are kept or
passed over.

A reader must be able to trust every type it gets from here: whatever does not fit raises ``ValueError``,
which `container` turns into a refusal.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from laomo_desktop.sync import layout
from laomo_desktop.sync.model import (
    Answer,
    CityMark,
    Counts,
    Draft,
    Extent,
    Header,
    Kind,
    Manifest,
    Receipt,
    Status,
    TableInfo,
    Writer,
)


def parsed(text: bytes | bytearray) -> Any:
    """JSON of others. ValueError where it is none, or would be far larger in memory than it looks."""
    if too_many(text):
        raise ValueError("too many values")
    return orjson.loads(text)


def too_many(text: bytes | bytearray) -> bool:
    """Whether there may be more values in it than one line may hold (signs inside of texts count too)."""
    most = layout.MOST_VALUES
    return len(text) > most and sum(text.count(sign) for sign in (b",", b"[", b"{")) > most


LONGEST_NAME = 100


def want(kind: type, value: Any) -> Any:
    """The value, if it is of that very type (a bool is no int)."""
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} expected")
    return value


def _natural(value: Any) -> int:
    number: int = want(int, value)
    if not 0 <= number <= layout.LARGEST:
        raise ValueError("number out of range")
    return number


def _once(names: Sequence[str]) -> None:
    """ValueError where one stands twice: which of the two would count?"""
    if len(set(names)) < len(names):
        raise ValueError("given twice")


def _hex(value: Any, size: int) -> str:
    text: str = want(str, value)
    if len(text) != 2 * size or not set(text) <= set("0123456789abcdef"):
        raise ValueError("hex digits expected")
    return text


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(want(str, item) for item in want(list, value))


def writer_to(writer: Writer) -> list[str]:
    return [writer.store, writer.epoch]


def writer_from(data: Any) -> Writer:
    store, epoch = want(list, data)
    return Writer(_hex(store, 16), _hex(epoch, 16))


def header_to(header: Header) -> dict[str, Any]:
    return {
        "kind": header.kind.value,
        "from": header.from_office,
        "from_name": header.from_name,
        "to": header.to_office,
        "to_name": header.to_name,
        "number": header.number,
        "writer": writer_to(header.writer),
        "recipients": list(header.recipients),
    }


def _called(value: Any) -> str:
    """An office's name: it is shown before anything was checked."""
    name: str = want(str, value)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError("not a name")
    return name


def header_from(data: Any) -> Header:
    want(dict, data)
    number = _natural(data["number"])
    if not number:
        raise ValueError("numbers begin with 1")
    return Header(
        kind=Kind(data["kind"]),
        from_office=want(str, data["from"]),
        from_name=_called(data["from_name"]),
        to_office=want(str, data["to"]),
        to_name=_called(data["to_name"]),
        number=number,
        writer=writer_from(data["writer"]),
        recipients=_texts(data["recipients"]),
    )


def extent_to(extent: Extent) -> list[Any]:
    return [extent.offset, extent.length, extent.plain, extent.sha256]


def extent_from(data: Any) -> Extent:
    offset, length, plain, sha256 = want(list, data)
    return Extent(_natural(offset), _natural(length), _natural(plain), _hex(sha256, 32))


def table_to(table: TableInfo) -> dict[str, Any]:
    columns, extent = list(table.columns), extent_to(table.extent)
    return {"name": table.name, "columns": columns, "rows": table.rows, "extent": extent}


def table_from(data: Any) -> TableInfo:
    want(dict, data)
    columns, extent = _texts(data["columns"]), extent_from(data["extent"])
    _once(columns)
    if not all(columns):
        raise ValueError("a column without a name")
    return TableInfo(want(str, data["name"]), columns, _natural(data["rows"]), extent)


def receipt_to(receipt: Receipt) -> dict[str, Any]:
    counts = receipt.counts
    return {
        "package": receipt.package,
        "number": receipt.number,
        "status": receipt.status.value,
        "reason": receipt.reason,
        "counts": [counts.new, counts.changed, counts.same, counts.doubtful, counts.conflict],
        "answers": [[answer.table, answer.id, answer.verdict, answer.text] for answer in receipt.answers],
        "state_hash": receipt.state_hash,
        "acknowledged": receipt.acknowledged,
        "writer": writer_to(receipt.writer) if receipt.writer else None,
        "new_epoch": receipt.new_epoch,
    }


def receipt_from(data: Any) -> Receipt:
    want(dict, data)
    new, changed, same, doubtful, conflict = (_natural(count) for count in want(list, data["counts"]))
    return Receipt(
        package=_hex(data["package"], 32),
        number=_natural(data["number"]),
        status=Status(data["status"]),
        reason=want(str, data["reason"]),
        counts=Counts(new, changed, same, doubtful, conflict),
        answers=tuple(_answer_from(item) for item in want(list, data["answers"])),
        state_hash=want(str, data["state_hash"]),
        acknowledged=_natural(data["acknowledged"]),
        writer=None if data["writer"] is None else writer_from(data["writer"]),
        new_epoch=want(bool, data["new_epoch"]),
    )


def _answer_from(data: Any) -> Answer:
    table, row, verdict, text = _texts(data)
    return Answer(table, row, verdict, text)


def _city_from(data: Any) -> CityMark | None:
    if data is None:
        return None
    want(dict, data)
    return CityMark(writer_from(data["writer"]), _natural(data["revision"]), want(str, data["head"]))


def _city_to(mark: CityMark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"writer": writer_to(mark.writer), "revision": mark.revision, "head": mark.head}


def manifest_to(manifest: Manifest) -> dict[str, Any]:
    draft = manifest.draft
    return {
        **draft.extra,
        "schema": draft.schema,
        "lowest_reader": draft.lowest_reader,
        "program": draft.program,
        "seq": [draft.seq_from, draft.seq_to],
        "ancestors": list(draft.ancestors),
        "city": _city_to(draft.city),
        "seen": [[*writer_to(writer), seq] for writer, seq in draft.seen.items()],
        "heads": [[*writer_to(writer), head] for writer, head in draft.heads.items()],
        "receipts": [receipt_to(receipt) for receipt in draft.receipts],
        "totals": dict(draft.totals),
        "writers": [writer_to(writer) for writer in manifest.writers],
        "tables": [table_to(table) for table in manifest.tables],
        "blobs": [extent_to(blob) for blob in manifest.blobs],
        "sender": manifest.sender,
        "header": manifest.header_sha256,
    }


_KNOWN = frozenset(manifest_to(Manifest(Draft(0, 0, "", 0, 0))))


def manifest_from(data: Any) -> Manifest:
    """Names this program does not know land in ``draft.extra``."""
    want(dict, data)
    tables = tuple(table_from(item) for item in want(list, data["tables"]))
    _once([table.name for table in tables])
    return Manifest(
        draft=_draft_from(data),
        writers=tuple(writer_from(item) for item in want(list, data["writers"])),
        tables=tables,
        blobs=tuple(extent_from(item) for item in want(list, data["blobs"])),
        sender=_hex(data["sender"], 32),
        header_sha256=_hex(data["header"], 32),
    )


def _draft_from(data: Mapping[str, Any]) -> Draft:
    start, end = (_natural(seq) for seq in want(list, data["seq"]))
    if start > end:
        raise ValueError("ends before it begins")
    ancestors = tuple(_hex(item, 32) for item in want(list, data["ancestors"]))
    _once(ancestors)
    return Draft(
        schema=_natural(data["schema"]),
        lowest_reader=_natural(data["lowest_reader"]),
        program=want(str, data["program"]),
        seq_from=start,
        seq_to=end,
        ancestors=ancestors,
        city=_city_from(data["city"]),
        seen=dict(_seen_from(item) for item in want(list, data["seen"])),
        heads=dict(_head_from(item) for item in want(list, data["heads"])),
        receipts=tuple(receipt_from(item) for item in want(list, data["receipts"])),
        totals=want(dict, data["totals"]),
        extra={name: value for name, value in data.items() if name not in _KNOWN},
    )


def _seen_from(data: Any) -> tuple[Writer, int]:
    store, epoch, seq = want(list, data)
    return writer_from([store, epoch]), _natural(seq)


def _head_from(data: Any) -> tuple[Writer, str]:
    store, epoch, head = want(list, data)
    return writer_from([store, epoch]), _hex(head, 32)
