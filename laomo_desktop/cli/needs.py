"""need new, need move, need overdue, match, assign, answer."""

from argparse import Namespace
from datetime import date
from typing import Any

from laomo_desktop.cli import entries as reading
from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.finding import find_row
from laomo_desktop.domain import dates, kinds
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.needs import SATISFACTION
from laomo_desktop.domain.states import NEED
from laomo_desktop.services import assignments, matching, needs, registers
from laomo_desktop.services.assignments import Sent
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.matching import Match, Reason, Who
from laomo_desktop.services.needs import Closing

ENTRIES = (
    "detail", "trade", "specialties", "category", "chain", "urgency", "source", "raised", "due", "contact", "phone",
    "platform",
)  # fmt: skip


def add(commands: Any) -> None:
    """Declare this module's commands."""
    need = commands.add_parser("need", help="需求").add_subparsers(dest="verb", required=True)
    new = need.add_parser("new", help="登记需求；企业还没有就一并登记")
    for name in ("title", "enterprise"):
        new.add_argument(f"--{name}", required=True)
    for name in ENTRIES:
        new.add_argument(f"--{name}", help=REGISTERS["needs"][name].label)
    new.set_defaults(run=_new)
    move = need.add_parser("move", help="派单、开始服务、提请确认、销号、未解决……")
    move.add_argument("need")
    move.add_argument("state", choices=NEED.labels)
    move.add_argument("--reason", default="")
    move.add_argument("--result", default="", help="销号：解决情况")
    move.add_argument("--benefit", help="销号：经济效益，如 50000 或 5万")
    move.add_argument("--satisfaction", default="", choices=SATISFACTION)
    move.add_argument("--date", help="办结日期，默认今天")
    move.set_defaults(run=_move)
    need.add_parser("overdue", help="过了期望解决日期还没有办结的").set_defaults(run=_overdue)
    _add_matching(commands)


def _add_matching(commands: Any) -> None:
    match = commands.add_parser("match", help="为需求找人，或为服务队找需求，说明理由")
    match.add_argument("need", nargs="?", help="需求（编号或名称）")
    match.add_argument("--team", help="反过来：这支服务队可以接哪些需求")
    match.add_argument("--only", choices=tuple(who.value for who in Who), help="只看人员、服务队、工作室或科研清单")
    match.add_argument("--limit", type=int, default=10)
    match.set_defaults(run=_match, usage=match.error)
    assign = commands.add_parser("assign", help="派工：每人（每队）一张派工单")
    assign.add_argument("need")
    assign.add_argument("--person", action="append", default=[], help="姓名或编号，可写多次")
    assign.add_argument("--team", action="append", default=[], help="服务队名称或编号，可写多次")
    assign.add_argument("--date", help="预计服务日期")
    assign.set_defaults(run=_assign)
    answer = commands.add_parser("answer", help="登记派工的答复：接受、谢绝、未到场、完成")
    answer.add_argument("assignment", help="派工单号或编号")
    answer.add_argument("answer", choices=("接受", "谢绝", "未到场", "完成"))
    answer.add_argument("--reason", default="", help="谢绝或未到场的原因")
    answer.add_argument("--rating", default="", choices=SATISFACTION, help="完成：企业评价")
    answer.add_argument("--date", help="答复日期，默认今天")
    answer.set_defaults(run=_answer)


def find_assignment(desk: Desk, words: str) -> RowId:
    """An assignment by its 派工单号 or its key. Raises `Refused`."""
    return find_row(desk, "assignments", words, by="number")


def _day(words: str | None) -> date | None:
    return dates.parse_date(words) if words else None


