"""print figures, print funds, print ledger, print dossier."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from laomo_desktop.cli import figures as spans
from laomo_desktop.db import records
from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import exports, figures, keeping, reports
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper
from laomo_desktop.services.reports import ledger

OF_THE_OFFICE = frozenset({"figures", "funds"})
"""Forms that are of nobody in particular."""


def add_options(command: Any) -> None:
    """The options of these forms."""
    command.add_argument("--by", choices=tuple(figures.DIMENSIONS), help="统计表：按什么分组")
    command.add_argument("--find", default="", help="台账：只要找到的")
    spans.add_span(command)


def _dossier(desk: Desk, args: Namespace) -> Paper:
    """Of a person or an enterprise, by key or by exact name."""
    register, key = _subject(desk, args.of)
    make = reports.dossier_person if register == "people" else reports.dossier_enterprise
    return make(desk, key, args.year)


def _subject(desk: Desk, words: str) -> tuple[str, RowId]:
    if not words:
        raise Refused("没有写明要谁的服务档案", todo="请写上人员或企业的名称或编号")
    with desk.store.reading() as connection:
        found = [
            (register, row["id"])
            for register in ("people", "enterprises")
            for row in records.where(connection, register, {"name": words})
        ]
    if len(found) > 1:
        raise Refused(f"有{len(found)}个人员或企业都叫“{words}”", todo="请改用编号（list 命令可以查到）")
    if found:
        return found[0]
    register, key = keeping.find_record(desk, words)
    if register not in ("people", "enterprises"):
        raise Refused(f"“{words}”不是人员，也不是企业")
    return register, key


def _figures(desk: Desk, args: Namespace) -> Paper:
    return reports.statistics_paper(desk, spans.span_of(args), args.by, spans.office_of(args))


def _ledger(desk: Desk, args: Namespace) -> Paper:
    wanted = Query(exports.register_of(args.of).name, find=args.find)
    if args.year or args.since or args.until:
        wanted = ledger.within(wanted, spans.span_of(args))
    return reports.ledger_paper(desk, wanted)


def _funds(desk: Desk, args: Namespace) -> Paper:
    return reports.funds_paper(desk, args.year or date.today().year, spans.office_of(args))


MAKERS: Mapping[str, Callable[[Desk, Namespace], Paper]] = {
    "figures": _figures,
    "funds": _funds,
    "ledger": _ledger,
    "dossier": _dossier,
}
