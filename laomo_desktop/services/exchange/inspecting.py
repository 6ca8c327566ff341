"""Looking at package files without taking them in: what one says of itself, and which lie on a stick for us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.sync import drives
from laomo_desktop.sync.container import Unreadable, verify
from laomo_desktop.sync.model import Header, Kind

KINDS = {Kind.REPORT: "数据包", Kind.RETURN: "回执包", Kind.MOVE: "换机包"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a package says in clear. ``known``: signed by a store this office trusts; ``for_us``: meant for it;
    ``taken``: in the ledger as 已入库 already."""

    path: Path
    kind: str
    sender: str
    recipient: str
    number: int
    code: str
    hash: str
    size: int
    known: bool
    for_us: bool
    taken: bool

    @property
    def sentence(self) -> str:
        head = f"{self.sender}给{self.recipient}的{self.kind}第{self.number}包，短码 {self.code}"
        doubts = [] if self.known else ["签名的密钥没有登记"]
        doubts += [] if self.for_us else ["不是给本单位的"]
        doubts += ["已经入库"] if self.taken else []
        return "，".join([head, *doubts]) + "。"


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file that is no sound package, and why. ``passing``: it could not be read just now, and may be later."""

    path: Path
    sentence: str
    passing: bool = False


def inspect_all(desk: Desk, paths: Sequence[Path], progress: Progress = silent) -> list[Look | Unfit]:
    """What each of the files is, in the order given."""
    found: list[Look | Unfit] = []
    for done, path in enumerate(paths):
        progress(done, len(paths), path.name)
        try:
            found.append(inspect(desk, path, partial(_still, progress, done, len(paths), path.name)))
        except Refused as no:
            found.append(Unfit(path, no.sentence, isinstance(no, Unreadable)))
    return found


def _still(progress: Progress, done: int, total: int, text: str, *_megabytes: object) -> None:
    """Still at the same file: cancelling ends it there."""
    progress(done, total, text)


def inspect(desk: Desk, path: Path, progress: Progress = silent) -> Look:
    """What a package is. Raises `Refused` for what is none, is cut short or was altered."""
    verified = verify(path, progress)
    header = verified.header
    with desk.store.reading() as connection:
        cards = office_keys.of_office(connection, header.from_office)
        row = packages.by_hash(connection, packages.RECEIVED, verified.hash)
    known = any((card.sign, card.store) == (verified.sender, header.writer.store) for card in cards)
    taken = row is not None and row["state"] == packages.TAKEN
    return Look(
        path, KINDS[header.kind], _name(header), header.to_name, header.number, verified.code,
        verified.hash, verified.size, known, header.to_office == desk.office.code, taken,
    )  # fmt: skip


def _name(header: Header) -> str:
    try:
        return offices.office(header.from_office).full
    except Refused:
        return header.from_name


def sticks() -> list[Path]:
    """The removable drives that are there now."""
    return drives.sticks()


def packages_in(desk: Desk, folders: Iterable[Path]) -> list[Path]:
    """The newest package of each sender for this office in these folders, one level deep; by number, not by date."""
    kind = Kind.REPORT if desk.is_city else Kind.RETURN
    return [found.path for found in drives.newest_for(desk.office.code, folders, kind)]
