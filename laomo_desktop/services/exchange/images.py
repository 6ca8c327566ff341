"""Photos and scans on their way: those the other side cannot have yet, and those it says it lacks.

Images lie in the store under the SHA-256 of their bytes; rows name them by it. A package brings its rows' images before
the rows. What got lost is asked for: each package names the images its sender's rows show but its store lacks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from laomo_desktop.db.door import Write
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.progress import Progress
from laomo_desktop.domain.register import Register
from laomo_desktop.services import attachments
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.exchange.convert import Writers, exchanged, misfit
from laomo_desktop.services.exchange.merging import faulty
from laomo_desktop.sync.container import Package
from laomo_desktop.sync.model import Dot, Extent

WANTS = "wants"
"""Under this name a package's manifest lists hashes of images its sender lacks."""
MOST_WANTED = 1_000
MOST_BYTES = 1024**3
"""So much of images goes into one package; sticks are often FAT32, whose files end at 4 GB. The rest is asked for."""
PART = 500
SCANS = text("SELECT hash FROM attachments WHERE media_type = :kind")
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Load:
    """Images that go into a package: hashes, their bytes in all, and how many found no room."""

    hashes: tuple[str, ...] = ()
    size: int = 0
    left: int = 0
    scans: bool = False
    """Whether a PDF is among them: programs that read pictures alone must keep the package until they are upgraded."""

    def contents(self, connection: Connection) -> Iterator[tuple[bytes, ...]]:
        """One after another: memory holds one image."""
        for name in self.hashes:
            query = "SELECT content FROM attachments WHERE hash = ?"
            yield (bytes(connection.exec_driver_sql(query, (name,)).scalar_one()),)

    @property
    def sentence(self) -> str:
        """For the journal; empty where there are none."""
        told = f"，含图片{len(self.hashes)}张（{self.size / 1048576:.1f}MB）" if self.hashes else ""
        return told + (f"，另有{self.left}张放不下，随以后的包带上" if self.left else "")


def fields() -> Iterator[tuple[Register, str]]:
    """The fields that travel and name an image."""
    for register in exchanged():
        for field in register.fields:
            if field.kind is Kind.IMAGE:
                yield register, field.name


def load(
    connection: Connection,
    rows: Callable[[Register, str], Iterable[Any]],
    news: Callable[[Dot], bool],
    asked: Iterable[str],
) -> Load:
    """Of the images that ``rows`` (register, field -> hash, dots) show, those whose write is ``news`` to the receiver,
    and those it ``asked`` for; as far as they are here and have room."""
    writers = Writers(connection)
    shown = (
        name
        for register, field in fields()
        for name, text in rows(register, field)
        if news(_dot(writers, text, field))
    )
    names = list(dict.fromkeys((*asked, *shown)))
    sizes = _sizes(connection, names)
    fitting: list[str] = []
    total = 0
    for name in filter(sizes.__contains__, names):
        if total + sizes[name] <= MOST_BYTES:
            fitting.append(name)
            total += sizes[name]
    return Load(tuple(fitting), total, len(sizes) - len(fitting), _has_scan(connection, fitting))


def _dot(writers: Writers, text: str, field: str) -> Dot:
    dots = writers.unpack(text)
    who, seq = dots.get(field, dots[""])
    return Dot(writers.by_number[who], seq)


def _sizes(connection: Connection, names: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(names), PART):
        part = tuple(names[start : start + PART])
        marks = ", ".join("?" * len(part))
        query = f"SELECT hash, length(content) FROM attachments WHERE hash IN ({marks})"
        found.update((name, size) for name, size in connection.exec_driver_sql(query, part))
    return found


def _has_scan(connection: Connection, names: list[str]) -> bool:
    scans = {name for (name,) in connection.execute(SCANS, {"kind": attachments.PDF})}
    return not scans.isdisjoint(names)


def wants(connection: Connection) -> list[str]:
    """Images that living rows show and this store lacks."""
    found: dict[str, None] = {}
    for register, field in fields():
        query = (
            f"SELECT DISTINCT {field} FROM {register.name} WHERE {field} IS NOT NULL AND deleted IS NULL "
            f"AND NOT EXISTS (SELECT 1 FROM attachments WHERE hash = {field}) LIMIT {MOST_WANTED}"
        )
        found.update((name, None) for (name,) in connection.exec_driver_sql(query))
    return list(found)[:MOST_WANTED]


def asked_by(connection: Connection, office: str) -> list[str]:
    """What each store of that office lacked when it wrote its last package."""
    last: dict[str, tuple[int, list[str]]] = {}
    for row in packages.received(connection, office=office, state=packages.TAKEN):
        told = packages.details(row)
        last[row["store"]] = max(last.get(row["store"], (0, [])), (told.get("op", 0), told.get(WANTS, [])))
    return list(dict.fromkeys(name for _, names in last.values() for name in names))


def asked_in(extra: Mapping[str, Any]) -> list[str]:
    """The hashes a package asks for; what is none is passed over."""
    told = extra.get(WANTS)
    names = told[:MOST_WANTED] if isinstance(told, list) else []
    return [name for name in names if isinstance(name, str) and len(name) == 64 and set(name) <= _HEX]


def take(write: Write, package: Package, progress: Progress) -> int:
    """Keep the package's images that are not here yet; returns how many. Refused if one is no image or damaged."""
    extents = {extent.sha256: extent for extent in package.manifest.blobs}
    known = _sizes(write.connection, list(extents))
    fresh = [extent for name, extent in extents.items() if name not in known]
    for done, extent in enumerate(fresh, 1):
        _keep(write, package, extent)
        progress(done, len(fresh), "收取图片")
    return len(fresh)


def _keep(write: Write, package: Package, extent: Extent) -> None:
    if extent.plain > attachments.LARGEST:
        raise faulty(misfit())
    try:
        content = b"".join(package.blob(extent))
    except Refused as no:
        raise faulty(no) from no
    kind = attachments.media_type(content)
    if kind is None:
        raise faulty(misfit())
    write.attach(extent.sha256, kind, content)
