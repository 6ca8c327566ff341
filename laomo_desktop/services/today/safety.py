"""Backups: a week without one is something to do; and a store that went to another PC."""

from collections.abc import Iterator
from datetime import date

from laomo_desktop.db import backup
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.today.model import Todo

LONGEST = 7
"""Days without a backup."""


def todos(desk: Desk, today: date) -> Iterator[Todo]:
    """Nothing, or to make a backup."""
    newest = next(iter(backup.listing(desk.folder)), None)
    if newest is None:
        yield Todo("还没有备份过", "去备份", "backups")
    elif (days := (today - newest.at.date()).days) > LONGEST:
        yield Todo(f"上一次备份已是{days}天前", "去备份", "backups")


def gone(desk: Desk) -> tuple[Todo, ...]:
    """In a store that went to another PC: nothing else is to be done there."""
    if desk.store.retired is None:
        return ()
    what, todo = desk.store.retired
    return (Todo(f"{what}。{todo}。", "看备份", "backups"),)


def note(desk: Desk) -> str:
    """上一次备份, in one sentence."""
    newest = next(iter(backup.listing(desk.folder)), None)
    return "还没有备份过。" if newest is None else f"最近一次备份：{newest.at:%Y-%m-%d %H:%M}。"
