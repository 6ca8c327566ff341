"""奖励资助汇总表: the awards of a year by kind and name against the standards; PDF and Excel alike."""

from collections.abc import Sequence
from pathlib import Path

from laomo_desktop.domain import kinds
from laomo_desktop.domain.progress import Progress, silent
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.excel import tables
from laomo_desktop.excel.tables import TableCell
from laomo_desktop.printing import papers
from laomo_desktop.printing.forms import FORMS
from laomo_desktop.services import funding
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.counting import scope
from laomo_desktop.services.funding import Sum
from laomo_desktop.services.prints.paper import Paper, file_name
from laomo_desktop.services.prints.signers import signed
from laomo_desktop.services.registers import Done

TITLE = "奖励资助汇总表"
COLUMNS = (
    papers.ReportColumn("对象类别", 1.5),
    papers.ReportColumn("奖项或资助", 2.4),
    papers.ReportColumn("项数", 0.7, number=True),
    papers.ReportColumn("标准（元）", 1.1, number=True),
    papers.ReportColumn("按标准（元）", 1.2, number=True),
    papers.ReportColumn("登记金额（元）", 1.3, number=True),
    papers.ReportColumn("已到账（元）", 1.2, number=True),
    papers.ReportColumn("说明", 2.9),
)
NOTE = "按年度统计；与资助标准同名的计入该标准；已到账为写明到账日期的金额。"


def money_words(amount: int | None) -> str:
    """分 as 300,000; nothing at all is empty."""
    return "" if amount is None else kinds.show(REGISTERS["awards"]["amount"], amount)


def cells(one: Sum) -> tuple[str, ...]:
    """A sum under `COLUMNS`."""
    standard = one.rule.amount if one.rule else None
    return (
        one.kind, one.name, str(len(one.awards)), *map(money_words, (standard, one.due, one.granted, one.paid)),
        one.words,
    )  # fmt: skip


def total(sums: Sequence[Sum]) -> tuple[str, ...]:
    """The line 合计: what no standard covers is in the sums of money, not in what the standards ask for."""
    due = sum(one.due or 0 for one in sums)
    granted, paid = sum(one.granted for one in sums), sum(one.paid for one in sums)
    return ("", "", str(sum(len(one.awards) for one in sums)), "", *map(money_words, (due, granted, paid)), "")


def funds_paper(desk: Desk, year: int, office: str | None = None, progress: Progress = silent) -> Paper:
    """The table with the signature lines."""
    who, found = signed(desk), funding.sums(desk, year, office)
    of = scope(desk, office)
    data = papers.Report(
        title=TITLE, subtitle=f"{of.full if of else '全市'}　{year}年", office=who.office, columns=COLUMNS,
        rows=[cells(one) for one in found], total=total(found), prepared_by=who.clerk, reviewed_by=who.reviewer,
        phone=who.phone, date=who.date, note=NOTE, wide=True,
    )  # fmt: skip
    return Paper(f"{TITLE}：{year}年", FORMS["report"].draw(data, progress), funds_name(desk, year, office, "pdf"))


def funds_name(desk: Desk, year: int, office: str | None = None, suffix: str = "xlsx") -> str:
    """The file name it would get."""
    return file_name(scope(desk, office) or desk.office, f"{TITLE}_{year}年", suffix)


def funds_book(desk: Desk, year: int, office: str | None, path: Path) -> Done:
    """The same as a workbook, its numbers as numbers. Raises `Refused` when it cannot be written."""
    who, found = signed(desk), funding.sums(desk, year, office)
    of = scope(desk, office)
    rows = [_numbered(str(n), cells(one)) for n, one in enumerate(found, 1)]
    rows.append(_numbered("合计", total(found)))
    tables.table(
        TITLE, ("序号", *(column.title for column in COLUMNS)), rows, path,
        above=(f"{of.full if of else '全市'}　{year}年", who.above), below=(NOTE, who.below),
    )  # fmt: skip
    sentence = f"导出{TITLE}（{year}年）到“{path.name}”"
    with desk.store.operation("导出", sentence, desk.user) as write:
        write.note()
    return Done(write.number, sentence, final=True)


def _numbered(first: str, words: Sequence[str]) -> list[TableCell]:
    return [first, *(_cell(text) if of.number else text for of, text in zip(COLUMNS, words, strict=True))]


def _cell(words: str) -> TableCell:
    plain = words.replace(",", "")
    return (float(plain) if "." in plain else int(plain)) if plain else None
