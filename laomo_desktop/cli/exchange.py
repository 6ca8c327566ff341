"""package enrol-request … revoke, move, arrive, export, inspect, import, ledger."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.domain import offices
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.os_words import in_words
from laomo_desktop.domain.paths import is_folder, is_odd
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.times import local
from laomo_desktop.services import exchange
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import Ceremony, Exported, Intake, files, kept, moving, several
from laomo_desktop.sync.container import verify
from laomo_desktop.sync.model import Counts

COUNTED = {"new": "新增", "changed": "更新", "same": "相同", "doubtful": "存疑", "conflict": "冲突"}


def add(commands: Any) -> None:
    """Declare this module's commands."""
    package = commands.add_parser("package", help="数据包").add_subparsers(dest="verb", required=True)
    _add(package, "enrol-request", _request, "区市：导出密钥登记申请", "out")
    _add(package, "enrol-answer", _answer, "市总：答复登记申请", "file", "out")
    _add(package, "enrol-accept", _accept, "区市：导入登记答复", "file")
    revoke = _add(package, "revoke", _revoke, "停用一个单位的密钥（丢了电脑、不再参加）")
    revoke.add_argument("office", metavar="CODE")
    _add(package, "move", _move, "旧电脑：把资料库写成换机包，旧库从此只读", "out")
    _add(package, "arrive", _arrive, "新电脑：打开换机包", "file")
    export = _add(package, "export", _export, "写出数据包（市总用 --to 指明区市）", "out")
    export.add_argument("--to", metavar="CODE")
    _add(package, "inspect", _inspect, "看数据包的封面信息，不打开内容", "file")
    _add(package, "export-all", _export_all, "市总：为所有该回执的区市写出回执包", "folder")
    importing = _add(package, "import", _import, "导入数据包", "file")
    importing.add_argument("--dry-run", action="store_true")
    many = package.add_parser("import-all", help="导入几个数据包，或文件夹里给本单位的全部数据包")
    many.add_argument("files", type=Path, nargs="*", metavar="FILE_OR_FOLDER")
    many.add_argument("--waiting", action="store_true", help="程序升级后：导入以前读不了、替您保存着的")
    many.set_defaults(run=_import_all)
    _add(package, "ledger", _ledger, "数据包台账")


def _add(commands: Any, name: str, run: Any, words: str, *files: str) -> Any:
    parser = commands.add_parser(name, help=words)
    for file in files:
        parser.add_argument(file, type=Path)
    parser.set_defaults(run=run)
    return parser


