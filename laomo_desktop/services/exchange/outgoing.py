"""Writing a package: a district's report to the city, the city's return to a district.

Everything happens in one operation: rows are read as of it, the file is written and read back, and only then the
ledger's row is kept. Stopped in between, no trace stays.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from laomo_desktop import __version__
from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.paths import is_folder
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.services import office_keys, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import (
    agreeing,
    books,
    cards,
    concern,
    files,
    given_way,
    images,
    packages,
    receipts,
    scope,
    totals,
    waiting,
    withheld,
)
from laomo_desktop.services.exchange.blocks import blocks
from laomo_desktop.services.exchange.books import Bases, Books
from laomo_desktop.services.exchange.bundles import Bundle
from laomo_desktop.services.exchange.concern import Concern
from laomo_desktop.services.exchange.convert import Count, Writers, exchanged, travelling
from laomo_desktop.services.registers import Done
from laomo_desktop.sync.container import Written, write_package
from laomo_desktop.sync.keys import Identity, PublicCard
from laomo_desktop.sync.model import CityMark, Dot, Draft, Header, Kind, Writer
from laomo_desktop.sync.wire import columns_for
from laomo_desktop.sync.writing import Table, WriterBook

SCHEMA = 1
"""Of the tables in a package; a reader of the same number knows all of them."""
LOWEST_READER = 1
READS_SCANS = 2
"""What a reader must understand to keep a PDF beside pictures."""
SUFFIX = files.PACKAGE_SUFFIX


@dataclass(frozen=True)
class Exported:
    """A package that was written. ``counts`` by register; ``totals`` the frozen figures by label."""

    done: Done
    path: Path
    number: int
    code: str
    hash: str
    to: Office
    counts: dict[str, Count]
    totals: dict[str, Any]
    receipts: int = 0
    images: int = 0

    @property
    def sentence(self) -> str:
        return self.done.sentence


@dataclass
class _Parcel:
    """A package in the making."""

    desk: Desk
    write: Write
    to: Office
    books: Books
    identity: Identity
    cards: Sequence[PublicCard]
    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def connection(self) -> Connection:
        return self.write.connection

    @cached_property
    def concern(self) -> Concern:
        """Of the city's rows, which concern the receiver."""
        return concern.of(self.connection, self.to.code)


def suggested_name(desk: Desk, to: str | None, number: int) -> str:
    """What a package's file is called: kind, office, number, day."""
    if desk.is_city:
        return files.file_name(files.RETURN, offices.office(to or ""), SUFFIX, number)
    return files.file_name(files.PACKAGE, desk.office, SUFFIX, number)


def export(desk: Desk, target: Path, to: str | None = None, progress: Progress = silent) -> Exported:
    """Write a package to ``target`` (a folder: under its usual name). The city names the office it is ``to``.

    Raises `Refused` without keys of that office, and when the stick is full, gone or not writable.
    """
    desk.must_write()
    office = _receiver(desk, to)
    identity = office_keys.own(desk)
    with _withdrawn_unless_noted() as lying, desk.store.operation("写包", "", desk.user) as write:
        theirs = office_keys.of_office(write.connection, office.code)
        if not theirs and office.code in office_keys.revoked(write.connection):
            raise Refused(f"{office.full}的密钥已经停用", todo="请让对方重新办理密钥登记，再导出数据包")
        if not theirs:
            raise Refused(f"还没有与{office.full}办理密钥登记", todo="请先办理密钥登记，再导出数据包")
        parcel = _Parcel(desk, write, office, books.load(desk, write.connection), identity, theirs)
        number = _number(write.connection, office)
        place = _placed(target, suggested_name(desk, office.code, number))
        made = _write(parcel, number, place, progress)
        lying.append(place)
        return made


