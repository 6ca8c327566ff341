"""figures: the year's numbers against its targets, by any dimension; funds: the year's awards."""

from argparse import Namespace
from datetime import date
from decimal import Decimal
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.domain import dates, offices
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.period import Period
from laomo_desktop.services import figures, funding
from laomo_desktop.services.figures import Figure, Figures, Groups, Number, number_words, share_words
from laomo_desktop.services.reports import funds


def add(commands: Any) -> None:
    """Declare this module's commands."""
    command = commands.add_parser("figures", help="统计：本期、累计、完成率、同比")
    add_span(command)
    command.add_argument("--by", choices=tuple(figures.DIMENSIONS), help="再按类别、产业链、企业…分组")
    command.set_defaults(run=_figures)
    awarded = commands.add_parser("funds", help="奖励资助：一年里各类各项，与资助标准对照")
    awarded.add_argument("--year", type=int, help="年度，默认今年")
    awarded.add_argument("--office", metavar="CODE", help="工会代码，默认本单位（市总为全市）")
    awarded.set_defaults(run=_funds)


def add_span(command: Any) -> None:
    """The options that say which days and whose figures."""
    command.add_argument("--year", type=int, help="年度，默认今年")
    command.add_argument("--until", metavar="DATE", help="截止日期，默认今天（过去的年度为年末）")
    command.add_argument("--since", metavar="DATE", help="本期从哪天起，默认1月1日")
    command.add_argument("--office", metavar="CODE", help="工会代码，默认本单位（市总为全市）")


def span_of(args: Namespace) -> Period:
    """The span the options name. Raises `Refused` for what is no span of one year."""
    until = dates.parse_date(args.until) if args.until else None
    since = dates.parse_date(args.since) if args.since else None
    year = args.year or (until.year if until else since.year if since else None)
    whole = figures.standard_period(year, until)
    return whole if since is None else Period(since, whole.last)


def office_of(args: Namespace) -> str | None:
    """The office's code from a code or a name."""
    return offices.find(args.office).code if args.office else None


def _figures(args: Namespace) -> Answer:
    span, office = span_of(args), office_of(args)
    with opening.opened(args) as desk:
        found = figures.figures(desk, span, office)
        parts = figures.grouped(desk, span, args.by, office) if args.by else None
    data = _data(found) | ({"by": args.by, "groups": _groups(parts)} if parts else {})
    return Answer(data, (*_lines(found), *(_group_lines(parts) if parts else ())))


def _data(found: Figures) -> dict[str, Any]:
    return {
        "from": found.period.first.isoformat(),
        "until": found.period.last.isoformat(),
        "office": found.office.code if found.office else None,
        "figures": {line.measure.code: _figure(line) for line in found.lines},
    }


def _figure(line: Figure) -> dict[str, Any]:
    return {
        "label": line.measure.label, "unit": line.measure.unit, "rule": line.measure.rule, "value": plain(line.now),
        "so_far": plain(line.so_far), "target": line.target, "share": line.share, "last_year": plain(line.before),
        "change": line.change,
    }  # fmt: skip


def plain(number: Number) -> int | float:
    """As JSON takes it; 分 are kept."""
    return float(number) if isinstance(number, Decimal) else number


def _groups(parts: Groups) -> list[dict[str, Any]]:
    return [
        {"value": group.value, "label": group.label, "numbers": {c: plain(n) for c, n in group.numbers.items()}}
        for group in parts.groups
    ]


def _lines(found: Figures) -> list[str]:
    whose = found.office.full if found.office else "全部单位"
    rows = [f"{whose}  {found.period.words}", "指标\t单位\t本期\t累计\t年度目标\t完成率\t上年同期\t同比"]
    for line in found.lines:
        cells = (
            line.measure.label, line.measure.unit, number_words(line.now), number_words(line.so_far),
            number_words(line.target), share_words(line.share), number_words(line.before),
            share_words(line.change, signed=True),
        )  # fmt: skip
        rows.append("\t".join(cell or "—" for cell in cells))
    return rows


def _group_lines(parts: Groups) -> list[str]:
    head = "\t".join([figures.DIMENSIONS[parts.by], *(BY_CODE[code].label for code in parts.total)])
    rows = ["\t".join([g.label, *map(number_words, g.numbers.values())]) for g in parts.groups]
    return ["", head, *rows, "\t".join(["合计", *map(number_words, parts.total.values())])]


def _funds(args: Namespace) -> Answer:
    year = args.year or date.today().year
    with opening.opened(args) as desk:
        found = funding.sums(desk, year, office_of(args))
    data = [
        {"kind": one.kind, "name": one.name, "count": len(one.awards), "words": one.words,
         "standard": one.rule.amount / 100 if one.rule else None, "granted": one.granted / 100, "paid": one.paid / 100,
         "awards": [key.hex() for key in one.awards]}
        for one in found
    ]  # fmt: skip
    head = "\t".join(column.title for column in funds.COLUMNS)
    lines = ["\t".join(cell or "—" for cell in funds.cells(one)) for one in found]
    total = "\t".join(["合计", *(cell or "—" for cell in funds.total(found)[1:])])
    told = (head, *lines, total) if found else (f"{year}年还没有登记奖励和资助。",)
    return Answer({"year": year, "funds": data}, told)
