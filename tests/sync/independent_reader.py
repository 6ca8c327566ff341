"""A reader of packages made from docs/package-format.md alone: nothing of the program is imported here."""

import hashlib
import json
import struct
from pathlib import Path
from typing import Any

import pyrage
import zstandard
from nacl.signing import VerifyKey


def read(path: Path, age_secret: str) -> dict[str, Any]:
    """``{"sender", "hash", "code", "header", "manifest", "tables", "blobs"}``; AssertionError on any fault."""
    data = path.read_bytes()
    header, trailer = _frame(data)
    sender, signature = trailer[3], trailer[4]
    digest = hashlib.sha256(data[:-72]).digest()
    VerifyKey(sender).verify(b"laomo_desktop package 1\0" + digest, signature)
    key = pyrage.x25519.Identity.from_str(age_secret)
    manifest = json.loads(_section(data, trailer[0], trailer[1], key))
    assert manifest["sender"] == sender.hex()
    assert manifest["header"] == hashlib.sha256(header).hexdigest()
    return {
        "sender": sender.hex(),
        "hash": digest.hex(),
        "code": _code(int.from_bytes(digest, "big")),
        "header": json.loads(header),
        "manifest": manifest,
        "tables": {table["name"]: _rows(data, table, key) for table in manifest["tables"]},
        "blobs": [_checked(data, extent, key) for extent in manifest["blobs"]],
    }


def _frame(data: bytes) -> tuple[bytes, tuple[Any, ...]]:
    magic, version, suite, length = struct.unpack(">8sHHI", data[:16])
    assert (magic, version, suite) == (b"\x89LMPKG\r\n", 1, 1)
    trailer = struct.unpack(">QQQ32s64s8s", data[-128:])
    assert trailer[2] == len(data)
    assert trailer[5] == b"LMPKGEND"
    return data[16 : 16 + length], trailer


def _section(data: bytes, offset: int, length: int, key: pyrage.x25519.Identity) -> bytes:
    packed, end = b"", offset + length
    while offset < end:
        (size,) = struct.unpack(">I", data[offset : offset + 4])
        packed += pyrage.decrypt(data[offset + 4 : offset + 4 + size], [key])
        offset += 4 + size
    assert offset == end
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def _checked(data: bytes, extent: list[Any], key: pyrage.x25519.Identity) -> bytes:
    offset, length, plain, sha256 = extent
    content = _section(data, offset, length, key)
    assert len(content) == plain
    assert hashlib.sha256(content).hexdigest() == sha256
    return content


def _rows(data: bytes, table: dict[str, Any], key: pyrage.x25519.Identity) -> list[dict[str, Any]]:
    lines = _checked(data, table["extent"], key).splitlines()
    rows = [dict(zip(table["columns"], row, strict=True)) for line in lines for row in json.loads(line)]
    assert len(rows) == table["rows"]
    return rows


def _code(number: int) -> str:
    signs, number = "23456789ABCDEFGHJKMNPQRSTVWXY", number % 29**7
    places = []
    for _ in range(7):
        number, place = divmod(number, 29)
        places.append(place)
    places.append(sum(weight * place for weight, place in enumerate(places, 2)) % 29)
    text = "".join(signs[place] for place in places)
    return f"{text[:4]}-{text[4:]}"
