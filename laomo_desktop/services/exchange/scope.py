"""Which rows travel. A district sends what it wrote itself; the city sends an office its rows, the shared ones of the
city, and the rows these point to, as far as they changed since what that office has seen (see `concern`)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db.rows import OWN_WRITERS
from laomo_desktop.db.schema import CHANGES
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.register import Register
from laomo_desktop.services.exchange import bundles, concern
from laomo_desktop.services.exchange.bundles import Bundle
from laomo_desktop.services.exchange.concern import Concern
from laomo_desktop.services.exchange.convert import exchanged

AT_ONCE = 2_000


def written_here(connection: Connection, register: Register, since: int, where: str) -> Iterator[Bundle]:
    """The rows this store wrote after its operation ``since`` (-1: all rows there are), as far as ``where`` holds."""
    return bundles.between(connection, register, f"{_written(since)} AND {where}")


def for_office(connection: Connection, register: Register, to: Concern, since: int, where: str) -> Iterator[Bundle]:
    """The city's rows that concern an office and changed after the city's operation ``since``, as far as ``where``
    holds."""
    rows = _sent(connection, register, to, since, "n", where)
    return bundles.listed(connection, register, rows)


def images_written_here(connection: Connection, register: Register, name: str, since: int) -> Iterator[Any]:
    """Of the living rows of `written_here` that show an image in field ``name``: its hash and the row's dots."""
    where = f"{_written(since)} AND {_shown(name)}"
    return _rows(connection, f"SELECT {name}, dots FROM {register.name} WHERE {where} ORDER BY n")


def images_for_office(connection: Connection, register: Register, name: str, to: Concern, since: int) -> Iterator[Any]:
    """The same of the rows of `for_office`."""
    return _sent(connection, register, to, since, f"{name}, dots", _shown(name))


def _written(since: int) -> str:
    return f"own > {since}" if since >= 0 else "1"


def _shown(name: str) -> str:
    return f"{name} IS NOT NULL AND deleted IS NULL"


def _sent(connection: Connection, register: Register, to: Concern, since: int, what: str, where: str) -> Iterator[Any]:
    if register.name not in to.filled:
        return iter(())
    which = f"id IN (SELECT id FROM sent_{register.name}) AND {where}"
    query = to.asking(f"SELECT {what} FROM {register.name} WHERE {which} ORDER BY n")
    return _rows(connection, query, since=since)


def at_home(connection: Connection, register: Register, office: Concern) -> Iterator[Any]:
    """All rows of an office itself, without shared ones: those whose hash both sides compare.

    Each as key (hex), deleted, extra, fields (a JSON array, as bytes).
    """
    if register.name not in office.filled:
        return iter(())
    told = f"lower(hex(id)), deleted, extra, CAST({bundles.fields(register)} AS BLOB)"
    query = f"SELECT {told} FROM {register.name} WHERE id IN (SELECT id FROM home_{register.name})"
    return _rows(connection, office.asking(query))


def elsewhere(connection: Connection, code: str) -> frozenset[str]:
    """Rows a district wrote in (hex) that are not its own: the city need not have told it of their changes.

    As are those it took over itself, until the city has said so: their office is its own word. The city has none.
    """
    if code == offices.CITY.code:
        return frozenset()
    found: set[str] = set()
    own = concern.of(connection, code)
    for register in exchanged():
        if not register.everywhere and register.name in own.filled:
            away = f"({concern.home(own, register)}) IS NOT TRUE"
            taken = f" OR ({_TAKEN_OVER})" if "office" in register.by_name else ""
            query = f"SELECT lower(hex(id)) FROM {register.name} WHERE own > 0 AND ({away}{taken})"
            found.update(key for (key,) in _rows(connection, own.asking(query)))
    return frozenset(found)


_TAKEN_OVER = f"""instr(dots, '"office"') AND json_extract(dots, '$.office[0]') IN ({OWN_WRITERS})"""


def not_sent(connection: Connection, register: Register, code: str, keys: Sequence[RowId]) -> list[RowId]:
    """Those of the city's rows that do not concern office ``code``."""
    if register.everywhere or not keys:
        return []
    to = concern.of(connection, code)
    away: list[RowId] = []
    for start in range(0, len(keys), AT_ONCE):
        part = list(keys[start : start + AT_ONCE])
        for kind in ("home", "all"):  # most are the office's own: what those point to is asked of the others alone
            marks = ", ".join("?" * len(part))
            there = f"SELECT id FROM {register.name} WHERE id IN ({marks})"
            query = to.asking(f"{there} AND id NOT IN (SELECT id FROM {kind}_{register.name})")
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


def _rows(connection: Connection, query: str, **values: int) -> Iterator[Any]:
    """The driver's own cursor: a third of the time of a package went into wrapping its rows."""
    driver: Any = connection.connection.driver_connection
    cursor: Iterator[Any] = driver.execute(query, values)
    return cursor
