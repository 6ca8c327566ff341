"""Writing a package (.lmpkg): clear signed header, sealed tables and attachments, sealed manifest, signature.

Sealed first, signed after: the signature covers header and sealed bytes, so that it is checked before
anything is opened or parsed. So that nobody can put his own signature under another's sealed bytes, the
sealed manifest names the sender's key and the header's hash, and with it the recipients.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import orjson
from pyrage import x25519

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.sync import jsonable, layout, seal, stick
from laomo_desktop.sync.codes import short_code
from laomo_desktop.sync.keys import Identity, PublicCard
from laomo_desktop.sync.lines import Lines, Row
from laomo_desktop.sync.model import Draft, Extent, Header, Manifest, TableInfo, Writer

Table = tuple[str, Sequence[str], Iterable[Row]]
"""A table to write: its name, its columns, its rows in the columns' order."""

Blob = Iterable[bytes]
"""An attachment to write, in chunks; it is known by the SHA-256 of its bytes."""


@dataclass(slots=True)
class WriterBook:
    """Numbers the writers that dots speak of; filled while the rows go by, written with the manifest."""

    numbers: dict[Writer, int] = field(default_factory=dict)

    def number(self, writer: Writer) -> int:
        return self.numbers.setdefault(writer, len(self.numbers))


@dataclass(frozen=True, slots=True)
class Written:
    """A package that was written: its hash (64 hex digits), the cover's short code, its size in bytes."""

    hash: str
    size: int
    header: Header
    manifest: Manifest

    @property
    def code(self) -> str:
        return short_code(self.hash)


def write_package(
    target: Path | BinaryIO,
    header: Header,
    draft: Draft,
    tables: Iterable[Table],
    *,
    sender: Identity,
    recipients: Collection[PublicCard],
    blobs: Iterable[Blob] = (),
    book: WriterBook | None = None,
    progress: Progress = silent,
    expect: int = 0,
) -> Written:
    """Write a package; to a path safely (`stick.write_safely`), to a file object forward only.

    ``expect`` is about how many bytes it will have, so that a full stick is noticed beforehand.
    ``header.recipients`` is filled in here. Tables and rows are taken one by one. Refused: disk full,
    stick pulled.
    """
    cards = list(recipients)
    full = replace(header, recipients=tuple(card.mark for card in cards))
    keys = [x25519.Recipient.from_str(card.age) for card in cards]

    used = WriterBook() if book is None else book

    def produce(file: BinaryIO) -> Written:
        scribe = _Scribe(file, full, sender, keys)
        return scribe.package(draft, tables, blobs=blobs, book=used, progress=progress)

    if isinstance(target, Path):
        return stick.write_safely(target, produce, expect=expect)
    return produce(target)


class _Scribe:
    """Writes one package, hashing as it goes; a `seal.Sink`."""

    def __init__(
        self, file: BinaryIO, header: Header, sender: Identity, keys: list[x25519.Recipient]
    ) -> None:
        self._file, self._header, self._sender, self._keys = file, header, sender, keys
        self._digest = hashlib.sha256()
        self.position = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.position += len(data)

    def package(
        self,
        draft: Draft,
        tables: Iterable[Table],
        *,
        blobs: Iterable[Blob],
        book: WriterBook,
        progress: Progress,
    ) -> Written:
        head = orjson.dumps(jsonable.header_to(self._header))
        self.write(layout.pack_head(head))
        infos = tuple(self._table(table, progress) for table in tables)
        extents = tuple(seal.seal(self, blob, self._keys) for blob in blobs)
        binding = (self._sender.card.sign, hashlib.sha256(head).hexdigest())
        manifest = Manifest(draft, tuple(book.numbers), infos, extents, *binding)
        text = orjson.dumps(jsonable.manifest_to(manifest))
        return self._sign(manifest, seal.seal(self, [text], self._keys))

    def _table(self, table: Table, progress: Progress) -> TableInfo:
        name, columns, rows = table
        lines = Lines(rows, len(columns), progress, f"写入{name}")
        extent = seal.seal(self, lines, self._keys)
        return TableInfo(name, tuple(columns), lines.rows, extent)

    def _sign(self, manifest: Manifest, extent: Extent) -> Written:
        size = self.position + layout.TRAILER.size
        numbers = (extent.offset, extent.length, size)
        unsigned = layout.Trailer(*numbers, self._sender.card.sign, bytes(64)).pack()
        self.write(unsigned[: -layout.SIGNED_TAIL])
        signature = self._sender.sign(layout.CONTEXT + self._digest.digest())
        self._file.write(signature + layout.END)
        return Written(self._digest.hexdigest(), size, self._header, manifest)
