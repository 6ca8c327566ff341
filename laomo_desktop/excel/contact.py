"""A contact's name and telephone in one cell, as platforms export them: 张三 13805350000, 李四（0535-6601234）."""

import re
from collections.abc import Mapping, Sequence

from laomo_desktop.domain.register import Register
from laomo_desktop.excel.cells import Cell
from laomo_desktop.excel.column import Column

NAME, PHONE = "contact", "phone"
_NUMBER = re.compile(
    r"(?:(?:\+|00)?86[-\s]?)?(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)"
    r"|(?<!\d)0\d{2,3}[-\s]?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?(?!\d)"
)
_AROUND = " 　:：,，;；/／|、·-—()（）[]【】\t\n"
_LABELS = re.compile(r"(联系)?(电话|手机号?|tel|TEL|Tel)[:：]?$")
Cells = Sequence[Cell]


def parted(columns: list[Column], cells: list[Cells], register: Register) -> tuple[list[Column], list[Cells]]:
    """The columns with names and numbers apart; a number without a column of its own gets one beside the name's.

    What stands alone in its cell stays as it is, and what the other column says itself counts more.
    """
    at = {column.field.name: place for place, column in enumerate(columns) if column.field.name in (NAME, PHONE)}
    if not at or not {NAME, PHONE} <= register.by_name.keys():
        return columns, cells
    found = {name: [_part(cell) for cell in cells[place]] for name, place in at.items()}
    if not any(pair for pairs in found.values() for pair in pairs):
        return columns, cells
    columns, cells = [*columns], [*cells]
    for name in (NAME, PHONE):
        _put(columns, cells, at, name, found, register)
    return columns, cells


def _put(
    columns: list[Column], cells: list[Cells], at: Mapping[str, int], name: str,
    found: Mapping[str, list[tuple[str, str] | None]], register: Register,
) -> None:  # fmt: skip
    own = cells[at[name]] if name in at else None
    size = len(next(iter(found.values())))
    values: list[Cell] = []
    for row in range(size):
        pairs = [found[n][row] for n in (name, *({NAME, PHONE} - {name})) if n in found]
        told = next((pair[(NAME, PHONE).index(name)] for pair in pairs if pair), "")
        stands = own[row] if own is not None else ""
        together = name in found and found[name][row] is not None
        values.append(told if together or stands == "" else stands)
    if name in at:
        cells[at[name]] = values
    else:
        columns.append(Column(columns[next(iter(at.values()))].index, register[name]))
        cells.append(values)


def _part(cell: Cell) -> tuple[str, str] | None:
    """The name and the number of a cell that holds both, else None."""
    if not isinstance(cell, str) or not (number := _NUMBER.search(cell)):
        return None
    before, after = (_bare(part) for part in (cell[: number.start()], cell[number.end() :]))
    name = before or after
    return (name, number[0].strip()) if name and not (before and after) else None


def _bare(words: str) -> str:
    return _LABELS.sub("", words.strip(_AROUND)).strip(_AROUND)
