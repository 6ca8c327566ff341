"""init, backup, restore, check, recovery, history, undo."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.wrong_usage import whole
from laomo_desktop.db import journal
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.times import local
from laomo_desktop.services import desk as desks
from laomo_desktop.services import indexing, keeping, registers


def add(commands: Any) -> None:
    """Declare this module's commands."""
    init = commands.add_parser("init", help="新建资料库")
    init.add_argument("--role", choices=("district", "city"), required=True)
    init.add_argument("--office", required=True, metavar="CODE", help="370602，市总工会为370600")
    init.set_defaults(run=_init)
    backup = commands.add_parser("backup", help="备份到文件")
    backup.add_argument("out", type=Path)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="从备份恢复")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=_restore)
    check = commands.add_parser("check", help="检查资料库的每一页、每个关联")
    check.add_argument("--rebuild-index", action="store_true", help="先按记录重新建立搜索索引")
    check.set_defaults(run=_check)
    history = commands.add_parser("history", help="操作记录")
    history.add_argument("--of", metavar="RECORD", help="某条记录的编号")
    history.add_argument("--limit", type=whole, default=50)
    history.set_defaults(run=_history)
    undo = commands.add_parser("undo", help="撤销一次操作")
    undo.add_argument("operation", type=int)
    undo.add_argument("--rest", action="store_true", help="后来又改过的记录保持不动，撤销其余的")
    undo.set_defaults(run=_undo)


def _init(args: Namespace) -> Answer:
    office = offices.office(args.office)
    if office.is_city != (args.role == "city"):
        raise Refused(
            f"{office.full}不是{'市级' if args.role == 'city' else '区市'}工会",
            todo="请核对 --role 和 --office",
        )
    login = args.user or opening.ADMIN
    desk, code = desks.create(
        opening.folder(args), office.code, login, opening.password(f"为{login}设置密码：")
    )
    desk.close()
    data = {"office": office.code, "name": office.full, "user": login, "recovery": code}
    lines = (f"已为{office.full}建立资料库，用户“{login}”。", f"找回码（请抄写后密封保存）：{code}")
    return Answer(data, lines)


def _backup(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        keeping.backup_to(desk, args.out)
    return Answer({"file": str(args.out)}, (f"已备份到 {args.out}。",))


def _restore(args: Namespace) -> Answer:
    where = opening.folder(args)
    replaced = desks.exists(where)
    login = keeping.restore(args.file, where, args.user, opening.password("备份中用户的密码："))
    return Answer(
        {"store": str(where), "user": login},
        (
            f"已从 {args.file.name} 恢复，之后的改动重新编号。",
            *(["原来的资料库已收进 backups 文件夹，文件名里有“恢复前”，需要时可以再恢复。"] if replaced else []),
            "请接着照常交换数据包；对方会发现并补齐备份之后的内容。",
        ),
    )


def _check(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        if args.rebuild_index:
            indexing.rebuild(desk)
        found, healed = indexing.checked(desk)
    lines = tuple(filter(None, (healed, *found))) or ("资料库完好：每一页、每个关联、每个索引都已核对。",)
    data = {"ok": not found, "problems": found, "index_rebuilt": bool(healed) or args.rebuild_index}
    told = f"资料库有{len(found)}类问题（{found[0]}），请用最近一份完好的备份恢复。" if found else ""
    return Answer(data, lines, refusal=told)


def _history(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        if args.of:
            register, key = keeping.find_record(desk, args.of)
            entries = [line.operation for line in registers.history(desk, register, key)]
        else:
            entries = registers.operations(desk, limit=args.limit)
    return Answer([_operation(o) for o in entries], tuple(_in_words(o) for o in entries))


def _operation(o: journal.Operation) -> dict[str, Any]:
    names = ("number", "at", "user", "kind", "sentence", "undoes", "undone_by")
    return {name: getattr(o, name) for name in names}


def _in_words(o: journal.Operation) -> str:
    undone = "（已撤销）" if o.undone_by else ""
    return f"{o.number:>6}  {local(o.at)}  {o.user}  {o.sentence}{undone}"


def _undo(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        standing = registers.obstacles(desk, args.operation) if args.rest else []
        done = registers.undo(desk, args.operation, leave=[o.row for o in standing])
    data = {"operation": done.operation, "sentence": done.sentence, "left": len(standing)}
    return Answer(data, (f"已{done.sentence}。",))
