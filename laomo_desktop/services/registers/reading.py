"""Rows for reading, and their cells in words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from laomo_desktop.db import query, records
from laomo_desktop.db.records import Record
from laomo_desktop.domain import kinds
from laomo_desktop.domain.field import Field, Kind, RowId, Value
from laomo_desktop.domain.register import Register
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.desk import Desk


def get(desk: Desk, register: str, key: RowId) -> Record:
    """One row for reading."""
    with desk.store.reading() as connection:
        return records.get(connection, register, key)


def first(desk: Desk, register: str, count: int) -> list[Record]:
    """The first rows of a register in its own order."""
    with desk.store.reading() as connection:
        return query.page(connection, query.Query(register), 0, count)


def owned(desk: Desk, register: str, owner: RowId) -> list[Record]:
    """The rows of a register that belong to ``owner`` (a person's honours), in the register's order."""
    reg = REGISTERS[register]
    with desk.store.reading() as connection:
        return records.where(connection, register, {reg.owner: owner}, order=reg.order)


def present(reg: Register, row: Mapping[str, Any], name: str) -> str:
    """A cell of a list: words, masked where personal; a link by its title."""
    of = reg[name]
    return str(row.get(f"{name}.title", "")) if of.kind is Kind.LINK else kinds.masked(of, row[name])


def once_called(row: Mapping[str, Any]) -> str:
    """Of a row of a list into which others were merged: 曾用名：王龑, or that it was; "" of all others."""
    names = row.get(query.FORMER)
    if names is None:
        return ""
    return f"曾用名：{'、'.join(names)}" if names else "已合并"


def in_words(connection: Connection, of: Field, value: Value) -> str:
    """A value as the clerk reads it, masked; a link by its row's title."""
    if of.kind is Kind.LINK and isinstance(value, bytes):
        return query.titles(connection, of.target, [value]).get(value, "")
    return kinds.masked(of, value)