def _request(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        exchange.enrol_request(desk, partial(files.put, args.out))
    return Answer({"file": str(args.out)}, (f"登记申请已写到 {args.out}，请交给市总工会。",))


def _answer(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        ceremony = exchange.enrol_answer(desk, read(args.file), partial(files.put, args.out))
    return _told(ceremony, str(args.out), f"已登记{ceremony.office.full}，答复写到 {args.out}。{ceremony.note}")


def _accept(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        ceremony = exchange.enrol_accept(desk, read(args.file))
    return _told(ceremony, str(args.file), f"已登记{ceremony.office.full}的密钥。")


def _revoke(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        count = exchange.revoke(desk, args.office)
    office = offices.find(args.office)
    words = f"已停用{office.full}的密钥（{count}个）；重新办理密钥登记后才能再交换数据包。"
    return Answer({"office": office.code, "revoked": count}, (words,))


def _move(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        made = moving.move(desk, args.out)
    words = (f"换机包已写到 {made.path}。", "本机的资料库从此只读；请在新电脑上打开换机包。")
    return Answer({"file": str(made.path), "hash": made.hash}, words)


def _arrive(args: Namespace) -> Answer:
    where = opening.folder(args)
    login = moving.arrive(args.file, where, args.user, opening.password("原来的密码："))
    return Answer({"store": str(where), "user": login}, ("已从换机包打开，之后的改动重新编号。",))


def _told(ceremony: Ceremony, file: str, words: str) -> Answer:
    data = {
        "office": ceremony.office.code,
        "digits": ceremony.digits,
        "file": file,
        "trusted": ceremony.trusted,
    }
    return Answer(data, (words, f"六位核对码：{ceremony.digits}。请打电话与对方核对，不一致请立即停用。"))


def read(path: Path) -> bytes:
    """A small file's bytes. Raises `Refused`."""
    if is_odd(path):
        raise Refused("这不是一个文件", where=path.name, todo="请检查文件名")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("找不到这个文件", where=str(path), todo="请检查 U 盘和文件名") from None
    except OSError as error:
        raise Refused(
            f"文件读不出来（{in_words(error)}）", where=path.name, todo="请检查 U 盘和文件名"
        ) from None


def _export(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        made = exchange.export(desk, args.out, args.to)
    return Answer(_exported(made), (f"{made.sentence}。", f"文件：{made.path}", f"短码：{made.code}"))


def _exported(made: Exported) -> dict[str, Any]:
    return {
        "id": made.done.key.hex(), "number": made.number, "to": made.to.code, "file": str(made.path),
        "code": made.code, "hash": made.hash, "totals": made.totals, "receipts": made.receipts,
        "counts": {name: asdict(count) for name, count in made.counts.items()},
    }  # fmt: skip


def _inspect(args: Namespace) -> Answer:
    found = verify(args.file)
    head = found.header
    data = {
        "kind": head.kind.value, "from": head.from_office, "from_name": head.from_name, "to": head.to_office,
        "to_name": head.to_name, "number": head.number, "code": found.code, "hash": found.hash, "size": found.size,
    }  # fmt: skip
    words = f"{head.from_name}给{head.to_name}的第{head.number}包，短码 {found.code}，{found.size:,} 字节，签名完好。"
    return Answer(data, (words, "签名是不是已登记单位的，导入时再核对。"))


def _import(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        intake = exchange.take_in(desk, args.file, dry=args.dry_run)
    first = ("试导入，没有写入。",) if intake.dry else ()
    figures = "，".join(f"{label}{number}" for label, number in intake.figures)
    paper = (f"短码：{intake.code}（与盖章的封面核对）", f"封面上的数字：{figures}") if figures else ()
    return Answer(_taken(intake), (*first, *intake.sentences, *_by_register(intake), *paper))


def _import_all(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        paths = kept.ready(desk) if args.waiting else _all_files(desk, args.files)
        done = several.take_all(desk, paths)
    data = [
        {"file": str(one.path), "state": one.state, "sentence": one.sentence,
         "package": _taken(one.intake) if one.intake else None}
        for one in done
    ]  # fmt: skip
    lines = tuple(f"{one.path.name}：{one.state}。{one.sentence.removeprefix(f'{one.path.name}：')}" for one in done)
    bad = [one.sentence for one in done if one.state == several.REFUSED]
    return Answer(data, lines or ("没有可以导入的数据包。",), refusal=_some(len(done), bad, "没有导入"))


def _some(total: int, bad: Sequence[str], what: str) -> str:
    """3个里有1个没有导入：…; empty where all went well."""
    return f"{total}个里有{len(bad)}个{what}：{''.join(bad)}" if bad else ""


def _all_files(desk: Desk, given: Sequence[Path]) -> list[Path]:
    folders = [path for path in given if is_folder(path)]
    return [*several.files_in(desk, folders), *(path for path in given if path not in folders)]


def _export_all(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        done = several.export_all(desk, args.folder, several.offices_due(desk))
    data = [
        {"office": one.office.code, "state": one.state, "sentence": one.sentence,
         "package": _exported(one.made) if one.made else None}
        for one in done
    ]  # fmt: skip
    lines = tuple(f"{one.office.short}：{one.sentence}" for one in done)
    bad = [f"{one.office.short}，{one.sentence}" for one in done if one.made is None]
    return Answer(data, lines or ("没有区市等着回执。",), refusal=_some(len(done), bad, "没有写出"))


def _taken(intake: Intake) -> dict[str, Any]:
    return {
        "office": intake.office.code, "number": intake.number, "state": intake.state, "dry_run": intake.dry,
        "code": intake.code, "hash": intake.hash, "figures": dict(intake.figures),
        "operation": intake.operation, "missing": intake.missing, "total": asdict(intake.total),
        "counts": {name: asdict(counts) for name, counts in intake.counts.items()}, "waiting": len(intake.asked),
        "sentences": intake.sentences,
    }  # fmt: skip


def _by_register(intake: Intake) -> tuple[str, ...]:
    return tuple(f"  {REGISTERS[name].label}：{_counted(counts)}" for name, counts in intake.counts.items())


def _counted(counts: Counts) -> str:
    told = [f"{label}{getattr(counts, name)}" for name, label in COUNTED.items() if getattr(counts, name)]
    return "，".join(told) or "无"


def _ledger(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        lines, entries = exchange.ledger(desk), exchange.entries(desk)
    data = {
        "offices": [
            {"office": line.office.code, "name": line.office.short, "enrolled": line.enrolled, "taken": line.taken,
             "missing": line.missing, "healed": line.healed, "waiting": line.waiting, "sentence": line.sentence}
            for line in lines
        ],
        "packages": [
            {"id": e.key.hex(), "direction": e.direction, "number": e.number, "office": e.office.code, "state": e.state,
             "reason": e.reason, "at": e.at, "by": e.by, "computer": e.pc, "code": e.code, "file": e.file}
            for e in entries
        ],
    }  # fmt: skip
    told = [
        f"{local(e.at)}  {e.direction}  {e.office.short}  第{e.number}包  {e.state}  {e.reason}"
        for e in entries
    ]
    return Answer(data, (*(line.sentence for line in lines if line.sentence), *told))
