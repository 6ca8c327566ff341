"""What an import would do: every row of the workbook with its verdict, nothing written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel.drafts import CellError, Draft, duplicates, read_drafts
from laomo_desktop.excel.heads import find_layout
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook, open_workbook
from laomo_desktop.services import settings, terms
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports.line import Counts, Line, Verdict
from laomo_desktop.services.imports.links import Links
from laomo_desktop.services.imports.matching import Matcher
from laomo_desktop.services.terms import Terms

LAYOUTS = "import_layouts"
"""Corrections of columns by a workbook's heads, remembered."""
CHUNK = 2_000


@dataclass(frozen=True)
class Preview:
    """All lines of a workbook, and how its columns were read. ``new_links`` are rows made on the fly, by register."""

    register: Register
    book: Workbook
    layout: Layout
    lines: Sequence[Line]
    terms: Terms
    new_links: Mapping[str, Sequence[str]]

    @property
    def counts(self) -> Counts:
        """How many rows of each verdict."""
        found = Counter(line.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def sentence(self) -> str:
        """新增 250 行，变更 3 行 …: what the import would do, in words."""
        parts = [f"{verdict.value}{n}行" for verdict, n in self.counts.items() if n]
        made = [
            f"新建{REGISTERS[name].label}{len(titles)}{REGISTERS[name].unit}"
            for name, titles in self.new_links.items()
            if titles
        ]
        return "，".join([*parts, *made]) or "没有数据行"


def preview(desk: Desk, register: str, path: Path, progress: Progress = silent) -> Preview:
    """Read a workbook and say what importing it would do. Raises `Refused` when it cannot be read at all."""
    book = open_workbook(path)
    layout = find_layout(book, REGISTERS[register])
    remembered = settings.get(desk, LAYOUTS, {}).get(layout.fingerprint, {})
    layout = layout.corrected({int(index): name for index, name in remembered.items()}).require()
    return _preview(desk, book, layout, progress)


def with_layout(desk: Desk, of: Preview, layout: Layout, progress: Progress = silent) -> Preview:
    """The same workbook read with corrected columns. Raises `Refused` if a required one is missing."""
    return _preview(desk, of.book, layout.require(), progress)


def _preview(desk: Desk, book: Workbook, layout: Layout, progress: Progress) -> Preview:
    register = layout.register
    drafts = list(read_drafts(book[layout.sheet], layout, register, progress))
    shared = duplicates(drafts, register, layout)
    with desk.store.reading() as connection:
        known = terms.load(connection)
        links = Links(connection, register)
        lines = _lines(connection, register, drafts, shared, known, links, progress)
    return Preview(register, book, layout, lines, known, links.missing())


def _lines(
    connection: Connection, register: Register, drafts: Sequence[Draft], shared: Mapping[int, list[CellError]],
    known: Terms, links: Links, progress: Progress,
) -> list[Line]:  # fmt: skip
    matcher = Matcher(connection, register)
    lines: list[Line] = []
    for start in range(0, len(drafts), CHUNK):
        progress(start, len(drafts), "正在与现有记录比对")
        chunk = [
            _line(draft, shared.get(draft.row_number, ()), register, known)
            for draft in drafts[start : start + CHUNK]
        ]
        open_lines = [line for line in chunk if line.verdict is Verdict.NEW]
        links.resolve(open_lines)
        matcher.judge([line for line in open_lines if line.verdict is Verdict.NEW])
        lines += chunk
    return lines


def _line(draft: Draft, shared: Iterable[CellError], register: Register, known: Terms) -> Line:
    if draft.skipped:
        return Line(draft.row_number, Verdict.SKIPPED, {}, {}, reasons=[draft.skipped])
    errors = [*draft.errors, *shared]
    values = {
        name: known.canonical_value(register.by_name[name], value)
        for name, value in draft.filled().items()
        if value is not None
    }
    verdict = Verdict.WRONG if errors else Verdict.NEW
    return Line(
        draft.row_number, verdict, values, draft.links, reasons=[e.sentence for e in errors], errors=errors
    )


def fixed(of: Preview, lines: Sequence[Line]) -> Preview:
    """The preview with other lines (cells corrected in place)."""
    return replace(of, lines=lines)
