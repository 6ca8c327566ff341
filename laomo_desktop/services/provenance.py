"""Where both sides of a waiting item come from: which office's package or whose hand, and when."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from laomo_desktop.db import codec, journal
from laomo_desktop.db.journal import TAKEN_IN, Operation
from laomo_desktop.db.schema import CHANGES
from laomo_desktop.domain import offices
from laomo_desktop.domain.field import RowId
from laomo_desktop.domain.times import local
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import packages
from laomo_desktop.services.pending import Item


@dataclass(frozen=True, slots=True)
class Provenance:
    """``came``: what put the item on the queue; ``left`` and ``right``: who wrote either side last, as far as known;
    where fields are asked about, who wrote one of these."""

    came: str
    left: str
    right: str


def of(desk: Desk, item: Item) -> Provenance:
    """In words, each empty where nobody knows."""
    with desk.store.reading() as connection:
        first = _operation(connection, "pending", item.key, newest=False)
        came = _words(connection, first) if first else ""
        asked = frozenset(item.incoming) & set(item.reg.by_name) if item.other is None else frozenset()
        left = _last(connection, item.register, item.row, asked)
        right = _last(connection, item.register, item.other) if item.other else came
    return Provenance(came, left, right)


def _last(connection: Connection, register: str, row: RowId | None, fields: frozenset[str] = frozenset()) -> str:
    found = _operation(connection, register, row, fields, newest=True) if row else None
    return _words(connection, found) if found else ""


def _operation(
    connection: Connection, register: str, row: RowId, fields: frozenset[str] = frozenset(), *, newest: bool
) -> Operation | None:
    """The first or last operation that wrote a row, or one of its ``fields``; looking and printing are none."""
    order = CHANGES.c.operation.desc() if newest else CHANGES.c.operation
    # NULL stands before where it was made, nothing but a bracket pair where it was only looked at.
    query = select(CHANGES.c.operation, CHANGES.c.before).where(CHANGES.c.register == register, CHANGES.c.row == row)
    for number, before in connection.execute(query.order_by(order)):
        written = None if before is None else codec.names(before)
        if written is None or (written and (not fields or fields & written)):
            return journal.operation(connection, number)
    return None


def _words(connection: Connection, by: Operation) -> str:
    """芝罘区第3包，2026-07-02 09:10 收到; 王芳，2026-07-02 09:10"""
    if by.kind == TAKEN_IN:
        for row in packages.received(connection):
            if packages.details(row).get("op") == by.number:
                whose = offices.office(row["office"])
                who = "市总" if whose.is_city else whose.short
                return f"{who}第{row['number']}包，{local(by.at)} 收到"
    return f"{by.user}，{local(by.at)}"
