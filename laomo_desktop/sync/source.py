"""A package's file read twice, and sure to be the same both times.

The first reading hashes the whole file, and notes a hash for each megabyte; every later reading is
compared with these. So what is decrypted is what the signature was checked over, even if the stick's file
changes meanwhile.
"""

import hashlib
from typing import BinaryIO

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.sync import layout

_CHUNK = 1024 * 1024


class CheckedFile:
    """An open, seekable file of ``size`` bytes; ``hash`` covers all but the last `layout.SIGNED_TAIL`
    bytes."""

    def __init__(self, file: BinaryIO, progress: Progress = silent) -> None:
        self._file = file
        self._notes: list[bytes] = []
        self._kept = (-1, b"")
        try:
            self.size = file.seek(0, 2)
            self.hash = self._hash_all(progress)
        except (OSError, ValueError) as error:
            raise layout.unreadable(error) from error

    def _hash_all(self, progress: Progress) -> str:
        whole, left = hashlib.sha256(), max(0, self.size - layout.SIGNED_TAIL)
        self._file.seek(0)
        megabytes = -(-self.size // _CHUNK)
        while chunk := self._file.read(_CHUNK):
            self._notes.append(hashlib.sha256(chunk).digest())
            whole.update(memoryview(chunk)[:left])
            left = max(0, left - len(chunk))
            progress(len(self._notes), megabytes, "核对数据包（MB）")
        return whole.hexdigest()

    def read_at(self, offset: int, length: int) -> bytes:
        """Those bytes, as they were at the first reading; Refused if the file has changed or gone."""
        if length < 0 or offset < 0 or offset + length > self.size:
            raise layout.altered()
        if not length:
            return b""
        first, last = offset // _CHUNK, (offset + length - 1) // _CHUNK
        data = b"".join(self._chunk(number) for number in range(first, last + 1))
        start = offset - first * _CHUNK
        return data[start : start + length]

    def _chunk(self, number: int) -> bytes:
        if self._kept[0] != number:
            self._kept = (number, self._read_chunk(number))
        return self._kept[1]

    def _read_chunk(self, number: int) -> bytes:
        try:
            self._file.seek(number * _CHUNK)
            chunk = self._file.read(_CHUNK)
        except (OSError, ValueError) as error:
            raise layout.unreadable(error) from error
        if number >= len(self._notes) or hashlib.sha256(chunk).digest() != self._notes[number]:
            raise layout.unreadable()
        return chunk
