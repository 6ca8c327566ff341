"""What a store holds, read past the program: for tests that must not trust it."""

from typing import Any

from laomo_desktop.db import query
from laomo_desktop.db.query import Query
from laomo_desktop.db.store import Store
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.registers import REGISTERS


def rows(store: Store, register: str) -> dict[RowId, dict[str, Any]]:
    """Every row by key, tombstones and margins included."""
    with store.reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {register}").mappings()
        return {row["id"]: dict(row) for row in found}


def row(store: Store, register: str, key: RowId) -> dict[str, Any]:
    return rows(store, register)[key]


def alive(store: Store, register: str) -> dict[RowId, dict[str, Any]]:
    """The living rows, fields only."""
    names = [f.name for f in REGISTERS[register].fields]
    return {
        key: {name: found[name] for name in names}
        for key, found in rows(store, register).items()
        if found["deleted"] is None
    }


def count(store: Store, table: str) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def found(store: Store, register: str, words: str) -> list[str]:
    """The titles the search box finds."""
    reg = REGISTERS[register]
    with store.reading() as connection:
        return [row[reg.title] for row in query.page(connection, Query(register, find=words), 0, 1000)]


def add(store: Store, register: str, **values: Any) -> RowId:
    """One row, by an operation of its own."""
    with store.operation("新建", "加一条", "测试") as write:
        return write.insert(register, values)
