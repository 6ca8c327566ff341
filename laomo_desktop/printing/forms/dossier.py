"""服务档案: who it is, the figures, then one small table a chapter, flowing over as many pages as needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader

from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.printing import table
from laomo_desktop.printing.fonts import BOLD, SANS, SERIF
from laomo_desktop.printing.paper import A4, MM, Align, Box, Paper, Type
from laomo_desktop.printing.papers import Chapter, Dossier, Fact, ReportColumn
from laomo_desktop.printing.table import Column, Line, Table

_LEFT, _WIDTH, _TOP, _BOTTOM = 20.0, 174.0, 16.0, 18.0
_TITLE, _NAME, _HEAD = Type(BOLD, 20), Type(BOLD, 15), Type(SANS, 11.5)
_FACT, _SMALL, _BODY = Type(SERIF, 10.5), Type(SERIF, 9), Type(SERIF, 9.5)
_FACT_LINE, _SHARES = 7.0, 3.0
_PHOTO = (25.0, 33.0)
_HEADING = 9.0


@dataclass
class _Flow:
    """Where the next thing is drawn; page numbers come last, when all are known."""

    paper: Paper
    data: Dossier
    y: float = _TOP
    page: int = 1

    @property
    def room(self) -> float:
        return self.paper.height - _BOTTOM - self.y

    def turn(self, pages: int) -> None:
        """End this page; the next begins with a running line."""
        self.end(pages)
        self.page += 1
        self.y = _TOP
        self.paper.block(Box(_LEFT, self.y - 4, _WIDTH, 5), f"{self.data.title}　{self.data.name}（续）", _SMALL)
        self.y += 4

    def end(self, pages: int) -> None:
        """The page's number, and out it goes."""
        words = f"第{self.page}页 共{pages}页" if pages else ""
        if words:
            self.paper.text(A4[0] / 2, self.paper.height - 10, words, _SMALL, "center")
        self.paper.next_page()


def draw(data: Dossier, progress: Progress = silent) -> bytes:
    """The dossier as PDF, A4 portrait; set twice, because the first page already says how many there are."""
    count = _set(data, 0)[1]
    pdf, _ = _set(data, count)
    progress(count, count, f"第{count}页")
    return pdf


def _set(data: Dossier, pages: int) -> tuple[bytes, int]:
    flow = _Flow(Paper(f"{data.title} {data.name}"), data)
    _head(flow)
    _lines(flow, data.sums, "服务数据")
    shown = [chapter for chapter in data.chapters if chapter.rows]
    for chapter in shown:
        _chapter(flow, chapter, pages)
    if not shown:
        flow.paper.block(Box(_LEFT, flow.y + 4, _WIDTH, 8), "没有登记过的服务记录。", _FACT)
        flow.y += 14
    _foot(flow, pages)
    flow.end(pages)
    return flow.paper.finish(), flow.page


def _head(flow: _Flow) -> None:
    paper, data = flow.paper, flow.data
    paper.block(Box(_LEFT, flow.y, _WIDTH, 9), data.title, _TITLE, "center")
    flow.y += 11
    name = f"{data.name}　{data.subtitle}" if data.subtitle else data.name
    paper.block(Box(_LEFT, flow.y, _WIDTH, 8), name, _NAME, "center")
    flow.y += 11
    top = flow.y
    width = _WIDTH - (_PHOTO[0] + 5 if data.photo else 0.0)
    _facts(flow, data.facts, width)
    if data.photo:
        _photo(paper, data.photo, top)
        flow.y = max(flow.y, top + _PHOTO[1] + 3)
    flow.y += 2


def _photo(paper: Paper, photo: bytes, top: float) -> None:
    wide, high = _PHOTO
    paper.canvas.drawImage(
        ImageReader(BytesIO(photo)), (_LEFT + _WIDTH - wide) * MM, (paper.height - top - high) * MM, wide * MM,
        high * MM, preserveAspectRatio=True, anchor="ne", mask="auto",
    )  # fmt: skip


def _facts(flow: _Flow, facts: Sequence[Fact], width: float) -> None:
    for line in _broken(facts):
        unit, x = width / _SHARES, _LEFT
        for fact in line:
            wide = min(fact.share, _SHARES) * unit if fact is not line[-1] else _LEFT + width - x
            box = Box(x, flow.y, wide - 2, _FACT_LINE)
            flow.paper.block(box, f"{fact.label}：{fact.value}", _FACT)
            x += wide
        flow.y += _FACT_LINE


def _broken(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    line: list[Fact] = []
    for fact in facts:
        if line and sum(each.share for each in line) + fact.share > _SHARES:
            yield line
            line = []
        line.append(fact)
    if line:
        yield line


def _lines(flow: _Flow, facts: Sequence[Fact], title: str) -> None:
    if not facts:
        return
    _heading(flow, title, "")
    _facts(flow, facts, _WIDTH)
    flow.y += 2


def _heading(flow: _Flow, title: str, foot: str) -> None:
    flow.paper.block(Box(_LEFT, flow.y, _WIDTH, 7), title, _HEAD)
    flow.paper.block(Box(_LEFT, flow.y, _WIDTH, 7), foot, _SMALL, "right")
    flow.y += 7.5


def _chapter(flow: _Flow, chapter: Chapter, pages: int) -> None:
    """The table cut where the page ends; heading, head and one row stay together."""
    made = _table(chapter)
    lines = table.measure(made, flow.paper.height - _TOP - _BOTTOM - made.head_height - 20)
    if flow.room < _HEADING + made.head_height + lines[0].height + 2:
        flow.turn(pages)
    _heading(flow, chapter.title, chapter.foot)
    while lines:
        part = _fitting(lines, flow.room - made.head_height)
        if not part:
            flow.turn(pages)
            continue
        flow.y = table.draw(flow.paper, _LEFT, flow.y, made, part) + 3
        lines = lines[len(part) :]
        if lines:
            flow.turn(pages)


def _fitting(lines: Sequence[Line], room: float) -> list[Line]:
    part: list[Line] = []
    for line in lines:
        room -= line.height
        if room < 0:
            break
        part.append(line)
    return part


def _table(chapter: Chapter) -> Table:
    unit = (_WIDTH - 10) / sum(column.width for column in chapter.columns)
    longest = [max(len(row[n]) for row in chapter.rows) for n in range(len(chapter.columns))]
    columns = [
        Column(column.title, column.width * unit, _side(column, size))
        for column, size in zip(chapter.columns, longest, strict=True)
    ]
    rows = [(str(n), *(text or "—" for text in row)) for n, row in enumerate(chapter.rows, 1)]
    return Table([Column("序号", 10.0), *columns], rows, row=7.0, head=7.5, type=_BODY)


def _side(column: ReportColumn, longest: int) -> Align:
    return "right" if column.number else "left" if longest > 10 else "center"


def _foot(flow: _Flow, pages: int) -> None:
    data = flow.data
    if flow.room < 14:
        flow.turn(pages)
    words = (
        f"填报单位（盖章）：{data.office}", f"填表人：{data.prepared_by}", f"审核人：{data.reviewed_by}",
        f"日期：{data.date}",
    )  # fmt: skip
    x = _LEFT
    for text, share in zip(words, (0.4, 0.2, 0.2, 0.2), strict=True):
        flow.paper.block(Box(x, flow.y + 3, _WIDTH * share - 2, 7), text, _FACT)
        x += _WIDTH * share
