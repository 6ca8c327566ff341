"""The parser of all commands, and the one place where a refusal becomes exit code 1."""

import logging
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from laomo_desktop import __version__
from laomo_desktop.cli import (
    answer,
    classes,
    exchange,
    figures,
    lists,
    needs,
    paper,
    people,
    service,
    showing,
    stores,
    waiting,
    words,
)
from laomo_desktop.cli.wrong_usage import Spoken
from laomo_desktop.domain.errors import Cancelled, Refused
from laomo_desktop.domain.os_words import in_words

SUBJECTS = (stores, lists, classes, needs, service, people, paper, figures, exchange, waiting, words, showing)
log = logging.getLogger(__name__)


def parser() -> Spoken:
    """All commands with their options."""
    found = Spoken(prog="laomo-desktop", description="劳模工匠助企行。不带命令时打开窗口。")
    found.add_argument("--store", metavar="DIR", help="资料库文件夹（也可用环境变量 LAOMO_STORE）")
    found.add_argument("--user", help="用户名（默认为第一个用户）")
    found.add_argument("--json", action="store_true", help="在标准输出上给出一个 JSON 文档")
    found.add_argument("--version", action="version", version=f"laomo-desktop {__version__}")
    commands = found.add_subparsers(dest="command", metavar="COMMAND")
    for subject in SUBJECTS:
        subject.add(commands)
    return found


def _never_choke() -> None:
    """A terminal or pipe of an old code page gets ? for what it has no code for; the work itself goes on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _by_the_system(error: OSError) -> Refused:
    """A place that cannot be looked at, a name that is too long: what no verb had a sentence of its own for."""
    where = str(error.filename) if error.filename else ""
    return Refused(f"读写不了（{in_words(error)}）", where=where, todo="请检查文件名和文件夹的权限")


def main(argv: Sequence[str]) -> int:
    """Run one command: 0 done, 1 refused (one Chinese sentence on standard error), 2 wrong usage."""
    _never_choke()
    spoken = parser()
    args = spoken.parse_args(argv)
    if args.command is None:
        spoken.error("还没有写命令")
    try:
        return answer.say(args.run(args), as_json=args.json)
    except Refused as no:
        print(no, file=sys.stderr)
    except (Cancelled, KeyboardInterrupt):
        print("已取消，没有改动任何数据。", file=sys.stderr)
    except OSError as error:
        log.debug("the system said no", exc_info=True)
        print(_by_the_system(error), file=sys.stderr)
    except Exception as error:
        log.debug("unexpected", exc_info=True)
        print(
            f"程序内部出错（{type(error).__name__}），没有改动任何数据，请把操作步骤告诉技术支持。",
            file=sys.stderr,
        )
    return 1
