"""From a sheet's rows to drafts of records, each cell checked by its field's rule, nothing asked and nothing lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, repeat, zip_longest

from laomo_desktop.domain import derive
from laomo_desktop.domain.field import Kind, Value
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.excel import birth_month, contact
from laomo_desktop.excel.birth_month import BirthMonth
from laomo_desktop.excel.cells import Row
from laomo_desktop.excel.column import Column
from laomo_desktop.excel.contact import Cells
from laomo_desktop.excel.foot import Foot
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.sheet import Sheet

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong, or doubtful, with one cell: ``field`` its name, ``column`` from 0 (-1: no such column)."""

    field: str
    column: int
    sentence: str


@dataclass(slots=True)
class Draft:
    """One row as a record to be.

    ``values`` holds every field with a column, None where the cell is empty; wrong cells are left out, and so are
    blank ones of required fields with a default. ``links`` holds the words of filled LINK cells (their value is
    None); terms are as the clerk wrote them. ``derived`` follows from the values where they are empty. ``skipped``
    says why the row is no data; then all else is empty but ``raw``, the cells.
    """

    row_number: int
    raw: Row
    values: dict[str, Value] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    derived: dict[str, Value] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    warnings: list[CellError] = field(default_factory=list)
    skipped: str = ""

    def filled(self) -> dict[str, Value]:
        """The values with the derived ones where the row itself says nothing."""
        return {**self.values, **self.derived}


def read_drafts(
    sheet: Sheet, layout: Layout, register: Register, progress: Progress = silent
) -> Iterator[Draft]:
    """A draft for every row below the head that holds anything, in order."""
    foot, births = Foot(layout), BirthMonth(layout)
    columns = [Column(index, f) for index, f in layout.columns.items()]
    body = ((number, row) for number, row in sheet.rows() if number > layout.head_row)
    done = 0
    while chunk := list(islice(body, CHUNK)):
        yield from _drafts(chunk, columns, foot, births, register)
        done += len(chunk)
        progress(done, max(sheet.height - layout.head_row, 0), f"已检查到第{chunk[-1][0]}行")


def read_row(number: int, row: Row, layout: Layout) -> Draft:
    """The draft of one row alone, as `read_drafts` would make it."""
    columns = [Column(index, f) for index, f in layout.columns.items()]
    return next(_drafts([(number, row)], columns, Foot(layout), BirthMonth(layout), layout.register))


def _drafts(
    chunk: list[tuple[int, Row]], columns: list[Column], foot: Foot, births: BirthMonth, register: Register
) -> Iterator[Draft]:
    skipped = [Draft(number, row, skipped=why) for number, row in chunk if (why := foot.reason(row))]
    passed = {draft.row_number for draft in skipped}
    rows = [(number, row) for number, row in chunk if number not in passed] if passed else chunk
    drafts = _checked(rows, columns, births, register)
    return iter(sorted([*drafts, *skipped], key=lambda d: d.row_number) if skipped else drafts)


def _checked(
    rows: list[tuple[int, Row]], columns: list[Column], births: BirthMonth, register: Register
) -> list[Draft]:
    by_column = list(zip_longest(*(row for _, row in rows), fillvalue=""))
    empty = ("",) * len(rows)
    cells: list[Cells] = [
        by_column[column.index] if column.index < len(by_column) else empty for column in columns
    ]
    columns, cells = contact.parted(columns, cells, register)
    names = [column.field.name for column in columns]
    results = [column.read(told) for column, told in zip(columns, cells, strict=True)]
    by_row = zip(*(values for values, _ in results), strict=True) if columns else repeat((), len(rows))
    drafts = [
        Draft(number, raw, dict(zip(names, values, strict=True)))
        for (number, raw), values in zip(rows, by_row, strict=True)
    ]
    for column, (values, wrong) in zip(columns, results, strict=True):
        _settle(drafts, column, values, wrong)
    where = {column.field.name: column.index for column in columns}
    for draft in drafts:
        if births.column >= 0:
            _settle_birth(draft, births)
        _derive(draft, register, where)
    return drafts


def _settle(drafts: list[Draft], column: Column, values: list[Value], wrong: dict[int, str]) -> None:
    """Take out what is wrong, put links apart, and leave blanks with a default to the default."""
    name = column.field.name
    for place, sentence in wrong.items():
        drafts[place].errors.append(CellError(name, column.index, sentence))
        del drafts[place].values[name]
    if column.is_link:
        for draft, value in zip(drafts, values, strict=True):
            if value is not None:
                draft.links[name] = str(value)
                draft.values[name] = None
    elif column.field.required and column.field.default is not None:
        for draft in drafts:
            if draft.values.get(name, "") is None:
                del draft.values[name]


def _settle_birth(draft: Draft, births: BirthMonth) -> None:
    """A birth told by its month is completed from the ID number, or left empty and told of."""
    cell = draft.raw[births.column] if births.column < len(draft.raw) else ""
    name, value = birth_month.FIELD, draft.values.get(birth_month.FIELD)
    if cell == "" or not (months := births.months(cell, value)):
        return
    number = draft.values.get("id_number")
    whole_day = births.day(months, number)
    if whole_day is None and value is not None:
        return  # a day after all, compared with the number as any other
    draft.errors = [error for error in draft.errors if error.field != name]
    draft.values[name] = whole_day
    if whole_day is None and isinstance(number, str):
        told = birth_month.contradiction(cell, number)
        draft.errors.append(CellError(name, births.column, told))
        del draft.values[name]
    elif whole_day is None and not any(error.field == "id_number" for error in draft.errors):
        draft.warnings.append(CellError(name, births.column, birth_month.left_empty(cell)))


def _derive(draft: Draft, register: Register, where: Mapping[str, int]) -> None:
    found = derive.complete(register.name, {**draft.values, **draft.links})
    if not (found.values or found.errors or found.warnings):
        return
    wrong = {error.field for error in draft.errors}
    draft.derived = {name: value for name, value in found.values.items() if name not in wrong}
    for name, sentence in found.errors.items():
        told = f"{register[name].label}{sentence}"
        draft.errors.append(CellError(name, where.get(name, -1), told))
        draft.values.pop(name, None)
        draft.links.pop(name, None)
    for name, sentence in found.warnings.items():
        draft.warnings.append(CellError(name, where.get(name, -1), sentence))


def duplicates(drafts: Iterable[Draft], register: Register, layout: Layout) -> dict[int, list[CellError]]:
    """By row number, the errors of rows that share an ID number or credit code with another row of the file."""
    found: dict[int, list[CellError]] = {}
    keys = {i: f for i, f in layout.columns.items() if f.kind in (Kind.ID_NUMBER, Kind.USCC)}
    known = list(drafts) if len(keys) > 1 else drafts
    for index, key in keys.items():
        for rows in _sharing(known, key.name):
            told = f"第{'、'.join(map(str, rows[:10]))}行的{register[key.name].label}相同，请核对后只留一行。"
            for row in rows:
                found.setdefault(row, []).append(CellError(key.name, index, told))
    return found


def _sharing(drafts: Iterable[Draft], name: str) -> list[list[int]]:
    rows: dict[Value, list[int]] = {}
    for draft in drafts:
        if (value := draft.values.get(name)) is not None:
            rows.setdefault(value, []).append(draft.row_number)
    return [numbers for numbers in rows.values() if len(numbers) > 1]
