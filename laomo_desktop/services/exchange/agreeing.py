"""Whether the city has an office's rows as they are there: one hash for all, and one a register to tell where not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services import settings
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import books, concern, scope
from laomo_desktop.services.exchange.books import Own
from laomo_desktop.services.exchange.convert import exchanged, travelling
from laomo_desktop.sync.fingerprint import StateHash
from laomo_desktop.sync.model import Dot, Dots, Draft, RowState, Writer

STATE = "state"
"""Under which name the manifest of a return package carries it: register -> [living rows, hash]."""
KEPT = "exchange_state"
ALL_AGAIN = "全部重报"
Registers = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class State:
    """An office's rows at one moment. ``registers``: name -> living rows and the hash of all; none without rows."""

    registers: Registers
    hex: str

    @property
    def plain(self) -> dict[str, list[Any]]:
        return {name: list(told) for name, told in self.registers.items()}


def state(connection: Connection, office: str) -> State:
    """All rows of an office, tombstones included: equal where two stores are equal."""
    found: dict[str, tuple[int, str]] = {}
    total = 0
    theirs = concern.of(connection, office, shared=False)
    nobody = Dots(Dot(Writer("", ""), 0))
    for register in exchanged():
        names = [f.name for f in travelling(register)]
        sums, living = StateHash(), 0
        for key, deleted, extra, fields in scope.at_home(connection, register, theirs):
            values = dict(zip(names, orjson.loads(fields), strict=True))
            more = orjson.loads(extra) if extra else {}
            sums.add(register.name, RowState(key, values, nobody, 0, deleted, more))
            living += deleted is None
        if sums.rows:
            found[register.name] = living, sums.hex
            total += int(sums.hex, 16)
    return State(found, f"{total % 2**256:064x}")


def told_in(extra: Mapping[str, Any]) -> Registers:
    """What a return package says of the registers; what makes no sense is passed over."""
    told = extra.get(STATE)
    plain = told if isinstance(told, dict) else {}
    return {
        name: (each[0], each[1])
        for name, each in plain.items()
        if name in REGISTERS and isinstance(each, list) and list(map(type, each)) == [int, str]
    }


def differences(ours: Registers, theirs: Registers) -> tuple[str, ...]:
    """人员（市总11人，本机13人）: the registers that are not the same, in the program's order."""
    nothing = (0, "")
    names = [r.name for r in exchanged() if ours.get(r.name, nothing)[1] != theirs.get(r.name, nothing)[1]]
    return tuple(_difference(name, ours.get(name, nothing)[0], theirs.get(name, nothing)[0]) for name in names)


def _difference(name: str, ours: int, theirs: int) -> str:
    register = REGISTERS[name]
    same = f"都是{ours:,}{register.unit}，内容不同"
    counts = f"市总{theirs:,}{register.unit}，本机{ours:,}{register.unit}" if ours != theirs else same
    return f"{register.label}（{counts}）"


def compared(write: Write, own: Own, office: str, draft: Draft) -> str:
    """District: a sentence on whether the city has our rows as we have them; "" where it cannot be told yet."""
    given = [receipt for receipt in draft.receipts if receipt.state_hash]
    if not given:
        return ""
    theirs = told_in(draft.extra)
    settings.write_within(write, KEPT, {"package": given[-1].package, "registers": theirs})
    if own.everything or unsent(write.connection, own.acknowledged):
        return ""
    here = state(write.connection, office)
    if given[-1].state_hash == here.hex:
        return "与市总核对：两边的数据一致。"
    where = f"：{'、'.join(differences(here.registers, theirs))}" if theirs else ""
    return f"与市总核对：两边的数据还不一致{where}。有待处理的事项时属正常；处理完仍不一致，请点“与市总核对”看怎么办。"


def kept(connection: Connection, package: str) -> Registers:
    """What the city told of the registers with its receipt for ``package``; empty where it told nothing."""
    told = settings.read(connection, KEPT, {})
    return told_in({STATE: told["registers"]}) if told.get("package") == package else {}


def unsent(connection: Connection, acknowledged: int) -> int:
    """How many rows were written here since what the city acknowledged last."""
    query_of = "SELECT count(*) FROM {} WHERE own > ?"
    return sum(
        int(connection.exec_driver_sql(query_of.format(register.name), (acknowledged,)).scalar_one())
        for register in exchanged()
    )


def send_all_again(desk: Desk) -> None:
    """District: the next package brings all this office has, as after a restore of the city: what is not there by a
    fault comes there again, the rest is the same and changes nothing."""
    desk.must_write()
    with desk.store.operation(ALL_AGAIN, "下一个数据包把本单位的内容全部重新带上", desk.user) as write:
        own = books.load(desk, write.connection).own
        own.acknowledged, own.everything = 0, write.number
        books.save_own(write, own)
