"""What hangs on a row, counted; and what was merged into it, by whom, when and why."""

from dataclasses import dataclass

from sqlalchemy import Connection

from laomo_desktop.db import journal, records
from laomo_desktop.db.rows import StoredRow, states
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SAMENESS, SPEAKING
from laomo_desktop.services import office_keys
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.merging import made

NAMED = {"enrolments": "培训", "members": "服务队", "visit_people": "服务活动", "studio_members": "创新工作室",
         "visit_enterprises": "服务活动"}  # fmt: skip
"""How a register is called where rows in it are counted, if not by its own label."""
ELSEWHERE = "其他单位"


@dataclass(frozen=True, slots=True)
class Hanging:
    """So many living rows of a register point to a row."""

    register: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Merged:
    """An alias in words: what went into what, who merged it and when (UTC) this store did or heard of it."""

    key: RowId
    gone: RowId
    kept: RowId
    name: str
    home: str
    evidence: str
    by: str
    at: str
    known: bool
    """Whether this store has the row that is gone: only then can it be taken apart here."""


def hanging(connection: Connection, row: RowId, of: str = "people") -> list[Hanging]:
    """What hangs on a row, in the registers' order; those without any are left out."""
    counts: dict[str, int] = {}
    own = {other.name for other, link in hanging_on(REGISTERS[of]) if other.owner == link.name}
    for other, link in hanging_on(REGISTERS[of]):
        if other.name not in SPEAKING:
            asked = f"SELECT count(*) FROM {other.name} WHERE {link.name} = ? AND deleted IS NULL"
            found = connection.exec_driver_sql(asked, (row,)).scalar_one()
            counts[other.name] = counts.get(other.name, 0) + int(found)
    labels = {n: REGISTERS[n].label if n in own else NAMED.get(n, REGISTERS[n].label) for n in counts}
    return [Hanging(n, labels[n], count) for n, count in counts.items() if count]


def merged_into(desk: Desk, row: RowId, of: str = "people") -> list[Merged]:
    """What was merged into a row, oldest first."""
    if of not in SAMENESS:
        return []
    with desk.store.reading() as connection:
        rows = records.where(connection, SAMENESS[of].aliases.name, {"kept": row})
        gone = states(connection, of, [each["gone"] for each in rows])
        return [_merged(desk, connection, of, each, gone.get(each["gone"])) for each in rows]


def _merged(desk: Desk, connection: Connection, of: str, row: records.Record, gone: StoredRow | None) -> Merged:
    by, at = _made(desk, connection, of, row["gone"])
    name = str(gone.values[REGISTERS[of].title] or "") if gone else "其他单位的同一份资料"
    home = _office(gone.values.get("office")) if gone else ""
    return Merged(row["id"], row["gone"], row["kept"], name, home, row["evidence"] or "", by, at, gone is not None)


def _made(desk: Desk, connection: Connection, of: str, gone: RowId) -> tuple[str, str]:
    """Who merged, and the moment of the operation that did it here, or brought it here."""
    number = made.operation_of(connection, of, gone)
    if number is not None:
        done = journal.operation(connection, number)
        return done.user, done.at
    table = SAMENESS[of].aliases.name
    key = made.alias_key(of, gone)
    came = journal.row_history(connection, table, key)
    writer = states(connection, table, [key])[key].dots[""][0]
    return _writer(desk, connection, writer), came[-1].operation.at if came else ""


def _writer(desk: Desk, connection: Connection, number: int) -> str:
    asked = "SELECT store FROM writers WHERE number = ?"
    store = bytes(connection.exec_driver_sql(asked, (number,)).scalar() or b"").hex()
    if store == desk.store.store_id.hex():
        return desk.office.short
    known = {card.store: card.office for card in office_keys.known(connection)}
    return _office(known.get(store)) or ELSEWHERE


def _office(code: object) -> str:
    found = [office for office in offices.OFFICES if office.code == code]
    return ("市总" if found[0].is_city else found[0].short) if found else ""
