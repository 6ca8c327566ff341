"""What a copy of a store tells without being opened: whose it is, when it was made, who may open it."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from laomo_desktop.db import key_book
from laomo_desktop.db.bundling import opened
from laomo_desktop.db.store import FILE


@dataclass(frozen=True, slots=True)
class Face:
    """``logins`` in the order they were added, ``office`` its code (None in an old copy), ``at`` local time."""

    logins: list[str]
    office: str | None
    at: datetime


def face(source: Path) -> Face:
    """Only the book of keys is read, however large the copy is. Raises `Refused` for what is no backup."""
    with tempfile.TemporaryDirectory() as folder:
        with opened(source) as bundle:
            bundle.extract(key_book.FILE, folder)
            at = datetime(*bundle.getinfo(FILE).date_time)
        return Face(key_book.logins(Path(folder)), key_book.office(Path(folder)), at)
