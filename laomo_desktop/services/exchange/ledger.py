"""数据包台账: what was written and taken in, what is missing, what waits for a receipt; and a package's cover."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

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
from laomo_desktop.sync.model import Counts

LOST = "替您保存的文件不见了，请对方再给一次这个包"


@dataclass(frozen=True, slots=True)
class Entry:
    """A package in the ledger. ``at`` is UTC, ISO 8601; ``by`` the user who wrote it or took it in.

    ``pc``: which of the sender's computers wrote it, as they were first heard (0: it is the only one); ``again``: after
    that one was restored or moved, numbering anew; ``counts`` what its receipt says in numbers.
    """

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
    pc: int = 0
    again: bool = False
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How the exchange with one office stands; ``missing`` numbers never came, ``waiting`` are without a receipt.

    ``gaps``: the missing by computer (0: it has only one); ``healed``: later packages brought all that they held.
    """

    office: Office
    enrolled: bool
    sent: tuple[Entry, ...]
    received: tuple[Entry, ...]
    missing: tuple[int, ...]
    waiting: tuple[int, ...]
    last: str
    gaps: tuple[tuple[int, tuple[int, ...]], ...] = ()
    healed: bool = True
    revoked: bool = False

    @property
    def taken(self) -> tuple[int, ...]:
        return tuple(sorted({e.number for e in self.received if e.state == packages.TAKEN}))

    @property
    def sentence(self) -> str:
        """What a clerk has to know about it; empty when all is well."""
        if self.revoked:
            return f"{self.office.short} 的密钥已停用"
        if not self.enrolled:
            return f"{self.office.short} 还没有登记密钥"
        words = [self._lacking(pc, numbers) for pc, numbers in self.gaps]
        refused = [e for e in self.received if e.state in (packages.REJECTED, packages.WAITING)]
        words += [f"第{e.number}包{e.state}：{e.reason}" for e in refused]
        return "；".join(words)

    def _lacking(self, pc: int, numbers: tuple[int, ...]) -> str:
        told = timeline.sentence(f"{self.office.short}{f'{pc}号机' if pc else ''}", numbers)
        return f"{told}（{'后来的包已带上其中的内容' if self.healed else '请对方再导出一个包'}）"


def ledger(desk: Desk) -> list[Line]:
    """A line an office: the city's of every district, a district's of the city."""
    others = offices.DISTRICTS if desk.is_city else (offices.CITY,)
    with desk.store.reading() as connection:
        rows = records.where(connection, "packages", {}, order=("number",))
        known = {card.office for card in office_keys.known(connection)}
        gone = office_keys.revoked(connection)
        gaps = [book for book in books.load(desk, connection).by_writer.values() if book.missing]
        page = _Page.of(desk, connection, rows)
    if not desk.is_city:  # what the city wrote for a sister store is no lack of ours
        gaps = [book for book in gaps if not _whole(rows, book)]
    lines = [_line(office, rows, office.code in known, gaps, page) for office in others]
    return [replace(line, revoked=not line.enrolled and line.office.code in gone) for line in lines]


@dataclass(frozen=True, slots=True)
class _Page:
    """What rows of the ledger need besides themselves: who did an operation, rows whose file is gone, PCs by store."""

    users: Mapping[int, str]
    lost: Collection[RowId]
    pcs: Mapping[str, int]
    first: Mapping[str, str]

    @classmethod
    def of(cls, desk: Desk, connection: Connection, rows: Sequence[Record]) -> "_Page":
        users = journal.users(connection, [_operation(row) for row in rows])
        return cls(users, _lost(desk, rows), _computers(rows), _epochs(rows))


def _computers(rows: Sequence[Record]) -> dict[str, int]:
    """Store -> which of its office's computers, from 1 as they were first heard; only where it has several."""
    stores: dict[str, dict[str, None]] = {}
    for row in sorted(rows, key=lambda row: row["at"]):
        if row["direction"] == packages.RECEIVED:
            stores.setdefault(row["office"], {})[row["store"]] = None
    several = (list(found) for found in stores.values() if len(found) > 1)
    return {store: place for found in several for place, store in enumerate(found, 1)}


def _epochs(rows: Sequence[Record]) -> dict[str, str]:
    """Store -> the epoch in which it was first heard."""
    first: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["at"]):
        if row["direction"] == packages.RECEIVED:
            first.setdefault(row["store"], row["epoch"])
    return first


def _line(
    office: Office, rows: Sequence[Record], enrolled: bool, lacking: Sequence[books.Book], page: _Page
) -> Line:
    own = [_entry(row, page) for row in rows if row["office"] == office.code]
    sent = tuple(e for e in own if e.direction == packages.SENT)
    received = tuple(e for e in own if e.direction == packages.RECEIVED)
    mine = [book for book in lacking if book.office == office.code]
    gaps = [(page.pcs.get(book.store, 0), tuple(numbers)) for book in mine if (numbers := _missing(rows, book))]
    missing = sorted({number for _, numbers in gaps for number in numbers})
    waiting = tuple(e.number for e in sent if e.state in (packages.WRITTEN, packages.DELIVERED))
    last = max((e.at for e in own), default="")
    healed = all(_whole(rows, book) for book in mine)
    return Line(
        office, enrolled, sent, received, tuple(missing), waiting, last, tuple(sorted(gaps)), healed
    )


def _whole(rows: Sequence[Record], book: books.Book) -> bool:
    """Whether everything up to this timeline's last package is here, whatever of the packages between is not."""
    ends = [row["until"] or 0 for row in rows if row["hash"] == book.head]
    return book.taken >= max(ends, default=0)


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
        page = _Page.of(desk, connection, rows)
    return [_entry(row, page) for row in reversed(rows)]


def entry(desk: Desk, key: RowId) -> Entry:
    """One package of the ledger."""
    return next(each for each in entries(desk) if each.key == key)


def _entry(row: Record, page: _Page) -> Entry:
    received = row["direction"] == packages.RECEIVED
    return Entry(
        row["id"], row["direction"], row["number"], offices.office(row["office"]), row["state"],
        LOST if row["id"] in page.lost else row["reason"] or "", row["at"], row["code"], row["file"],
        bool(row["receipt"]), page.users.get(_operation(row), ""), page.pcs.get(row["store"], 0) if received else 0,
        received and row["epoch"] != page.first.get(row["store"]), _counted(row),
    )  # fmt: skip


def counted(counts: Counts) -> str:
    """新增3，更新1，待处理2"""
    waits = counts.doubtful + counts.conflict
    numbers = ((counts.new, "新增"), (counts.changed, "更新"), (counts.same, "相同"), (waits, "待处理"))
    return "，".join(f"{label}{number:,}" for number, label in numbers if number)


def _counted(row: Record) -> str:
    """What the receipt of a package says in numbers; empty where there is none."""
    receipt = packages.receipt_of(row)
    return counted(receipt.counts) if receipt is not None else ""


def _operation(row: Record) -> int:
    return int(packages.details(row).get("op", 0))


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
    found = [each for each in entries(desk) if each.code == tidy]
    received = [each for each in found if each.direction == packages.RECEIVED]
    return (received or found)[0] if found else None
