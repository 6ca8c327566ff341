"""template, import, export, list."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.cli.wrong_usage import whole
from laomo_desktop.db import query
from laomo_desktop.db.query import FORMER, Query
from laomo_desktop.domain.errors import Refused, about
from laomo_desktop.domain.field import Merge
from laomo_desktop.domain.register import Register
from laomo_desktop.services import exports, imports, registers
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.imports import Preview


def add(commands: Any) -> None:
    """Declare this module's commands."""
    template = commands.add_parser("template", help="生成可分发的空白表")
    template.add_argument("register")
    template.add_argument("out", type=Path)
    template.set_defaults(run=_template)
    importing = commands.add_parser("import", help="导入 .xlsx .xls .csv")
    importing.add_argument("register")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
    importing.add_argument("--report", type=Path, metavar="OUT.xlsx", help="带错误说明的原表")
    importing.set_defaults(run=_import)
    export = commands.add_parser("export", help="导出台账")
    export.add_argument("register")
    export.add_argument("out", type=Path)
    export.add_argument("--find", default="")
    export.set_defaults(run=_export)
    listing = commands.add_parser("list", help="查找：姓名、拼音首字母、电话尾号、证件尾号")
    listing.add_argument("register")
    listing.add_argument("--find", default="")
    listing.add_argument("--limit", type=whole, default=50)
    listing.set_defaults(run=_list)


def _template(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        exports.template(desk, args.register, args.out)
    return Answer({"file": str(args.out)}, (f"空白表已生成：{args.out}",))


def _import(args: Namespace) -> Answer:
    exports.register_of(args.register)
    with opening.opened(args) as desk:
        if not exports.register_of(args.register).importable:
            raise Refused(f"“{args.register}”不能用表格导入")
        of = imports.preview(desk, args.register, args.file)
        if args.report:
            imports.write_report(of, args.report)
        operation = 0 if args.dry_run or of.nothing_new else _apply(desk, of, args)
    return preview_answer(of, operation, dry=args.dry_run)


def _apply(desk: Desk, of: Preview, args: Namespace) -> int:
    with about(args.file.name):
        return imports.apply(desk, of).done.operation


def preview_answer(of: Preview, operation: int, *, dry: bool, **more: Any) -> Answer:
    """What an import did or would do: counts, and a sentence for every row that stayed out."""
    counts = {verdict.name.lower(): number for verdict, number in of.counts.items()}
    kept_out = [line for line in of.lines if line.reasons]
    rows = [
        {"row": line.number, "verdict": line.verdict.name.lower(), "reasons": line.reasons}
        for line in kept_out
    ]
    told = tuple(f"  第{line.number}行 {line.verdict.value}：{''.join(line.reasons)}" for line in kept_out)
    head = ("试导入，没有写入：" if dry else "已导入：" if operation else "没有需要导入的：") + of.sentence + "。"
    undo = () if dry or not operation else (f"撤销本次导入：undo {operation}",)
    return Answer(
        {"operation": operation, "dry_run": dry, "counts": counts, "rows": rows, **more}, (head, *told, *undo)
    )


def _export(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        exports.register_of(args.register)
        done = exports.export(desk, Query(args.register, find=args.find), args.out)
    return Answer({"file": str(args.out), "operation": done.operation}, (f"{done.sentence}。",))


def _list(args: Namespace) -> Answer:
    reg = exports.register_of(args.register)
    of = Query(args.register, find=args.find)
    with opening.opened(args) as desk, desk.store.reading() as connection:
        total = query.count(connection, of)
        rows = query.page(connection, of, 0, args.limit)
    data = {"register": reg.name, "count": total, "rows": [_row(reg, row) for row in rows]}
    lines = ["\t".join(_cells(reg, row)) for row in rows]
    return Answer(data, ("\t".join(reg[name].label for name in reg.columns), *lines, f"共{total}{reg.unit}"))


def _cells(reg: Register, row: dict[str, Any]) -> list[str]:
    """As the list shows them; what somebody was called before stands at the end."""
    once = registers.once_called(row)
    return [*(registers.present(reg, row, name) for name in reg.columns), *([f"（{once}）"] if once else [])]


def _row(reg: Register, row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON: its key, every field but this computer's own; personal ones masked, links by title."""
    once = row[FORMER]
    return {
        "id": row["id"].hex(),
        **({} if once is None else {"former": once}),
        **{f.name: registers.present(reg, row, f.name) or None for f in reg.fields if f.merge is not Merge.LOCAL},
    }
