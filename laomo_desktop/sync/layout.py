"""The bytes of a package around its sealed sections, and every sentence with which a file is refused.

    head     magic 8, format version u16, suite u16, length of the header u32, header (JSON, UTF-8)
    body     sections one after another; a section is a run of pieces, each u32 length + one age file
    trailer  offset u64 and length u64 of the manifest's section, length of the file u64,
             sender's Ed25519 key 32, signature 64, end mark 8        (always the last 128 bytes)

All numbers are big-endian. docs/package-format.md tells it in full.
"""

import errno
import struct
from dataclasses import dataclass

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import is_held
from laomo_desktop.sync.model import Header

MAGIC = b"\x89LMPKG\r\n"
END = b"LMPKGEND"
FORMAT = 1
SUITE = 1
READER = 2
"""What this program understands; a manifest's ``lowest_reader`` above it needs an upgrade."""
LARGEST = 2**53
"""No number in a package may be larger: databases would take 2**63, but JSON readers elsewhere would not."""
CONTEXT = b"laomo_desktop package 1\0"
"""What stands before the hash when it is signed, so that no other signature can pass for a package's."""

HEAD = struct.Struct(">8sHHI")
TRAILER = struct.Struct(">QQQ32s64s8s")
LENGTH = struct.Struct(">I")
SIGNED_TAIL = 64 + 8
"""The last bytes, signature and end mark, are not covered by the hash."""

HEADER_LIMIT = 64 * 1024
PIECE = 1024 * 1024
"""A writer closes a piece at about this many compressed bytes."""
PIECE_LIMIT = 4 * PIECE
LINE_LIMIT = 4 * 1024 * 1024
"""The longest line of a table's stream, and so what a reader must hold."""
MANIFEST_LIMIT = 64 * 1024 * 1024
MANIFEST_FLOOR = 1024 * 1024
MANIFEST_RATIO = 30
"""A manifest may unpack to so many times its sealed size, or to the floor if that is more, never above the limit."""
MOST_VALUES = 250_000
"""In one line, or in one manifest: "[],[],[]…" takes twenty times its bytes once it is parsed."""
RATIO = 1000
PLAIN_FLOOR = 16 * 1024 * 1024
"""A section may unpack to RATIO times its sealed size, or to PLAIN_FLOOR bytes if that is more."""


class NeedsUpgrade(Refused):
    """The package is of a newer program: keep the file, do not acknowledge it, ask for the upgrade.

    ``package`` is its hash and ``header`` its verified header, where this program could still read them.
    """

    def __init__(self, header: Header | None = None, package: str = "") -> None:
        super().__init__("数据包是用更新版本的程序写的，本机读不了", todo="请升级本机程序后再导入")
        self.header = header
        self.package = package


@dataclass(frozen=True, slots=True)
class Trailer:
    """The last 128 bytes of a package."""

    manifest_offset: int
    manifest_length: int
    size: int
    sender: str
    signature: bytes

    def pack(self) -> bytes:
        numbers = (self.manifest_offset, self.manifest_length, self.size)
        return TRAILER.pack(*numbers, bytes.fromhex(self.sender), self.signature, END)


def manifest_limit(sealed: int) -> int:
    """How long a manifest of so many sealed bytes may be."""
    return min(MANIFEST_LIMIT, max(MANIFEST_FLOOR, MANIFEST_RATIO * sealed))


def pack_head(header: bytes) -> bytes:
    """The head with its header."""
    return HEAD.pack(MAGIC, FORMAT, SUITE, len(header)) + header


def unpack_head(start: bytes) -> bytes:
    """The header's bytes, from the first bytes of a file (`HEAD.size` + `HEADER_LIMIT` suffice)."""
    if not start:
        raise empty()
    if start[: len(MAGIC)] != MAGIC[: len(start)]:
        raise Refused("这不是劳模工匠助企行的数据包，或开头已损坏", todo="请核对文件，或让对方重新导出")
    if len(start) < HEAD.size:
        raise cut_short()
    _, version, suite, length = HEAD.unpack_from(start)
    if version > FORMAT or suite > SUITE:
        raise NeedsUpgrade
    if not (version and suite) or length > HEADER_LIMIT:
        raise altered()
    if len(start) < HEAD.size + length:
        raise cut_short()
    return start[HEAD.size : HEAD.size + length]


def unpack_trailer(end: bytes, size: int) -> Trailer:
    """The trailer, from the last bytes of a file of ``size`` bytes."""
    if len(end) < TRAILER.size or end[-len(END) :] != END:
        raise cut_short()
    offset, length, told, sender, signature, _ = TRAILER.unpack(end[-TRAILER.size :])
    if told != size or offset + length != size - TRAILER.size:
        raise cut_short() if told > size else altered()
    return Trailer(offset, length, told, sender.hex(), signature)


def empty() -> Refused:
    return Refused("文件是空的，可能没有拷完就拔了U盘", todo="请让对方重新导出或重新拷贝")


def cut_short() -> Refused:
    return Refused("数据包不完整，可能没有拷完就拔了U盘", todo="请让对方重新导出或重新拷贝")


def altered() -> Refused:
    return Refused("数据包已损坏或被改动过，与签名不符", todo="请让对方重新导出")


def bomb() -> Refused:
    return Refused("数据包展开后的大小与所写不符", todo="请让对方重新导出，并检查对方的电脑")


_NOT_THERE = frozenset((errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL))


class Unreadable(Refused):
    """The file could not be read just now. Nothing is known against the package: trying again may help."""


def unreadable(error: Exception | None = None) -> Unreadable:
    """Reading broke off, or would not begin; ``error`` is what the system said."""
    if isinstance(error, OSError):
        if is_held(error):
            return Unreadable("数据包文件正被另一个程序占用", todo="请关闭打开它的程序，或等杀毒、同步软件用完再试")
        if error.errno in (errno.EACCES, errno.EPERM):
            return Unreadable("没有权限读取这个数据包文件", todo="请把它拷到自己的文件夹再试，或请管理员放开权限")
        if error.errno in _NOT_THERE:
            return Unreadable("打不开数据包文件", todo="请检查文件是否还在，U盘是否插好")
    return Unreadable("读取数据包时出错，U盘可能已被拔出或有坏道", todo="请重新插好U盘，或换一个U盘再试")
