"""The rows behind a figure, as lists to be opened."""

from dataclasses import dataclass

from laomo_desktop.db import figures as db
from laomo_desktop.db import query
from laomo_desktop.db.figures.facts import Part
from laomo_desktop.db.query import Query
from laomo_desktop.domain.errors import Refused
from laomo_desktop.domain.field import RowId, Value
from laomo_desktop.domain.measures import BY_CODE
from laomo_desktop.domain.offices import Office
from laomo_desktop.domain.period import Period
from laomo_desktop.domain.registers import REGISTERS
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.figures.counting import DIMENSIONS, asked, scope


@dataclass(frozen=True, slots=True)
class Behind:
    """Rows of one register: what to call them, how many, and the list that shows them."""

    register: str
    label: str
    count: int
    query: Query


def rows_behind(
    desk: Desk, measure: str, span: Period, *, by: str | None = None, value: Value = None, office: str | None = None
) -> tuple[Behind, ...]:
    """The rows behind a figure, a list a register; lists without rows are left out."""
    if measure not in BY_CODE:
        raise Refused(f"没有“{measure}”这个指标", todo=f"可选的有：{'、'.join(BY_CODE)}")
    if by is not None and by not in DIMENSIONS:
        raise Refused(f"不能按“{by}”统计", todo=f"可选的有：{'、'.join(DIMENSIONS)}")
    of = scope(desk, office)
    with desk.store.reading() as connection:
        parts = db.rows_behind(connection, measure, asked(span, of), by, value)
        found = []
        for part, keys in parts:
            wanted = _whole(part, span, of) if by is None and part.whole else _these(part, keys)
            if number := query.count(connection, wanted):
                found.append(Behind(part.register, REGISTERS[part.register].label, number, wanted))
    return tuple(found)


def _whole(part: Part, span: Period, of: Office | None) -> Query:
    filters: dict[str, tuple[Value, ...]] = {name: (value,) for name, value in part.fixed.items()}
    if of is not None:
        filters["office"] = (of.code,)
    between: dict[str, tuple[str | None, str | None]] = {
        part.whole: (span.first.isoformat(), span.last.isoformat())
    }
    return Query(part.register, filters=filters, between=between)


def _these(part: Part, keys: list[RowId]) -> Query:
    return Query(part.register, keys=tuple(keys))
