"""待升级: packages of a newer program lie in the store's folder until this program is upgraded, then all are taken in.

Whether an upgrade has come is told by the program's version beside the note; trying is what decides.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from laomo_desktop import __version__
from laomo_desktop.db.records import Record
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.offices import Office
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.sync.stick import write_safely

FOLDER = "packages"
PROGRAM = "program"
"""Beside a package's figures: the program's version that could not read it."""
_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """A package that waits. ``path`` is None where its file is there no more; ``upgraded``: this program is not the
    one that could not read it."""

    key: RowId
    office: Office
    number: int
    path: Path | None
    upgraded: bool


def listing(desk: Desk) -> list[Kept]:
    """All that wait, by office and number."""
    with desk.store.reading() as connection:
        found = [_kept(desk, row) for row in rows(connection)]
    return sorted(found, key=lambda each: (each.office.order, each.number))


def rows(connection: Connection) -> list[Record]:
    """The ledger's rows of packages that wait."""
    return packages.received(connection, state=packages.WAITING)


def upgraded(row: Record) -> bool:
    """Whether the program has changed since it could not read this package."""
    return bool(packages.details(row).get(PROGRAM) != __version__)


def ready(desk: Desk) -> list[Path]:
    """The files that may now be read: taken in as any others, they leave the queue."""
    return [each.path for each in listing(desk) if each.upgraded and each.path is not None]


def is_noted(desk: Desk, package: str) -> bool:
    """Whether a package waits already, and it is this very program that cannot read it."""
    with desk.store.reading() as connection:
        row = packages.by_hash(connection, packages.RECEIVED, package)
    return row is not None and row["state"] == packages.WAITING and not upgraded(row)


def keep(desk: Desk, path: Path, package: str) -> None:
    """Lay a package's file aside under its own name. Raises `Refused` when the disk has no room."""
    target = _place(desk, package) / path.name
    if path == target or not path.is_file():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source:
            write_safely(target, lambda file: shutil.copyfileobj(source, file), expect=path.stat().st_size)
    except OSError as error:
        raise Refused("待升级的数据包存不下", where=str(target.parent), todo="请检查磁盘空间") from error


def tidy(desk: Desk) -> None:
    """Remove the files of packages that do not wait any more."""
    with desk.store.reading() as connection:
        wanted = {row["hash"][:_SIGNS] for row in rows(connection)}
    for place in _places(desk):
        if place.name[:_SIGNS] not in wanted:
            with suppress(OSError):
                shutil.rmtree(place) if place.is_dir() else place.unlink()


def _kept(desk: Desk, row: Record) -> Kept:
    files = [path for path in _files(_place(desk, row["hash"])) if path.is_file()]
    path = files[0] if files else None
    return Kept(row["id"], offices.office(row["office"]), row["number"], path, upgraded(row))


def _place(desk: Desk, package: str) -> Path:
    return desk.folder / FOLDER / package[:_SIGNS]


def _places(desk: Desk) -> list[Path]:
    return list(_files(desk.folder / FOLDER))


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(folder.iterdir())
