"""A table's rows as a stream of lines: each line a JSON array of some hundred rows, each row an array of
values.

Rows are taken and given one by one, so memory holds one line, never the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import orjson

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress
from laomo_desktop.sync import layout

Row = Sequence[Any] | orjson.Fragment
"""A row's values, or the same already as JSON, from a source that is known to write it rightly."""

_ROWS = 500
_LINE = 1024 * 1024


class Lines:
    """Iterates as the bytes of a table's stream; ``rows`` counts what went by."""

    def __init__(self, rows: Iterable[Row], width: int, progress: Progress, text: str) -> None:
        self._rows, self._width = rows, width
        self._progress, self._text = progress, text
        self.rows = 0

    def __iter__(self) -> Iterator[bytes]:
        source = iter(self._rows)
        while block := list(islice(source, _ROWS)):
            if any(type(row) is not orjson.Fragment and len(row) != self._width for row in block):
                raise ValueError("a row has another number of values than the table has columns")
            yield from _split(block)
            self.rows += len(block)
            self._progress(self.rows, 0, self._text)


def _split(block: list[Row]) -> Iterator[bytes]:
    """One line, or several where long texts make it too long."""
    line = orjson.dumps(block, option=orjson.OPT_APPEND_NEWLINE)
    if len(line) > _LINE and len(block) > 1:
        middle = len(block) // 2
        yield from _split(block[:middle])
        yield from _split(block[middle:])
    elif len(line) > layout.LINE_LIMIT:
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
        block = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise layout.altered() from error
    if type(block) is not list or any(type(row) is not list or len(row) != width for row in block):
        raise layout.altered()
    return block
