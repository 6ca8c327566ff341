"""What the search index lags behind: rows that a large operation made, indexed right after it in the background.

Ranges of row numbers stand in the table ``unindexed``, written in the operation that made the rows, so a crash loses
none of them. No row in a range is in the index; until it is, a search looks through the ranges themselves.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import former, search
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS

SLICE = 2_000
"""Rows indexed in one go: a tenth of a second or less, in which no other write can begin."""
Ranges = dict[str, list[tuple[int, int]]]


def ranges(connection: Connection) -> Ranges:
    """Register -> (first, last) row numbers that are not indexed yet."""
    found: Ranges = {}
    for register, first, last in connection.exec_driver_sql("SELECT register, first, last FROM unindexed"):
        found.setdefault(register, []).append((first, last))
    return found


def count(connection: Connection) -> int:
    """How many row numbers wait to be indexed."""
    query = "SELECT coalesce(sum(last - first + 1), 0) FROM unindexed"
    return int(connection.exec_driver_sql(query).scalar_one())


def start_over(connection: Connection) -> None:
    """Empty every index; all rows wait to be indexed. The caller holds the transaction."""
    connection.exec_driver_sql("DELETE FROM unindexed")
    for register in REGISTERS.values():
        if register.searched:
            search.clear(connection, register)
            ends = connection.exec_driver_sql(f"SELECT min(n), max(n) FROM {register.name}").one()
            if ends[0] is not None:
                add(connection, register, *ends)


def add(connection: Connection, register: Register, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` are to be indexed later; they follow on a range that ends right before them."""
    query = "UPDATE unindexed SET last = ? WHERE register = ? AND last = ?"
    if not connection.exec_driver_sql(query, (last, register.name, first - 1)).rowcount:
        connection.exec_driver_sql("INSERT INTO unindexed VALUES (?, ?, ?)", (register.name, first, last))


def index_some(connection: Connection) -> bool:
    """Index the next rows; returns whether there were any. The caller holds the transaction."""
    query = "SELECT register, first, last FROM unindexed ORDER BY register, first LIMIT 1"
    found = connection.exec_driver_sql(query).one_or_none()
    if found is None:
        return False
    name, first, last = found
    upto = min(last, first + SLICE - 1)
    _index(connection, REGISTERS[name], first, upto)
    if upto == last:
        connection.exec_driver_sql("DELETE FROM unindexed WHERE register = ? AND first = ?", (name, first))
    else:
        query = "UPDATE unindexed SET first = ? WHERE register = ? AND first = ?"
        connection.exec_driver_sql(query, (upto + 1, name, first))
    return True


def _index(connection: Connection, register: Register, first: int, last: int) -> None:
    names = ", ".join(field.name for field in register.searched)
    query = f"SELECT n, extra, {names} FROM {register.name} WHERE n BETWEEN ? AND ? AND deleted IS NULL"
    rows: Sequence[Sequence[Any]] = connection.exec_driver_sql(query, (first, last)).all()
    made = {row[0]: former.searched(register, row[1]) for row in rows if row[1] is not None}
    search.put(connection, register, ((row[0], row[2:]) for row in rows), new=True, former=made)


def looking_through(register: Register, words: Sequence[str], first: int = 0) -> tuple[str, dict[str, str]]:
    """SQL that finds the numbers of rows not indexed yet in which all ``words`` stand, and its parameters, which are
    numbered from ``first`` on."""
    table = register.name
    told = [f"replace(lower({table}.{field.name}), '·', '')" for field in register.searched]
    texts = [f"coalesce(instr({text}, :{{}}), 0)" for text in (*told, f"replace({table}.sort_key, ' ', '')")]
    names = [f"word{place}" for place in range(first, first + len(words))]
    wanted = [f"({' OR '.join(text.format(name) for text in texts)})" for name in names]
    sql = (
        f"SELECT {table}.n FROM unindexed JOIN {table} ON {table}.n BETWEEN unindexed.first AND unindexed.last "
        f"WHERE unindexed.register = '{table}' AND {' AND '.join(wanted)}"
    )
    return sql, dict(zip(names, words, strict=True))
