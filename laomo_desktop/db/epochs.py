"""A store's timelines: after a restore, a move, a clone its further writes bear another epoch.

Where each earlier epoch was left stands in the setting ``epochs``: [[epoch in hex, last operation], …]. Renaming and
rebasing touch margins alone: no value changes, so nothing of it is journalled.
"""

import secrets
from dataclasses import dataclass

import orjson
from sqlalchemy import select

from laomo_desktop.db import codec, records
from laomo_desktop.db.door import Write
from laomo_desktop.db.schema import TABLES
from laomo_desktop.domain.registers import REGISTERS

SETTING = "epochs"


@dataclass(frozen=True, slots=True)
class Branch:
    """Own writes after operation ``above`` bear the new epoch, but for those known elsewhere by now: ``known`` tells in
    order up to which operation under which epoch."""

    above: int
    known: tuple[tuple[int, bytes], ...] = ()


def leave(write: Write, store: bytes, epoch: bytes, branch: Branch | None) -> bytes:
    """Begin a new epoch from the next operation on; returns it (16 random bytes)."""
    fresh = secrets.token_bytes(16)
    last = write.number - 1
    left = [[epoch.hex(), last if branch is None else min(branch.above, last)]]
    if branch is not None:
        above = branch.above
        for upto, name in branch.known:
            rename(write, write.writer, (above, upto), write.writer_number(store, name))
            left.append([name.hex(), upto])
            above = upto
        rename(write, write.writer, (above, last), write.writer_number(store, fresh))
    _remember(write, left)
    write.connection.exec_driver_sql("UPDATE identity SET epoch = ?", (fresh,))
    return fresh


def _remember(write: Write, left: list[list[object]]) -> None:
    known = records.where(write.connection, "settings", {"key": SETTING})
    if known:
        text = orjson.dumps([*orjson.loads(known[0]["value"]), *left]).decode()
        write.update("settings", known[0]["id"], {"value": text})
    else:
        write.insert("settings", {"key": SETTING, "value": orjson.dumps(left).decode()})


def rename(write: Write, writer: int, span: tuple[int, int], name: int) -> None:
    """Every dot of ``writer`` after the first operation of ``span``, up to the second, gets the writer ``name``."""
    above, upto = span
    for register in REGISTERS:
        table = TABLES[register]
        rows = write.connection.execute(select(table.c.n, table.c.dots).where(table.c.own > above)).all()
        data = []
        for n, text in rows:
            dots = codec.unpack_dots(text)
            moved = {
                field: (name, seq) if who == writer and above < seq <= upto else (who, seq)
                for field, (who, seq) in dots.items()
            }
            data.append((codec.pack_dots(moved), n))
        if data:
            write.connection.exec_driver_sql(f"UPDATE {register} SET dots = ? WHERE n = ?", data)


def rebase(write: Write, limit: int) -> None:
    """No row rests on a city revision after ``limit``: the city's store went back to it."""
    for register in REGISTERS:
        write.connection.exec_driver_sql(f"UPDATE {register} SET base = ? WHERE base > ?", (limit, limit))
