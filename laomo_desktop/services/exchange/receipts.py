"""回执: what the city tells a district of its packages, and what a district does on reading them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import orjson
from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.services.exchange import packages, scope
from laomo_desktop.services.exchange.books import Books, Own
from laomo_desktop.services.exchange.convert import exchanged, travelling
from laomo_desktop.sync.fingerprint import StateHash
from laomo_desktop.sync.keys import PublicCard
from laomo_desktop.sync.model import Dot, Dots, Receipt, RowState, Status, Writer

SILENT = 10
"""A timeline that was not heard during so many packages of its store is taken to be left; one that speaks counts."""


def seen_by_office(connection: Connection, books: Books, cards: Sequence[PublicCard]) -> int:
    """Up to which of the city's operations every store of an office has everything, every clone of a store too."""
    return min((_seen_by_store(connection, books, card.store) for card in cards), default=0)


def _seen_by_store(connection: Connection, books: Books, store: str) -> int:
    """The least of its timelines that still speak: following the last one alone would starve the other clone."""
    rows = packages.received(connection, store=store, state=packages.TAKEN)
    heard = sorted((packages.details(row).get("op", 0) for row in rows), reverse=True)
    since = heard[SILENT - 1] if len(heard) >= SILENT else 0
    return min((books.seen_by(book) for book in books.of_store(store) if book.heard >= since), default=0)


def due(connection: Connection, office: str, since: int) -> tuple[Receipt, ...]:
    """The receipts an office has not told to have: those made after the city's operation ``since``."""
    rows = packages.received(connection, office=office)
    given = [packages.receipt_of(row) for row in rows if packages.details(row).get("op", 0) > since]
    return tuple(receipt for receipt in given if receipt is not None)


def with_state(connection: Connection, office: str, given: tuple[Receipt, ...]) -> tuple[Receipt, ...]:
    """The receipts, the last of a package taken in with the hash of that office's rows as they are here."""
    last = max((place for place, each in enumerate(given) if each.status is Status.TAKEN), default=None)
    if last is None:
        return given
    stamped = replace(given[last], state_hash=state_hash(connection, office))
    return (*given[:last], stamped, *given[last + 1 :])


def state_hash(connection: Connection, office: str) -> str:
    """One hash over all rows of an office, tombstones included: equal where two stores are equal."""
    total = StateHash()
    nobody = Dots(Dot(Writer("", ""), 0))
    for register in exchanged():
        names = [f.name for f in travelling(register)]
        for key, deleted, extra, fields in scope.at_home(connection, register, office):
            values = dict(zip(names, orjson.loads(fields), strict=True))
            more = orjson.loads(extra) if extra else {}
            total.add(register.name, RowState(key, values, nobody, 0, deleted, more))
    return total.hex


def compared(write: Write, own: Own, office: str, receipts: Iterable[Receipt]) -> str:
    """A sentence on whether the city has our rows as we have them; empty where it cannot be told yet."""
    told = [each.state_hash for each in receipts if each.state_hash]
    if not told or own.everything or _unsent(write.connection, own.acknowledged):
        return ""
    if told[-1] == state_hash(write.connection, office):
        return "与市总核对：两边的数据一致。"
    return "与市总核对：两边的数据还不一致，有待处理的事项时属正常；处理完仍不一致，请与市总工会联系。"


def _unsent(connection: Connection, acknowledged: int) -> bool:
    """Whether we wrote anything that the city has not acknowledged."""
    return any(
        connection.exec_driver_sql(
            f"SELECT 1 FROM {register.name} WHERE own > ? LIMIT 1", (acknowledged,)
        ).scalar()
        for register in exchanged()
    )


def read(write: Write, own: Own, receipts: Iterable[Receipt]) -> list[str]:
    """Set the state of our packages by their receipts; returns a sentence each that says something new."""
    sentences = []
    for receipt in receipts:
        row = packages.by_hash(write.connection, packages.SENT, receipt.package)
        if row is None or row["state"] == packages.TAKEN:
            continue
        state = packages.ANSWERED[receipt.status]
        changes = {
            "state": state,
            "reason": receipt.reason or None,
            "receipt": packages.receipt_text(receipt),
        }
        if write.update("packages", row["id"], changes):
            sentences.append(_sentence(receipt, state))
        _acknowledge(own, receipt, row["until"])
    _healed(write, own)
    return sentences


def _acknowledge(own: Own, receipt: Receipt, until: int) -> None:
    if receipt.status is not Status.TAKEN:
        return
    if until > own.everything:
        own.acknowledged = max(own.acknowledged, min(receipt.acknowledged, until))
        if receipt.acknowledged >= until:
            own.everything = 0


def _healed(write: Write, own: Own) -> None:
    """Packages that never arrived: a later one carried their content."""
    rows = [
        row for row in packages.sent(write.connection, offices.CITY.code) if row["state"] == packages.WRITTEN
    ]
    for row in rows:
        if row["until"] <= own.acknowledged and not own.everything:
            write.update("packages", row["id"], {"state": packages.TAKEN, "reason": "内容已由后来的包带到"})


def _sentence(receipt: Receipt, state: str) -> str:
    counts = receipt.counts
    if receipt.status is Status.TAKEN:
        waits = counts.doubtful + counts.conflict
        more = f"，{waits}条待市总处理" if waits else ""
        return f"第{receipt.number}包{state}：新增{counts.new}条，更新{counts.changed}条{more}。"
    return f"第{receipt.number}包{state}：{receipt.reason}"
