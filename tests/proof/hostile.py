"""Packages that a broken or wicked program of a known office could sign: any header, any manifest, any rows.

Everything stands where the format wants it; what is inside may be anything.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from pyrage import x25519

from laomo_desktop.services import office_keys
from laomo_desktop.sync import jsonable, layout, seal, writing
from laomo_desktop.sync.keys import Identity, PublicCard
from laomo_desktop.sync.model import Draft, Header, Kind, Manifest, Writer
from tests.proof.offices import Office

FRAME = (":id", ":base", ":deleted", ":writer", ":seq", ":dots", ":extra")
Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Forge:
    """Writes packages in the name of ``sender`` for ``to``; ``writer`` is the sender's true timeline."""

    sender: Identity
    to: PublicCard
    writer: Writer
    kind: Kind = Kind.REPORT

    @classmethod
    def of(cls, sender: Office, to: Office) -> "Forge":
        own = office_keys.own(sender.desk)
        writer = Writer(own.card.store, sender.desk.store.epoch.hex())
        kind = Kind.RETURN if sender.is_city else Kind.REPORT
        return cls(own, office_keys.own(to.desk).card, writer, kind)

    def header(self, number: int = 1) -> dict[str, Any]:
        me, you = self.sender.card, self.to
        head = Header(self.kind, me.office, me.name, you.office, you.name, number, self.writer, (you.mark,))
        return jsonable.header_to(head)

    def package(
        self,
        tables: Sequence[tuple[str, Sequence[str], bytes, int]] = (),
        manifest: Change | None = None,
        header: Change | None = None,
        raw: bytes | None = None,
    ) -> bytes:
        """A sealed and signed file. ``tables``: name, columns, the stream's plain bytes, the count it claims."""
        told = self.header()
        if header:
            header(told)
        head = orjson.dumps(told)
        file = io.BytesIO()
        honest = Header(self.kind, "", "", "", "", 1, self.writer)
        scribe = writing._Scribe(file, honest, self.sender, [x25519.Recipient.from_str(self.to.age)])
        scribe.write(layout.pack_head(head))
        infos = [_table(scribe, *table) for table in tables]
        plain = self._manifest(head, infos, manifest) if raw is None else raw
        scribe._sign(Manifest(_draft()), seal.seal(scribe, [plain], scribe._keys))
        return file.getvalue()

    def _manifest(self, head: bytes, infos: list[dict[str, Any]], change: Change | None) -> bytes:
        binding = {"sender": self.sender.card.sign, "header_sha256": hashlib.sha256(head).hexdigest()}
        told = jsonable.manifest_to(replace(Manifest(_draft(), (self.writer,)), **binding))
        told["seen"] = [[self.writer.store, self.writer.epoch, 9]]
        told["tables"] = infos
        if change:
            change(told)
        return orjson.dumps(told)


def _table(scribe: Any, name: str, columns: Sequence[str], plain: bytes, count: int) -> dict[str, Any]:
    extent = seal.seal(scribe, [plain], scribe._keys)
    return {"name": name, "columns": list(columns), "rows": count, "extent": jsonable.extent_to(extent)}


def _draft() -> Draft:
    return Draft(schema=1, lowest_reader=1, program="9.9", seq_from=0, seq_to=9)


def rows(*cells: Sequence[Any]) -> bytes:
    """Rows as a table's stream: one line."""
    return orjson.dumps([list(row) for row in cells]) + b"\n"


def row(*values: Any, key: str = "01" * 16, **frame: Any) -> list[Any]:
    """A row that would be right: frame, then values; any part of the frame may be replaced."""
    told = {"id": key, "base": 0, "deleted": None, "writer": 0, "seq": 1, "dots": None, "extra": None, **frame}
    return [*(told[name[1:]] for name in FRAME), *values]


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
