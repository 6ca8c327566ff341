"""Which rows travel. A district sends what it wrote itself; the city sends an office its rows, the shared ones of the
city, and the rows these point to, as far as they changed since what that office has seen."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.schema import CHANGES
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS, hanging_on
from laomo_desktop.domain.registers.sameness import SPEAKING
from laomo_desktop.services.exchange import bundles
from laomo_desktop.services.exchange.bundles import Bundle
from laomo_desktop.services.exchange.convert import exchanged

AT_ONCE = 2_000


def written_here(connection: Connection, register: Register, since: int, where: str) -> Iterator[Bundle]:
    """The rows this store wrote after its operation ``since`` (-1: all rows there are), as far as ``where`` holds."""
    return bundles.between(connection, register, f"{_written(since)} AND {where}")


def for_office(
    connection: Connection, register: Register, code: str, since: int, where: str
) -> Iterator[Bundle]:
    """The city's rows that concern office ``code`` and changed after the city's operation ``since``, as far as
    ``where`` holds."""
    if _empty(connection, register):
        return iter(())
    which = f"id IN (SELECT id FROM sent_{register.name}) AND {where}"
    query = f"{_concerning(code, since)} SELECT n FROM {register.name} WHERE {which} ORDER BY n"
    return bundles.listed(connection, register, _rows(connection, query))


def images_written_here(connection: Connection, register: Register, name: str, since: int) -> Iterator[Any]:
    """Of the living rows of `written_here` that show an image in field ``name``: its hash and the row's dots."""
    where = f"{_written(since)} AND {_shown(name)}"
    return _rows(connection, f"SELECT {name}, dots FROM {register.name} WHERE {where} ORDER BY n")


def images_for_office(
    connection: Connection, register: Register, name: str, code: str, since: int
) -> Iterator[Any]:
    """The same of the rows of `for_office`."""
    if _empty(connection, register):
        return iter(())
    where = f"id IN (SELECT id FROM sent_{register.name}) AND {_shown(name)}"
    query = f"{_concerning(code, since)} SELECT {name}, dots FROM {register.name} WHERE {where} ORDER BY n"
    return _rows(connection, query)


def _written(since: int) -> str:
    return f"own > {since}" if since >= 0 else "1"


def _concerning(code: str, since: int) -> str:
    """`_with`, and common tables ``came_<register>`` (what may have gone over from one office to another) and
    ``sent_<register>``: the rows that office has to get.
    """
    parts = [f"came_{r.name}(id) AS ({_came(r, since)})" for r in exchanged()]
    parts += [f"sent_{r.name}(id) AS ({_sent(r, code, since)})" for r in reversed(exchanged())]
    return ", ".join([_with(code), *parts])


def _sent(register: Register, code: str, since: int) -> str:
    """What changed, and what hangs on somebody who came to this office; of other offices' rows also what something on
    its way points to: the office may not know it.
    """
    found = [
        f"SELECT id FROM {register.name} WHERE max(base, own) > {since} "
        f"AND (id IN (SELECT id FROM all_{register.name}){_left(register, code, since)})"
    ]
    if "office" in register.by_name:
        found += [
            f"SELECT {link.name} FROM {other.name} WHERE {link.name} NOT IN (SELECT id FROM home_{register.name}) "
            f"AND id IN (SELECT id FROM sent_{other.name}){_at_home(other)}{_living(other)}"
            for other, link in hanging_on(register)
            if REGISTERS[other.name].exchanged
        ]
    else:
        found.append(f"SELECT id FROM home_{register.name} WHERE id IN (SELECT id FROM came_{register.name})")
    return " UNION ".join(found)


def _came(register: Register, since: int) -> str:
    """Rows that belong elsewhere since the city's operation ``since``, or to such a row."""
    names = belonging(register)
    told = " OR ".join(f"json_type(before, '$.{name}') IS NOT NULL" for name in names) or "0"
    journal = (
        f"SELECT row FROM {CHANGES.name} WHERE operation > {since} AND register = '{register.name}' "
        f"AND before IS NOT NULL AND ({told})"
    )
    hanging = [
        f"SELECT id FROM {register.name} WHERE {name} IN (SELECT id FROM came_{register[name].target})"
        for name in names
        if name != "office"
    ]
    return " UNION ".join([journal, *hanging])


def belonging(register: Register) -> list[str]:
    """The fields that say whose a row is."""
    if "office" in register.by_name:
        return ["office"]
    return [register.owner] if register.owner else [link.name for link in register.links]


def _at_home(register: Register) -> str:
    return f" AND id IN (SELECT id FROM home_{register.name})" if register.everywhere else ""


def _living(register: Register) -> str:
    """Who was said to be one, or two, and is not: that brings nobody's data to anybody."""
    return " AND deleted IS NULL" if register.name in SPEAKING else ""


def _shown(name: str) -> str:
    return f"{name} IS NOT NULL AND deleted IS NULL"


def at_home(connection: Connection, register: Register, code: str) -> Iterator[Any]:
    """All rows of office ``code`` itself, without shared ones: those whose hash both sides compare.

    Each as key (hex), deleted, extra, fields (a JSON array, as bytes).
    """
    if _empty(connection, register):
        return iter(())
    home = f"id IN (SELECT id FROM home_{register.name})"
    told = f"lower(hex(id)), deleted, extra, CAST({bundles.fields(register)} AS BLOB)"
    query = f"{_with(code, shared=False)} SELECT {told} FROM {register.name} WHERE {home}"
    return _rows(connection, query)