@contextmanager
def _withdrawn_unless_noted() -> Iterator[list[Path]]:
    """A file whose note finds no room in the store must not be handed on: the next one would bear its number."""
    lying: list[Path] = []
    try:
        yield lying
    except BaseException:
        for path in lying:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def _placed(target: Path, name: str) -> Path:
    """The file to write: in a folder never one that lies there. A name without an ending is a folder: on a stick that
    was pulled out it is not there."""
    if is_folder(target):
        return files.free(target / name)
    if not target.suffix or not is_folder(target.parent):
        raise Refused("没有这个文件夹，U盘可能已经拔出", where=str(target), todo="请插好U盘，或换一个位置")
    return target


def _receiver(desk: Desk, to: str | None) -> Office:
    if not desk.is_city:
        if to not in (None, offices.CITY.code):
            raise Refused("区市的数据包只能交给市总工会")
        return offices.CITY
    if not to:
        raise Refused("没有写明回执包给哪个单位", todo="请选择单位")
    office = offices.find(to)
    if office.is_city:
        raise Refused("不能给本单位写包", todo="请选择区市")
    return office


def _number(connection: Connection, office: Office) -> int:
    return max((row["number"] for row in packages.sent(connection, office.code)), default=0) + 1


def _write(parcel: _Parcel, number: int, target: Path, progress: Progress) -> Exported:
    since = _since(parcel)
    book = WriterBook()
    header = _header(parcel, number)
    tables = _tables(parcel, since, book)
    pictures = _images(parcel, since)
    draft = _draft(parcel, since, READS_SCANS if pictures.scans else LOWEST_READER)
    written = write_package(
        target,
        header,
        draft,
        tables,
        sender=parcel.identity,
        recipients=parcel.cards,
        blobs=pictures.contents(parcel.connection),
        book=book,
        progress=progress,
        expect=pictures.size,
    )
    return _kept(parcel, written, target, pictures)


def _since(parcel: _Parcel) -> int:
    if not parcel.desk.is_city:
        return parcel.books.own.since
    return receipts.seen_by_office(parcel.connection, parcel.books, parcel.cards)


def _header(parcel: _Parcel, number: int) -> Header:
    me = parcel.desk.office
    kind = Kind.RETURN if parcel.desk.is_city else Kind.REPORT
    return Header(kind, me.code, me.full, parcel.to.code, parcel.to.full, number, parcel.books.writer)


def _draft(parcel: _Parcel, since: int, lowest_reader: int) -> Draft:
    mine = parcel.books.writer
    sent = packages.sent(parcel.connection, parcel.to.code)
    ancestors = tuple(row["hash"] for row in sent if (row["store"], row["epoch"]) == (mine.store, mine.epoch))
    number = parcel.write.number
    lacking = images.wants(parcel.connection)
    common = Draft(
        schema=SCHEMA,
        lowest_reader=lowest_reader,
        program=__version__,
        seq_from=max(since, 0),
        seq_to=number,
        ancestors=ancestors,
        totals=totals.figures(parcel.connection, parcel.desk.office.code),
        extra={images.WANTS: lacking} if lacking else {},
    )
    if parcel.desk.is_city:
        due = receipts.due(parcel.connection, parcel.to.code, since)
        state = agreeing.state(parcel.connection, parcel.to.code) if receipts.any_taken(due) else agreeing.State({}, "")
        waits = given_way.told(parcel.connection, [card.store for card in parcel.cards], since)
        return replace(
            common,
            city=CityMark(mine, number),
            seen=parcel.books.taken(number),
            heads={book.writer: book.head for book in parcel.books.by_writer.values() if book.head},
            receipts=receipts.with_state(due, state.hex),
            extra={
                **common.extra,
                cards.CARDS: cards.of_others(parcel.connection, parcel.to.code),
                **({agreeing.STATE: state.plain} if state.hex else {}),
                **({given_way.WAITING: waits} if waits else {}),
            },
        )
    city = parcel.books.city({card.store for card in parcel.cards})
    mark = CityMark(city.writer, city.taken, city.head) if city else None
    return replace(common, city=mark, seen={**parcel.books.earlier(), mine: number})


