"""The ledger's rows: one a package, sent or received."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db import records
from laomo_desktop.db.door import Write
from laomo_desktop.db.records import Record
from laomo_desktop.db.rows import Row
from laomo_desktop.domain.field import RowId
from laomo_desktop.sync import jsonable
from laomo_desktop.sync.codes import short_code
from laomo_desktop.sync.ledger import Entry
from laomo_desktop.sync.model import Header, Receipt, Status, Writer

SENT, RECEIVED = "发出", "收到"
WRITTEN, DELIVERED, TAKEN, REJECTED, WAITING = "已写出", "已送达", "已入库", "退回", "待升级"
ANSWERED = {Status.DELIVERED: DELIVERED, Status.TAKEN: TAKEN, Status.REJECTED: REJECTED}


@dataclass(frozen=True, slots=True)
class Noted:
    """What the ledger keeps of a package beside its header."""

    hash: str
    state: str
    file: str
    since: int = 0
    until: int = 0
    reason: str = ""
    details: dict[str, Any] | None = None
    receipt: Receipt | None = None


def now() -> str:
    """UTC, ISO 8601, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def sent(connection: Connection, office: str) -> list[Record]:
    """Packages written for an office, oldest first."""
    return records.where(connection, "packages", {"direction": SENT, "office": office}, order=("number",))


def received(connection: Connection, **equal: str) -> list[Record]:
    """Packages received, as far as the fields equal."""
    return records.where(connection, "packages", {"direction": RECEIVED, **equal}, order=("number",))


def by_hash(connection: Connection, direction: str, package: str) -> Record | None:
    """The row of one package."""
    found = records.where(connection, "packages", {"direction": direction, "hash": package})
    return found[0] if found else None


def note(write: Write, direction: str, header: Header, noted: Noted, writer: Writer | None = None) -> RowId:
    """Put a package in the ledger, or bring its row up to date."""
    other = header.to_office if direction == SENT else header.from_office
    by = writer or header.writer
    row: Row = {
        "direction": direction, "number": header.number, "office": other, "state": noted.state,
        "reason": noted.reason or None, "file": noted.file, "hash": noted.hash, "store": by.store,
        "epoch": by.epoch, "since": noted.since, "until": noted.until, "code": short_code(noted.hash),
        "counts": orjson.dumps(noted.details or {}).decode(), "at": now(),
        "receipt": receipt_text(noted.receipt) if noted.receipt else None,
    }  # fmt: skip
    known = by_hash(write.connection, direction, noted.hash)
    if known is None:
        return write.insert("packages", row)
    write.update("packages", known["id"], row)
    key: RowId = known["id"]
    return key


def receipt_text(receipt: Receipt) -> str:
    """A receipt as the ledger keeps it."""
    return orjson.dumps(jsonable.receipt_to(receipt)).decode()


def receipt_of(row: Record) -> Receipt | None:
    """The receipt given for, or got for, a package."""
    return jsonable.receipt_from(orjson.loads(row["receipt"])) if row["receipt"] else None


def details(row: Record) -> dict[str, Any]:
    """Counts and totals of a package, as they were when it was written or taken in."""
    found: dict[str, Any] = orjson.loads(row["counts"] or "{}")
    return found


def entries(connection: Connection, writer: Writer, missing: list[str]) -> list[Entry]:
    """What was taken in of one writer, for `sync.ledger.judge`; ``missing`` are the known gaps."""
    rows = received(connection, store=writer.store, epoch=writer.epoch, state=TAKEN)
    last = len(rows) - 1
    return [
        Entry(row["number"], row["hash"], tuple(missing) if place == last else (), row["since"], row["until"])
        for place, row in enumerate(rows)
    ]
