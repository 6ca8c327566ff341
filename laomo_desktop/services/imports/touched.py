"""Which rows of a workbook a corrected cell can change: those that share a mark with its row, before or after.

Marks are what rows are told apart by: each identity a row fills in, its title, its numbers (ID, USCC), and the
stored rows it is or may be. Rows that share none never speak of each other (see `matching`, `drafts.duplicates`).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from laomo_desktop.domain.field import Kind, RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.services.imports.known import identities
from laomo_desktop.services.imports.line import Line

Judge = Callable[[Sequence[int]], tuple[Mapping[int, Line], Iterable[RowId]]]
"""Judges the rows of these places alone: their lines by place, and the stored rows that were looked at."""


class Marks:
    """The marks of lines, and the lines of a mark."""

    def __init__(self, register: Register, lines: Sequence[Line]) -> None:
        self._title = register.title
        self._identities = identities(register)
        self._numbers = tuple(f.name for f in register.fields if f.kind in (Kind.ID_NUMBER, Kind.USCC))
        self._lines = lines
        self._places: dict[Hashable, list[int]] = {}
        self._bare: set[Hashable] = set()
        """Titles borne by lines that fill in no identity: only these are told apart by the title alone."""
        for place, line in enumerate(lines):
            identified, title = self._identified(line), self._title_of(line)
            if not identified:
                self._bare.add(title)
            for mark in {*identified, *self._others(line), title}:
                self._places.setdefault(mark, []).append(place)

    def of(self, line: Line) -> set[Hashable]:
        """All marks of one line."""
        identified, title = self._identified(line), self._title_of(line)
        marks = identified | self._others(line)
        return marks if identified and title not in self._bare else {*marks, title}

    def _identified(self, line: Line) -> set[Hashable]:
        values = {**line.values, **line.links}
        told = [(fields, tuple(values.get(name) for name in fields)) for fields in self._identities]
        return {pair for pair in told if None not in pair[1]}

    def _others(self, line: Line) -> set[Hashable]:
        numbers = {(name, line.values[name]) for name in self._numbers if line.values.get(name) is not None}
        return {*numbers, ("row", line.key)} if line.key is not None else {*numbers}

    def _title_of(self, line: Line) -> Hashable:
        return ("title", line.values.get(self._title))

    def closed(self, places: Iterable[int], marks: Iterable[Hashable]) -> set[int]:
        """These lines and all that hang together with them or with ``marks``."""
        found, new = set(places), set(marks)
        for place in list(found):
            new |= self.of(self._lines[place])
        met: set[Hashable] = set()
        while new:
            mark = new.pop()
            met.add(mark)
            for place in self._places.get(mark, ()):
                if place not in found:
                    found.add(place)
                    new |= self.of(self._lines[place]) - met
        return found


def judge_again(register: Register, lines: Sequence[Line], place: int, judge: Judge) -> list[Line]:
    """``lines`` after row ``place`` was read anew: it and what hangs together with it judged again, the rest kept."""
    marks = Marks(register, lines)
    alone, rows = judge([place])
    chosen = marks.closed([place], marks.of(alone[place]) | _rows(rows))
    while True:
        fresh, rows = judge(sorted(chosen))
        wider = marks.closed(chosen, _rows(rows).union(*(marks.of(line) for line in fresh.values())))
        if wider == chosen:
            return [fresh.get(at, line) for at, line in enumerate(lines)]
        chosen = wider


def _rows(keys: Iterable[RowId]) -> set[Hashable]:
    return {("row", key) for key in keys}
