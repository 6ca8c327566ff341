"""回执: what the city tells a district of its packages, and what a district does on reading them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.exchange.books import Books, Own
from laomo_desktop.sync.keys import PublicCard
from laomo_desktop.sync.model import Receipt, Status

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


def any_taken(given: Iterable[Receipt]) -> bool:
    """Whether one of them tells of a package that was taken in."""
    return any(each.status is Status.TAKEN for each in given)


def with_state(given: tuple[Receipt, ...], state_hash: str) -> tuple[Receipt, ...]:
    """The receipts, the last of a package taken in with the hash of that office's rows as they are here."""
    last = max((place for place, each in enumerate(given) if each.status is Status.TAKEN), default=None)
    if last is None:
        return given
    return (*given[:last], replace(given[last], state_hash=state_hash), *given[last + 1 :])


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
