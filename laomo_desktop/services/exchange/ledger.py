"""数据包台账: what was written and taken in, what is missing, what waits for a receipt; and a package's cover."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import journal, records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import books, kept, packages, totals
from laomo_desktop.sync import codes
from laomo_desktop.sync import ledger as timeline

LOST = "替您保存的文件不见了，请对方再给一次这个包"


@dataclass(frozen=True, slots=True)
class Entry:
    """A package in the ledger. ``at`` is UTC, ISO 8601; ``by`` the user who wrote it or took it in."""

    key: RowId
    direction: str
    number: int
    office: Office
    state: str
    reason: str
    at: str
    code: str
    file: str
    answered: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How the exchange with one office stands; ``missing`` numbers never came, ``waiting`` are without a receipt."""

    office: Office
    enrolled: bool
    sent: tuple[Entry, ...]
    received: tuple[Entry, ...]
    missing: tuple[int, ...]
    waiting: tuple[int, ...]
    last: str

    @property
    def taken(self) -> tuple[int, ...]:
        return tuple(sorted({e.number for e in self.received if e.state == packages.TAKEN}))

    @property
    def sentence(self) -> str:
        """What a clerk has to know about it; empty when all is well."""
        if not self.enrolled:
            return f"{self.office.short} 还没有登记密钥"
        words = [timeline.sentence(self.office.short, self.missing)] if self.missing else []
        refused = [e for e in self.received if e.state in (packages.REJECTED, packages.WAITING)]
        words += [f"第{e.number}包{e.state}：{e.reason}" for e in refused]
        return "；".join(words)


def ledger(desk: Desk) -> list[Line]:
    """A line an office: the city's of every district, a district's of the city."""
    others = offices.DISTRICTS if desk.is_city else (offices.CITY,)
    with desk.store.reading() as connection:
        rows = records.where(connection, "packages", {}, order=("number",))
        known = {card.office for card in office_keys.known(connection)}
        gaps = [book for book in books.load(desk, connection).by_writer.values() if book.missing]
        told = _told(connection, rows)
    lost = _lost(desk, rows)
    return [_line(office, rows, office.code in known, gaps, told, lost) for office in others]


def _line(
    office: Office,
    rows: Sequence[Record],
    enrolled: bool,
    gaps: Sequence[books.Book],
    users: Mapping[int, str],
    lost: Collection[RowId],
) -> Line:
    own = [entry_of(row, users, lost) for row in rows if row["office"] == office.code]
    sent = tuple(e for e in own if e.direction == packages.SENT)
    received = tuple(e for e in own if e.direction == packages.RECEIVED)
    missing = {number for book in gaps if book.office == office.code for number in _missing(rows, book)}
    waiting = tuple(e.number for e in sent if e.state in (packages.WRITTEN, packages.DELIVERED))
    last = max((e.at for e in own), default="")
    return Line(office, enrolled, sent, received, tuple(sorted(missing)), waiting, last)


def _missing(rows: Sequence[Record], book: books.Book) -> list[int]:
    """The numbers that never came of one timeline: as many as its book misses, below its highest."""
    own = [row for row in rows if (row["store"], row["epoch"]) == (book.store, book.epoch)]
    have = {row["number"] for row in own if row["state"] == packages.TAKEN}
    absent = [number for number in range(1, max(have, default=0)) if number not in have]
    return absent[-len(book.missing) :]


def entries(desk: Desk) -> list[Entry]:
    """Every package, newest first."""
    with desk.store.reading() as connection:
        rows = records.where(connection, "packages", {}, order=("at",))
        users = _told(connection, rows)
    lost = _lost(desk, rows)
    return [entry_of(row, users, lost) for row in reversed(rows)]


def entry_of(row: Record, users: Mapping[int, str], lost: Collection[RowId] = ()) -> Entry:
    """A row of the ledger: ``users`` by operation, ``lost`` the rows whose laid-aside file is there no more."""
    reason = LOST if row["id"] in lost else row["reason"] or ""
    return Entry(
        row["id"], row["direction"], row["number"], offices.office(row["office"]), row["state"],
        reason, row["at"], row["code"], row["file"], bool(row["receipt"]), users.get(_operation(row), ""),
    )  # fmt: skip


def _operation(row: Record) -> int:
    return int(packages.details(row).get("op", 0))


def _told(connection: Connection, rows: Sequence[Record]) -> dict[int, str]:
    """Operation -> who did it, of these packages."""
    return journal.users(connection, [_operation(row) for row in rows])


def _lost(desk: Desk, rows: Sequence[Record]) -> frozenset[RowId]:
    """Packages that wait for an upgrade and whose file was removed, or stayed on the old PC."""
    if all(row["state"] != packages.WAITING for row in rows):
        return frozenset()
    return frozenset(each.key for each in kept.listing(desk) if each.path is None)


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What the printed cover of a package says. ``counts``: (label, new, changed, deleted, total); ``made`` is UTC."""

    office: Office
    recipient: Office
    number: int
    made: str
    code: str
    counts: tuple[tuple[str, int, int, int, int], ...]
    figures: tuple[tuple[str, str], ...]
    file_name: str
    supplement: str = ""


def cover_facts(desk: Desk, package: RowId) -> CoverFacts:
    """The cover of a package this office wrote. Raises `Refused` for any other."""
    with desk.store.reading() as connection:
        row = records.get(connection, "packages", package)
    if row["direction"] != packages.SENT:
        raise Refused("封面由写出数据包的单位打印", todo="请选择本单位写出的包")
    told = packages.details(row)
    counts = tuple((REGISTERS[name].label, *numbers) for name, numbers in told["registers"].items())
    return CoverFacts(
        desk.office, offices.office(row["office"]), row["number"], row["at"], row["code"],
        counts, totals.certified(told["totals"]), row["file"], totals.supplement_words(told["totals"]),
    )  # fmt: skip


def check_cover(desk: Desk, code: str) -> Entry | None:
    """The package whose cover bears ``code``; None if there is none. Raises `Refused` for a mistyped code."""
    tidy = codes.tidy(code)
    if tidy is None:
        raise Refused("短码输错了，末位校验不符", where=code, todo="请对照封面重新输入")
    with desk.store.reading() as connection:
        rows = records.where(connection, "packages", {"code": tidy})
        users = _told(connection, rows)
    received: list[Any] = [row for row in rows if row["direction"] == packages.RECEIVED]
    return entry_of((received or rows)[0], users) if rows else None
