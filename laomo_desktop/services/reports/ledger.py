"""台账: any register's list as it stands on the screen, with 合计 and the lines for signatures; PDF and Excel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.domain import dates, kinds
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import Field, Kind
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel import tables
from laomo_desktop.excel.tables import TableCell
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints.paper import Paper, file_name
from laomo_desktop.services.prints.signers import Signed, signed
from laomo_desktop.services.registers import Done

MOST = 20_000
"""Rows on paper: beyond that nobody reads, and the clerk meant an export."""
PAGE = 1_000
SUMMED = (Kind.INT, Kind.MONEY)
NOT_SUMMED = frozenset({"year", "number", "place", "sequence", "pass_share", "pass_score"})
"""Whole numbers that are no amounts."""


def ledger_paper(
    desk: Desk, of: Query, columns: Sequence[str] = (), progress: Progress = silent
) -> Paper:
    """The rows of a list on paper, personal data masked as on the screen. Raises `Refused` for an endless list."""
    reg, shown = of.reg, [of.reg[name] for name in columns or of.reg.columns]
    rows = list(_rows(desk, of, MOST, progress))
    who = signed(desk)
    data = papers.Report(
        title=f"{reg.label}台账", subtitle=_subtitle(of, len(rows)), office=who.office,
        columns=[papers.ReportColumn(f.label, float(f.width), number=f.kind in SUMMED) for f in shown],
        rows=[[registers.present(reg, row, f.name) for f in shown] for row in rows],
        total=_total(reg, shown, rows), prepared_by=who.clerk, reviewed_by=who.reviewer, phone=who.phone,
        date=who.date, scale=_scale(shown),
    )  # fmt: skip
    pdf = FORMS["report"].draw(data, progress)
    return Paper(data.title, pdf, file_name(desk.office, f"{reg.label}台账", "pdf"))


def ledger_book(
    desk: Desk, of: Query, path: Path, columns: Sequence[str] = (), progress: Progress = silent
) -> Done:
    """The same as a workbook for reporting (to give rows to another program, export the register instead)."""
    reg, shown = of.reg, [of.reg[name] for name in columns or of.reg.columns]
    rows = list(_rows(desk, of, MOST, progress))
    who: Signed = signed(desk)
    cells: list[list[TableCell]] = [
        [n, *(_cell(reg, f, row) for f in shown)] for n, row in enumerate(rows, 1)
    ]
    total = _total(reg, shown, rows)
    if total is not None:
        cells.append(["合计", *(_amount(f, words) for f, words in zip(shown, total, strict=True))])
    tables.table(
        f"{reg.label}台账", ["序号", *(f.label for f in shown)], cells, path,
        above=(_subtitle(of, len(rows)), who.above), below=(who.below,),
    )  # fmt: skip
    sentence = f"导出{reg.label}台账{len(rows)}{reg.unit}到“{path.name}”"
    with desk.store.operation("导出", sentence, desk.user) as write:
        write.note()
    return Done(write.number, sentence, final=True)


def ledger_name(desk: Desk, register: str) -> str:
    """The file name a 台账 workbook would get."""
    return file_name(desk.office, f"{REGISTERS[register].label}台账", "xlsx")


def _rows(desk: Desk, of: Query, most: int, progress: Progress) -> Iterator[dict[str, Any]]:
    with desk.store.reading() as connection:
        count = query.count(connection, of)
        if count > most:
            raise Refused(
                f"共{count:,}{of.reg.unit}，一份台账最多{most:,}{of.reg.unit}",
                todo="请先筛选，或用“导出”得到完整的表格",
            )
        numbers = query.numbers(connection, of)
        for start in range(0, count, PAGE):
            progress(start, count, "读取台账")
            yield from query.rows(connection, of.reg, numbers[start : start + PAGE])


def within(of: Query, span: Period) -> Query:
    """The rows of a span, by the register's own date (its first column that is one). Raises `Refused` without one."""
    day = next((name for name in of.reg.columns if of.reg[name].kind is Kind.DATE), None)
    if day is None:
        raise Refused(f"{of.reg.label}台账没有日期列，不能按期间打印", todo="请去掉起止日期，打印全部")
    return replace(of, between={**of.between, day: (span.first.isoformat(), span.last.isoformat())})


def _subtitle(of: Query, count: int) -> str:
    """What the list was narrowed to, how many rows it has, and up to which day it is told."""
    told, cut = [f"共{count:,}{of.reg.unit}"], date.today()
    for name, (first, last) in of.between.items():
        ends = [dates.paper_date(dates.parse_date(day)) if day else "" for day in (first, last)]
        told.insert(0, f"{of.reg[name].label}{ends[0]}至{ends[1]}")
        cut = min(cut, dates.parse_date(last)) if last else cut
    told.append(f"截止日期：{dates.paper_date(cut)}")
    if of.find:
        told.insert(0, f"查找“{of.find}”")
    return "　".join(told)


def _total(reg: Register, shown: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...] | None:
    """Amounts added up; the first column, where it is no amount, says how many rows there are."""
    if not rows:
        return None
    sums = [_sum(f, rows) for f in shown]
    if not sums[0] and shown[0].kind not in SUMMED:
        sums[0] = f"{len(rows):,}{reg.unit}"
    return tuple(sums)


def _sum(of: Field, rows: Sequence[Mapping[str, Any]]) -> str:
    if of.kind not in SUMMED or of.name in NOT_SUMMED:
        return ""
    return kinds.show(of, sum(row[of.name] or 0 for row in rows))


def _amount(of: Field, words: str) -> TableCell:
    if not words or of.kind not in SUMMED:
        return words
    return float(words.replace(",", "")) if of.kind is Kind.MONEY else int(words)


def _cell(reg: Register, of: Field, row: Mapping[str, Any]) -> TableCell:
    value = row[of.name]
    if value is not None and of.kind is Kind.INT:
        return int(value)
    if value is not None and of.kind is Kind.MONEY:
        return float(Decimal(value) / 100)
    return registers.present(reg, row, of.name)


def _scale(shown: Sequence[Field]) -> float:
    """Millimetres a character of width needs at least: the paper is turned where they do not fit upright."""
    return 3.6 if shown else 1.0
