"""One quick pass over the raw XML of each worksheet: how far it goes, and where formulas failed."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from laomo_desktop.domain.errors import Refused

CHUNK = 1 << 20
OVERLAP = 4096
_WIDE_SHEET = 16384
_MANY_ROWS = 500_000
_FEW_ROWS = 1000  # a sheet this short cannot be too large, whatever its width
_REFERENCE = re.compile(rb' r="([A-Z]{0,3})(\d+)"')
_THREE_LETTERS = re.compile(rb' r="[A-Z]{3}\d')
_TWO_LETTERS = re.compile(rb' r="([A-Z]{2})\d')
_ONE_LETTER = re.compile(rb' r="([A-Z])\d')
_FAILED = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)


@dataclass
class Survey:
    """``broken`` maps (row number from 1, column index from 0) to the error shown."""

    rows: int = 0
    columns: int = 1
    broken: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """The size of the full rectangle."""
        return self.rows * (self.columns if self.rows > _FEW_ROWS else 1)


def survey(path: Path) -> dict[str, Survey]:
    """By sheet name; a sheet whose part is not found is left out. Raises `Refused` for a damaged archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _look(archive, part) for name, part in _parts(archive).items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Refused("工作簿已损坏，可能没有复制完", todo="请重新复制一份再试") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive member of each sheet, by the sheet's name; nothing when the book's contents are odd."""
    names = set(archive.namelist())
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found: dict[str, str] = {}
    for sheet in (e for e in book.iter() if e.tag.endswith("}sheet")):
        key = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
        if part in names:
            found[sheet.get("name", "")] = part
    return found


def _look(archive: zipfile.ZipFile, part: str) -> Survey:
    about = Survey()
    for piece in _pieces(archive, part):
        about.rows = max(about.rows, _lowest(piece))
        about.columns = max(about.columns, _widest(piece, about.rows))
        if b't="e"' in piece:
            for hit in _FAILED.finditer(piece):
                about.broken[int(hit[2]), _index(hit[1])] = hit[3].decode("ascii", "replace")
    return about


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell is cut in every piece."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _lowest(piece: bytes) -> int:
    """The last row with a value; rows that are only formatted, often a million, do not count."""
    value = max(piece.rfind(b"v>"), piece.rfind(b"is>"))
    reference = _REFERENCE.match(piece, piece.rfind(b' r="', 0, value)) if value >= 0 else None
    return int(reference[2]) if reference else 0


def _widest(piece: bytes, rows: int) -> int:
    """How many columns are mentioned; up to Z looked at closely only where it matters."""
    if _THREE_LETTERS.search(piece):
        return _WIDE_SHEET
    if letters := max(_TWO_LETTERS.findall(piece), default=b""):
        return _index(letters) + 1
    if rows < _MANY_ROWS:
        return 26
    return _index(max(_ONE_LETTER.findall(piece), default=b"A")) + 1


def _index(letters: bytes) -> int:
    """A to 0, Z to 25, AA to 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