def _tables(parcel: _Parcel, since: int, book: WriterBook) -> Iterator[Table]:
    writers = Writers(parcel.connection)
    own = parcel.books.own
    open_rows = waiting.open_conflicts(parcel.connection)
    elsewhere = scope.elsewhere(parcel.connection, parcel.desk.office.code)
    bases = Bases(parcel.desk.is_city, own.steps, open_rows, elsewhere)

    def number(local: int) -> int:
        return book.number(writers.by_number[local])

    for register in exchanged():
        count = parcel.counts[register.name] = Count()
        rows = blocks(_changed(parcel, register, since, writers), number, bases, count, since)
        yield register.name, columns_for(f.name for f in travelling(register)), rows


def _changed(parcel: _Parcel, register: Register, since: int, writers: Writers) -> Iterator[Bundle]:
    """A register's rows that changed and are news to the receiver."""
    shared = register.name == "terms"
    if not parcel.desk.is_city:
        where = withheld.touched(terms.seeding(parcel.connection)) if shared else "1"
        return scope.written_here(parcel.connection, register, since, where)
    only = _only_timeline(parcel)
    where = "1" if only is None else withheld.news_to(only, writers)
    if shared:
        stores = {parcel.books.writer.store, *(card.store for card in parcel.cards)}
        where = f"{where} AND {withheld.settled(stores, writers)}"
    return scope.for_office(parcel.connection, register, parcel.concern, since, where)


def _only_timeline(parcel: _Parcel) -> Writer | None:
    """The receiver's timeline, if it has one store that never left one: it then has all it ever wrote."""
    timelines = [book for card in parcel.cards for book in parcel.books.of_store(card.store)]
    return timelines[0].writer if len(parcel.cards) == len(timelines) == 1 else None


def _images(parcel: _Parcel, since: int) -> images.Load:
    """What the rows on their way show, as far as the receiver cannot have it, and what it asked for."""
    connection, code = parcel.connection, parcel.to.code
    mine, only = parcel.books.writer.store, _only_timeline(parcel)

    def rows(register: Register, name: str) -> Iterator[Any]:
        if parcel.desk.is_city:
            return scope.images_for_office(connection, register, name, parcel.concern, since)
        return scope.images_written_here(connection, register, name, since)

    def news(dot: Dot) -> bool:
        if dot.writer.store == mine:
            return dot.seq > since
        if not parcel.desk.is_city:
            return since < 0
        revision = parcel.books.revision_of(dot)
        return dot.writer != only and (revision is None or revision > since)

    return images.load(connection, rows, news, images.asked_by(connection, code))


def _kept(parcel: _Parcel, written: Written, target: Path, pictures: images.Load) -> Exported:
    header, draft = written.header, written.manifest.draft
    counts = {name: count for name, count in parcel.counts.items() if count.total}
    told = {
        "op": parcel.write.number,
        "registers": {name: [c.new, c.changed, c.deleted, c.total] for name, c in counts.items()},
        "totals": dict(draft.totals),
        "receipts": len(draft.receipts),
        "size": written.size,
        "images": len(pictures.hashes),
    }
    noted = packages.Noted(
        written.hash, packages.WRITTEN, target.name, draft.seq_from, draft.seq_to, details=told
    )
    key: RowId = packages.note(parcel.write, packages.SENT, header, noted)
    parcel.write.sentence = f"写出给{parcel.to.full}的第{header.number}包（{written.code}）{pictures.sentence}"
    done = Done(parcel.write.number, parcel.write.sentence, (key,), final=True)
    return Exported(
        done,
        target,
        header.number,
        written.code,
        written.hash,
        parcel.to,
        counts,
        dict(draft.totals),
        len(draft.receipts),
        len(pictures.hashes),
    )
