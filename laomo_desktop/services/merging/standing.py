"""Whether what merging did to a row stands: by the aliases of its person, or of the people its key is made of."""

from sqlalchemy import Connection

from laomo_desktop.db.door import Write
from laomo_desktop.db.rows import Row, StoredRow
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.domain.registers.sameness import SAMENESS
from laomo_desktop.services.merging import aliases, moving
from laomo_desktop.services.merging.aliases import Alive, Finals, key_of


def stands(connection: Connection, reg: Register, values: Row, key: RowId, final: Finals | None = None) -> bool:
    """Whether a tombstone 合并到… of that row is right: the alias that made it lives. ``final``: who leads to whom, if
    known already."""
    final = aliases.finals(connection) if final is None else final
    if reg.name in SAMENESS:
        return key in final[reg.name]
    for name in reg.pair:
        target, link = reg[name].target, key_of(values.get(name))
        if link in final.get(target, ()):
            return True
        if target not in SAMENESS and REGISTERS[target].pair:
            asked = f"SELECT {', '.join(REGISTERS[target].pair)} FROM {target} WHERE id = ?"
            row = connection.exec_driver_sql(asked, (link,)).mappings().first()
            if row is not None and stands(connection, REGISTERS[target], dict(row), link, final):
                return True
    return False


def leads(write: Write, reg: Register, source: StoredRow, key: RowId, alive: Alive | None = None) -> bool:
    """Whether one gone went into that row, on the way to whoever stays. ``alive``: the aliases, if at hand."""
    return key in moving.twins(write, reg, source, alive)


def is_of_another(write: Write, reg: Register, row: StoredRow, source: StoredRow) -> bool:
    """Whether the alias that died here led elsewhere: who parted that one had not heard of this merge. It stands until
    the city has heard of both."""
    if reg.name in SAMENESS:
        ever = aliases.ever(write.connection, reg.name)
        return source.id in ever and row.id not in aliases.way(ever, source.id)
    for name in reg.pair:
        old, new = key_of(source.values[name]), key_of(row.values[name])
        target = REGISTERS[reg[name].target]
        there = write.states(target.name, [old, new]) if old != new else {}
        if old in there and new in there and (target.name in SAMENESS or target.pair):
            return is_of_another(write, target, there[new], there[old])
    return False
