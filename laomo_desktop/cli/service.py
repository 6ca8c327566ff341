"""visit new, apprenticeship new, apprenticeship move, apprenticeship review, apprenticeship certify, nominees."""

from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from laomo_desktop.cli import entries as reading
from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.finding import find_row
from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.months import add_months
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.visits import OUTCOMES, SIX, SOLVED
from laomo_desktop.domain.states import APPRENTICESHIP
from laomo_desktop.services import apprenticeships, honours, registers, visits
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.visits import Parts

VISIT = (
    "place", "mode", "workers", "hours", "done", "theme", "solved", "skill", "innovation", "patents", "hazards",
    "fixed", "management", "benefit", "satisfaction", "chain", "remark",
)  # fmt: skip
RESULTS = ("优秀", "合格", "不合格")


def add(commands: Any) -> None:
    """Declare this module's commands."""
    visit = commands.add_parser("visit", help="服务活动").add_subparsers(dest="verb", required=True)
    new = visit.add_parser("new", help="登记服务活动：企业、人员、需求一次写清")
    new.add_argument("--title", required=True)
    new.add_argument("--kind", required=True, choices=SIX)
    new.add_argument("--date", required=True)
    new.add_argument("--team", help="服务队名称或编号")
    new.add_argument("--enterprise", action="append", default=[], help="企业名称，可加 =人次；没有的就新建，可写多次")
    new.add_argument("--person", action="append", default=[], help="姓名或编号；可写多次")
    new.add_argument("--need", action="append", default=[], help="需求编号或名称，可加 =解决、=有进展、=未解决")
    for name in VISIT:
        new.add_argument(f"--{name}", help=REGISTERS["visits"][name].label)
    new.set_defaults(run=_visit)
    _add_pairs(commands)
    nominees = commands.add_parser("nominees", help="荣誉推荐：谁可以推荐上一级荣誉，还缺什么")
    nominees.add_argument("-o", "--out", type=Path, help="导出为 Excel 工作簿")
    nominees.add_argument("--ready", action="store_true", help="只看可以推荐的")
    nominees.add_argument("--strokes", action="store_true", help="按姓氏笔画排列（公示名单用）")
    nominees.set_defaults(run=_nominees)


def _add_pairs(commands: Any) -> None:
    pair = commands.add_parser("apprenticeship", help="师徒结对").add_subparsers(dest="verb", required=True)
    new = pair.add_parser("new", help="新建结对：给协议编号，排好阶段考核")
    for name in ("master", "apprentice", "date"):
        new.add_argument(f"--{name}", required=True, help={"date": "开始日期"}.get(name, "姓名或编号"))
    new.add_argument("--until", help="结束日期")
    new.add_argument("--years", type=int, default=2, help="不写结束日期时结对几年，默认2")
    new.add_argument("--every", type=int, default=apprenticeships.REVIEW_EVERY, help="几个月考核一次，0为只在期满时")
    for name in ("trade", "goals", "plan"):
        new.add_argument(f"--{name}", help=REGISTERS["apprenticeships"][name].label)
    new.set_defaults(run=_pair)
    review = pair.add_parser("review", help="记录一次阶段考核")
    review.add_argument("pair", help="协议编号")
    review.add_argument("due", help="应考核日期")
    review.add_argument("result", choices=RESULTS)
    review.add_argument("--date", help="考核日期，默认今天")
    review.add_argument("--comment", help="评语")
    review.set_defaults(run=_review)
    move = pair.add_parser("move", help="出师、解除，或恢复")
    move.add_argument("pair", help="协议编号")
    move.add_argument("state", choices=APPRENTICESHIP.labels)
    move.add_argument("--reason", default="")
    move.add_argument("--outcome", help="培养成果")
    move.set_defaults(run=_move)
    certify = pair.add_parser("certify", help="发出师证书")
    certify.add_argument("pair", nargs="+", help="协议编号")
    certify.add_argument("--date", help="发证日期，默认今天")
    certify.set_defaults(run=_certify)


def find_pair(desk: Desk, words: str) -> RowId:
    """A pair by its 协议编号 or its key. Raises `Refused`."""
    return find_row(desk, "apprenticeships", words, by="number")


def _visit(args: Namespace) -> Answer:
    given = {name: getattr(args, name) for name in VISIT}
    with opening.opened(args) as desk:
        values = reading.read(desk, "visits", {"title": args.title, "kind": args.kind, "day": args.date, **given})
        notes = reading.new_words(desk, "visits", values)
        if args.team:
            values["team"] = find_row(desk, "teams", args.team)
        people = [find_row(desk, "people", words) for words in args.person]
        needs = dict(_need(desk, words) for words in args.need)
        reached = dict(map(_reached, args.enterprise))
        workers: dict[RowId | str, int | None] = {firm: n for firm, n in reached.items() if n is not None}
        done = visits.create(desk, values, Parts(list(reached), people, needs, workers=workers))
        states = {n: registers.get(desk, "needs", n) for n in needs}
    told = tuple(f"需求“{row['title']}”现在是“{row['state']}”。" for row in states.values())
    data: dict[str, Any] = {"id": done.key.hex(), "operation": done.operation, "notes": notes}
    data["needs"] = {n.hex(): row["state"] for n, row in states.items()}
    return Answer(data, (done.key.hex(), *told, *notes))


