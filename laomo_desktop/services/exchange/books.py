"""What this store knows of the others: how far it took in each writer's timeline, and how far its own went.

A `Book` a writer (a store in one epoch), kept as a setting; `Own` is our side of the talk with the city.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field

import orjson
from sqlalchemy import Connection, select

from laomo_desktop.db import epochs, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.schema import TABLES
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.sync.model import Dot, Writer

PREFIX = "exchange:"
OWN = "exchange"


@dataclass
class Book:
    """One writer as we know it.

    ``heard`` our operation at which it last came; ``taken`` all its operations up to here are contained here;
    ``head`` the hash of its last package; ``missing`` hashes of earlier ones that never came; ``history`` pairs
    (its operation, our operation that took it in); ``seen`` our revision its store told to have, in our ``epoch``;
    ``left`` where the city told to have left this timeline of its own (-1: it goes on).
    """

    store: str
    epoch: str
    office: str
    heard: int = 0
    taken: int = 0
    head: str = ""
    missing: list[str] = field(default_factory=list)
    history: list[list[int]] = field(default_factory=list)
    seen: int = 0
    seen_epoch: str = ""
    left: int = -1

    @property
    def writer(self) -> Writer:
        return Writer(self.store, self.epoch)

    def revision(self, seq: int) -> int | None:
        """Our operation that first contained its operation ``seq``."""
        at = bisect_left(self.history, [seq, 0])
        return self.history[at][1] if at < len(self.history) else None

    def took(self, seq: int, at: int) -> None:
        """Its operations up to ``seq`` are here since our operation ``at``."""
        if seq > self.taken or not self.history:
            self.history.append([seq, at])
            self.taken = max(self.taken, seq)


@dataclass
class Own:
    """Our own side: what the city has of us (``acknowledged``), since which of our operations it has to get all again
    (``everything``, 0: it has not), and which of its revisions we had at which of our operations (``steps``: pairs,
    operation and revision)."""

    acknowledged: int = 0
    everything: int = 0
    steps: list[list[int]] = field(default_factory=list)

    @property
    def since(self) -> int:
        """Rows written by us after this operation have to travel; -1 for all there are."""
        return -1 if self.everything else self.acknowledged

    def city_went_back(self, at: int, limit: int) -> None:
        """The city was restored to its revision ``limit``: all has to be sent again."""
        self.acknowledged, self.everything = 0, at
        self.steps = [[number, min(revision, limit)] for number, revision in self.steps]


@dataclass
class Books:
    """All of it at one moment."""

    desk: Desk
    own: Own
    by_writer: dict[Writer, Book]
    left: list[tuple[str, int]]

    @property
    def writer(self) -> Writer:
        """Who we are now."""
        return Writer(self.desk.store.store_id.hex(), self.desk.store.epoch.hex())

    def earlier(self) -> dict[Writer, int]:
        """Our own earlier epochs and where they were left."""
        return {Writer(self.writer.store, epoch): last for epoch, last in self.left}

    def taken(self, number: int) -> dict[Writer, int]:
        """Per writer, up to where everything is contained here; ``number`` is our last operation."""
        others = {writer: book.taken for writer, book in self.by_writer.items()}
        return {**others, **self.earlier(), self.writer: number}

    def book(self, writer: Writer, office: str) -> Book:
        """The book of a writer; made at first sight."""
        if writer not in self.by_writer:
            self.by_writer[writer] = Book(writer.store, writer.epoch, office)
        return self.by_writer[writer]

    def of_store(self, store: str) -> list[Book]:
        """All timelines of a store: more than one after a restore, a move, a clone."""
        return [book for book in self.by_writer.values() if book.store == store]

    def taken_of_store(self, store: str) -> int:
        """How far any timeline of a store is contained here: an epoch goes on where the one before it was left."""
        return max((book.taken for book in self.of_store(store)), default=0)

    def city(self, stores: Collection[str]) -> Book | None:
        """A district's book of the city as it is now."""
        found = [book for book in self.by_writer.values() if book.store in stores and book.left < 0]
        return max(found, key=lambda book: book.heard, default=None)

    def revision_of(self, dot: Dot) -> int | None:
        """City only: our revision at which a write was taken in."""
        book = self.by_writer.get(dot.writer)
        return None if book is None else book.revision(dot.seq)

    def seen_by(self, book: Book) -> int:
        """Up to which of our revisions that store has everything, in our present epoch."""
        if book.seen_epoch in ("", self.writer.epoch):
            return book.seen
        return min(book.seen, self.earlier().get(Writer(self.writer.store, book.seen_epoch), 0))


def load(desk: Desk, connection: Connection) -> Books:
    """All books of this store."""
    table = TABLES["settings"]
    found = connection.execute(
        select(table.c.value).where(
            table.c.key.startswith(PREFIX, autoescape=True), table.c.deleted.is_(None)
        )
    )
    books = [Book(**orjson.loads(text)) for (text,) in found]
    left = [
        (epoch, last) for epoch, last in orjson.loads(records.setting(connection, epochs.SETTING) or "[]")
    ]
    own = Own(**settings.read(connection, OWN, {}))
    return Books(desk, own, {book.writer: book for book in books}, left)


def save(write: Write, book: Book) -> None:
    """Keep a writer's book."""
    settings.write_within(write, f"{PREFIX}{book.store}:{book.epoch}", asdict(book))


def save_own(write: Write, own: Own) -> None:
    """Keep our own side."""
    settings.write_within(write, OWN, asdict(own))


@dataclass(frozen=True)
class Bases:
    """On which city revision a row rests by now.

    In the city: the revision of its last change. In a district: what it was brought level with, or what the district
    had seen of the city when it last edited the row, unless a conflict on that row waits (``open``, keys in hex), or
    the city does not tell this district of that row's changes (``elsewhere``, see `scope.elsewhere`).
    """

    is_city: bool
    steps: list[list[int]]
    open: Mapping[str, object]
    elsewhere: frozenset[str] = frozenset()

    @property
    def may_be_unsure(self) -> bool:
        """Whether there is any row to ask `unsure` of; the city is sure of all."""
        return not self.is_city and bool(self.open or self.elsewhere)

    def unsure(self, key: str) -> bool:
        """Whether a row rests on nothing but what it was brought level with."""
        return key in self.open or key in self.elsewhere

    def of(self, key: str, base: int, own: int) -> int:
        if self.is_city:
            return max(base, own)
        if not own or not self.steps or self.unsure(key):
            return base
        at = bisect_left(self.steps, [own, 0])
        return max(base, self.steps[at - 1][1]) if at else base
