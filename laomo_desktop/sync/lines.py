"""A table's rows as a stream of lines: each line a JSON array of some hundred rows, each row an array of
values.

Rows are taken and given one by one, so memory holds one line, never the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.sync import jsonable, layout

ROWS = 500
"""A line holds so many rows at most."""
_LINE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Block:
    """At most `ROWS` rows as their line already, from a source known to write it rightly."""

    rows: int
    line: bytes

    @staticmethod
    def of(rows: list[Any]) -> "Block":
        return Block(len(rows), orjson.dumps(rows, option=orjson.OPT_APPEND_NEWLINE))

    def halves(self) -> tuple["Block", "Block"]:
        rows, middle = orjson.loads(self.line), self.rows // 2
        return Block.of(rows[:middle]), Block.of(rows[middle:])


Row = Sequence[Any] | Block
"""A row's values; or some rows at once, as JSON."""


class Lines:
    """Iterates as the bytes of a table's stream; ``rows`` counts what went by. A table comes in rows or in blocks."""

    def __init__(self, rows: Iterable[Row], width: int, progress: Progress, text: str) -> None:
        self._rows, self._width = rows, width
        self._progress, self._text = progress, text
        self.rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks():
            yield from _split(block)
            self.rows += block.rows
            self._progress(self.rows, 0, self._text)

    def _blocks(self) -> Iterator[Block]:
        source = iter(self._rows)
        for first in source:
            if isinstance(first, Block):
                yield first
            else:
                yield self._block([first, *islice(source, ROWS - 1)])

    def _block(self, rows: Sequence[Any]) -> Block:
        if any(len(row) != self._width for row in rows):
            raise ValueError("a row has another number of values than the table has columns")
        return Block.of(list(rows))


def _split(block: Block) -> Iterator[bytes]:
    """One line, or several where long texts make it too long."""
    line = block.line
    many = jsonable.too_many(line)
    if (many or len(line) > _LINE) and block.rows > 1:
        for half in block.halves():
            yield from _split(half)
    elif many or len(line) > layout.LINE_LIMIT:
        raise Refused("有一条记录的文字太长，放不进数据包", todo="请把长文改为附件后再导出")
    else:
        yield line


def rows_of(chunks: Iterable[bytes], width: int, count: int) -> Iterator[list[Any]]:
    """The rows of a table's stream. Refused unless there are ``count`` rows of ``width`` values."""
    seen = 0
    for line in _lines_of(chunks):
        block = _parsed(line, width)
        seen += len(block)
        if seen > count:
            raise layout.altered()
        yield from block
    if seen != count:
        raise layout.altered()


def _lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    parts: list[bytes] = []
    waiting = 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        parts.append(first)
        waiting += len(first)
        for part in others:
            yield b"".join(parts)
            parts, waiting = [part], len(part)
        if waiting > layout.LINE_LIMIT:
            raise layout.bomb()
    if waiting:
        raise layout.altered()


def _parsed(line: bytes, width: int) -> list[list[Any]]:
    try:
        block = jsonable.parsed(line)
    except ValueError as error:
        raise layout.altered() from error
    if type(block) is not list or any(type(row) is not list or len(row) != width for row in block):
        raise layout.altered()
    return block
