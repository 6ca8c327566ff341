"""What an import would do: every row of the workbook with its verdict, nothing written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.terms import DICTIONARIES
from laomo_desktop.excel.drafts import Draft, read_drafts
from laomo_desktop.excel.layout import Layout
from laomo_desktop.excel.reading import Workbook, open_workbook
from laomo_desktop.services.calm import no_collecting
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import judging, layouts
from laomo_desktop.services.imports.line import Counts, Line, Verdict
from laomo_desktop.services.terms import Terms

USED = (Verdict.NEW, Verdict.CHANGED)


@dataclass(frozen=True)
class Preview:
    """All lines of a workbook, and how its columns were read.

    ``problem`` says what the layout lacks ("" if nothing): then no line can come in until the columns are put right.
    """

    register: Register
    book: Workbook
    layout: Layout
    lines: Sequence[Line]
    drafts: Sequence[Draft]
    terms: Terms
    problem: str = ""

    @cached_property
    def counts(self) -> Counts:
        """How many rows of each verdict."""
        found = Counter(line.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def nothing_new(self) -> bool:
        """Whether every row that could come in stands here already."""
        moving = (*USED, Verdict.DOUBTFUL)
        return bool(self.counts[Verdict.SAME]) and not any(self.counts[verdict] for verdict in moving)

    @cached_property
    def new_links(self) -> Mapping[str, Sequence[str]]:
        """Titles of the rows that new and changed lines need and that are made on the fly, by register."""
        found: dict[str, dict[str, None]] = {}
        for line in self.lines:
            if line.links and line.verdict in USED:
                for name, words in line.links.items():
                    found.setdefault(self.register[name].target, {})[words] = None
        return {target: tuple(titles) for target, titles in found.items()}

    @cached_property
    def proposed(self) -> Sequence[tuple[str, str]]:
        """(dictionary, word) for every term no dictionary has; they are proposed to the city."""
        return self.terms.unknown(self.register, (x.values for x in self.lines if x.verdict in USED))

    @property
    def sentence(self) -> str:
        """新增 250 行，变更 3 行 …: what the import would do, in words."""
        parts = [f"{verdict.value}{n}行" for verdict, n in self.counts.items() if n]
        return "，".join([*parts, *self.made]) or "没有数据行"

    @property
    def made(self) -> list[str]:
        """新建企业 3 家: what else comes into being."""
        return [
            f"新建{REGISTERS[name].label}{len(titles)}{REGISTERS[name].unit}"
            for name, titles in self.new_links.items()
        ]

    @property
    def proposed_words(self) -> list[str]:
        """工种“激光焊工”: the proposed terms as the clerk reads them."""
        return [f"{DICTIONARIES[code]}“{word}”" for code, word in self.proposed]


def preview(
    desk: Desk, register: str, path: Path, progress: Progress = silent, *, lenient: bool = False
) -> Preview:
    """Read a workbook and say what importing it would do. Raises `Refused` when it cannot be read at all.

    A head that lacks a required column is refused too, unless ``lenient``: then `Preview.problem` tells it.
    """
    return of_book(desk, register, open_workbook(path), progress, lenient=lenient)


def of_book(
    desk: Desk, register: str, book: Workbook, progress: Progress = silent, *, lenient: bool = False
) -> Preview:
    """As `preview`, of a workbook that is open already."""
    reg = REGISTERS[register]
    if not reg.importable:
        raise Refused(f"{reg.label}不能用表格导入", todo="请在程序里逐条登记")
    layout = layouts.find(book, reg, layouts.remembered(desk), lenient=lenient)
    return judged(desk, book, layout, progress)


def with_layout(
    desk: Desk, of: Preview, layout: Layout, progress: Progress = silent, *, lenient: bool = False
) -> Preview:
    """The same workbook read with corrected columns. Raises `Refused` if a required one is missing."""
    return judged(desk, of.book, layout if lenient else layout.require(), progress)


def with_sheet(desk: Desk, of: Preview, sheet: str, progress: Progress = silent) -> Preview:
    """Another sheet of the same workbook, whatever it lacks."""
    known = layouts.remembered(desk)
    return judged(desk, of.book, layouts.of_sheet(of.book[sheet], of.register, known), progress)


def judged(
    desk: Desk, book: Workbook, layout: Layout, progress: Progress, drafts: Sequence[Draft] | None = None
) -> Preview:
    """The preview of a workbook under a layout; ``drafts`` are its rows if they are read already."""
    if layout.missing or not layout.columns:
        lines = judging.unread(book, layout)
        return Preview(layout.register, book, layout, lines, (), Terms({}, {}), layouts.lack(layout))
    with no_collecting(), desk.store.reading() as connection:
        if drafts is None:
            drafts = list(read_drafts(book[layout.sheet], layout, layout.register, progress))
        lines, known = judging.lines(connection, layout, drafts, progress)
    return Preview(layout.register, book, layout, lines, drafts, known)