def _reached(words: str) -> tuple[str, int | None]:
    """An enterprise's name, perhaps with =workers."""
    name, _, number = words.rpartition("=")
    return (name, int(number)) if name and number.isdecimal() else (words, None)


def _need(desk: Desk, words: str) -> tuple[RowId, str]:
    """``words`` is the need, perhaps with =outcome."""
    name, _, outcome = words.rpartition("=")
    if name and outcome in OUTCOMES:
        return find_row(desk, "needs", name), outcome
    return find_row(desk, "needs", words), SOLVED


def _pair(args: Namespace) -> Answer:
    begins = dates.parse_date(args.date)
    if not args.until and not 1 <= args.years <= 3:
        raise Refused(f"结对期限不能是{args.years}年", todo="请写1至3年，或用 --until 写明结束日期")
    if args.every < 0:
        raise Refused("考核间隔不能是负数", todo="请写几个月一次，0为只在期满时")
    ends = dates.parse_date(args.until) if args.until else add_months(begins, 12 * args.years) - timedelta(days=1)
    with opening.opened(args) as desk:
        values: dict[str, Value] = {
            "master": find_row(desk, "people", args.master), "apprentice": find_row(desk, "people", args.apprentice),
            "begins": begins.isoformat(), "ends": ends.isoformat(),
            **{name: getattr(args, name) for name in ("trade", "goals", "plan") if getattr(args, name)},
        }  # fmt: skip
        notes = reading.new_words(desk, "apprenticeships", values)
        warned = apprenticeships.warning(desk, bytes(values["master"]))  # type: ignore[arg-type]  # a key
        done = apprenticeships.create(desk, values, review_every=args.every)
        row = registers.get(desk, "apprenticeships", done.key)
        due = [review["due"] for review in apprenticeships.reviews(desk, done.key)]
    data = {
        "id": done.key.hex(), "operation": done.operation, "number": row["number"], "reviews": due, "warning": warned,
        "notes": notes,
    }  # fmt: skip
    lines = (f"{done.sentence}。", f"考核日期：{'、'.join(due)}。", *([f"注意：{warned}"] if warned else []), *notes)
    return Answer(data, lines)


def _review(args: Namespace) -> Answer:
    wanted = dates.parse_date(args.due).isoformat()
    entries = {"result": args.result, "held": args.date or date.today().isoformat(), "comment": args.comment}
    with opening.opened(args) as desk:
        rows = apprenticeships.reviews(desk, find_pair(desk, args.pair))
        found = next((row for row in rows if row["due"] == wanted), None)
        if found is None:
            known = "、".join(row["due"] for row in rows)
            raise Refused(f"没有{args.due}的考核安排", todo=f"已排的有：{known or '无'}")
        done = apprenticeships.record_review(desk, found["id"], entries)
    return Answer({"operation": done.operation}, (f"已记录{wanted}的考核：{args.result}。",))


def _move(args: Namespace) -> Answer:
    wanted = APPRENTICESHIP.state(args.state)
    with opening.opened(args) as desk:
        key = find_pair(desk, args.pair)
        state = registers.get(desk, "apprenticeships", key)["state"]
        codes = [m.code for m in APPRENTICESHIP.moves_from(state) if m.target == wanted.code]
        if not codes:
            APPRENTICESHIP.move_to(state, args.state)
        done = apprenticeships.move(desk, key, codes[0], args.reason, args.outcome)
    return Answer({"operation": done.operation, "state": wanted.label}, (f"{done.sentence}。",))


def _certify(args: Namespace) -> Answer:
    issued = dates.parse_date(args.date) if args.date else None
    with opening.opened(args) as desk:
        done = apprenticeships.certify(desk, [find_pair(desk, words) for words in args.pair], issued)
        rows = [registers.get(desk, "certificates", key) for key in done.keys]
    given = [{"id": row["id"].hex(), "number": row["number"], "name": row["holder"]} for row in rows]
    told = (f"  {row['number']} {row['holder']}" for row in rows)
    return Answer({"operation": done.operation, "certificates": given}, (f"{done.sentence}。", *told))


def _nominees(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        rows = [row for row in honours.nominees(desk) if row.ready or not args.ready]
        rows = honours.by_strokes(rows) if args.strokes else rows
        if args.out:
            honours.export(desk, rows, args.out)
    data = [
        {"id": row.person["id"].hex(), "name": row.person["name"], "honour": row.present, "next": list(row.following),
         "ready": row.ready, "reasons": list(row.reasons), "missing": list(row.missing)}
        for row in rows
    ]  # fmt: skip
    lines = [
        f"{row.person['name']}：{row.present} → {'、'.join(row.following)}（{'；'.join(row.missing or row.reasons)}）"
        + ("" if row.ready else "，暂不能推荐")
        for row in rows
    ]
    written = (f"已写到{args.out}",) if args.out else ()
    return Answer(data, (*(lines or ["没有可以推荐的人。"]), *written))