def _new(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        values = reading.read(desk, "needs", {name: getattr(args, name) for name in ENTRIES})
        told = reading.new_words(desk, "needs", values)
        done = needs.quick(desk, args.title, args.enterprise, **values)
    return Answer({"id": done.key.hex(), "operation": done.operation, "notes": told}, (done.key.hex(), *told))


def _move(args: Namespace) -> Answer:
    benefit = kinds.parse(REGISTERS["needs"]["benefit"], args.benefit)
    closing = Closing(args.result, benefit if isinstance(benefit, int) else None, args.satisfaction, _day(args.date))
    with opening.opened(args) as desk:
        need = find_row(desk, "needs", args.need)
        code = needs.code_to(registers.get(desk, "needs", need)["state"], args.state)
        done = needs.move(desk, need, code, args.reason, closing)
    return Answer({"operation": done.operation, "state": args.state}, (f"{done.sentence}。",))


def _overdue(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        found = needs.overdue(desk)
    data = [
        {"id": row["id"].hex(), "title": row["title"], "enterprise": row["enterprise.title"], "state": row["state"],
         "due": row["due"], "days": needs.days_over(row)}
        for row in found
    ]  # fmt: skip
    lines = (f"{e['title']}（{e['enterprise']}）：{e['state']}，已超期{e['days']}天" for e in data)
    return Answer(data, tuple(lines) if data else ("没有超期的需求。",))


def _match(args: Namespace) -> Answer:
    if bool(args.need) == bool(args.team):
        args.usage("请写需求，或用 --team 写服务队，二者只写一个")
    with opening.opened(args) as desk:
        if args.team:
            return _match_team(desk, args)
        kinds_wanted = [Who(args.only)] if args.only else list(Who)
        need = find_row(desk, "needs", args.need)
        found = matching.rank(desk, need, limit=args.limit, kinds=kinds_wanted)
    data = [_told(match, match.profile.key, match.profile.name, match.profile.who.value) for match in found]
    lines = [] if not found or found[0].fits else ["没有找到明显对口的人，下面是最接近的。"]
    for place, match in enumerate(found, 1):
        if place > 1 and found[place - 2].fits and not match.fits:
            lines.append("以下只是相近：")
        lines += _lines(place, match, match.profile.name)
    return Answer(data, tuple(lines) or ("没有找到合适的人，请写明工种、专长或详细说明。",))


def _match_team(desk: Desk, args: Namespace) -> Answer:
    found = matching.for_team(desk, find_row(desk, "teams", args.team), limit=args.limit)
    titles = {key: registers.get(desk, "needs", key)["title"] for key, _ in found}
    data = [_told(match, key, titles[key], "need") for key, match in found]
    lines = [line for place, (key, match) in enumerate(found, 1) for line in _lines(place, match, titles[key])]
    return Answer(data, tuple(lines) or ("没有这支服务队可以接的需求。",))


def _told(match: Match, key: RowId, name: str, kind: str) -> dict[str, Any]:
    return {
        "id": key.hex(), "kind": kind, "name": name, "score": match.score, "fits": match.fits,
        "reasons": [_reason(r) for r in match.reasons], "against": [_reason(r) for r in match.against],
    }  # fmt: skip


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "words": reason.words, "points": reason.points}


def _lines(place: int, match: Match, name: str) -> list[str]:
    second = f"（{match.profile.second}）" if match.profile.second and name == match.profile.name else ""
    lines = [f"{place}. {name}{second} {match.score:g}分"]
    lines += [f"   + {reason.points:g} {reason.words}" for reason in match.reasons]
    return [*lines, *(f"   - {reason.points:g} {reason.words}" for reason in match.against)]


def _assign(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        need = find_row(desk, "needs", args.need)
        teams = [find_row(desk, "teams", words) for words in args.team]
        people = [find_row(desk, "people", words) for words in args.person]
        why = {match.profile.key: match.why for match in matching.rank(desk, need, limit=1000)}
        done = assignments.assign(desk, need, Sent(teams, people, why), expected=_day(args.date))
        rows = [registers.get(desk, "assignments", key) for key in done.keys]
    given = [
        {"id": row["id"].hex(), "number": row["number"], "name": row["team.title"] or row["person.title"]}
        for row in rows
    ]
    told = (f"  {each['number']} {each['name']}" for each in given)
    return Answer({"operation": done.operation, "assignments": given}, (f"{done.sentence}。", *told))


def _answer(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        key = find_assignment(desk, args.assignment)
        done = assignments.answer(
            desk, key, args.answer, reason=args.reason, rating=args.rating, day=_day(args.date)
        )
        need = registers.get(desk, "needs", registers.get(desk, "assignments", key)["need"])
    lines = (f"{done.sentence}。", f"需求现在是“{need['state']}”。")
    return Answer({"operation": done.operation, "need": need["id"].hex(), "state": need["state"]}, lines)
