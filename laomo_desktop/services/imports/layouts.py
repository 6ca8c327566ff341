"""How the columns of a workbook are read: found by the heads, as once corrected by the clerk, or by pointing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from laomo_desktop.db.door import Write
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.text import fold
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.heads import LOOKED_AT, find_layout, guess_layout, layout_at
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook
from laomo_desktop.excel.sheet import Sheet
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk

SETTING = "import_layouts"
"""Corrections of columns by a workbook's heads, remembered."""
WORDS = "import_words"
"""What a clerk's corrections taught of single heads, remembered: register -> folded head -> field name, "" for none."""


@dataclass(frozen=True)
class Remembered:
    """``layouts``: by a layout's fingerprint column -> field name, "" for none; ``words``: see `WORDS`.

    The very same heads are read as they were; heads that have moved, or stand among others, by what each was.
    """

    layouts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def remembered(desk: Desk) -> Remembered:
    """What earlier imports left."""
    with desk.store.reading() as connection:
        return Remembered(
            settings.read(connection, SETTING, {}), settings.read(connection, WORDS, {})
        )


def remember_words(write: Write, layout: Layout, book: Workbook) -> None:
    """Keep what the clerk made of single heads, where the program's own words would have it otherwise."""
    register, told = layout.register, dict(settings.read(write.connection, WORDS, {}))
    guessed = by_words(book[layout.sheet], register)
    known: dict[str, str] = dict(told.get(register.name, {}))
    for index, head in enumerate(layout.heads):
        here, there = (of.columns.get(index) for of in (layout, guessed))
        if here != there and (head := fold(head)) and layout.heads == guessed.heads:
            known[head] = here.name if here else ""
    if known != told.get(register.name, {}):
        settings.write_within(write, WORDS, {**told, register.name: known})


def importable() -> list[Register]:
    """The registers a workbook can fill, in the program's order, those with a list of their own first."""
    found = [r for r in REGISTERS.values() if r.importable and r.columns]
    return sorted(found, key=lambda r: (bool(r.owner), r.name == "terms"))


def guess(book: Workbook) -> Register | None:
    """The register whose words the heads of a workbook use most; None if they fit none. Refuses an empty one."""
    if not any(_likely_head(sheet) for sheet in book.visible):
        raise Refused("工作簿里没有内容", where=book.path.name, todo="请核对是否选对了文件")
    found = [(_fit(book, reg), -place, reg) for place, reg in enumerate(importable())]
    best = max(found, key=lambda f: f[:2])
    return best[2] if best[0] > (False, 0) else None


def fits_better(book: Workbook, other: Register, layout: Layout) -> bool:
    """Whether another register's words meet more of the heads than a layout does."""
    return other != layout.register and _fit(book, other)[1] > len(layout.columns)


def _fit(book: Workbook, register: Register) -> tuple[bool, int]:
    guessed = [layout for sheet in book.visible if (layout := guess_layout(sheet, register)) and layout.columns]
    laid = [_titled(layout) for layout in guessed]
    return max(((not layout.missing, len(layout.columns)) for layout in laid), default=(False, 0))


def find(book: Workbook, register: Register, known: Remembered, *, lenient: bool) -> Layout:
    """The best layout of a workbook. Raises `Refused` when it is empty or, unless ``lenient``, lacks a column."""
    layout = _best(book, register, known)
    if layout is not None and (lenient or (layout.columns and not layout.missing)):
        return layout
    return find_layout(book, register).require()  # says what is lacking


def of_sheet(sheet: Sheet, register: Register, known: Remembered) -> Layout:
    """The layout of one sheet: by its words, else the row with the most words is its head."""
    layout = by_words(sheet, register)
    names = known.layouts.get(layout.fingerprint)
    if names is not None:
        return layout.corrected({int(index): name for index, name in names.items()})
    words = known.words.get(register.name, {})
    return layout.corrected({i: words[head] for i, h in enumerate(layout.heads) if (head := fold(h)) in words})


def by_words(sheet: Sheet, register: Register) -> Layout:
    """The layout of one sheet by the program's own words alone."""
    layout = guess_layout(sheet, register) or layout_at(sheet, register, _likely_head(sheet))
    return _titled(layout)


def _titled(layout: Layout) -> Layout:
    """Where a list of needs has only a description, that is the need."""
    spare = {"needs": "detail"}.get(layout.register.name)
    title = layout.register.by_name.get(layout.register.title)
    at = next((i for i, f in layout.columns.items() if f.name == spare), None)
    if at is None or title is None or title in layout.columns.values():
        return layout
    return layout.with_column(at, title)


def lacking(layout: Layout) -> str:
    """The labels of the columns a layout lacks: “姓名”."""
    missing = "”“".join(f.label for f in layout.missing) or layout.register[layout.register.title].label
    return f"“{missing}”"


def lack(layout: Layout) -> str:
    """What a layout lacks, as a sentence."""
    return f"第{layout.head_row}行被当作表头，其中没有{lacking(layout)}，请在表头下拉框里指定是哪一列。"


def _best(book: Workbook, register: Register, known: Remembered) -> Layout | None:
    laid = [of_sheet(sheet, register, known) for sheet in book.visible if _likely_head(sheet)]
    return max(laid, key=lambda layout: (not layout.missing, len(layout.columns)), default=None)


def _likely_head(sheet: Sheet) -> int:
    """The row with the most words among the first ones; 0 where there is none."""
    rows: Sequence[tuple[int, Row]] = list(islice(sheet.rows(), LOOKED_AT))
    words = [(sum(isinstance(c, str) and bool(c.strip()) for c in row), -n) for n, row in rows]
    return -max(words)[1] if words else 0
