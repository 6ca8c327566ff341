"""Opening a clerk's file, whatever program wrote it: .xlsx, .xls and .csv become the same `Workbook`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.sheet import Sheet
from laomo_desktop.excel.sniff import Format, sniff
from laomo_desktop.excel.sources import binary, delimited, zipped

READERS: dict[Format, Callable[[Path], tuple[Sheet, ...]]] = {
    Format.XLSX: zipped.sheets,
    Format.XLS: binary.sheets,
    Format.TEXT: delimited.sheets,
}


@dataclass(frozen=True)
class Workbook:
    """A file's sheets, in its order; no file handle stays open."""

    path: Path
    format: Format
    sheets: tuple[Sheet, ...]

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets a clerk sees; all of them if every one is hidden."""
        return tuple(s for s in self.sheets if s.visible) or self.sheets

    def __getitem__(self, name: str) -> Sheet:
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise Refused(f"没有名为“{name}”的工作表", where=self.path.name, todo="请重新选择工作表")


def open_workbook(path: Path) -> Workbook:
    """Read a file's sheets. Raises `Refused` for whatever is no workbook, is damaged or locked."""
    found = sniff(path)
    try:
        return Workbook(path, found, READERS[found](path))
    except Refused as no:
        raise no.at(path.name) from None


def pasted(text: str) -> Workbook:
    """A block copied in a spreadsheet (cells parted by tabs), as a workbook of one sheet. Raises `Refused`."""
    return Workbook(Path("粘贴的内容"), Format.TEXT, (delimited.sheet("粘贴的内容", text),))


def rows_of(path: Path, sheet: str) -> Iterator[tuple[int, Row]]:
    """The numbered rows of one sheet of a file."""
    yield from open_workbook(path)[sheet].rows()
