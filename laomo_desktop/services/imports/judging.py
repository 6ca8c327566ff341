"""From drafts to lines: terms folded, links resolved, each row compared with what the store has."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection

from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.excel.drafts import CellError, Draft, duplicates
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook
from laomo_desktop.services import terms
from laomo_desktop.services.imports import layouts, touched
from laomo_desktop.services.imports.known import Row
from laomo_desktop.services.imports.line import Line, Verdict
from laomo_desktop.services.imports.links import Links
from laomo_desktop.services.imports.matching import Matcher
from laomo_desktop.services.terms import Terms

CHUNK = 2_000
MOST_UNREAD = 2_000
"""So many rows of a workbook without a usable head are shown."""


def lines(
    connection: Connection, layout: Layout, drafts: Sequence[Draft], progress: Progress
) -> tuple[list[Line], Terms]:
    """A line for every draft with its verdict, and the dictionaries it was read by."""
    known = terms.load(connection)
    found, _ = _judged(connection, layout, drafts, known, progress)
    progress(len(drafts), len(drafts), "已比对完")
    return found, known


def lines_after(
    connection: Connection, layout: Layout, drafts: Sequence[Draft], before: Sequence[Line], place: int
) -> list[Line]:
    """The lines of ``drafts``, of which only row ``place`` is another than that of ``before``.

    Just what that row can change is compared again (see `touched`); the outcome is that of `lines`.
    """
    known = terms.load(connection)

    def judge(places: Sequence[int]) -> tuple[Mapping[int, Line], Iterable[RowId]]:
        found, stored = _judged(connection, layout, [drafts[at] for at in places], known, silent)
        return dict(zip(places, found, strict=True)), stored

    return touched.judge_again(layout.register, before, place, judge)


def _judged(
    connection: Connection, layout: Layout, drafts: Sequence[Draft], known: Terms, progress: Progress
) -> tuple[list[Line], Iterable[RowId]]:
    """A line for every draft, and the stored rows that were looked at."""
    register = layout.register
    shared = duplicates(drafts, register, layout)
    fold = _Folding(register, known)
    links, matcher = Links(connection, register), Matcher(connection, register)
    found: list[Line] = []
    stored: Mapping[RowId, Row] = {}
    for start in range(0, len(drafts), CHUNK):
        progress(start, len(drafts), "正在与现有记录比对")
        chunk = [
            _line(draft, shared.get(draft.row_number, ()), fold) for draft in drafts[start : start + CHUNK]
        ]
        links.resolve([line for line in chunk if line.verdict is Verdict.NEW])
        stored = matcher.judge([line for line in chunk if line.verdict is Verdict.NEW])
        links.settle_shared(stored)
        found += chunk
    return found, stored


class _Folding:
    """The dictionaries' own words for what the clerk wrote; each word worked out once."""

    def __init__(self, register: Register, known: Terms) -> None:
        self._known = known
        self._fields = [(f, dict[Value, Value]()) for f in register.fields if f.dictionary]

    def words_of(self, values: dict[str, Value]) -> None:
        """Put them in place."""
        for of, met in self._fields:
            if (told := values.get(of.name)) is not None:
                if told not in met:
                    met[told] = self._known.canonical_value(of, told)
                values[of.name] = met[told]


def _line(draft: Draft, shared: Iterable[CellError], fold: _Folding) -> Line:
    if draft.skipped:
        return Line(draft.row_number, Verdict.SKIPPED, {}, {}, reasons=[draft.skipped], raw=draft.raw)
    errors = [*draft.errors, *shared]
    values: dict[str, Value] = {name: value for name, value in draft.filled().items() if value is not None}
    fold.words_of(values)
    verdict = Verdict.WRONG if errors else Verdict.NEW
    sentences = [e.sentence for e in errors]
    return Line(
        draft.row_number,
        verdict,
        values,
        dict(draft.links),
        reasons=sentences,
        errors=errors,
        notes=[warning.sentence for warning in draft.warnings],
        raw=draft.raw,
    )


def unread(book: Workbook, layout: Layout) -> list[Line]:
    """The rows below a head that lacks a column: all of them wrong for that reason."""
    lack = f"还没有指定哪一列是{layouts.lacking(layout)}。"
    body = ((number, row) for number, row in book[layout.sheet].rows() if number > layout.head_row)
    return [
        Line(number, Verdict.WRONG, {}, {}, reasons=[lack], raw=row)
        for number, row in islice(body, MOST_UNREAD)
    ]
