"""Images that nothing needs any more are removed, so that a store does not grow by every photo ever replaced.

Needed is what a row shows (tombstones too: deleting can be undone), what the journal of the last `UNDONE_WITHIN` days
would bring back, what waits in 待处理, in a draft or in a setting, what another store asked for, and whatever name
stands in fields that this program does not know. An image goes when it was idle on `DAYS` different days: by then no
open form can hold it. Packages name images only through rows and requests, so nothing unacknowledged is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain.field import Kind
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import drafts, settings
from laomo_desktop.services.desk import READER, Desk

IDLE = "idle_images"
"""The setting that keeps, of each idle image, the last day it was found so and on how many days that was."""
DAYS = 7
UNDONE_WITHIN = timedelta(days=400)
KIND = "整理"
_NAME = re.compile(r"[0-9a-f]{64}")
Seen = Mapping[str, tuple[str, int]]


def collect(desk: Desk, today: date | None = None) -> int:
    """Remove what has been idle long enough; returns how many images. Nothing for those who may only read."""
    if desk.role == READER:
        return 0
    with desk.store.reading() as connection:
        idle = idle_now(connection, drafts.texts(desk))
        known = settings.read(connection, IDLE, {})
    day = (today or date.today()).isoformat()
    seen = {name: _again(known.get(name), day) for name in sorted(idle)}
    gone = [name for name, (_, count) in seen.items() if count >= DAYS]
    if gone or seen != {name: tuple(each) for name, each in known.items()}:
        _write(desk, gone, {name: each for name, each in seen.items() if name not in set(gone)})
    return len(gone)


def _again(known: Iterable[str | int] | None, day: str) -> tuple[str, int]:
    last, count = known or ("", 0)
    return (day, int(count) + (last != day))


def _write(desk: Desk, gone: list[str], left: Seen) -> None:
    told = f"清理不再用到的图片{len(gone)}张" if gone else "记下没有记录用到的图片"
    with desk.store.operation(KIND, told, desk.user) as write:
        _remove(write, gone)
        settings.write_within(write, IDLE, {name: list(each) for name, each in left.items()})


def _remove(write: Write, names: list[str]) -> None:
    """Once more looked at within the operation: a package may have brought a row for it meanwhile."""
    if names:
        still = idle_now(write.connection, ())
        write.detach([name for name in names if name in still])


def idle_now(connection: Connection, more: Iterable[str]) -> set[str]:
    """The images nothing in the store names, nor any text of ``more``."""
    idle = {name for (name,) in connection.exec_driver_sql("SELECT hash FROM attachments")}
    if idle:
        for text in (*_shown(connection), *_journal(connection), *_loose(connection), *more):
            idle.difference_update(_NAME.findall(text))
    return idle


def _shown(connection: Connection) -> Iterator[str]:
    for register in REGISTERS.values():
        for field in register.fields:
            if field.kind is Kind.IMAGE:
                query = f"SELECT DISTINCT {field.name} FROM {register.name} WHERE {field.name} IS NOT NULL"
                yield from (str(name) for (name,) in connection.exec_driver_sql(query))
        query = f"SELECT extra FROM {register.name} WHERE extra IS NOT NULL"
        yield from (str(text) for (text,) in connection.exec_driver_sql(query))


def _journal(connection: Connection) -> Iterator[str]:
    """What undoing would bring back."""
    since = (datetime.now(UTC) - UNDONE_WITHIN).isoformat(timespec="seconds")
    names = [register.name for register in REGISTERS.values() if any(f.kind is Kind.IMAGE for f in register.fields)]
    query = (
        "SELECT c.before FROM operations o JOIN changes c ON c.operation = o.number "
        f"WHERE o.at >= ? AND c.register IN ({', '.join('?' * len(names))}) AND length(c.before) > 64"
    )
    yield from (str(text) for (text,) in connection.exec_driver_sql(query, (since, *names)))


def _loose(connection: Connection) -> Iterator[str]:
    """The queue, the settings (a certificate's background, a seal), and what other stores asked for."""
    idle = f"SELECT value FROM settings WHERE key <> '{IDLE}'"
    for query in ("SELECT incoming FROM pending", idle, "SELECT counts FROM packages"):
        yield from (str(text) for (text,) in connection.exec_driver_sql(query) if text)
