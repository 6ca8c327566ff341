"""Sections: a stream of bytes compressed (zstandard), cut into pieces, each piece sealed (age); and back.

A piece is about one megabyte, so neither side ever holds more, however long the stream is.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Protocol, cast

import pyrage
import zstandard
from pyrage import x25519

from laomo_desktop.domain.errors import Refused
from laomo_desktop.sync import layout
from laomo_desktop.sync.model import Extent

_LEVEL = 3
_WINDOW = 8 * 1024 * 1024
_READ = 256 * 1024


class Sink(Protocol):
    """Where sealed bytes go; knows how many it has had."""

    position: int

    def write(self, data: bytes) -> None: ...


class Source(Protocol):
    """Verified bytes of a file."""

    def read_at(self, offset: int, length: int) -> bytes: ...


def seal(sink: Sink, chunks: Iterable[bytes], recipients: list[x25519.Recipient]) -> Extent:
    """Write one section; answers where it lies and the size and hash of what went in."""
    start, digest, plain = sink.position, hashlib.sha256(), 0
    # One worker beside this thread: a sixth of a package's time is compressing. The frame is like any other.
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=False, threads=1).compressobj()
    waiting = bytearray()
    for chunk in chunks:
        digest.update(chunk)
        plain += len(chunk)
        waiting += packer.compress(chunk)
        while len(waiting) >= layout.PIECE:
            _piece(sink, bytes(waiting[: layout.PIECE]), recipients)
            del waiting[: layout.PIECE]
    _piece(sink, bytes(waiting) + packer.flush(), recipients)
    return Extent(start, sink.position - start, plain, digest.hexdigest())


def _piece(sink: Sink, data: bytes, recipients: list[x25519.Recipient]) -> None:
    for start in range(0, len(data), layout.PIECE):
        sealed = pyrage.encrypt(data[start : start + layout.PIECE], recipients)
        sink.write(layout.LENGTH.pack(len(sealed)) + sealed)


def unseal(source: Source, extent: Extent, identity: x25519.Identity) -> Iterator[bytes]:
    """The section's bytes in chunks. Refused when it holds more or other than ``extent`` says.

    The hash is compared after the last chunk: who uses the chunks before must be able to take it back.
    """
    if extent.plain > max(layout.PLAIN_FLOOR, layout.RATIO * extent.length):
        raise layout.bomb()
    digest, plain = hashlib.sha256(), 0
    for chunk in inflate(source, extent.offset, extent.length, identity):
        plain += len(chunk)
        if plain > extent.plain:
            raise layout.bomb()
        digest.update(chunk)
        yield chunk
    if plain != extent.plain or digest.hexdigest() != extent.sha256:
        raise layout.altered()


def inflate(source: Source, offset: int, length: int, identity: x25519.Identity) -> Iterator[bytes]:
    """The section's bytes in chunks of at most 256 KiB, unchecked."""
    pieces = _Pieces(source, offset, length, identity)
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    reader = unpacker.stream_reader(cast(IO[bytes], pieces), read_size=_READ)
    try:
        while chunk := reader.read(_READ):
            yield chunk
    except zstandard.ZstdError as error:
        raise layout.altered() from error


class _Pieces:
    """A readable stream over a section's opened pieces, for the decompressor."""

    def __init__(self, source: Source, offset: int, length: int, identity: x25519.Identity) -> None:
        self._source, self._identity = source, identity
        self._next, self._end = offset, offset + length
        self._open: memoryview = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        while not self._open and self._next < self._end:
            self._open = memoryview(self._open_piece())
        size = len(self._open) if size < 0 else size
        head, self._open = self._open[:size], self._open[size:]
        return bytes(head)

    def _open_piece(self) -> bytes:
        (length,) = layout.LENGTH.unpack(self._source.read_at(self._next, layout.LENGTH.size))
        start = self._next + layout.LENGTH.size
        if length > layout.PIECE_LIMIT or start + length > self._end:
            raise layout.altered()
        self._next = start + length
        return opened(self._source.read_at(start, length), self._identity)


def opened(sealed: bytes, identity: x25519.Identity) -> bytes:
    """One age file opened."""
    try:
        data: bytes = pyrage.decrypt(sealed, [identity])
    except pyrage.DecryptError as error:
        raise Refused(
            "数据包不能用本机现在的密钥打开",
            todo="密钥可能已更换，请与对方重新办理密钥登记后让对方重新导出",
        ) from error
    return data
