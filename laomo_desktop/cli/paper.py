"""print and verify."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from laomo_desktop.cli import opening, report_papers
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.classes import find_training
from laomo_desktop.cli.finding import find_row
from laomo_desktop.cli.needs import find_assignment
from laomo_desktop.cli.service import find_pair
from laomo_desktop.db import records
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.services import (
    certificate_text,
    keeping,
    outputs,
    prints,
    scanning,
)
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper

Maker = Callable[[Desk, Namespace], Paper]


def add(commands: Any) -> None:
    """Declare this module's commands."""
    printing = commands.add_parser("print", help="生成 PDF")
    printing.add_argument("form", choices=tuple(FORMS))
    printing.add_argument(
        "of", nargs="?", default="",
        help="培训班、需求、服务活动（编号或名称）；证书写证书编号，派工单写派工单号，协议书写协议编号，封面写数据包编号；"
        "档案写人员或企业，台账写 REGISTER",
    )  # fmt: skip
    printing.add_argument("-o", "--out", type=Path, required=True)
    printing.add_argument("--period", type=int, help="签到表：只印第几节")
    printing.add_argument("--grid", action="store_true", help="签到表：按半天的横表")
    printing.add_argument("--blanks", type=int, default=5, help="签到表：空白行数")
    printing.add_argument("--phones", action="store_true", help="印出完整电话（会记录）")
    printing.add_argument("--no-background", action="store_true", help="证书套打：只印文字")
    printing.add_argument("--dx", type=float, default=0.0, help="套打右移毫米")
    printing.add_argument("--dy", type=float, default=0.0, help="套打下移毫米")
    printing.add_argument("--stub", action="store_true", help="证书带存根")
    report_papers.add_options(printing)
    printing.set_defaults(run=_print)
    verify = commands.add_parser("verify", help="核验证书二维码：文字或图片")
    verify.add_argument("code", metavar="TEXT|IMAGE")
    verify.set_defaults(run=_verify)


def _print(args: Namespace) -> Answer:
    if not args.of and args.form not in report_papers.OF_THE_OFFICE:
        raise Refused("没有写明要打印哪一个", where=args.form, todo="请在后面写上编号或名称")
    with opening.opened(args) as desk:
        paper = FORMS[args.form](desk, args)
        outputs.put(args.out, paper.pdf)
        prints.note(desk, paper.printed)
    return Answer({"file": str(args.out), "title": paper.title}, (f"{paper.title}：{args.out}",))


def _sign_in(desk: Desk, args: Namespace) -> Paper:
    training = find_training(desk, args.of)
    return prints.sign_in(
        desk, training, period=args.period, grid=args.grid, blanks=args.blanks, phones=args.phones
    )


def _certificates(desk: Desk, args: Namespace) -> Paper:
    return prints.certificate_pages(
        desk, _certificate_keys(desk, args.of),
        background=not args.no_background, dx=args.dx, dy=args.dy, stub=args.stub,
    )  # fmt: skip


def _certificate_keys(desk: Desk, words: str) -> list[RowId]:
    with desk.store.reading() as connection:
        rows = records.where(connection, "certificates", {"number": words})
        if not rows:
            training = find_training(desk, words)
            rows = records.where(
                connection, "certificates", {"training": training, "state": "有效"}, order=("sequence",)
            )
    if not rows:
        raise Refused("这个培训班还没有发证", where=words, todo="请先发证")
    return [row["id"] for row in rows]


FORMS: Mapping[str, Maker] = {
    "sign-in": _sign_in,
    "roster": lambda desk, args: prints.roster(desk, find_training(desk, args.of), personal=args.phones),
    "attendance": lambda desk, args: prints.attendance(desk, find_training(desk, args.of)),
    "scores": lambda desk, args: prints.scores(desk, find_training(desk, args.of)),
    "award-list": lambda desk, args: prints.award_list(desk, find_training(desk, args.of)),
    "certificates": _certificates,
    "dispatch": lambda desk, args: prints.dispatch(desk, find_assignment(desk, args.of)),
    "need": lambda desk, args: prints.need(desk, find_row(desk, "needs", args.of)),
    "visit": lambda desk, args: prints.visit(desk, find_row(desk, "visits", args.of)),
    "agreement": lambda desk, args: prints.agreement(desk, find_pair(desk, args.of)),
    **report_papers.MAKERS,
    "cover": lambda desk, args: prints.cover(desk, keeping.key_of(args.of)),
}


def _is_file(words: str) -> bool:
    try:
        return "\n" not in words and Path(words).is_file()
    except OSError:  # too long for a name
        return False


def _verify(args: Namespace) -> Answer:
    text = scanning.read(Path(args.code)) if _is_file(args.code) else args.code
    with opening.opened(args) as desk:
        found = certificate_text.verify(desk, text)
    names = ("number", "kind", "name", "title", "date", "office")
    data = {
        "verdict": found.verdict,
        "genuine": found.genuine,
        "sentence": found.sentence,
        **dict(zip(names, found.lines, strict=False)),
    }
    return Answer(
        data, (found.sentence, *(f"  {line}" for line in found.lines)), code=0 if found.genuine else 1
    )
