"""What travels between offices: rows with their dots, and what a package says about itself.

Everything here is plain, frozen data. Ids, hashes and keys are lower-case hex text, dates ISO text; values
are whatever JSON can say. Nothing here knows a file, a key or a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

DELETED = "deleted"
"""The name under which a row's tombstone keeps its dot; no field may be called so."""

@dataclass(frozen=True, order=True, slots=True)
class Writer:
    """One timeline of writes: a store (32 hex digits) in one of its epochs (32 hex digits)."""

    store: str
    epoch: str


@dataclass(frozen=True, order=True, slots=True)
class Dot:
    """One write: who, and the number of the operation in that writer's timeline (from 1)."""

    writer: Writer
    seq: int


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of a row's fields, compact: one for most of them and those that differ."""

    default: Dot
    overrides: Mapping[str, Dot] = field(default_factory=dict)

    def of(self, name: str) -> Dot:
        """The write that gave the field its present value."""
        return self.overrides.get(name, self.default)

    def having(self, changed: Mapping[str, Dot]) -> "Dots":
        """The same dots but for ``changed``; still compact."""
        merged = {**self.overrides, **changed}
        return Dots(self.default, {name: dot for name, dot in merged.items() if dot != self.default})


@dataclass(frozen=True, slots=True)
class RowState:
    """A row as one store has it.

    ``base`` is the city revision the row is based on; in the city's own store, the revision of its last
    change. ``deleted`` is the reason of a tombstone. ``extra`` are fields this program does not know; they
    are kept.
    """

    id: str
    values: Mapping[str, Any]
    dots: Dots
    base: int = 0
    deleted: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def everything(self) -> dict[str, Any]:
        """Known and unknown fields together."""
        return {**self.values, **self.extra}


class Kind(StrEnum):
    """Which way a package goes: a district's 数据包, the city's 回执包, a 换机包 to the new PC."""

    REPORT = "report"
    RETURN = "return"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Header:
    """The clear part of a package; signed, but readable by anybody: no personal data may stand here.

    ``recipients`` are the marks (`keys.mark`) of the age keys that can open it.
    """

    kind: Kind
    from_office: str
    from_name: str
    to_office: str
    to_name: str
    number: int
    writer: Writer
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an encrypted section lies in the file, and what comes out of it (sizes in bytes)."""

    offset: int
    length: int
    plain: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table in a package: its columns in order, the number of rows, and where its stream lies."""

    name: str
    columns: tuple[str, ...]
    rows: int
    extent: Extent


class Status(StrEnum):
    """What became of a package."""

    DELIVERED = "已送达"
    TAKEN = "已入库"
    REJECTED = "退回"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows came to what end."""

    new: int = 0
    changed: int = 0
    same: int = 0
    doubtful: int = 0
    conflict: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one record: its table and id, a verdict word, and a sentence for the clerk."""

    table: str
    id: str
    verdict: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """回执 of one package. ``state_hash``: that store's rows as the city has them (`fingerprint`).

    ``acknowledged`` is the seq up to which the sender need not send again; 0 acknowledges nothing.
    """

    package: str
    number: int
    status: Status
    reason: str = ""
    counts: Counts = Counts()
    answers: tuple[Answer, ...] = ()
    state_hash: str = ""
    acknowledged: int = 0
    writer: Writer | None = None
    new_epoch: bool = False


@dataclass(frozen=True, slots=True)
class CityMark:
    """A point on the city's timeline: its writer, its revision, and the hash of its last package there."""

    writer: Writer
    revision: int
    head: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the sender says of a package before it is written.

    ``seq_from`` is exclusive, ``seq_to`` inclusive. ``ancestors`` are the hashes of ALL earlier packages
    of this epoch, oldest first. ``seen`` tells, per writer, the highest seq contained in the sender's
    store: its own, its earlier epochs up to where they were left, and in the city's packages every office's.
    ``heads`` tells, per writer, the hash of its last package taken in: a store that does not know its own
    head has gone back in time (`ledger.gone_back`).
    ``totals`` are the frozen figures for the cover (label: number); ``extra`` what this program does not
    know.
    """

    schema: int
    lowest_reader: int
    program: str
    seq_from: int
    seq_to: int
    ancestors: tuple[str, ...] = ()
    city: CityMark | None = None
    seen: Mapping[Writer, int] = field(default_factory=dict)
    heads: Mapping[Writer, str] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    totals: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says inside its sealed part: the draft, and what was written."""

    draft: Draft
    writers: tuple[Writer, ...] = ()
    tables: tuple[TableInfo, ...] = ()
    blobs: tuple[Extent, ...] = ()
    sender: str = ""
    header_sha256: str = ""

    def table(self, name: str) -> TableInfo | None:
        """The table of that name, if the package has it."""
        return next((table for table in self.tables if table.name == name), None)
