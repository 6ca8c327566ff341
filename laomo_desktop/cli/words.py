"""term adopt, term merge, term refuse: what the city decides about proposed words."""

from argparse import Namespace
from typing import Any

from laomo_desktop.cli import opening
from laomo_desktop.cli.answer import Answer
from laomo_desktop.domain.registers.terms import DICTIONARIES
from laomo_desktop.services import dictionary


def add(commands: Any) -> None:
    """Declare this module's commands."""
    verbs = commands.add_parser("term", help="审定建议的词条").add_subparsers(dest="verb", required=True)
    for verb, help_, run in (
        ("adopt", "采用：各区市从此可选", _adopt),
        ("refuse", "退回：不再可选，已经写了的记录不动", _refuse),
    ):
        command = verbs.add_parser(verb, help=help_)
        command.add_argument("word", nargs="+")
        _of(command)
        command.set_defaults(run=run)
    merge = verbs.add_parser("merge", help="合并到另一个词条，用到的记录一起改")
    merge.add_argument("word")
    merge.add_argument("into", help="启用的词条")
    _of(merge)
    merge.set_defaults(run=_merge)


def _of(command: Any) -> None:
    command.add_argument("--dictionary", default="", help=f"哪个字典：{'、'.join(DICTIONARIES.values())}")


def _adopt(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        done = dictionary.adopt(desk, [dictionary.find(desk, word, args.dictionary)["id"] for word in args.word])
    return Answer({"operation": done.operation, "sentence": done.sentence}, (f"{done.sentence}。",))


def _refuse(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        done = dictionary.refuse(desk, [dictionary.find(desk, word, args.dictionary)["id"] for word in args.word])
    return Answer({"operation": done.operation, "sentence": done.sentence}, (f"{done.sentence}。",))


def _merge(args: Namespace) -> Answer:
    with opening.opened(args) as desk:
        row = dictionary.find(desk, args.word, args.dictionary)
        into = dictionary.find(desk, args.into, row["dictionary"])
        done = dictionary.merge(desk, row["id"], into["id"])
    return Answer({"operation": done.operation, "sentence": done.sentence}, (f"{done.sentence}。",))
