"""pending list, reveal, decide."""

from argparse import Namespace
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.services import pending
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.pending import Item, Line

EMPTY = "（空）"


def add(commands: Any) -> None:
    """Declare this module's commands."""
    waiting = commands.add_parser("pending", help="待处理")
    waiting.set_defaults(run=_list)
    verbs = waiting.add_subparsers(dest="verb")
    verbs.add_parser("list", help="列出待处理事项，两边的内容都列出").set_defaults(run=_list)
    reveal = verbs.add_parser("reveal", help="看全一件两边的个人信息；会记入操作记录")
    reveal.add_argument("id")
    reveal.set_defaults(run=_reveal)
    decide = verbs.add_parser("decide", help="处理一件")
    decide.add_argument("id")
    decide.add_argument(
        "choice", help="same、not-same、keep-left、keep-right、later，或 phone=right,name=left"
    )
    decide.set_defaults(run=_decide)


def _list(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        items = [_data(desk, item) for item in pending.listing(desk)]
    told = [line for item in items for line in _told(item)]
    return Answer(items, tuple(told) or ("没有待处理的事项。",))


def _data(desk: Desk, item: Item) -> dict[str, Any]:
    """The item with both its sides; personal data masked, as in every list."""
    sides = pending.sides(desk, item.key)
    return {
        "id": item.id, "kind": item.kind, "register": item.register, "title": item.title, "evidence": item.evidence,
        "score": item.score,
        "origin": item.origin, "record": item.row.hex() if item.row else None,
        "other": item.other.hex() if item.other else None,
        "left": sides.left, "right": sides.right, "fields": [_field(line) for line in sides.lines],
        "choices": tuple(choice.replace("_", "-") for choice in item.choices),
    }  # fmt: skip


def _field(line: Line) -> dict[str, Any]:
    return {
        "field": line.name, "label": line.label, "left": line.left or None, "right": line.right or None,
        "differs": line.differs, "hidden": line.hidden or None,
    }  # fmt: skip


def _told(item: dict[str, Any]) -> list[str]:
    head = f"{item['id']}  {item['kind']}  {item['title']}：{item['evidence']}（{item['origin']}）"
    differing = [
        f"    {line['label']}（{line['field']}）  {item['left']} {line['left'] or EMPTY}  ≠  "
        f"{item['right']} {line['right'] or EMPTY}{_hidden(line)}"
        for line in item["fields"]
        if line["differs"]
    ]
    return [head, *differing, f"    可选 {'、'.join(item['choices'])}"]


def _hidden(line: dict[str, Any]) -> str:
    return f"（{line['hidden']}）" if line["hidden"] else ""


def _reveal(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        sides = pending.reveal(desk, pending.find(desk, args.id).key)
    lines = [f"{each.label}  {sides.left} {each.left or EMPTY}  {'≠' if each.differs else '＝'}  "
             f"{sides.right} {each.right or EMPTY}" for each in sides.lines]  # fmt: skip
    return Answer({"id": sides.item.id, "fields": [_field(line) for line in sides.lines]}, tuple(lines))


def _decide(args: Namespace) -> Answer:
    choice, fields = pending.parse_choice(args.choice)
    with opening.opened(args) as desk:
        done = pending.decide(desk, pending.find(desk, args.id).key, choice, fields)
    return Answer({"operation": done.operation, "sentence": done.sentence}, (f"{done.sentence}。",))
