"""Finding the head of a table by its words: below titles and merged rows, in one row or two, on any sheet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.register import Register
from laomo_desktop.excel.cells import Row, words
from laomo_desktop.excel.layout import Layout, no_column
from laomo_desktop.excel.reading import Workbook
from laomo_desktop.excel.sheet import Sheet
from laomo_desktop.excel.words import ENDING, Match, Vocabulary, is_notes

LOOKED_AT = 40
"""How many rows with something in them are looked at for a head."""


@dataclass(frozen=True)
class _Candidate:
    top: int
    row: int
    heads: tuple[str, ...]
    matches: Mapping[int, Match]
    title: str

    @property
    def has_title(self) -> bool:
        return any(m.field.name == self.title for m in self.matches.values())

    @property
    def names_title(self) -> bool:
        """Whether the title field stands there in so many words: then a list of one column has a head too."""
        return any(m.field.name == self.title and m.weight > ENDING for m in self.matches.values())

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Better heads rank higher: with the title field, then by the sureness of all, then the shorter."""
        return (self.has_title, sum(m.weight for m in self.matches.values()), self.top - self.row)


def find_layout(book: Workbook, register: Register, given: Collection[str] = ()) -> Layout:
    """The layout of the sheet that fits the register best.

    ``given`` names required fields the caller supplies (the class a roster belongs to). Raises `Refused` when
    no sheet has the required columns, naming the row taken for the head and what it lacks.
    """
    if not any(next(sheet.rows(), None) for sheet in book.visible):
        raise Refused("工作簿里没有内容", where=book.path.name, todo="请核对是否选对了文件")
    layouts = [layout for sheet in book.visible if (layout := guess_layout(sheet, register))]
    if not layouts:
        raise _no_head(book, register, given).at(f"{book.path.name} ")
    try:
        return max(layouts, key=_score).require(given)
    except Refused as no:
        raise no.at(f"{book.path.name} ") from None


def guess_layout(sheet: Sheet, register: Register) -> Layout | None:
    """The layout of one sheet, complete or not; None when no row looks like a head."""
    vocabulary = Vocabulary(register)
    rows = list(islice(sheet.rows(), LOOKED_AT))
    found = [_single(vocabulary, number, row) for number, row in rows]
    below = dict(rows)
    uppers = [(n, row) for n, row in rows if n + 1 in below and _is_no_title(row)]
    found += [_joined(vocabulary, sheet, n, row, below[n + 1]) for n, row in uppers]
    best = max(found, key=lambda c: c.rank, default=None)
    if best is None or not (len(best.matches) > 1 or best.names_title):
        return None
    return _layout(sheet.name, register, best)


def layout_at(sheet: Sheet, register: Register, head_row: int) -> Layout:
    """The layout with a head row the clerk has pointed at."""
    for number, row in sheet.rows():
        if number == head_row:
            return _layout(sheet.name, register, _single(Vocabulary(register), number, row))
        if number > head_row:
            break
    raise Refused(f"第{head_row}行是空行，不能作表头", where=f"工作表“{sheet.name}”", todo="请另选一行")


def _layout(sheet: str, register: Register, best: _Candidate) -> Layout:
    fields = {i: match.field for i, match in sorted(best.matches.items())}
    return Layout(
        register=register,
        sheet=sheet,
        head_row=best.row,
        top_row=best.top,
        heads=best.heads,
        columns={i: f for i, f in fields.items() if f.is_read},
        passed={i: f for i, f in fields.items() if not f.is_read},
    )


def _single(vocabulary: Vocabulary, number: int, row: Row) -> _Candidate:
    heads = tuple(_head(cell) for cell in row)
    offers = {i: vocabulary.exact(h) or vocabulary.ending(h) for i, h in enumerate(heads) if h}
    return _candidate(vocabulary, number, number, heads, offers)


def _joined(vocabulary: Vocabulary, sheet: Sheet, number: int, upper: Row, lower: Row) -> _Candidate:
    """A head of two rows: a word below counts alone first, then together with the word over it."""
    width = max(len(upper), len(lower))
    above = _spread(sheet, number, _padded(upper, width), _padded(lower, width))
    below = [_head(cell) for cell in _padded(lower, width)]
    heads = tuple(b if is_notes(b) else a + b for a, b in zip(above, below, strict=True))
    offers = {}
    for i, (low, whole) in enumerate(zip(below, heads, strict=True)):
        offers[i] = vocabulary.exact(low) or vocabulary.exact(whole) or vocabulary.ending(low or whole)
    return _candidate(vocabulary, number, number + 1, heads, offers)


def _is_no_title(row: Row) -> bool:
    """Whether a row has more than one word in it; a title has one, however far it is merged."""
    return sum(bool(_head(cell)) for cell in row) > 1


def _spread(sheet: Sheet, number: int, upper: Row, lower: Row) -> list[str]:
    """The upper words, each carried over the columns its merged cell covers."""
    above = [_head(cell) for cell in upper]
    for top, left, _bottom, right in sheet.merged:
        for i in range(left + 1, min(right + 1, len(above))) if top == number else ():
            above[i] = above[left]
    if not sheet.merged:
        for i in range(1, len(above)):
            if not above[i] and lower[i] != "" and lower[i - 1] != "":
                above[i] = above[i - 1]
    return above


def _padded(row: Row, width: int) -> Row:
    return [*row, *[""] * (width - len(row))]


def _head(cell: object) -> str:
    return words(cell).strip() if isinstance(cell, str) else ""


def _candidate(
    vocabulary: Vocabulary, top: int, row: int, heads: tuple[str, ...], offers: Mapping[int, Match | None]
) -> _Candidate:
    """Each field goes to the column that names it best, the leftmost of equals."""
    taken: set[str] = set()
    matches: dict[int, Match] = {}
    for i, match in sorted(offers.items(), key=lambda o: (-(o[1].weight if o[1] else 0), o[0])):
        if match and match.field.name not in taken:
            taken.add(match.field.name)
            matches[i] = match
    return _Candidate(top, row, heads, matches, vocabulary.register.title)


def _score(layout: Layout) -> tuple[bool, int]:
    return (not layout.missing, len(layout.columns) + len(layout.passed))


def _no_head(book: Workbook, register: Register, given: Collection[str]) -> Refused:
    """Tell of the row with the most words on the first sheet that has any."""
    sheet = next(sheet for sheet in book.visible if any(True for _ in sheet.rows()))
    rows = islice(sheet.rows(), LOOKED_AT)
    number, row = max(rows, key=lambda r: sum(bool(_head(cell)) for cell in r[1]))
    lacking = [f for f in register.fields if f.required and f.default is None and f.name not in given]
    return no_column([f.label for f in lacking], sheet.name, number, tuple(map(_head, row)))
