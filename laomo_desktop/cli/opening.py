"""Finding the store and its key: ``--store`` or LAOMO_STORE, LAOMO_KEY_FILE or a prompt; never the command line."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from platformdirs import user_data_path

from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.progress import silent
from laomo_desktop.services import desk as desks
from laomo_desktop.services import indexing
from laomo_desktop.services.desk import Desk

KEY_FILE = "LAOMO_KEY_FILE"
STORE = "LAOMO_STORE"
ADMIN = "管理员"


def folder(args: Namespace) -> Path:
    """The store's folder."""
    given = args.store or os.environ.get(STORE)
    return Path(given) if given else user_data_path("laomo_desktop", appauthor=False)


def password(prompt: str) -> str:
    """What opens the store: the first line of the key file, else asked for (a line of standard input when piped)."""
    named = os.environ.get(KEY_FILE)
    if named:
        return _first_line(Path(named))
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise Refused("没有给出密码", todo=f"请用环境变量 {KEY_FILE} 指明存放密码的文件，或在终端里输入")
    return line


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()[0].strip()
    except (OSError, IndexError, UnicodeDecodeError):
        raise Refused(f"{KEY_FILE} 指明的文件读不出密码", where=str(path), todo="请检查文件") from None


@contextmanager
def opened(args: Namespace) -> Iterator[Desk]:
    """The desk of the store; after what the command did its search index is caught up, then it is closed."""
    where = folder(args)
    if not desks.exists(where):
        raise Refused("这里还没有资料库", where=str(where), todo="请先用 init 新建")
    login = args.user or next(iter(desks.logins(where)), ADMIN)
    desk = desks.enter(where, login, password(f"{login}的密码："))
    try:
        yield desk
        _catch_up(desk)
    finally:
        desk.close()


def _catch_up(desk: Desk) -> None:
    """Commands are short: in the background alone the index might lag behind for many of them.

    The command is done by now: what goes wrong here, or is stopped, waits for the next one.
    """
    with suppress(Refused, KeyboardInterrupt):
        indexing.catch_up(desk, spoken if sys.stderr.isatty() else silent)


def spoken(done: int, total: int, text: str = "") -> None:
    """Progress on a terminal: one line that is written over."""
    if total:
        end = "\n" if done >= total else ""
        print(f"\r{text} {done:,} / {total:,}", end=end, file=sys.stderr, flush=True)
