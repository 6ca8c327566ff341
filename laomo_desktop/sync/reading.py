"""Opening a package. In this order, each step refusing before the next is tried:

is it a package, of a known format, whole; does the signature fit the bytes; is it for this office; is the
sender known; does the manifest open and name that sender and this header. Only then rows are given out,
and each table's count and hash are compared at its end: who takes rows in does so in one transaction.
"""

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pyrage import x25519

from laomo_desktop.domain.errors import Refused, about
from laomo_desktop.domain.os_words import is_held
from laomo_desktop.domain.paths import is_odd
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.sync import jsonable, layout, seal
from laomo_desktop.sync.codes import short_code
from laomo_desktop.sync.keys import Identity, PublicCard, signed_by
from laomo_desktop.sync.layout import NeedsUpgrade, Trailer
from laomo_desktop.sync.lines import rows_of
from laomo_desktop.sync.model import Extent, Header, Manifest, TableInfo
from laomo_desktop.sync.source import CheckedFile

_WAITS = (0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries to open a file that another program holds."""


class Stranger(Refused):
    """The package is of an office none of whose keys is known; ``header`` says which it calls itself."""

    def __init__(self, header: Header) -> None:
        super().__init__(f"数据包来自未登记的单位（{header.from_name}）", todo="请先与该单位办理密钥登记")
        self.header = header


@dataclass(frozen=True, slots=True)
class Verified:
    """A package whose bytes fit its signature. Whether ``sender`` (Ed25519 key) is known is another
    question."""

    header: Header
    hash: str
    size: int
    sender: str

    @property
    def code(self) -> str:
        """The short code that must stand on the cover."""
        return short_code(self.hash)


@dataclass(frozen=True, slots=True)
class Package:
    """An open package from a known sender, meant for this store."""

    verified: Verified
    manifest: Manifest
    sender: PublicCard
    _source: CheckedFile
    _key: x25519.Identity

    @property
    def header(self) -> Header:
        return self.verified.header

    @property
    def hash(self) -> str:
        return self.verified.hash

    @property
    def code(self) -> str:
        return self.verified.code

    def rows(self, table: str | TableInfo) -> Iterator[list[Any]]:
        """The table's rows, each in the order of its columns; none if the package has no such table.

        Refused, at the latest after the last row, if they are not what was sent.
        """
        info = self.manifest.table(table) if isinstance(table, str) else table
        if info is None:
            return iter(())
        chunks = seal.unseal(self._source, info.extent, self._key)
        return rows_of(chunks, len(info.columns), info.rows)

    def blob(self, which: str | Extent) -> Iterator[bytes]:
        """An attachment (one of the manifest's ``blobs``, or its SHA-256) in chunks.

        KeyError if the package does not carry it. Refused, at the latest after the last chunk, if it is not what
        was sent.
        """
        if isinstance(which, str):
            which = {extent.sha256: extent for extent in self.manifest.blobs}[which]
        return seal.unseal(self._source, which, self._key)


def inspect(path: Path) -> Header:
    """The clear header alone, without keys and without proof: for lists and for finding the newest."""
    with _opened(path) as file:
        return _header(_head(file))


def verify(path: Path, progress: Progress = silent) -> Verified:
    """The header, hash and short code, once the signature fits the bytes."""
    with _opened(path) as file:
        return _verified(file, progress)[0]


@contextmanager
def open_package(
    path: Path | BinaryIO, identity: Identity, known_senders: Collection[PublicCard], progress: Progress = silent
) -> Iterator[Package]:
    """The package, checked up to its manifest.

    Refused with the reason; NeedsUpgrade if it is of a newer program.
    """
    with _opened(path) as file:
        verified, source, trailer = _verified(file, progress)
        _addressed(verified.header, identity.card)
        sender = _known(verified, known_senders)
        key = x25519.Identity.from_str(identity.age_secret)
        manifest = _manifest(verified, source, trailer, key)
        yield Package(verified, manifest, sender, source, key)


@contextmanager
def _opened(path: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(path, Path):
        yield path
        return
    if is_odd(path):
        raise Refused("这不是数据包文件", where=path.name, todo="请选择以 .lmpkg 结尾的文件")
    with about(str(path)):
        file = _patiently(path)
    if not os.fstat(file.fileno()).st_size:  # some of the system's own say so, and are waited on for ever
        file.close()
        with about(path.name):
            raise layout.empty()
    with file, about(path.name):
        yield file


def _patiently(path: Path) -> BinaryIO:
    """The open file; where another program has it, after a while: virus scanners look at what is fresh."""
    for wait in _WAITS:
        try:
            return path.open("rb")
        except OSError as error:
            if not is_held(error):
                raise layout.unreadable(error) from error
        time.sleep(wait)
    try:
        return path.open("rb")
    except OSError as error:
        raise layout.unreadable(error) from error


def _head(file: BinaryIO) -> bytes:
    try:
        file.seek(0)
        return layout.unpack_head(file.read(layout.HEAD.size + layout.HEADER_LIMIT))
    except (OSError, ValueError) as error:
        raise layout.unreadable(error) from error


def _header(head: bytes) -> Header:
    try:
        return jsonable.header_from(jsonable.parsed(head))
    except (ValueError, KeyError, TypeError) as error:
        raise layout.altered() from error


def _trailer(file: BinaryIO) -> Trailer:
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - layout.TRAILER.size))
        return layout.unpack_trailer(file.read(layout.TRAILER.size), size)
    except (OSError, ValueError) as error:
        raise layout.unreadable(error) from error


def _verified(file: BinaryIO, progress: Progress) -> tuple[Verified, CheckedFile, Trailer]:
    """The signature is checked over the bytes before the header is parsed."""
    head = _head(file)
    trailer = _trailer(file)
    source = CheckedFile(file, progress)
    message = layout.CONTEXT + bytes.fromhex(source.hash)
    if source.size != trailer.size or not signed_by(trailer.sender, message, trailer.signature):
        raise layout.altered()
    return Verified(_header(head), source.hash, source.size, trailer.sender), source, trailer


def _addressed(header: Header, card: PublicCard) -> None:
    if header.to_office != card.office:
        raise Refused(f"这个数据包是给{header.to_name}的，不是给{card.name}的", todo="请交给对应单位")
    if card.mark not in header.recipients:
        raise Refused(
            f"这个数据包不是用{card.name}现在的密钥加密的",
            todo=f"请与{header.from_name}重新办理密钥登记后让对方重新导出",
        )


def _known(verified: Verified, known_senders: Collection[PublicCard]) -> PublicCard:
    header = verified.header
    of_office = [card for card in known_senders if card.office == header.from_office]
    for card in of_office:
        if card.sign == verified.sender and card.store == header.writer.store:
            return card
    if of_office:
        raise Refused(
            f"数据包自称来自{header.from_name}，但签名的密钥没有登记",
            todo="请与该单位电话核实并重新办理密钥登记",
        )
    raise Stranger(header)


def _manifest(verified: Verified, source: CheckedFile, trailer: Trailer, key: x25519.Identity) -> Manifest:
    text, limit = bytearray(), layout.manifest_limit(trailer.manifest_length)
    for chunk in seal.inflate(source, trailer.manifest_offset, trailer.manifest_length, key):
        text += chunk
        if len(text) > limit:
            raise layout.bomb()
    try:
        data = jsonable.parsed(text)
        if jsonable.want(int, data["lowest_reader"]) > layout.READER:
            raise NeedsUpgrade(verified.header, verified.hash)
        manifest = jsonable.manifest_from(data)
    except (ValueError, KeyError, TypeError) as error:
        raise layout.altered() from error
    return _bound(manifest, verified.sender, source)


def _bound(manifest: Manifest, sender: str, source: CheckedFile) -> Manifest:
    """The manifest, if it was sealed by the one who signed, together with this very header."""
    head = layout.unpack_head(source.read_at(0, min(source.size, layout.HEAD.size + layout.HEADER_LIMIT)))
    if manifest.sender != sender or manifest.header_sha256 != hashlib.sha256(head).hexdigest():
        raise layout.altered()
    return manifest
