"""people duplicates, merge, unmerge."""

from argparse import Namespace
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import QUESTIONS, SAMENESS
from laomo_desktop.services import keeping, pending, people, same
from laomo_desktop.services.desk import Desk


def add(commands: Any) -> None:
    """Declare this module's commands."""
    verbs = commands.add_parser("people", help="人员查重、合并、拆分").add_subparsers(dest="verb", required=True)
    verbs.add_parser("duplicates", help="查找疑似同一人，放进待处理").set_defaults(run=_duplicates)
    merge = verbs.add_parser("merge", help="把后一份资料合并到前一份（人员、企业、服务队、服务活动、需求）")
    merge.add_argument("keep", help="留下的人的编号")
    merge.add_argument("gone", help="并入的人的编号")
    merge.add_argument("--fields", metavar="phone=right,…", default="", help="哪些项取哪一边：left 前者，right 后者")
    merge.set_defaults(run=_merge)
    unmerge = verbs.add_parser("unmerge", help="拆分：按并入的人的编号")
    unmerge.add_argument("gone")
    unmerge.add_argument("--apart", action="store_true", help="并记住不是同一个，以后不再问")
    unmerge.set_defaults(run=_unmerge)


def _duplicates(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        done = people.sweep(desk)
        waiting = [item for item in pending.listing(desk) if item.kind in QUESTIONS]
    data = {
        "operation": done.operation, "sentence": done.sentence, "waiting": len(waiting),
        "pairs": [{"id": i.id, "register": i.register, "title": i.title, "evidence": i.evidence, "score": i.score,
             "origin": i.origin} for i in waiting],
    }  # fmt: skip
    told = [f"{i.id}  {i.title}：{i.evidence}（{i.origin}）" for i in waiting]
    return Answer(data, (f"{done.sentence}，共{len(waiting)}对待处理。", *told))


def _merge(args: Namespace) -> Answer:
    fields = pending.parse_choice(args.fields)[1] if args.fields else {}
    with opening.opened(args) as desk:
        of, keep = _of(desk, args.keep)
        done = same.merge(desk, keep, keeping.key_of(args.gone), fields, of=of)
    return Answer(
        {"operation": done.operation, "sentence": done.sentence, "id": done.key.hex()},
        (f"{done.sentence}。", f"拆分：people unmerge {args.gone}"),
    )


def _of(desk: Desk, words: str) -> tuple[str, RowId]:
    """The register and key of a record that may be merged."""
    of, key = keeping.find_record(desk, words)
    if of not in SAMENESS:
        may = "、".join(REGISTERS[name].label for name in SAMENESS)
        raise Refused(f"{REGISTERS[of].label}不能合并", where=words, todo=f"可以合并的有{may}")
    return of, key


def _unmerge(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        of, key = _of(desk, args.gone)
        left = same.obstacles(desk, key, of=of)
        done = same.unmerge(desk, key, of=of, apart=args.apart)
    stay = [{"register": each.register, "id": each.row.hex(), "fields": each.fields} for each in left]
    return Answer({"operation": done.operation, "sentence": done.sentence, "left": stay}, (f"{done.sentence}。",))
