"""training new, training enrol, training move, attend, issue."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from laomo_desktop.cli import entries as reading
from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.lists import preview_answer
from laomo_desktop.db import records
from laomo_desktop.domain import dates
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers.certificates import CERTIFICATE_KINDS
from laomo_desktop.domain.states import TRAINING
from laomo_desktop.services import attendance, certificates, imports, keeping, registers, trainings
from laomo_desktop.services.desk import Desk


def add(commands: Any) -> None:
    """Declare this module's commands."""
    training = commands.add_parser("training", help="培训班").add_subparsers(dest="verb", required=True)
    new = training.add_parser("new", help="新建培训班")
    for name in ("title", "kind", "date"):
        new.add_argument(f"--{name}", required=True)
    for name in ("until", "place", "host", "hours", "pass-share", "pass-score"):
        new.add_argument(f"--{name}")
    new.add_argument("--periods", type=int)
    new.add_argument("--instructor", action="append", default=[], help="人员台账中的姓名，可写多次")
    new.set_defaults(run=_new)
    enrol = training.add_parser("enrol", help="导入参训名单")
    enrol.add_argument("training")
    enrol.add_argument("file", type=Path)
    enrol.add_argument("--report", type=Path)
    enrol.set_defaults(run=_enrol)
    move = training.add_parser("move", help="开班、结业、归档")
    move.add_argument("training")
    move.add_argument("state", choices=TRAINING.labels)
    move.add_argument("--reason", default="")
    move.set_defaults(run=_move)
    attend = commands.add_parser("attend", help="登记考勤，如 1-18,20,23迟,25假")
    attend.add_argument("training")
    attend.add_argument("period", type=int)
    attend.add_argument("line")
    attend.set_defaults(run=_attend)
    issue = commands.add_parser("issue", help="给合格学员发证")
    issue.add_argument("training")
    issue.add_argument("--kind", default=CERTIFICATE_KINDS[0], choices=CERTIFICATE_KINDS)
    issue.add_argument("--date")
    issue.set_defaults(run=_issue)


def find_training(desk: Desk, words: str) -> RowId:
    """A class by its key or its exact title. Raises `Refused`."""
    with desk.store.reading() as connection:
        named = records.where(connection, "trainings", {"title": words})
    if len(named) == 1:
        return bytes(named[0]["id"])
    if named:
        raise Refused(f"有{len(named)}个培训班都叫“{words}”", todo="请改用编号")
    register, key = keeping.find_record(desk, words)
    if register != "trainings":
        raise Refused(f"“{words}”不是培训班")
    return key


def _new(args: Namespace) -> Answer:
    entries = {
        "title": args.title, "kind": args.kind, "begins": args.date, "ends": args.until, "place": args.place,
        "host": args.host, "hours": args.hours, "pass_share": args.pass_share, "pass_score": args.pass_score,
    }  # fmt: skip
    with opening.opened(args) as desk:
        values = reading.read(desk, "trainings", entries)
        told = reading.new_words(desk, "trainings", values)
        begins, ends = str(values["begins"]), str(values.get("ends") or values["begins"])
        plan = trainings.planned_periods(begins, ends, args.periods)
        values.setdefault("ends", max(str(period["day"]) for period in plan))
        done = trainings.create(desk, values, periods=plan, instructors=args.instructor)
    return Answer({"id": done.key.hex(), "operation": done.operation, "notes": told}, (done.key.hex(), *told))


def _enrol(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        training = find_training(desk, args.training)
        of = imports.preview(desk, "people", args.file)
        if args.report:
            imports.write_report(of, args.report)
        result = imports.apply(desk, of, training=training)
    answer = preview_answer(of, result.done.operation, dry=False, enrolled=result.enrolled)
    return Answer(answer.data, (f"报名{result.enrolled}人。", *answer.lines))


def _move(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        training = find_training(desk, args.training)
        row = registers.get(desk, "trainings", training)
        wanted = TRAINING.state(args.state)
        code = next(
            (m.code for m in TRAINING.moves_from(row["state"]) if m.target == wanted.code), args.state
        )
        done = trainings.move(desk, training, code, args.reason)
    return Answer({"operation": done.operation, "state": wanted.label}, (f"{done.sentence}。",))


def _attend(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        training = find_training(desk, args.training)
        done, tally = attendance.quick(desk, training, args.period, args.line)
    names = ("expected", "present", "late", "early", "leave", "absent")
    data = {"operation": done.operation, **{name: getattr(tally, name) for name in names}}
    return Answer(data, (f"第{args.period}节：{tally.sentence}。",))


def _issue(args: Namespace) -> Answer:
    issued = dates.parse_date(args.date) if args.date else date.today()
    with opening.opened(args) as desk:
        training = find_training(desk, args.training)
        refused = [c for c in certificates.candidates(desk, training, args.kind, issued) if not c.may]
        done = certificates.issue(desk, training, args.kind, issued=issued)
        with desk.store.reading() as connection:
            rows = records.where(connection, "certificates", {"id": list(done.keys)}, order=("sequence",))
    given = [
        {"id": row["id"].hex(), "number": row["number"], "name": row["holder"], "qr": row["signed"]}
        for row in rows
    ]
    kept = [{"name": c.name, "reason": "已有证书" if c.certificate else c.verdict.sentence} for c in refused]
    lines = (f"{done.sentence}。", *(f"  {row['number']} {row['holder']}" for row in rows))
    told = tuple(f"  未发：{entry['name']}（{entry['reason']}）" for entry in kept)
    return Answer({"operation": done.operation, "certificates": given, "refused": kept}, (*lines, *told))
