"""Where a package stands to what is here, and with which eyes its rows are therefore read."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from laomo_desktop.db import epochs
from laomo_desktop.db.door import Write
from laomo_desktop.domain import offices
from laomo_desktop.services.exchange import books as books_of
from laomo_desktop.services.exchange import given_way, packages
from laomo_desktop.services.exchange.books import Book, Books
from laomo_desktop.sync import branches, ledger
from laomo_desktop.sync.container import Package
from laomo_desktop.sync.ledger import Entry, Fork, Judgement, Known, Place
from laomo_desktop.sync.model import Dot, Kind, RowState, Writer


@dataclass
class Placed:
    """A package's place. ``book`` is that of its timeline (of the branch, if it forked); ``common`` the last operation
    a fork shares with what is here; ``gap``: something between is contained in neither, so nothing is acknowledged;
    ``limit``: no row may rest on a later revision of the city; ``strange``: writes the sender cannot know of;
    ``forks``: by which names its writes go here, one after the other."""

    package: Package
    book: Book
    judged: Judgement
    gap: bool = False
    common: int = 0
    limit: int | None = None
    strange: Callable[[Dot], bool] | None = None
    forks: tuple[Fork, ...] = ()

    @property
    def stamp(self) -> Dot:
        """The dot of a write that the sender cannot have got from us: its own, of this package."""
        return Dot(self.book.writer, self.package.manifest.draft.seq_to)

    @property
    def writer(self) -> Writer:
        return self.package.header.writer

    @property
    def forked(self) -> bool:
        return self.judged.place is Place.FORK

    @property
    def late(self) -> bool:
        return self.judged.place is Place.LATE

    @property
    def contiguous(self) -> bool:
        """Whether everything up to the package's end is here once it is taken in."""
        return not self.gap and not self.forked and self.book.left < 0

    def seen(self) -> dict[Writer, int]:
        """What the sender had seen; a clone has not seen what the other clone wrote under the same name."""
        told = dict(self.package.manifest.draft.seen)
        if self.reports:  # of others it knows what we told it, and each row tells which that was
            told = {writer: seq for writer, seq in told.items() if writer.store == self.writer.store}
        if not self.forked:
            return told
        told = branches.lowered(told, self.writer, self.common)
        for fork in self.forks[1:]:
            told[fork.writer] = fork.above
        return {**told, self.book.writer: self.package.manifest.draft.seq_to}

    @property
    def as_it_is(self) -> bool:
        """Whether its rows are compared just as they come; those that differ never are in the city."""
        return not self.forked and (self.limit is None or self.reports)

    @property
    def reports(self) -> bool:
        """Whether it goes from a district to the city."""
        return self.package.header.kind is Kind.REPORT

    def adjusted(self, row: RowState) -> RowState:
        """A row as it is to be compared here."""
        if self.strange is not None:
            row = branches.restamped(row, self.strange, self.stamp)
        for fork in self.forks:
            row = branches.renamed(row, fork.writer, fork.above, fork.branch)
        return row if self.limit is None else branches.rebased(row, self.limit)


def place(write: Write, books: Books, package: Package) -> Placed:
    """Judge a package; a district also notices here that the city's store was restored."""
    writer, office = package.header.writer, package.header.from_office
    limit = _of_report(write, books, package) if books.desk.is_city else _of_return(write, books, package)
    book = books.book(writer, office)
    coming = _entry(package)
    judged = ledger.judge(packages.entries(write.connection, writer, book.missing), coming)
    placed = Placed(package, book, judged, coming.seq_from > books.taken_of_store(writer.store), 0, limit)
    return _forked(write, placed, books) if placed.forked else placed


def _entry(package: Package) -> Entry:
    draft = package.manifest.draft
    return Entry(package.header.number, package.hash, draft.ancestors, draft.seq_from, draft.seq_to)


def _forked(write: Write, placed: Placed, books: Books) -> Placed:
    """Which branch of its timeline the package is of."""
    draft, office = placed.package.manifest.draft, placed.package.header.from_office

    def known(writer: Writer) -> Known:
        book = books.book(writer, office)
        return Known(packages.entries(write.connection, writer, book.missing), book.missing)

    forks = ledger.forks(placed.writer, _entry(placed.package), placed.judged.common, known)
    book, limit, common = books.book(forks[-1].branch, office), placed.limit, forks[0].above
    if not books.desk.is_city:
        limit = common if limit is None else min(limit, common)
    gap = draft.seq_from > max(forks[-1].above, book.taken)
    return replace(placed, book=book, common=common, gap=gap, limit=limit, forks=tuple(forks))


def _of_report(write: Write, books: Books, package: Package) -> int:
    """No district has seen more of us than was written for it; of a timeline we left, up to where both share it."""
    city, office = package.manifest.draft.city, package.header.from_office
    if city is None:
        return 0
    if city.writer != books.writer:
        return books.earlier().get(city.writer, 0)
    told = [row for row in packages.sent(write.connection, office) if row["epoch"] == books.writer.epoch]
    return max((row["until"] for row in told), default=0)


def _of_return(write: Write, books: Books, package: Package) -> int | None:
    """The city's timelines in order: each of its packages names the earlier ones and where they were left."""
    writer, seen = package.header.writer, package.manifest.draft.seen
    known = books.city({book.store for book in books.by_writer.values() if book.office == offices.CITY.code})
    here = books.by_writer.get(writer)
    if here is not None and here.left >= 0:
        return here.left  # a late package of a timeline the city has left
    for earlier, last in seen.items():
        if earlier.store == writer.store and earlier != writer:
            _left(write, books.book(earlier, offices.CITY.code), last)
    if known is None or known.writer == writer:
        return None
    limit = seen.get(known.writer, 0)
    _left(write, known, limit)
    epochs.rebase(write, limit)
    given_way.ask(write, limit)
    books.own.city_went_back(write.number, limit)
    return None


def _left(write: Write, book: Book, last: int) -> None:
    if book.left != last:
        book.left, book.taken = last, min(book.taken, last)
        books_of.save(write, book)
