"""统计表 of a month, a quarter, a year or any span: measures, or measures by a dimension; PDF and Excel alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from laomo_desktop.domain import dates
from laomo_desktop.domain.measures import BY_CODE, OVERLAP, PLACED, Measure
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.excel import tables
from laomo_desktop.excel.tables import TableCell
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import figures
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures import Figures, Groups, Number, number_words, share_words
from laomo_desktop.services.figures.counting import LINKED, scope
from laomo_desktop.services.prints.paper import Paper, file_name
from laomo_desktop.services.prints.signers import signed
from laomo_desktop.services.registers import Done
from laomo_desktop.services.reports.drawn import drawn


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    subtitle: str
    columns: tuple[papers.ReportColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None
    note: str


def statistics_paper(
    desk: Desk, span: Period, by: str | None = None, office: str | None = None, progress: Progress = silent
) -> Paper:
    """The table with the signature lines, and the pictures that belong to it."""
    sheet, who = _sheet(desk, span, by, office), signed(desk)
    data = papers.Report(
        title=sheet.title, subtitle=sheet.subtitle, office=who.office, columns=sheet.columns, rows=sheet.rows,
        total=sheet.total, prepared_by=who.clerk, reviewed_by=who.reviewer, phone=who.phone, date=who.date,
        note=sheet.note, wide=True, row=6.8, drawings=drawn(desk, span, by, office),
    )  # fmt: skip
    pdf = FORMS["report"].draw(data, progress)
    return Paper(f"{sheet.title}：{span.name}", pdf, statistics_name(desk, span, by, office, "pdf"))


def statistics_name(
    desk: Desk, span: Period, by: str | None = None, office: str | None = None, suffix: str = "xlsx"
) -> str:
    """The file name a 统计表 would get."""
    how = f"按{figures.DIMENSIONS[by]}" if by else ""
    return file_name(scope(desk, office) or desk.office, f"统计表{how}_{span.name}", suffix)


def statistics_book(desk: Desk, span: Period, by: str | None, office: str | None, path: Path) -> Done:
    """The same table as a workbook, its numbers as numbers. Raises `Refused` when it cannot be written."""
    sheet, who = _sheet(desk, span, by, office), signed(desk)
    numbers = [column.number for column in sheet.columns]
    total = [("合计", *sheet.total[1:])] if sheet.total else []
    rows = [_cells(row, numbers) for row in (*sheet.rows, *total)]
    tables.table(
        sheet.title, [column.title for column in sheet.columns], rows, path,
        above=(sheet.subtitle, who.above), below=tuple(filter(None, (sheet.note, who.below))),
    )  # fmt: skip
    sentence = f"导出统计表（{span.name}）到“{path.name}”"
    with desk.store.operation("导出", sentence, desk.user) as write:
        write.note()
    return Done(write.number, sentence, final=True)


def _cells(row: Sequence[str], numbers: Sequence[bool]) -> list[TableCell]:
    return [_cell(words) if number else words for words, number in zip(row, numbers, strict=True)]


def _cell(words: str) -> TableCell:
    plain = words.replace(",", "")
    if plain.endswith("%"):
        return words
    return (float(plain) if "." in plain else int(plain)) if plain else None


def _sheet(desk: Desk, span: Period, by: str | None, office: str | None) -> _Sheet:
    of = scope(desk, office)
    whose = of.full if of else "全市"
    cut = f"{span.name}　截止日期：{dates.paper_date(span.last)}"
    if by is None:
        found = figures.figures(desk, span, office)
        return _Sheet("劳模工匠助企行统计表", f"{whose}　{cut}", _COLUMNS, _lines(found), None, _NOTE)
    groups = figures.grouped(desk, span, by, office)
    return _grouped(groups, f"{whose}　{cut}")


_COLUMNS = (
    papers.ReportColumn("指标", 1.6),
    papers.ReportColumn("单位", 0.7),
    papers.ReportColumn("本期", 1.1, number=True),
    papers.ReportColumn("累计", 1.1, number=True),
    papers.ReportColumn("年度目标", 1.1, number=True),
    papers.ReportColumn("完成率", 0.9, number=True),
    papers.ReportColumn("上年同期", 1.1, number=True),
    papers.ReportColumn("同比", 1.0, number=True),
    papers.ReportColumn("口径", 4.2),
)
_NOTE = "累计自1月1日起算；完成率为累计与年度目标之比；同比为本期与上年同期之比；家数、人数在期间内不重复计。"


def _lines(found: Figures) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            line.measure.label, line.measure.unit, number_words(line.now), number_words(line.so_far),
            number_words(line.target), share_words(line.share), number_words(line.before),
            share_words(line.change, signed=True), line.measure.rule.replace("（", "\n（"),
        )
        for line in found.lines
    )  # fmt: skip


def _grouped(found: Groups, subtitle: str) -> _Sheet:
    measures = [BY_CODE[code] for code in found.total]
    columns = (
        papers.ReportColumn(figures.DIMENSIONS[found.by], 3.2 if found.by in LINKED else 1.8),
        *(papers.ReportColumn(f"{m.label}（{m.unit}）", 1.4 if m.unit == "元" else 1.0, number=True) for m in measures),
    )
    rows = tuple((group.label, *_numbers(measures, group.numbers)) for group in found.groups)
    total = ("", *_numbers(measures, found.total))
    note = f"口径：{PLACED[found.by]}。{OVERLAP}"
    title = f"劳模工匠助企行统计表（按{figures.DIMENSIONS[found.by]}）"
    return _Sheet(title, subtitle, columns, rows, total, note)


def _numbers(measures: Sequence[Measure], numbers: Mapping[str, Number]) -> list[str]:
    return [number_words(numbers.get(m.code, 0) or None) for m in measures]