def elsewhere(connection: Connection, code: str) -> frozenset[str]:
    """Rows a district wrote in (hex) that are not its own: the city need not have told it of their changes.

    As are those it took over itself, until the city has said so: their office is its own word. The city has none.
    """
    if code == offices.CITY.code:
        return frozenset()
    found: set[str] = set()
    for register in exchanged():
        if not register.everywhere and not _empty(connection, register):
            away = f"({_home(register, code, shared=True)}) IS NOT TRUE"
            own = f" OR ({_TAKEN_OVER})" if "office" in register.by_name else ""
            where = f"own > 0 AND ({away}{own})"
            query = f"{_with(code)} SELECT lower(hex(id)) FROM {register.name} WHERE {where}"
            found.update(key for (key,) in _rows(connection, query))
    return frozenset(found)


_MINE = "(SELECT number FROM writers WHERE store = (SELECT store FROM identity))"
_TAKEN_OVER = f"""instr(dots, '"office"') AND json_extract(dots, '$.office[0]') IN {_MINE}"""


def not_sent(connection: Connection, register: Register, code: str, keys: Sequence[RowId]) -> list[RowId]:
    """Those of the city's rows that do not concern office ``code``."""
    if register.everywhere or not keys:
        return []
    away: list[RowId] = []
    for start in range(0, len(keys), AT_ONCE):
        part = list(keys[start : start + AT_ONCE])
        marks = ", ".join("?" * len(part))
        for kind in ("home", "all"):  # most are the office's own: what those point to is asked of the others alone
            marks = ", ".join("?" * len(part))
            there = f"{_with(code)} SELECT id FROM {register.name} WHERE id IN ({marks})"
            query = f"{there} AND id NOT IN (SELECT id FROM {kind}_{register.name})"
            part = [key for (key,) in connection.exec_driver_sql(query, tuple(part))] if part else []
        away += part
    return away


def left_at(connection: Connection, register: Register, key: RowId, code: str) -> int:
    """Our operation by which a row ceased to be that office's; 0 if it never was."""
    query = (
        f"SELECT max(operation) FROM {CHANGES.name} WHERE row = ? AND register = '{register.name}' "
        f"AND json_extract(before, '$.office') IN ('{code}', '{offices.CITY.code}')"
    )
    return int(connection.exec_driver_sql(query, (key,)).scalar() or 0)


def gone_before(connection: Connection, number: int, register: Register) -> set[RowId]:
    """Rows which operation ``number`` made, or found deleted."""
    query = (
        f"SELECT row FROM {CHANGES.name} WHERE operation = ? AND register = ? "
        f"AND (before IS NULL OR json_extract(before, '$.deleted') IS NOT NULL)"
    )
    return {bytes(row) for (row,) in connection.exec_driver_sql(query, (number, register.name))}


def _empty(connection: Connection, register: Register) -> bool:
    """Most registers of a small store: asking for its rows costs more than a look."""
    return connection.exec_driver_sql(f"SELECT 1 FROM {register.name} LIMIT 1").scalar() is None


def _rows(connection: Connection, query: str) -> Iterator[Any]:
    """The driver's own cursor: a third of the time of a package went into wrapping its rows."""
    cursor: Iterator[Any] = connection.connection.driver_connection.execute(query)  # type: ignore[union-attr]
    return cursor


def _left(register: Register, code: str, since: int) -> str:
    """Rows that were this office's and are not any more: it has to hear of that too."""
    if "office" in register.by_name:
        was = f"json_extract(before, '$.office') = '{code}'"
    else:
        was = " OR ".join(
            f"unhex(json_extract(before, '$.{name}')) IN (SELECT id FROM home_{register[name].target})"
            for name in belonging(register)
        )
    if not was or register.everywhere:
        return ""
    return (
        f" OR id IN (SELECT row FROM {CHANGES.name} WHERE operation > {since} AND register = '{register.name}'"
        f" AND before IS NOT NULL AND ({was}))"
    )


@cache
def _with(code: str, *, shared: bool = True) -> str:
    """Common tables ``home_<register>`` (the office's) and ``all_<register>`` (with what those point to)."""
    parts = [
        f"home_{r.name}(id) AS (SELECT id FROM {r.name} WHERE {_home(r, code, shared=shared)})" for r in exchanged()
    ]
    parts += [f"all_{r.name}(id) AS ({_closed(r)})" for r in reversed(exchanged())]
    return "WITH " + ", ".join(parts)


def _home(register: Register, code: str, *, shared: bool) -> str:
    offices.office(code)  # only known codes stand in the SQL
    if "office" in register.by_name:
        return f"office IN ('{code}', '{offices.CITY.code}')" if shared else f"office = '{code}'"
    if register.owner:
        return f"{register.owner} IN (SELECT id FROM home_{register[register.owner].target})"
    if register.links:
        return " OR ".join(f"{link.name} IN (SELECT id FROM home_{link.target})" for link in register.links)
    return "1" if shared else "0"


def _closed(register: Register) -> str:
    pointing = [
        f"SELECT {link.name} FROM {other.name} WHERE id IN (SELECT id FROM {_pulling(other)}){_living(other)}"
        for other, link in hanging_on(register)
        if REGISTERS[other.name].exchanged
    ]
    if register.everywhere:
        return f"SELECT id FROM {register.name}"
    return " UNION ".join([f"SELECT id FROM home_{register.name}", *pointing])


def _pulling(register: Register) -> str:
    """The rows of a register whose links bring along what they point to."""
    return f"{'home' if register.everywhere else 'all'}_{register.name}"
