"""Rows with their dots as a package's table carries them: seven columns before the fields, none of them a
field's.

    id, base, deleted, writer, seq, dots, extra, field, field, …

``writer`` is a number in the manifest's list of writers, ``writer`` and ``seq`` together are the row's
default dot; ``dots`` is null or {field: [writer, seq]} where a field's dot differs; ``extra`` is null or
an object of fields that the sender's program did not know itself.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from laomo_desktop.sync import layout
from laomo_desktop.sync.model import Dot, Dots, RowState, Writer
from laomo_desktop.sync.writing import WriterBook

FRAME = ("id", "base", "deleted", "writer", "seq", "dots", "extra")


def columns_for(fields: Iterable[str]) -> tuple[str, ...]:
    """A table's columns: the frame, each name with a colon so that it is no field's, then the fields."""
    return (*(f":{name}" for name in FRAME), *fields)


def packed(rows: Iterable[RowState], fields: Sequence[str], book: WriterBook) -> Iterator[list[Any]]:
    """The rows as arrays under ``columns_for(fields)``; writers are numbered in ``book`` as they come."""
    number = book.number
    for row in rows:
        dots, values = row.dots, row.values
        others = {name: [number(dot.writer), dot.seq] for name, dot in dots.overrides.items()} or None
        frame = [row.id, row.base, row.deleted, number(dots.default.writer), dots.default.seq, others]
        yield [*frame, dict(row.extra) or None, *map(values.get, fields)]


def unpacked(
    rows: Iterable[Sequence[Any]], columns: Sequence[str], fields: Collection[str], writers: Sequence[Writer]
) -> Iterator[RowState]:
    """The arrays as rows again. Fields outside ``fields`` (those this program knows) land in ``extra``.

    Refused if a table has no frame or a row's frame does not make sense.
    """
    width = len(FRAME)
    if tuple(columns[:width]) != columns_for(()):
        raise layout.altered()
    here = columns[width:]
    others = [name for name in here if name not in fields]
    last: tuple[Any, ...] = ()
    dots = Dots(Dot(Writer("", ""), 0))
    for cells in rows:
        try:
            stamp = (cells[3], cells[4], cells[5])
            if stamp != last:
                last, dots = stamp, _dots(cells, writers)
            values = dict(zip(here, cells[width:], strict=True))
            extra = {name: values.pop(name) for name in others} if others else {}
            for name, value in (cells[6] or {}).items():
                (values if name in fields else extra)[name] = value
            yield RowState(_id(cells[0]), values, dots, _natural(cells[1]), _reason(cells[2]), extra)
        except (ValueError, TypeError, IndexError, AttributeError) as error:
            raise layout.altered() from error


def _dots(cells: Sequence[Any], writers: Sequence[Writer]) -> Dots:
    default = Dot(writers[_natural(cells[3])], _natural(cells[4]))
    if not cells[5]:
        return Dots(default)
    return Dots(
        default, {name: Dot(writers[_natural(who)], _natural(seq)) for name, (who, seq) in cells[5].items()}
    )


def _id(value: Any) -> str:
    if type(value) is not str or len(value) != 32 or bytes.fromhex(value).hex() != value:
        raise ValueError("row id")
    return value


def _natural(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= layout.LARGEST:
        raise ValueError("number")
    return value


def _reason(value: Any) -> str | None:
    if value is not None and type(value) is not str:
        raise ValueError("reason")
    return value
